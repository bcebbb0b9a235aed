import Glibc
import SystemPackage

extension TextFile {
  /// Makes a new file; throws `Errno.fileExists` where the name is taken.
  static func create(_ path: FilePath, _ text: String) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .exclusiveCreate],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    do {
      try file.closeAfter { _ = try file.writeAll(Array(text.utf8)) }
    } catch {
      unlink(path.string)
      throw error
    }
  }

  /// Puts a text in the place of a file, so that a reader sees the old one or the new one, whole. A file that is a link
  /// stays one. The folder is made if it is not there.
  static func replace(_ path: FilePath, with text: String) throws {
    var target = path
    if let resolved = realpath(path.string, nil) {
      target = FilePath(String(cString: resolved))
      free(resolved)
    }
    let folder = target.removingLastComponent()
    makeFolders(folder)
    let temporary = folder.appending(".\(target.lastComponent?.string ?? "mlts").\(getpid()).tmp")
    unlink(temporary.string)
    try create(temporary, text)
    guard rename(temporary.string, target.string) == 0 else {
      let failure = Errno(rawValue: errno)
      unlink(temporary.string)
      throw failure
    }
  }

  /// Makes a folder and those above it; what fails shows when a file is written there.
  private static func makeFolders(_ folder: FilePath) {
    guard mkdir(folder.string, 0o700) != 0, errno == ENOENT, !folder.removingLastComponent().isEmpty else { return }
    makeFolders(folder.removingLastComponent())
    mkdir(folder.string, 0o700)
  }
}
