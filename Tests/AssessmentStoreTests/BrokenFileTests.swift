import MLTestScore
import Testing

@testable import AssessmentStore

/// A broken file and every line that mlts says about it.
struct Broken: CustomTestStringConvertible {
  let text: String
  let lines: [String]
  var testDescription: String { text.debugDescription }

  init(_ text: String, _ lines: String...) {
    self.text = text
    self.lines = lines
  }

  /// A file that is whole but for what its only answer holds, on line 5.
  static func answer(_ members: String, _ lines: String...) -> Broken {
    Broken(top: "\"answers\": {\"data-1\": {\n\(members)\n}}", lines: lines)
  }

  /// A file that is whole but for one member, on line 4.
  static func member(_ member: String, _ lines: String...) -> Broken { Broken(top: member, lines: lines) }

  private init(top member: String, lines: [String]) {
    text = """
      {"format": "mlts.assessment/1",
      "rubric": {"id": "ml-test-score", "version": "2017"},
      "system": {"name": "s"},
      \(member)}
      """
    self.lines = lines
  }
}

@Suite struct BrokenFileTests {
  @Test(arguments: brokenSyntax + brokenKinds + brokenAnswers + brokenMembers)
  func aBrokenFileIsRefusedWithItsPlaceReasonAndCure(_ file: Broken) throws {
    let error = try fileError {
      _ = try AssessmentFormat.decode(Array(file.text.utf8), file: "x.mlts.json", rubrics: catalog())
    }
    #expect(error.kind == .unreadable)
    #expect(error.lines == file.lines.map { "x.mlts.json:\($0)" })
  }
}
