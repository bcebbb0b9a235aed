import CNcurses
import Glibc
import Screen
import Testing

@testable import Terminal

/// The C library decides how wide a character is, because ncurses asks it. `Screen` has its own table, so that frames
/// do not depend on the machine. Here the two are compared.
@Suite struct TextWidthAgreementTests {
  init() { _ = setlocale(LC_CTYPE, "C.UTF-8") }

  @Test func coreCharactersAgree() {
    let core: [ClosedRange<UInt32>] = [
      0x20...0x7e, 0xa0...0xac, 0xae...0x17f, 0x370...0x377, 0x391...0x3a1, 0x410...0x44f, 0x2013...0x2026,
      0x2190...0x21ff, 0x2500...0x259f, 0x25a0...0x25fc, 0x3041...0x3096, 0x30a1...0x30fa, 0x4e00...0x9fff,
      0xac00...0xd7a3, 0x1f300...0x1f320, 0x1f600...0x1f64f, 0x1f680...0x1f6c5,
    ]
    for range in core {
      let different = range.filter { value in
        Unicode.Scalar(value).map { TextWidth.width(of: $0) != Int(wcwidth(wchar_t(bitPattern: value))) } ?? false
      }
      #expect(different.isEmpty, "U+\(String(range.lowerBound, radix: 16)): \(different.count)")
    }
  }

  /// A C library of another year knows other characters; that many more would mean that a rule is different.
  @Test func allCharactersNearlyAgree() {
    var different: [UInt32] = []
    for value in UInt32(0x20)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = Int(wcwidth(wchar_t(bitPattern: value)))
      // -1: the library does not know it, and U+FFFD is shown in its width.
      if columns >= 0 && columns != TextWidth.width(of: scalar) { different.append(value) }
    }
    #expect(different.count < 500, "\(different.count), from \(different.prefix(20).map { String($0, radix: 16) })")
  }

  /// Every assigned scalar, and clusters of all kinds, take exactly the columns that they were given.
  @Test func cellsKeepTheirWidth() {
    func columns(_ text: [wchar_t]) -> Int { text.reduce(0) { $0 + Int(wcwidth($1)) } }
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let width = max(1, TextWidth.width(of: scalar))
      let shown = CellText.fitting(String(scalar), width: width)
      if columns(shown) != width || shown.contains(where: { wcwidth($0) < 0 }) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
    for text in [
      "👨‍👩‍👧", "👍🏽", "🏽", "❤️", "1️⃣", "🇩🇪", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "각", "\u{301}", "\u{1b}", "",
    ] {
      for width in 1...8 {
        let shown = CellText.fitting(text, width: width)
        #expect(columns(shown) == width, "\(text) in \(width)")
        #expect(CellText.ascii(text, width: width).count == width)
      }
    }
  }

  @Test func emojiPartsStandSideBySide() {
    func shown(_ text: String, _ width: Int) -> String {
      String(
        String.UnicodeScalarView(
          CellText.fitting(text, width: width).compactMap {
            Unicode.Scalar(UInt32(bitPattern: $0))
          }))
    }
    #expect(shown("👨‍👩‍👧", 6) == "👨👩👧")
    #expect(shown("👍🏽", 4) == "👍  ")
    #expect(shown("❤️", 1) == "❤")
    #expect(shown("é", 1) == "é")
    #expect(shown("e\u{301}", 1) == "e\u{301}")
    #expect(shown("漢", 1) == "\u{fffd}")
    #expect(shown("\u{1b}", 1) == "\u{fffd}")
  }
}
