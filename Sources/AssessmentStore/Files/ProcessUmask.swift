import Glibc
import SystemPackage

/// The permissions that this process takes away from every file that it makes.
///
/// Read from /proc, because umask(2) can only be asked by setting it, which other threads would notice.
let processUmask: FilePermissions = {
  let cautious = FilePermissions(rawValue: 0o077)
  guard let file = try? FileDescriptor.open("/proc/self/status", .readOnly, options: .closeOnExec) else {
    return cautious
  }
  defer { SystemCalls.live.closeQuietly(file) }
  guard let bytes = try? SystemCalls.live.readAll(from: file, expecting: 4096, limit: 1 << 16),
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first(where: { $0.hasPrefix("Umask:") }
    ),
    let mask = CInterop.Mode(line.dropFirst("Umask:".count).filter(\.isNumber), radix: 8)
  else { return cautious }
  return FilePermissions(rawValue: mask)
}()

extension FilePermissions {
  /// What the umask leaves of read and write for all.
  static var ofNewFiles: FilePermissions { FilePermissions(rawValue: 0o666).subtracting(processUmask) }
}
