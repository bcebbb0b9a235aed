import MLTestScore
import Testing

@testable import Reports

@Suite struct MarkdownEscapeTests {
  static let rubric = Result { () throws in try Rubric.mlTestScore2017() }

  let today = Day(daysSince1970: 20_780)

  /// What a reader of Markdown sees of the document's structure. It reads scalars as Markdown readers do: a sign with
  /// an accent on it is still the sign.
  func structure(_ markdown: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ what: String) { counts[what, default: 0] += 1 }
    for line in markdown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let isQuote = line.first == ">"
      let body = isQuote ? line.dropFirst().drop { $0 == " " } : line
      if isQuote {
        // Inside a quote nothing but text may stand.
        #expect(!"#-+=>`~|*\t".unicodeScalars.contains(body.first ?? "a"), "\(line)")
        let digits = body.prefix { $0.properties.numericType == .decimal }
        #expect(digits.isEmpty || body.dropFirst(digits.count).first != ".", "\(line)")
      } else {
        let text = String(Substring(line))
        if line.first == "#" { count("heading") }
        if line.first == "|" { count("row with \(cells(line)) cells") }
        if line.first == ">" { count("quote") }
        if text.hasPrefix("- ") { count("item") }
        if text.hasPrefix("---") || text.hasPrefix("===") { count("rule") }
      }
      for sign in signs(body) { count(sign) }
    }
    return counts
  }

  /// The signs with a meaning that stand in a line outside of code and addresses.
  func signs(_ line: Substring.UnicodeScalarView) -> [String] {
    var signs: [String] = []
    var rest = line
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\": _ = rest.popFirst()
      case "`":
        // Code ends at as many backticks as it began with.
        let fence = 1 + rest.prefix { $0 == "`" }.count
        rest = rest.dropFirst(fence - 1)
        while !rest.isEmpty {
          let run = rest.prefix { $0 == "`" }.count
          rest = rest.dropFirst(max(1, run))
          if run == fence { break }
        }
      case "]" where rest.first == "(":
        signs.append("link")
        rest = rest.drop { $0 != ")" }
      case "<" where !rest.starts(with: "br>".unicodeScalars): signs.append("tag")
      case "*", "~", "_", "$": signs.append("\(scalar)")
      default: break
      }
    }
    return signs
  }

  /// The cells of a row; a bar directly after a backslash is text.
  func cells(_ line: Substring.UnicodeScalarView) -> Int {
    zip(line.dropFirst(), line).count { $0 == "|" && $1 != "\\" }
  }

  @Test(arguments: hostileTexts)
  func textForgesNothing(_ text: String) throws {
    let rubric = try Self.rubric.get()
    let plain = structure(
      MarkdownReport.render(hostileAssessment("plain words", today: today), rubric: rubric, today: today))
    let markdown = MarkdownReport.render(hostileAssessment(text, today: today), rubric: rubric, today: today)
    var actual = structure(markdown)
    // A locator that is itself a web address is a link, as it should be.
    if text.lowercased().hasPrefix("https://") { actual["link", default: 0] -= 1 }
    #expect(actual == plain, "\(text)\n\(markdown)")
    let hidden = markdown.unicodeScalars.filter { scalar in
      scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{200B}"
        || scalar == "\u{202E}" || scalar == "\u{2028}" || (0xE0000...0xE007F).contains(scalar.value)
    }
    #expect(hidden.map(\.value) == [], "\(text)")
  }

  @Test func mentionsReferencesAndEmojiAreBroken() {
    #expect(MarkdownEscape.inline("@team") == "@&#8288;team")
    #expect(MarkdownEscape.inline("#12") == "\\#&#8288;12")
    #expect(MarkdownEscape.inline(":tada:") == ":&#8288;tada:")
    #expect(MarkdownEscape.inline("https://x") == "https:&#8288;//x")
    #expect(MarkdownEscape.inline("www.x") == "www\\.x")
    #expect(MarkdownEscape.inline("WWW.x") == "WWW\\.x")
    #expect(MarkdownEscape.inline("few. now.") == "few. now.")
    #expect(MarkdownEscape.inline("GH-3 high-3") == "GH&#8288;-3 high-3")
    #expect(MarkdownEscape.inline("a|\u{301}", .cell) == "a\\|\u{301}")
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
    #expect(MarkdownEscape.code("a`\u{301}b", .text) == "``a`\u{301}b``")
    #expect(MarkdownEscape.code("a|\u{301}b", .cell) == "`a\\|\u{301}b`")
  }

  @Test func aNoteKeepsItsLines() {
    #expect(MarkdownEscape.quote("one\ntwo\n\nthree") == ["> one\\", "> two", ">", "> three"])
  }
}
