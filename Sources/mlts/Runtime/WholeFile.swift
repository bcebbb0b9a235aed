import Glibc
import Screen
import SystemPackage

/// Files beside the assessments, such as the user's settings and git's: read and replaced byte for byte.
enum WholeFile {
  /// The bytes of a file; nothing where it is not there.
  static func read(_ path: FilePath, limit: Int = 8 << 20) throws -> [UInt8]? {
    do {
      let file = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
      return try file.closeAfter {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
          if count == 0 { return bytes }
          bytes += buffer[..<count]
          guard bytes.count <= limit else {
            throw Failure(.unreadable, "\(Sanitize.line(path.string)) is larger than \(limit >> 20) MB")
          }
        }
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch let error as Errno {
      throw Failure(.unreadable, "\(Sanitize.line(path.string)) cannot be read: \(error)")
    }
  }

  /// Puts bytes in the place of a file so that it holds the old ones or the new ones, also after a power failure. Keeps
  /// its permissions; a link stays one. The folder is made if it is not there.
  static func replace(_ path: FilePath, with bytes: [UInt8]) throws {
    var target = path
    if let resolved = realpath(path.string, nil) {
      target = FilePath(String(cString: resolved))
      free(resolved)
    }
    let folder = target.removingLastComponent()
    let temporary = folder.appending(".\(target.lastComponent?.string ?? "mlts").\(getpid()).tmp")
    do {
      makeFolders(folder)
      unlink(temporary.string)
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
      try file.closeAfter {
        var old = stat()
        if stat(target.string, &old) == 0 { fchmod(file.rawValue, old.st_mode & 0o777) }
        _ = try file.writeAll(bytes)
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
      guard rename(temporary.string, target.string) == 0 else { throw Errno(rawValue: errno) }
      let directory = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
      try directory.closeAfter { _ = fsync(directory.rawValue) }
    } catch {
      unlink(temporary.string)
      throw Failure(.unable, "\(Sanitize.line(path.string)) cannot be written: \(error)")
    }
  }

  /// Takes a file away.
  static func remove(_ path: FilePath) throws {
    guard unlink(path.string) == 0 else {
      throw Failure(.unable, "\(Sanitize.line(path.string)) cannot be removed: \(Errno(rawValue: errno))")
    }
  }

  /// Makes a folder and those above it; what fails shows when the file is written.
  private static func makeFolders(_ folder: FilePath) {
    guard mkdir(folder.string, 0o777) != 0, errno == ENOENT, !folder.removingLastComponent().isEmpty else { return }
    makeFolders(folder.removingLastComponent())
    mkdir(folder.string, 0o777)
  }
}
