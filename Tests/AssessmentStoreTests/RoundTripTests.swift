import MLTestScore
import Testing

@testable import AssessmentStore

@Suite struct RoundTripTests {
  func decode(_ bytes: [UInt8]) throws -> Assessment {
    try AssessmentFormat.decode(bytes, file: "x.mlts.json", rubrics: catalog()).assessment
  }

  @Test func everyFieldAndEveryUnknownKeySurvives() throws {
    let bytes = try fullBytes()
    let again = AssessmentFormat.encode(try decode(bytes))
    #expect(String(decoding: again, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    #expect(again == bytes)
  }

  @Test func everyFieldIsRead() throws {
    let assessment = try decode(Array(fullText.utf8))
    let answer = assessment.answer("data-1")
    #expect(answer.state == .openQuestion)
    #expect(answer.criteria == ["documented", "performed"])
    #expect(answer.couldBe == "automated" && answer.target == "automated")
    #expect(answer.acceptedGap?.until == Day("2027-03-31"))
    #expect(answer.actions["a-5d20b1f4"]?.effort == .medium)
    #expect(answer.actions["a-5d20b1f4"]?.done == Day("2026-12-01"))
    #expect(answer.evidence["e-7f3a21c0"]?.kind == .link)
    #expect(answer.evidence["e-7f3a21c0"]?.added?.at.text == "2026-11-20T10:00:00+01:00")
    #expect(answer.unknown == ["x-answer": .string("0")])
    let milestone = try #require(assessment.milestones["2026-05-12-launch"])
    #expect(milestone.answers["data-1"]?.credit == .half)
    #expect(milestone.answers["data-1"]?.supported == .zero)
    #expect(milestone.answers["data-1"]?.state == .assessed)
    #expect(milestone.answers["model-6"]?.state == .notApplicable)
    #expect(milestone.participants == ["data-lead", "oncall"])
    #expect(milestone.unknown == ["x-milestone": .number("12345678901234567890")])
    #expect(assessment.scope.unknown == ["x-scope": .number("0.50")])
  }
}
