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
}
