import TestSupport
import Testing

@testable import Screen

@Suite struct WrapTests {
  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]), ("a  b", 10, ["a  b"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("one\n\ntwo", 10, ["one", "", "two"]), ("", 5, [""]), ("漢字漢字", 5, ["漢字", "漢字"]), ("ab 漢字", 5, ["ab 漢", "字"]),
    ("漢字", 1, ["□", "□"]), ("hello world", 5, ["hello", "world"]), ("hello   world", 5, ["hello", "world"]),
    ("  indented words", 10, ["  indented", "words"]),
    ("to incomprehensibility", 8, ["to", "incompre", "hensibil", "ity"]),
    ("a\r\nb", 4, ["a", "b"]), ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
  ])
  func wraps(text: String, width: Int, lines: [String]) { #expect(Wrap.lines(text, width: width) == lines) }

  @Test func noWidthNoLines() {
    #expect(Wrap.lines("text", width: 0).isEmpty && Wrap.lines("text", width: -1).isEmpty)
  }

  @Test func linesFitAndNothingButBlanksIsLost() {
    let seed: UInt64 = 3
    var random = Seeded(seed)
    for _ in 0..<600 {
      let text = random.text(pieces: Int.random(in: 0...30, using: &random))
      let width = Int.random(in: 1...20, using: &random)
      let lines = Wrap.lines(text, width: width)
      for line in lines { #expect(TextWidth.width(of: line) <= width, "seed \(seed): \(text.debugDescription)") }
      if width >= 16 {
        let kept = lines.joined().unicodeScalars.filter { $0 != " " }
        let wanted = Sanitize.line(text).unicodeScalars.filter { $0 != " " }
        #expect(Array(kept) == Array(wanted), "seed \(seed): \(text.debugDescription)")
      }
    }
  }
}
