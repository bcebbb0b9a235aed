import SystemPackage

/// Lines of a file descriptor, each told from what is no line of text.
struct PlainInput {
  /// What was read.
  enum Line: Equatable {
    /// A line, without its end.
    case text(String)
    /// One that cannot be taken, and why.
    case refused(String)
  }

  private let descriptor: FileDescriptor
  private let limit: Int
  private var bytes: [UInt8] = []
  private var start = 0
  private var hasEnded = false
  /// The number of the line that was read last, from 1.
  private(set) var number = 0

  /// Makes the input. A line of more than `limit` bytes is refused.
  init(_ descriptor: FileDescriptor, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// The next line, waited for; nothing at the end of the input. Throws where it cannot be read.
  mutating func next() throws(Errno) -> Line? {
    var length = 0
    var isTooLong = false
    while true {
      if let end = bytes[(start + length)...].firstIndex(of: 0x0A) {
        let line = bytes[start..<end]
        start = end + 1
        return made(line, isTooLong: isTooLong)
      }
      length = bytes.count - start
      if length > limit {
        // Its rest is read past, so that it is not taken for lines of its own.
        isTooLong = true
        start = bytes.count
        length = 0
      }
      guard try fill() else {
        let line = bytes[start...]
        start = bytes.count
        return line.isEmpty && !isTooLong ? nil : made(line, isTooLong: isTooLong)
      }
    }
  }

  private mutating func made(_ line: ArraySlice<UInt8>, isTooLong: Bool) -> Line {
    number += 1
    if isTooLong || line.count > limit {
      return .refused("The line was not taken: it is longer than \(limit) bytes")
    }
    // Scripts that were written elsewhere end their lines with CR LF.
    let content = line.last == 0x0D ? line.dropLast() : line
    guard let text = String(validating: content, as: UTF8.self) else {
      return .refused("The line was not taken: it is not UTF-8")
    }
    return .text(text)
  }

  /// Reads more; false at the end.
  private mutating func fill() throws(Errno) -> Bool {
    guard !hasEnded else { return false }
    bytes.removeFirst(start)
    start = 0
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count: Int
    do {
      count = try buffer.withUnsafeMutableBytes { try descriptor.read(into: $0) }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
    bytes += buffer[..<count]
    hasEnded = count == 0
    return !hasEnded
  }
}
