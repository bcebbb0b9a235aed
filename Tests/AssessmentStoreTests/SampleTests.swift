import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// The samples open, score as their README says, and are in the canonical form.
@Suite struct SampleTests {
  static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    .appending("sample-assessments")

  static func load(_ name: String) throws -> AssessmentFile {
    try AssessmentFile.load(folder.appending("\(name).mlts.json"), rubrics: try RubricCatalog.bundled())
  }

  static let names = ["research-prototype", "first-pass", "held-back", "mature"]

  static func score(_ name: String) throws -> Score {
    try load(name).assessment.score(under: Rubric.mlTestScore2017(), on: #require(Day("2026-11-23")))
  }

  /// What the README says, in half points; sums in the order Data, Model, Infra, Monitor.
  struct Expectation {
    var sums: [Int]
    var supportedSums: [Int]
    var possible: Int
    var floor: [String]
    var band: String
  }

  static let expectations = [
    "research-prototype": Expectation(
      sums: [1, 1, 1, 0], supportedSums: [1, 1, 1, 0], possible: 0, floor: ["monitor"], band: "Research project"),
    "first-pass": Expectation(
      sums: [5, 5, 4, 3], supportedSums: [5, 5, 4, 3], possible: 4, floor: ["monitor"], band: "First pass"),
    "held-back": Expectation(
      sums: [9, 6, 5, 7], supportedSums: [7, 6, 3, 6], possible: 6, floor: ["infra"], band: "Reasonably tested"),
    "mature": Expectation(
      sums: [13, 12, 13, 12], supportedSums: [13, 12, 13, 12], possible: 12, floor: ["model", "monitor"],
      band: "Exceptional"),
  ]

  @Test(arguments: names)
  func scores(_ name: String) throws {
    let expected = try #require(Self.expectations[name])
    let score = try Self.score(name)
    #expect(score.sections.map(\.claimed.halves) == expected.sums)
    #expect(score.sections.map(\.supported.halves) == expected.supportedSums)
    #expect(score.claimed.halves == expected.sums.min())
    #expect(score.supported.halves == expected.supportedSums.min())
    #expect(score.possible.halves == expected.possible)
    #expect(score.floor == expected.floor)
    #expect(score.band?.label == expected.band)
    #expect(try Self.load(name).assessment.system.description.hasPrefix("Invented for this sample"))
  }

  @Test func theHeldBackOneShowsEveryDoubtAndEveryKindOfEntry() throws {
    let assessment = try Self.load("held-back").assessment
    let tests = try Self.score("held-back").tests
    let flagged = Dictionary(uniqueKeysWithValues: tests.filter { !$0.flags.isEmpty }.map { ($0.id, $0.flags) })
    #expect(flagged == ["data-4": [.noOwner], "infra-1": [.staleEvidence], "monitor-3": [.noEvidence]])
    #expect(Set(tests.map(\.state)) == Set(Answer.State.allCases))

    let answers = assessment.answers.values
    let today = try #require(Day("2026-11-23"))
    #expect(Set(answers.flatMap { $0.evidence.values.map(\.kind) }) == Set(Evidence.Kind.allCases))
    #expect(answers.count { $0.acceptedGap != nil } == 1)
    let actions = answers.flatMap(\.actions.values)
    #expect(actions.count { $0.done != nil } == 1)
    #expect(actions.contains { action in action.done == nil && action.due.map { $0 < today } == true })
  }

  @Test(arguments: names)
  func areCanonical(_ name: String) throws {
    let file = try Self.load(name)
    let descriptor = try FileDescriptor.open(file.path, .readOnly)
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = try descriptor.closeAfter { try bytes.withUnsafeMutableBytes { try descriptor.read(into: $0) } }
    let isCanonical = AssessmentFormat.encode(file.assessment) == Array(bytes[..<count])
    #expect(isCanonical)
  }

  @Test func theMatureOneRoseThroughThreeMilestones() throws {
    let assessment = try Self.load("mature").assessment
    let rubric = try Rubric.mlTestScore2017()
    let finals = assessment.milestonesByDate.map { $0.milestone.score(under: rubric).claimed.halves }
    #expect(finals == [5, 8, 10])
    #expect(assessment.answers.values.count { assessment.isCarriedOver($0) } == 3)
  }
}
