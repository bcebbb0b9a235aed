/// Why some bytes are no JSON document (RFC 8259), and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it went wrong.
  public var location: JSONLocation
  /// The value it is about, where it is about one (a key that occurs twice).
  public var path: JSONPath
  /// What is wrong, in plain words, without a final stop.
  public var reason: String
  /// What to do, without a final stop; empty where the reason says it.
  public var cure: String

  /// The line, counted from 1.
  public var line: Int { location.line }
  /// The column in characters, counted from 1.
  public var column: Int { location.column }

  /// `line 3, column 7: reason. cure`
  public var description: String {
    let place = path.components.isEmpty ? "" : " \(path):"
    return "line \(line), column \(column):\(place) \(reason)\(cure.isEmpty ? "" : ". \(cure)")"
  }
}

/// What the parser throws inside: a byte offset. Lines and columns are counted only when there is an error to report.
struct JSONFailure: Error {
  var offset: Int
  var reason: String
  var cure = ""
  /// The steps to the value, innermost first: they are added while the error travels up.
  var steps: [JSONPath.Component] = []
}

/// Lines and columns of byte offsets, which must rise.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var location = JSONLocation(line: 1, column: 1)

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The location of the byte at `target`.
  mutating func location(of target: Int) -> JSONLocation {
    let end = min(target, bytes.count)
    var lineStart = offset
    for index in offset..<max(offset, end) where bytes[index] == UInt8(ascii: "\n") {
      location = JSONLocation(line: location.line + 1, column: 1)
      lineStart = index + 1
    }
    if lineStart < end {
      location.column +=
        String(decoding: UnsafeBufferPointer(rebasing: bytes[lineStart..<end]), as: UTF8.self).count
    }
    offset = max(offset, end)
    return location
  }
}
