import Glibc
import MLTestScore
import SystemPackage

extension AssessmentFile {
  /// Removes what a killed save left in the folder of a file: temporary files that are older than an hour.
  ///
  /// A save takes milliseconds. Should the writer of such an old one still come back (it was stopped, not killed), its
  /// rename fails, it says so and saves again: nothing is lost by removing it. What cannot be removed is left.
  /// - Parameter now: The time; files that seem to come from the future are left alone.
  public static func removeLeftovers(beside path: FilePath, now: Timestamp) {
    let folder = path.removingLastComponent()
    let name = folder.isEmpty ? "." : folder.string
    guard let stream = opendir(name) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard file.hasPrefix(".mlts-"), file.hasSuffix(".tmp"), file.utf8.count == ".mlts-12345678.tmp".utf8.count
      else {
        continue
      }
      var status = stat()
      let full = "\(name)/\(file)"
      guard lstat(full, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        now.secondsSince1970 - status.st_mtim.tv_sec > leftoverAge
      else { continue }
      unlink(full)
    }
  }

  /// The seconds after which a temporary file is nobody's.
  static let leftoverAge = 3600
}
