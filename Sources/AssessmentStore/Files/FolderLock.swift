import SystemPackage

extension SystemCalls {
  /// How long a lock is waited for, in microseconds: a fifth of a second, because the screen waits with it.
  static let lockPatience = 200_000

  /// Does something while no other mlts saves into the folder of a file.
  ///
  /// The lock is on the folder itself, so that it leaves no file behind and ends with its process. Where a file system
  /// has no locks (some network folders), or the folder may not be opened, `body` runs without one: the check just
  /// before the rename, that the file is still what was read, has to do.
  /// - Parameter file: The file itself, behind any symbolic links: whoever saves it by another name has to wait too.
  func withFolderLocked<Result>(
    of file: FilePath, _ body: () throws(AssessmentFileError) -> Result
  ) throws(AssessmentFileError) -> Result {
    let folder: FileDescriptor
    do throws(Errno) {
      folder = try retrying { () throws(Errno) in try open(file.folder, .readOnly, [.directory]) }
    } catch {
      return try body()
    }
    defer { closeQuietly(folder) }
    let deadline = uptime() + SystemCalls.lockPatience
    while isHeldElsewhere(folder) {
      let left = deadline - uptime()
      guard left > 0 else {
        throw AssessmentFileError(
          kind: .writeFailed, file: file.string, reason: "not saved: another mlts is saving into this folder",
          cure: "It is tried again in a moment")
      }
      wait(min(left, 2000))
    }
    return try body()
  }

  /// Tries to take the lock. Only a lock that another process has keeps anybody from saving.
  private func isHeldElsewhere(_ folder: FileDescriptor) -> Bool {
    do throws(Errno) {
      try lock(folder)
      return false
    } catch {
      return error == .wouldBlock || error == .interrupted
    }
  }
}
