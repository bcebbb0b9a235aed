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

  /// What the README says, in half points.
  struct Expectation {
    var claimed: Int
    var supported: Int
    var possible: Int
    var band: String
  }

  static let expectations = [
    "research-prototype": Expectation(claimed: 0, supported: 0, possible: 0, band: "Research project"),
    "first-pass": Expectation(claimed: 3, supported: 3, possible: 4, band: "First pass"),
    "held-back": Expectation(claimed: 5, supported: 3, possible: 6, band: "Reasonably tested"),
    "mature": Expectation(claimed: 12, supported: 12, possible: 12, band: "Exceptional"),
  ]

  @Test(arguments: ["research-prototype", "first-pass", "held-back", "mature"])
  func scores(_ name: String) throws {
    let expected = try #require(Self.expectations[name])
    let assessment = try Self.load(name).assessment
    let today = try #require(Day("2026-11-23"))
    let score = assessment.score(under: try Rubric.mlTestScore2017(), on: today)
    #expect(score.claimed.halves == expected.claimed)
    #expect(score.supported.halves == expected.supported)
    #expect(score.band?.label == expected.band)
    #expect(score.possible.halves == expected.possible)
    #expect(assessment.system.description.hasPrefix("Invented for this sample"))
  }

  @Test(arguments: ["research-prototype", "first-pass", "held-back", "mature"])
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
