import Glibc
import MLTestScore
import SystemPackage
import TestSupport
import Testing

@testable import AssessmentStore

/// Times that a file system keeps and no calendar has.
@Suite struct FarTimesTests {
  /// A folder in memory, whose file system keeps any time; nothing where there is none.
  static func folder() -> FilePath? {
    guard let folder = (try? Folders.make(in: "/dev/shm")).map({ FilePath($0) }) else { return nil }
    guard setTime(of: folder, .min) else {
      Folders.remove(folder.string)
      return nil
    }
    return folder
  }

  /// False where the file system keeps another time.
  static func setTime(of path: FilePath, _ seconds: Int) -> Bool {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    var status = stat()
    return utimensat(AT_FDCWD, path.string, times, 0) == 0 && stat(path.string, &status) == 0
      && status.st_mtim.tv_sec == seconds
  }

  static let hasFolder: Bool = {
    guard let folder = folder() else { return false }
    Folders.remove(folder.string)
    return true
  }()

  @Test(.enabled(if: hasFolder))
  func leftoversOfAnyTimeAreJudged() throws {
    let folder = try #require(Self.folder())
    defer { Folders.remove(folder.string) }
    let now = Timestamp(secondsSince1970: 1_800_000_000)
    let (oldest, newest) = (".mlts-00000000.tmp", ".mlts-11111111.tmp")
    for (name, seconds) in [(oldest, Int.min), (newest, Int.max)] {
      let path = folder.appending(name)
      try Folders.write([1], to: path.string)
      #expect(Self.setTime(of: path, seconds))
    }
    // A folder in which nothing was done since the beginning of time has nothing that is an hour old.
    #expect(Self.setTime(of: folder, .min))
    AssessmentFile.removeLeftovers(in: folder, now: now)
    #expect(Folders.names(in: folder.string) == [oldest, newest])
    #expect(Self.setTime(of: folder, .max))
    AssessmentFile.removeLeftovers(in: folder, now: now)
    #expect(Folders.names(in: folder.string) == [newest])
  }
}
