import Glibc
import MLTestScore
import SystemPackage

/// A file as it was read.
struct FileContent: Sendable {
  var bytes: [UInt8]
  var status: FileStatus
  /// The file itself, behind any symbolic links.
  var target: FilePath
}

extension SystemCalls {
  /// Reads a regular file. Whatever else has a name (a folder, a FIFO, a device) is refused before a byte is read.
  func content(of path: FilePath) throws(AssessmentFileError) -> FileContent {
    let name = path.string
    let file: FileDescriptor
    do throws(Errno) {
      // Non-blocking, because opening a FIFO without a writer would wait for ever.
      let options: FileDescriptor.OpenOptions = [.nonBlocking, .init(rawValue: O_NOCTTY)]
      file = try retrying { () throws(Errno) in try open(path, .readOnly, options) }
    } catch {
      throw whyNotOpened(error, name: name)
    }
    defer { closeQuietly(file) }
    let status: FileStatus
    do throws(Errno) {
      status = try retrying { () throws(Errno) in try self.status(file) }
    } catch { throw whyNotRead(error, name: name) }
    if let error = whyRefused(status, name: name) { throw error }
    do throws(Errno) {
      let bytes = try readAll(from: file, expecting: status.size, limit: sizeLimit)
      return FileContent(
        bytes: bytes, status: status, target: try retrying { () throws(Errno) in try resolve(path) })
    } catch {
      throw whyNotRead(error, name: name)
    }
  }

  private func whyNotOpened(_ error: Errno, name: String) -> AssessmentFileError {
    switch error {
    case .noSuchFileOrDirectory:
      if let target = SystemCalls.danglingTarget(of: FilePath(name)) {
        AssessmentFileError(
          kind: .notFound, file: name,
          reason: "it is a symbolic link that leads to nothing: \(target.quotedForMessage)",
          cure: "Bring back what it leads to, or remove the link")
      } else {
        AssessmentFileError(
          kind: .notFound, file: name, reason: "there is no such file",
          cure: "`mlts new \(name.visible) --system NAME` makes a new one")
      }
    case .notDirectory:
      AssessmentFileError(
        kind: .notFound, file: name, reason: "a part of the path is a file, not a folder", cure: "Check the path")
    case .permissionDenied, .notPermitted:
      AssessmentFileError(
        kind: .unreadable, file: name, reason: "you have no permission to read it",
        cure: "Ask its owner, or look at `ls -l`")
    case .tooManySymbolicLinkLevels:
      AssessmentFileError(
        kind: .unreadable, file: name, reason: "its symbolic links go round in a circle",
        cure: "Look at them with `ls -l`")
    case .fileNameTooLong:
      AssessmentFileError(
        kind: .notFound, file: name, reason: "the name is longer than the file system allows",
        cure: "Check the path")
    case Errno(rawValue: ENXIO), Errno(rawValue: ENODEV):
      AssessmentFileError(
        kind: .unreadable, file: name, reason: "it is a socket or a device, no file", cure: "Check the path")
    default: whyNotRead(error, name: name)
    }
  }

  private func whyRefused(_ status: FileStatus, name: String) -> AssessmentFileError? {
    let what: String
    switch status.kind {
    case .regular:
      guard status.size > sizeLimit else { return nil }
      return AssessmentFileError(
        kind: .unreadable, file: name,
        reason: "the file has \(megabytes(status.size)) MB, and mlts reads up to \(megabytes(sizeLimit)) MB",
        cure: "An assessment has some 60 KB: check that it is the right file")
    case .folder:
      return AssessmentFileError(
        kind: .unreadable, file: name, reason: "it is a folder", cure: "Name a file in it")
    case .fifo: what = "a pipe (FIFO)"
    case .socket: what = "a socket"
    case .device: what = "a device"
    case .other: what = "something else"
    }
    return AssessmentFileError(
      kind: .unreadable, file: name, reason: "it is \(what), no file", cure: "Check the path")
  }

  private func whyNotRead(_ error: Errno, name: String) -> AssessmentFileError {
    if error == .fileTooLarge {
      return AssessmentFileError(
        kind: .unreadable, file: name,
        reason: "the file grew to more than \(megabytes(sizeLimit)) MB while it was read",
        cure: "Check what writes to it")
    }
    return AssessmentFileError(
      kind: .unreadable, file: name, reason: "the system could not read it: \(error)", cure: "Check the disk")
  }

  /// What a symbolic link says that leads to nothing; nothing for any other file.
  static func danglingTarget(of path: FilePath) -> String? {
    var status = stat()
    guard stat(path.string, &status) != 0, lstat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFLNK
    else {
      return nil
    }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path.string, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whole megabytes (2^20 bytes), rounded up.
  func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }
}
