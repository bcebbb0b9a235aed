import SystemPackage

/// Files that are no assessments, such as the user's settings and git's: read and replaced whole, by the calls and with
/// the promises of the store.
package enum WholeFile {
  /// The bytes of a file, or what whatever else has the name gives at once. Throws `fileTooLarge` where it goes on after
  /// `limit` bytes.
  package static func read(_ path: FilePath, limit: Int) throws(Errno) -> [UInt8] {
    let system = SystemCalls.live
    // Non-blocking, because opening a FIFO without a writer would wait for ever.
    let file = try system.retrying { () throws(Errno) in try system.open(path, .readOnly, [.nonBlocking]) }
    defer { system.closeQuietly(file) }
    return try system.readAll(from: file, expecting: 1 << 16, limit: limit)
  }

  /// Puts bytes in the place of a file so that it holds the old ones or the new ones, also after a power failure.
  ///
  /// A symbolic link stays one, also where it leads to nothing yet; a file keeps its permissions, owner and group. The
  /// folder is made if it is not there. Devices and the like are refused: a file would take their place.
  package static func replace(_ path: FilePath, with bytes: [UInt8]) throws(AssessmentFileError) {
    try replace(path, with: bytes, system: .live)
  }

  /// Makes a file, with what the umask leaves of read and write for all. Throws `alreadyExists` where the name is taken.
  package static func create(_ path: FilePath, with bytes: [UInt8]) throws(AssessmentFileError) {
    try SystemCalls.live.place(bytes, at: path, .new, permissions: .ofNewFiles)
  }

  /// The absolute path of a file, without any symbolic link.
  package static func resolve(_ path: FilePath) throws(Errno) -> FilePath {
    try SystemCalls.live.retrying { () throws(Errno) in try SystemCalls.live.resolve(path) }
  }

  static func replace(
    _ path: FilePath, with bytes: [UInt8], system: SystemCalls
  ) throws(AssessmentFileError) {
    let target: FilePath
    let status: FileStatus?
    do throws(Errno) {
      target = try system.destination(of: path)
      status = try system.status(of: target)
    } catch {
      throw system.writeError(error, path: path, isFolder: false)
    }
    if let status, status.kind != .regular {
      throw AssessmentFileError(
        kind: .writeFailed, file: path.string, reason: "not saved: what has this name is no file",
        cure: "Move it away")
    }
    system.makeFolders(target.folder)
    try system.place(
      bytes, at: target, .replacing(status), permissions: status?.permissions ?? .ofNewFiles)
  }
}

extension SystemCalls {
  /// The file that a path names, behind any symbolic links, also where it is not there yet.
  fileprivate func destination(of path: FilePath) throws(Errno) -> FilePath {
    var path = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      do throws(Errno) {
        return try retrying { () throws(Errno) in try resolve(path) }
      } catch {
        guard error == .noSuchFileOrDirectory else { throw error }
        guard let link = SystemCalls.danglingTarget(of: path) else { return path }
        path = path.folder.pushing(FilePath(link))
      }
    }
    throw .tooManySymbolicLinkLevels
  }

  /// What there is of a file; nothing where it is not there.
  fileprivate func status(of path: FilePath) throws(Errno) -> FileStatus? {
    let file: FileDescriptor
    do throws(Errno) {
      file = try retrying { () throws(Errno) in try open(path, .readOnly, [.nonBlocking]) }
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw error
    }
    defer { closeQuietly(file) }
    return try retrying { () throws(Errno) in try status(file) }
  }
}
