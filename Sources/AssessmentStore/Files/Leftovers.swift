import Glibc
import MLTestScore
import SystemPackage

extension AssessmentFile {
  /// Removes what a killed save left in the folder of a file: temporary files that are older than an hour.
  ///
  /// A save takes milliseconds. Age is the one rule that holds for whoever shares the folder: the process that wrote a
  /// file on another machine, or in another container of this one, cannot be seen from here. The clocks of two machines
  /// may differ by more than an hour, though, so the file has to be that old by the clock of the file system, too:
  /// something was made or removed in the folder an hour after it. Should the writer of such an old file still come
  /// back (it was stopped, not killed), its rename fails, it says so and saves again: nothing is lost. What cannot be
  /// removed is left.
  /// - Parameter now: The time; files that seem to come from the future are left alone.
  public static func removeLeftovers(beside path: FilePath, now: Timestamp) {
    let file = (try? SystemCalls.live.resolve(path)) ?? path
    removeLeftovers(in: file.folder, now: now)
  }

  /// Removes temporary files from a folder in which the store saves.
  static func removeLeftovers(in folder: FilePath, now: Timestamp) {
    var folderStatus = stat()
    guard let stream = opendir(folder.string) else { return }
    defer { closedir(stream) }
    guard fstat(dirfd(stream), &folderStatus) == 0 else { return }
    let latest = min(now.secondsSince1970, folderStatus.st_mtim.tv_sec)
    // A file system may keep the farthest times there are; nothing is an hour older than the first of them.
    let (oldest, isBeforeAll) = latest.subtractingReportingOverflow(leftoverAge)
    if isBeforeAll { return }
    while let name = Folder.nextName(in: stream) {
      guard SystemCalls.isTemporary(name) else { continue }
      var status = stat()
      guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_mtim.tv_sec < oldest
      else { continue }
      unlinkat(dirfd(stream), name, 0)
    }
  }

  /// The seconds after which a temporary file is nobody's.
  static let leftoverAge = 3600
}

extension SystemCalls {
  /// A name for a temporary file that nobody has.
  static func temporaryName() -> String {
    var random = SystemRandomNumberGenerator()
    return ".mlts-\(IDs.hex(8, using: &random)).tmp"
  }

  /// Whether `temporaryName` makes such names.
  static func isTemporary(_ name: String) -> Bool {
    guard name.utf8.count == ".mlts-12345678.tmp".utf8.count, name.hasPrefix(".mlts-"), name.hasSuffix(".tmp")
    else {
      return false
    }
    return name.utf8.dropFirst(6).prefix(8).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
