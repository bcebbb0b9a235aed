import TestSupport
import Testing

@testable import Screen

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｶﾅ", 2), ("カナ", 4), ("Ａ", 2),
    ("🦀", 2), ("🫨", 2), ("🪿", 2), ("🇩🇪", 2), ("1\u{FE0F}\u{20E3}", 1), ("❤\u{FE0F}", 1), ("❤", 1), ("⌚", 2),
    ("👩\u{200D}👩\u{200D}👧", 6), ("👍🏽", 4), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{301}", 1),
    ("½", 1), ("█▌…─◂▸", 6), ("\u{A0}", 1), ("\u{AD}", 1), ("\u{1B}", 1), ("a\tb", 3), ("a\nb", 3), ("\u{202E}", 8),
    ("क\u{94D}ष", 2), ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2),
  ])
  func widthOfText(text: String, columns: Int) { #expect(TextWidth.width(of: text) == columns) }

  @Test(arguments: [
    (0x41, 1), (0x00, 0), (0x7F, 0), (0x9F, 0), (0xAD, 1), (0x300, 0), (0x200B, 0), (0x200D, 0), (0xFE0F, 0),
    (0x1100, 2), (0x115F, 2), (0x1160, 0), (0x11FF, 0), (0x20E3, 0), (0x2028, 0), (0x2500, 1), (0x25FD, 2),
    (0x25FF, 1), (0x2E80, 2), (0x3000, 2), (0x303F, 1), (0x4DC0, 2), (0x9FFF, 2), (0xAC00, 2), (0xD7A3, 2),
    (0xE000, 1), (0xFF01, 2), (0xFF61, 1), (0xFFE6, 2), (0x1F1E6, 1), (0x1F600, 2), (0x1FAE8, 2), (0x20000, 2),
    (0x3134A, 2), (0xE0001, 0), (0x10FFFD, 1),
  ])
  func widthOfScalar(value: UInt32, columns: Int) throws {
    #expect(TextWidth.width(of: try #require(Unicode.Scalar(value))) == columns)
  }

  @Test func tablesAscendAndDoNotOverlap() {
    for table in [TextWidthTables.zero, TextWidthTables.wide, TextWidthTables.unassigned] {
      #expect(table.count.isMultiple(of: 2))
      for index in table.indices.dropFirst() {
        #expect(index.isMultiple(of: 2) ? table[index] > table[index - 1] : table[index] >= table[index - 1])
      }
    }
  }

  @Test func textIsAsWideAsItsClusters() {
    var random = Seeded(11)
    for _ in 0..<500 {
      let text = random.text(pieces: 12)
      #expect(
        TextWidth.width(of: text) == text.reduce(0) { $0 + TextWidth.width(of: $1) },
        "seed 11: \(text.debugDescription)")
    }
  }

  @Test func plainScalarsAreClustersOfTheirOwn() {
    for value in UInt32(0x20)...0xD7A3 {
      guard let scalar = Unicode.Scalar(value), Sanitize.isPlain(scalar) else { continue }
      #expect(TextWidth.width(of: scalar) >= 1)
      #expect(!TextWidth.isUnassigned(scalar))
      #expect("a\(Character(scalar))漢\(Character(scalar))".count == 4, "U+\(String(value, radix: 16))")
    }
  }
}
