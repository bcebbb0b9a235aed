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
}
