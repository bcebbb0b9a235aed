import AssessmentStore
import MLTestScore
import Testing

@testable import Reports

/// The document that programs read: keys and values as they are promised.
@Suite struct JSONReportTests {
  let today = Day(daysSince1970: 20_780)

  private func report(_ change: (inout Assessment) -> Void) throws -> [String: JSONValue] {
    let rubric = try Rubric.mlTestScore2017()
    var assessment = Assessment(
      id: "id", rubric: .init(id: "ml-test-score", version: "2017"), system: .init(name: "fraud-scoring"))
    change(&assessment)
    return try members(JSONReport.render(assessment, rubric: rubric, today: today))
  }

  private func members(_ value: JSONValue?) throws -> [String: JSONValue] {
    guard case .object(let members)? = value else {
      Issue.record("\(String(describing: value)) is no object")
      return [:]
    }
    return members
  }

  @Test func anEmptyReview() throws {
    let report = try report { _ in }
    #expect(report["final"] == .object(["claimed": .number("0"), "supported": .number("0")]))
    #expect(
      report["band"]
        == .object(["above": .null, "label": .string("Research project"), "upTo": .number("0")]))
    #expect(report["floor"] == .array(["data", "model", "infra", "monitor"].map(JSONValue.string)))
    #expect(report["flags"] == .array([]))
    #expect(report["system"] == .string("fraud-scoring"))
    #expect(report["rubric"] == .object(["id": .string("ml-test-score"), "version": .string("2017")]))
    #expect(report["date"] == .string("2026-11-23"))
    let sections = try members(report["sections"])
    #expect(Set(sections.keys) == ["data", "model", "infra", "monitor"])
    let data = try members(sections["data"])
    #expect(Set(data.keys) == ["assessed", "attainable", "claimed", "supported", "tests"])
    #expect(data["attainable"] == .number("7"))
    #expect(try members(data["tests"]).count == 7)
    #expect(
      try members(data["tests"])["data-1"]
        == .object(["credit": .number("0"), "state": .string("not-assessed"), "supported": .number("0")]))
  }

  @Test func claimsDoubtsAndQuestions() throws {
    let report = try report { assessment in
      assessment.answers["data-1"] = Answer(
        state: .assessed, criteria: ["performed", "documented", "distributed"],
        evidence: ["e": Evidence(kind: .report, locator: "a", observed: Day("2025-01-01"))])
      assessment.answers["data-2"] = Answer(state: .notApplicable, reason: "no features")
      assessment.answers["data-3"] = Answer(state: .openQuestion, couldBe: "automated")
    }
    func flag(_ name: String) -> JSONValue { .object(["flag": .string(name), "test": .string("data-1")]) }
    #expect(report["flags"] == .array([flag("stale-evidence"), flag("no-owner")]))
    let data = try members(try members(report["sections"])["data"])
    #expect(data["claimed"] == .number("0.5"))
    #expect(data["supported"] == .number("0"))
    #expect(data["possible"] == .number("1.5"))
    #expect(data["attainable"] == .number("6"))
    #expect(data["assessed"] == .number("2"))
    let tests = try members(data["tests"])
    #expect(
      tests["data-1"]
        == .object([
          "credit": .number("0.5"), "flags": .array([.string("stale-evidence"), .string("no-owner")]),
          "state": .string("assessed"), "supported": .number("0"),
        ]))
    #expect(try members(tests["data-2"])["state"] == .string("not-applicable"))
    #expect(try members(tests["data-3"])["possible"] == .number("1"))
    // The other sections hold the final score, so the question does not widen it.
    #expect(try members(report["final"])["possible"] == nil)
  }
}
