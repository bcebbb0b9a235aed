import TestSupport
import Testing

@testable import Screen

@Suite struct SanitizeTests {
  /// Scalars that must never reach a terminal.
  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: scalar.properties.isNoncharacterCodePoint
    }
  }

  @Test func everyScalarComesOutHarmless() {
    // All of the planes with control and format characters, and the noncharacters that end each plane.
    let planes = Array(UInt32(0)...0x1FFFF) + Array(UInt32(0xE0000)...0xE0FFF)
    for value in planes + (2...16).flatMap({ [$0 << 16 | 0xFFFE, $0 << 16 | 0xFFFF] }) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let out = Sanitize.line("a\(Character(scalar))b")
      if out.unicodeScalars.contains(where: Self.isHarmful) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test(arguments: [
    ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"), ("\u{0}\u{7F}", "␀␡"), ("a\u{9B}2J", "a‹U+009B›2J"),
    ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("a\tb\nc\r\nd", "a b c d"), ("a\rb", "a␍b"),
    ("x\u{202E}gpj.exe", "x‹U+202E›gpj.exe"),
    ("\u{2066}\u{2069}\u{200E}\u{61C}", "‹U+2066›‹U+2069›‹U+200E›‹U+061C›"),
    ("a\u{2028}b", "a‹U+2028›b"), ("\u{FEFF}a", "‹U+FEFF›a"), ("a\u{200B}b", "a‹U+200B›b"),
    ("a\u{FFFF}", "a‹U+FFFF›"),
    ("\u{301}a", "◌\u{301}a"), ("a\u{AD}b", "a-b"), ("\u{200D}", "‹U+200D›"), ("a\u{E0041}", "a‹U+E0041›"),
    ("👩\u{200D}👧", "👩\u{200D}👧"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("plain ASCII ~!", "plain ASCII ~!"),
  ])
  func line(text: String, expected: String) {
    #expect(Array(Sanitize.line(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func manyMarksOnOneLetterAreDropped() {
    let zalgo = "a" + String(repeating: "\u{301}", count: 50) + "b"
    #expect(Sanitize.line(zalgo).unicodeScalars.count == 1 + 4 + 1)
    #expect(TextWidth.width(of: zalgo) == 2)
  }

  @Test func noClusterIsWiderThanACellCanSay() {
    for unit in ["\u{1100}", "👩\u{200D}", "a\u{93E}", "क\u{94D}", "\u{E0041}", "\u{200D}"] {
      for character in String(repeating: unit, count: 400) {
        #expect(TextWidth.width(of: character) <= 16 + 4 * 9)
      }
    }
  }

  @Test func lineIsItsOwnSanitizedForm() {
    var random = Seeded(5)
    for _ in 0..<500 {
      let once = Sanitize.line(random.text(pieces: 10))
      #expect(Sanitize.line(once) == once, "seed 5: \(once.debugDescription)")
      #expect(!once.unicodeScalars.contains(where: Self.isHarmful))
    }
  }
}
