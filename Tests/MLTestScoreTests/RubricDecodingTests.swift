import TestSupport
import Testing

@testable import MLTestScore

@Suite struct RubricDecodingTests {
  @Test func theBundledRubricIsTheOneOfThePaper() throws {
    let rubric = try Rubric.mlTestScore2017()
    #expect(rubric.tests.count == 28)
    #expect(rubric.sections.map(\.id) == ["data", "model", "infra", "monitor"])
    #expect(
      rubric.sections.allSatisfy { section in section.tests.map(\.id) == (1...7).map { "\(section.id)-\($0)" } })
    #expect(rubric.aggregate == .minimum)
    #expect(rubric.levels.map(\.points.halves) == [1, 2])
    #expect(rubric.levels.map(\.freshnessDays) == [180, 30])
    #expect(rubric.bands.map(\.upTo.halves) == [0, 2, 4, 6, 10, 14])
    #expect(rubric.bands.map(\.above?.halves) == [nil, 0, 2, 4, 6, 10])
    #expect(
      rubric.tests.filter(\.ownerRequired).map(\.id) == ["data-1", "data-4", "monitor-1", "monitor-2", "monitor-3"])
    #expect(rubric.tests.allSatisfy { !$0.why.isEmpty && Set($0.examples.keys) == ["manual", "automated"] })
    #expect(try Rubric.bundled(id: "ml-test-score", version: "1999") == nil)
  }

  /// A rubric of two sections with one test each, whole but for what the test changes.
  static let whole = #"""
    {"format": "mlts.rubric/1", "id": "r", "version": "1", "title": "R",
    "levels": [
    {"id": "half", "points": 0.5, "title": "Half", "criteria": [{"id": "c1", "title": "C", "question": "Q?"}]},
    {"id": "full", "points": 1, "title": "Full", "criteria": [{"id": "c2", "title": "C", "question": "Q?"}]}],
    "aggregate": "minimum",
    "bands": [
    {"above": null, "upTo": 0, "label": "None", "text": "t"},
    {"above": 0, "upTo": 1, "label": "Some", "text": "t"}],
    "sections": [
    {"id": "s", "label": "S", "title": "S", "tests": [{"id": "s-1", "label": "S 1", "title": "T"}]},
    {"id": "t", "label": "T", "title": "T", "tests": [{"id": "t-1", "label": "T 1", "title": "T"}]}]}
    """#

  static func refusal(_ text: String) throws -> [String] {
    do {
      _ = try Rubric.decode(Array(text.utf8), file: "r.json")
    } catch {
      return error.problems.map(\.description)
    }
    return []
  }

  @Test func aWholeRubricIsRead() throws {
    #expect(try RubricDecodingTests.refusal(RubricDecodingTests.whole) == [])
  }

  @Test(arguments: brokenRubrics)
  func aBrokenRubricIsRefused(_ broken: BrokenRubric) throws {
    let text = try broken.text(of: RubricDecodingTests.whole)
    #expect(try RubricDecodingTests.refusal(text) == broken.lines.map { "r.json:\($0)" })
  }

  @Test func mutilatedRubricsNeverCrash() {
    let seed: UInt64 = 99
    var random = Seeded(seed)
    let whole = Array(RubricDecodingTests.whole.utf8)
    for round in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = whole[Int.random(in: 0..<whole.count, using: &random)]
      }
      do {
        _ = try Rubric.decode(bytes, file: "r.json")
      } catch {
        #expect(error.problems.allSatisfy { $0.location != nil }, "seed \(seed), round \(round)")
      }
    }
  }
}

/// One replacement in a whole rubric, and what mlts says about it.
struct BrokenRubric: CustomTestStringConvertible {
  let old: String
  let new: String
  let lines: [String]
  var testDescription: String { "\(old) -> \(new)" }

  init(_ old: String, _ new: String, _ lines: String...) {
    self.old = old
    self.new = new
    self.lines = lines
  }

  func text(of whole: String) throws -> String {
    let parts = whole.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    return parts[0] + new + parts[1]
  }
}
