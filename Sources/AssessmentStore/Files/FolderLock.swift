import Glibc
import SystemPackage

extension SystemCalls {
  /// Does something while no other mlts saves into the folder.
  ///
  /// The lock is on the folder itself, so that it leaves no file behind and ends with its process. It waits a fifth of a
  /// second at most, because the screen waits with it. Where a file system has no locks (some network folders), the
  /// check that the file is still what was read has to do: `body` runs without one.
  func withFolderLocked<Result>(
    _ folder: FilePath, _ body: () throws(AssessmentFileError) -> Result
  ) throws(AssessmentFileError) -> Result {
    guard let descriptor = try? open(folder, .readOnly, []) else { return try body() }
    defer { try? close(descriptor) }
    for _ in 0..<100 {
      do throws(Errno) {
        try lock(descriptor)
      } catch {
        if error == .wouldBlock {
          usleep(2000)
          continue
        }
        if error == .interrupted { continue }
        // No locks here: the check that the file is still what was read has to do.
      }
      return try body()
    }
    throw AssessmentFileError(
      kind: .writeFailed, file: folder.string, reason: "not saved: another mlts is saving into this folder",
      cure: "It is tried again in a moment")
  }
}
