import AssessmentStore
import MLTestScore
import SystemPackage
import Testing

@testable import Reports

/// The published schema says what the decoder says, with one wish of its own: no criterion twice, which mlts never writes
/// and forgives. `make schema` holds the same schema to the validator from PyPI.
@Suite struct SchemaTests {
  static let checker = Result { () throws in
    let bytes = try GoldenTests.read(GoldenTests.root.appending("docs/assessment.schema.json"))
    return SchemaChecker(root: try JSONParser.parse(bytes))
  }

  private func problems(_ bytes: [UInt8]) throws -> [String] {
    try Self.checker.get().problems(try JSONParser.parse(bytes))
  }

  private func isDecodable(_ text: String) throws -> Bool {
    let rubrics = try RubricCatalog.bundled()
    return (try? AssessmentFormat.decode(Array(text.utf8), file: "a", rubrics: rubrics)) != nil
  }

  @Test(arguments: GoldenTests.samples)
  func samples(_ name: String) throws {
    let path = GoldenTests.root.appending("sample-assessments").appending("\(name).mlts.json")
    #expect(try problems(GoldenTests.read(path)) == [])
  }

  @Test(arguments: hostileTexts)
  func whatMltsWrites(_ text: String) throws {
    #expect(try problems(AssessmentFormat.encode(hostileAssessment(text, today: Day(daysSince1970: 20_780)))) == [])
  }

  @Test func whatMltsWritesAtTheCloseOfAReview() throws {
    var assessment = hostileAssessment("words", today: Day(daysSince1970: 20_780))
    let rubric = try Rubric.mlTestScore2017()
    try assessment.close(
      title: "Launch", at: Timestamp(secondsSince1970: 1_800_000_000), participants: ["oncall"], under: rubric,
      on: Day(daysSince1970: 20_780))
    #expect(try problems(AssessmentFormat.encode(assessment)) == [])
  }

  /// An assessment with this answer to data-1.
  static func answer(_ members: String, version: String = "2017") -> String {
    """
    {"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "\(version)"},
     "system": {"name": "a"}, "answers": {"data-1": {\(members)}}}
    """
  }

  /// An assessment with this milestone.
  static func milestone(_ members: String, version: String = "2017") -> String {
    """
    {"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "\(version)"},
     "system": {"name": "a"}, "milestones": {"m": {\(members)}}}
    """
  }

  static let good = [
    answer(""), answer(#""state": "not-assessed", "x": {"credit": 7}"#),
    answer(#""state": "not-applicable", "reason": "no images""#), answer(#""reason": """#),
    answer(#""criteria": []"#), answer(#""note": "", "evidence": {}, "actions": {}"#),
    answer(#""evidence": {"é 1": {"kind": "file", "locator": "a", "x": 1}}"#),
    answer(#""decided": {"at": "2026-11-20T10:02:11.5+05:30"}"#),
    answer(#""target": "manual", "couldBe": "automated", "state": "open""#, version: "2016"),
    milestone(#""at": "2026-11-20T10:00:00Z""#),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"credit": 0.50, "supported": 0}}"#),
    milestone(
      #""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"credit": 2, "supported": 1}}"#, version: "2016"),
  ]

  static let bad = [
    "[]", "{}", answer(#""credit": 0.5"#), answer(#""score": 1"#), answer(#""points": 1"#),
    answer(#""state": "done""#), answer(#""state": null"#), answer(#""state": "not-applicable""#),
    answer(#""state": "not-applicable", "reason": " ""#), answer(#""criteria": ["automated"]"#),
    answer(#""criteria": "performed""#), answer(#""target": "full""#), answer(#""couldBe": "full""#),
    answer(#""note": 1"#), answer(#""owner": null"#), answer(#""evidence": []"#),
    answer(#""evidence": {"": {"kind": "link", "locator": "a"}}"#),
    answer(#""evidence": {"__proto__": {"kind": "link", "locator": "a"}}"#),
    answer(#""evidence": {" e": {"kind": "link", "locator": "a"}}"#),
    answer(#""evidence": {"e": {"kind": "url", "locator": "a"}}"#),
    answer(#""evidence": {"e": {"kind": "link"}}"#), answer(#""evidence": {"e": {"locator": "a"}}"#),
    answer(#""evidence": {"e": {"kind": "link", "locator": "a", "observed": "2026-13-01"}}"#),
    answer(#""actions": {"a": {}}"#), answer(#""actions": {"a": {"text": "t", "effort": "XL"}}"#),
    answer(#""actions": {"a": {"text": "t", "due": "tomorrow"}}"#), answer(#""acceptedGap": {"reason": "r"}"#),
    answer(#""acceptedGap": {"until": "2026-11-20"}"#), answer(#""decided": {"by": "oncall"}"#),
    answer(#""decided": {"at": "2026-11-20"}"#), answer(#""decided": {"at": "2026-11-20T24:00:00Z"}"#),
    milestone(#""title": "no time""#), milestone(#""at": "2026-11-20T10:00:00Z", "participants": [1]"#),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-8": {"credit": 1}}"#),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"credit": 2}}"#),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"credit": 0.5}}"#, version: "2016"),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"credit": 0.5, "supported": 1}}"#),
    milestone(#""at": "2026-11-20T10:00:00Z", "answers": {"data-1": {"supported": 1}}"#),
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "2017"}, "system": {"name": " "}}"#,
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score"}, "system": {"name": "a"}}"#,
    #"{"format": "mlts.rubric/1", "rubric": {"id": "ml-test-score", "version": "2017"}, "system": {"name": "a"}}"#,
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "2017"}, "system": "a"}"#,
  ]

  @Test(arguments: good)
  func bothAccept(_ text: String) throws {
    #expect(try problems(Array(text.utf8)) == [])
    #expect(try isDecodable(text))
  }

  @Test(arguments: bad)
  func bothRefuse(_ text: String) throws {
    #expect(try !problems(Array(text.utf8)).isEmpty)
    #expect(try !isDecodable(text))
  }
}
