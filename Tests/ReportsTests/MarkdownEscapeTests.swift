import MLTestScore
import Testing

@testable import Reports

@Suite struct MarkdownEscapeTests {
  static let hostile = [
    "# heading", "text\n# heading", "===\n---", "- item", "+ item", "1. item", "12) item", "> quote",
    "```\ncode\n```",
    "~~~", "    code", "\tcode", "a | b", "|---|", "[link](javascript:alert(1))",
    "![image](https://x.example/i.png)",
    "<script>alert(1)</script>", "<img src=x onerror=1>", "<!-- comment", "&lt;b&gt;", "&#60;b>", "`code`", "``",
    "*bold* _it_ __b__ ~~s~~", "@team please", "see #12 and GH-3", "https://evil.example", "www.evil.example",
    "a@b.example", ":tada:", "$x^2$", "line\\\nnext", "trailing\\", "[^1]: note", "[x]: https://evil.example",
    "\u{1b}[31mred\u{7}", "\u{202E}txet", "a\r\n\r\n# b", "\u{2028}# c", "---\ntitle: x\n---",
    "<https://evil.example>",
    "&nbsp;", "* * *", "\\# x", "| a |\n|---|\n| b |", "]()", "](https://evil.example) [",
  ]

  static let rubric = Result { () throws in try Rubric.mlTestScore2017() }

  func assessment(_ text: String) -> Assessment {
    var assessment = Assessment(
      id: "id", rubric: .init(id: "ml-test-score", version: "2017"),
      system: .init(name: text, description: text, owner: text),
      scope: .init(model: text, features: text, training: text, serving: text))
    let stamp = Stamp(at: Timestamp(secondsSince1970: 0), by: text)
    assessment.answers["data-1"] = Answer(
      state: .assessed, criteria: ["automatic", "repeated"], note: text,
      evidence: [
        "e-1": Evidence(kind: .link, locator: text, summary: text, observed: Day("2026-01-01")),
        "e-2": Evidence(kind: .link, locator: "https://ok.example/" + text, summary: text),
      ],
      actions: ["a-1": Action(text: text, owner: text, due: Day("2026-01-01"))], owner: text,
      acceptedGap: AcceptedGap(reason: text, by: text, until: today), decided: stamp)
    assessment.answers["data-2"] = Answer(state: .notApplicable, note: text, reason: text)
    assessment.milestones["m"] = Milestone(title: text, at: Timestamp(secondsSince1970: 5))
    return assessment
  }

  let today = Day(daysSince1970: 20_780)

  /// What a reader of Markdown sees of the document's structure.
  func structure(_ markdown: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ what: String) { counts[what, default: 0] += 1 }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let isQuote = line.hasPrefix(">")
      let body = isQuote ? line.dropFirst().drop { $0 == " " } : line
      if isQuote {
        // Inside a quote nothing but text may stand.
        #expect(!["#", "-", "+", "=", ">", "`", "~", "|", "*", "\t"].contains { body.hasPrefix($0) }, "\(line)")
        #expect(
          body.prefix { $0.isNumber }.isEmpty || !["."].contains(body.drop { $0.isNumber }.prefix(1)), "\(line)")
      } else {
        if line.hasPrefix("#") { count("heading") }
        if line.hasPrefix("|") { count("row with \(cells(line)) cells") }
        if line.hasPrefix("- ") { count("item") }
        if line.hasPrefix("---") || line.hasPrefix("===") { count("rule") }
      }
      var previous: Character = " "
      var isEscaped = false
      var inCode = false
      for character in body {
        if isEscaped {
          isEscaped = false
          // An escaped bracket is a letter like any other.
          previous = "a"
          continue
        } else if character == "`" {
          inCode.toggle()
        } else if inCode {
          previous = character
          continue
        } else if character == "\\" {
          isEscaped = true
        } else if character == "(" && previous == "]" {
          count("link")
        } else if character == "<" && !body.contains("<br>") {
          count("tag")
        }
        previous = character
      }
    }
    counts["br"] = nil
    return counts
  }

  func cells(_ line: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for character in line {
      if character == "|" && !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count - 1
  }

  @Test(arguments: hostile)
  func textForgesNothing(_ text: String) throws {
    let rubric = try Self.rubric.get()
    let plain = structure(MarkdownReport.render(assessment("plain words"), rubric: rubric, today: today))
    let markdown = MarkdownReport.render(assessment(text), rubric: rubric, today: today)
    var actual = structure(markdown)
    // A locator that is itself a web address is a link, as it should be.
    if text.hasPrefix("https://") { actual["link", default: 0] -= 1 }
    #expect(actual == plain, "\(text)\n\(markdown)")
    for scalar in markdown.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}")
    }
  }

  @Test func mentionsReferencesAndEmojiAreBroken() {
    #expect(MarkdownEscape.inline("@team") == "@&#8288;team")
    #expect(MarkdownEscape.inline("#12") == "\\#&#8288;12")
    #expect(MarkdownEscape.inline(":tada:") == ":&#8288;tada:")
    #expect(MarkdownEscape.inline("https://x") == "https:&#8288;//x")
    #expect(MarkdownEscape.inline("www.x") == "www\\.x")
    #expect(MarkdownEscape.inline("1. x 2) y") == "1\\. x 2) y")
    #expect(MarkdownEscape.inline("0.5 more") == "0.5 more")
    #expect(MarkdownEscape.inline("Note: fine, 3.5 (really).") == "Note: fine, 3.5 (really).")
  }

  @Test func onlyWebAddressesBecomeLinks() {
    #expect(
      MarkdownEscape.link("https://ci.example/a b(c)|d", text: "run", .text)
        == "[run](https://ci.example/a%20b%28c%29%7Cd)")
    #expect(MarkdownEscape.link("javascript:alert(1)", text: "run", .text) == "run (`javascript:alert(1)`)")
    #expect(MarkdownEscape.link("docs/a|b.md", text: "", .cell) == "`docs/a\\|b.md`")
    #expect(MarkdownEscape.code("a`b", .text) == "``a`b``")
    #expect(MarkdownEscape.code("`", .text) == "`` ` ``")
  }

  @Test func aNoteKeepsItsLines() {
    #expect(MarkdownEscape.quote("one\ntwo\n\nthree") == ["> one\\", "> two", ">", "> three"])
  }
}
