import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Two people at one file.
@Suite struct SharingTests {
  let folder: TemporaryFolder
  let path: FilePath

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("a.mlts.json", try fullBytes())
  }

  func load() throws -> AssessmentFile { try AssessmentFile.load(path, rubrics: catalog()) }

  /// The milestone of the other side may have to make room, which is no change of it.
  @Test(arguments: [10, 30])
  func twoReviewsClosedOnOneDayUnderOneTitleAreBothSaved(second: Int) throws {
    let id = "2026-11-20-review"
    func closed(_ assessment: Assessment, at second: Int) -> Assessment {
      var assessment = assessment
      assessment.milestones[id] = Milestone(title: "Review", at: Timestamp(secondsSince1970: second))
      return assessment
    }
    var (mine, theirs) = (try load(), try load())
    try theirs.save(closed(theirs.assessment, at: 20))
    guard case .merged(let merged) = try mine.saveMerging(closed(mine.assessment, at: second)) else {
      Issue.record("it was not merged")
      return
    }
    #expect(merged.milestones[id]?.at.secondsSince1970 == min(second, 20))
    #expect(merged.milestones[id + "-2"]?.at.secondsSince1970 == max(second, 20))
    #expect(try load().assessment == merged)
  }

  private func renamed(_ assessment: Assessment, _ name: String = "renamed") -> Assessment {
    var assessment = assessment
    assessment.system.name = name
    return assessment
  }

  private func onDisk(_ file: AssessmentFile) -> AssessmentFile.Signature? {
    AssessmentFile.Signature(of: file.path)
  }

  @Test func theSignatureIsThatOfTheFileThatWasReadOrWritten() throws {
    var file = try load()
    #expect(file.signature != nil && file.signature == onDisk(file))
    let before = file.signature
    try file.save(file.assessment)
    #expect(file.signature == before)
    try file.save(renamed(file.assessment))
    #expect(file.signature != before && file.signature == onDisk(file))
    let new = try AssessmentFile.create(
      file.assessment, at: folder.path.appending("new.mlts.json"), rubrics: catalog())
    #expect(new.signature != nil && new.signature == onDisk(new))
    // What others wrote is seen once it is merged, or asked about.
    var theirs = try load()
    var other = theirs.assessment
    other.system.owner = "oncall"
    try theirs.save(other)
    #expect(file.signature != onDisk(file))
    _ = try file.saveMerging(renamed(file.assessment, "mine"))
    #expect(file.signature == onDisk(file))
    theirs = try load()
    try theirs.save(renamed(theirs.assessment, "theirs"))
    guard case .conflicts = try file.saveMerging(renamed(file.assessment, "ours")) else {
      Issue.record("they were merged")
      return
    }
    #expect(file.signature == onDisk(file))
  }

  /// A signature that is taken after the save returned would say that this was seen.
  @Test func whatIsWrittenRightAfterASaveIsNotTakenForSeen() throws {
    var system = SystemCalls.live
    let other = try fullBytes() + [0x0A]
    system.rename = { (from, to) throws(Errno) in
      try SystemCalls.live.rename(from, to)
      guard let file = try? FileDescriptor.open(to, .writeOnly, options: .truncate) else { throw .ioError }
      _ = try? file.closeAfter { try file.writeAll(other) }
    }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    try file.save(renamed(file.assessment))
    #expect(try folder.read("a.mlts.json") == other)
    #expect(file.signature != nil && file.signature != onDisk(file))
  }

  @Test func aFileIsGoneWhenItWasRemoved() throws {
    let file = try load()
    #expect(!file.isGone)
    #expect(rename(folder.path.string, folder.path.string + ".away") == 0)
    #expect(file.isGone)
    #expect(rename(folder.path.string + ".away", folder.path.string) == 0)
    #expect(!file.isGone)
    #expect(unlink(path.string) == 0)
    #expect(file.isGone)
    // Nobody can tell what a name that leads round and round was.
    #expect(symlink("a.mlts.json", path.string) == 0)
    #expect(!file.isGone)
  }
}
