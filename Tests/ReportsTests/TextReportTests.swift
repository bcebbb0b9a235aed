import AssessmentStore
import MLTestScore
import Testing

@testable import Reports

@Suite struct TextReportTests {
  let today = Day(daysSince1970: 20_780)

  @Test(arguments: hostileTexts)
  func textStaysInItsPlace(_ text: String) throws {
    let rubric = try Rubric.mlTestScore2017()
    let plainWords = hostileAssessment("plain words", today: today)
    let assessment = hostileAssessment(text, today: today)
    let ascii = TextReport.render(
      assessment, rubric: rubric, today: today, options: .init(ascii: true, width: 80))
    let reports = [TextReport.render(assessment, rubric: rubric, today: today), ascii]
    for report in reports + [TextReport.plain(assessment, rubric: rubric, today: today)] {
      for scalar in report.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}")
      }
    }
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    // One fact a line: the text cannot begin a fact of its own, only more lines of the same one.
    let names = Set(keys(TextReport.plain(assessment, rubric: rubric, today: today)))
    #expect(names == Set(keys(TextReport.plain(plainWords, rubric: rubric, today: today))))
  }

  /// The first two words of each line: what a fact is about.
  private func keys(_ plain: String) -> [String] {
    plain.split(separator: "\n").map { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      let facts = [
        "flag", "criterion", "could-be", "target", "reason", "owner", "accepted-gap", "evidence", "note",
      ]
      return words.count > 1 && facts.contains(String(words[1])) ? "\(words[0]) \(words[1])" : String(words[0])
    }
  }

  @Test func everyChangeOfTheFileShowsInPlain() throws {
    let rubric = try Rubric.mlTestScore2017()
    var base = hostileAssessment("words", today: today)
    base.answers["data-1"]?.state = .openQuestion
    let changes: [(String, (inout Assessment) -> Void)] = [
      ("description", { $0.system.description = "x" }), ("owner", { $0.system.owner = "x" }),
      ("scope", { $0.scope.serving = "x" }), ("target", { $0.answers["data-1"]?.target = "automated" }),
      ("couldBe", { $0.answers["data-3"]?.couldBe = "automated" }),
      ("gap", { $0.answers["data-1"]?.acceptedGap?.reason = "x" }),
      ("no gap", { $0.answers["data-1"]?.acceptedGap = nil }),
      ("decided", { $0.answers["data-1"]?.decided?.by = "x" }),
      ("effort", { $0.answers["data-1"]?.actions["a-1"]?.effort = .large }),
      ("due", { $0.answers["data-1"]?.actions["a-1"]?.due = nil }),
      ("done", { $0.answers["data-1"]?.actions["a-1"]?.done = Day("2026-02-02") }),
      ("milestone", { $0.milestones["n"] = Milestone(title: "x", at: Timestamp(secondsSince1970: 9)) }),
      ("participants", { $0.milestones["m"]?.participants = ["x"] }),
      ("note", { $0.answers["data-2"]?.note = "x" }), ("reason", { $0.answers["data-2"]?.reason = "x" }),
      ("summary", { $0.answers["data-1"]?.evidence["e-1"]?.summary = "x" }),
      ("criteria", { $0.answers["data-2"]?.criteria = ["performed"] }),
    ]
    let before = TextReport.plain(base, rubric: rubric, today: today)
    for (name, change) in changes {
      var changed = base
      change(&changed)
      #expect(TextReport.plain(changed, rubric: rubric, today: today) != before, "\(name)")
    }
  }

  @Test func openQuestionsMakeAnInterval() throws {
    let rubric = try Rubric.mlTestScore2017()
    var assessment = hostileAssessment("words", today: today)
    for section in rubric.sections {
      assessment.answers[section.tests[0].id] = Answer(
        state: .assessed, criteria: ["automatic", "repeated"],
        evidence: ["e": Evidence(kind: .report, locator: "a", observed: today)], owner: "oncall")
      assessment.answers[section.tests[1].id] = nil
      assessment.answers[section.tests[2].id] = Answer(state: .openQuestion, couldBe: "manual")
    }
    let text = TextReport.render(assessment, rubric: rubric, today: today)
    #expect(text.contains("  Score      1.0 to 1.5 claimed, 1.0 supported on \(today)\n"))
    #expect(text.contains("1.0 to 1.5  ◂ floor"))
    #expect(TextReport.plain(assessment, rubric: rubric, today: today).contains("\nfinal claimed 1.0 to 1.5\n"))
    let markdown = MarkdownReport.render(assessment, rubric: rubric, today: today)
    #expect(markdown.contains("**Score 1.0 to 1.5** claimed"))
    #expect(markdown.contains("## Data 1.0 to 1.5\n"))
    // One section without its question holds the whole score where it is.
    assessment.answers["model-3"] = nil
    let fixed = TextReport.render(assessment, rubric: rubric, today: today)
    #expect(fixed.contains("  Score      1.0 claimed, 1.0 supported"))
    #expect(fixed.contains("Data     ██░░░░░░░░░░░░  1.0 to 1.5"))
  }

  @Test(arguments: ["research-prototype", "first-pass", "held-back", "mature"], [80, 100])
  func linesKeepTheirColumns(_ name: String, width: Int) throws {
    let assessment = try GoldenTests().load(name)
    let rubric = try Rubric.mlTestScore2017()
    for ascii in [false, true] {
      let text = TextReport.render(
        assessment, rubric: rubric, today: today, options: .init(ascii: ascii, width: width))
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test(arguments: [60, 80, 100])
  func aRubricKeepsItsColumnsAndNamesItsSource(width: Int) throws {
    for rubric in try RubricCatalog.bundled().rubrics {
      let text = RubricText.render(rubric, width: width)
      // The two lines on levels are set for 80 columns.
      for line in text.split(separator: "\n") { #expect(line.count <= max(width, 80), "\(line)") }
      let words = text.split { $0.isWhitespace }.joined(separator: " ")
      #expect(words.contains(rubric.source.title))
      for test in rubric.tests {
        #expect(words.contains("\(test.label) \(test.longTitle) Why: \(test.why)"))
        for how in test.how { #expect(words.contains(how)) }
      }
      for band in rubric.bands { #expect(words.contains("\(band.label). \(band.text)")) }
    }
  }

  @Test func asciiKeepsWhatItCan() {
    #expect(visible("½ – “x” … \u{1B}[m \u{202E}").inASCII() == "1/2 - \"x\" ... ^[[m <U+202E>")
    #expect("é日👩‍🔬e\u{301}".inASCII() == "???e")
  }
}
