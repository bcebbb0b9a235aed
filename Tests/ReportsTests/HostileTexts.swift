import MLTestScore

/// What somebody might write into a file to make a report or a terminal say what the file does not.
let hostileTexts = [
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
  // Signs with a mark or joiner on them: one character to a person, still the sign to a Markdown reader.
  "a |\u{301} b", "|\u{200D} x | y", "`\u{301} code `\u{301}", "[\u{301}x](https://evil.example)",
  "*\u{301}a*\u{301}",
  ">\u{200D} quote", "<\u{FE0F}b>", "~\u{301}s~", "a\\\u{301}| b", "\\|\u{301}", "#\u{301}12", "gh-3",
  "\u{200B}# d",
  "\u{E0041}\u{E0042}", "$1 and $2", "mailto:a@b.example", "HTTPS://EVIL.example", "- [ ] task", "\u{9B}31m",
  "日本語 é ½",
]

/// An assessment with the text in every field that holds text.
func hostileAssessment(_ text: String, today: Day) -> Assessment {
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
  assessment.answers["data-3"] = Answer(state: .openQuestion, note: text, couldBe: "manual")
  assessment.milestones["m"] = Milestone(
    title: text, at: Timestamp(secondsSince1970: 5), participants: [text])
  return assessment
}
