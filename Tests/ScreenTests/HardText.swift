import TestSupport

extension Seeded {
  /// Pieces of text that are hard on widths, clusters and line ends.
  static let pieces = [
    "a", "B", " ", " ", "  ", "word", "é", "e\u{301}", "\u{301}", "漢", "字", "カ", "ｶ", "👩\u{200D}👩\u{200D}👧", "👍🏽",
    "🇩🇪", "🇩", "1\u{FE0F}\u{20E3}", "❤\u{FE0F}", "\u{200D}", "\u{202E}", "\u{1B}", "\u{0}", "\t", "한", "\u{1112}",
    "\u{1161}", "क\u{94D}ष", "\u{FE0F}", "\u{AD}", "\u{E0041}", "½", "─", "…", "\u{FFFF}", "-", "_x1",
  ]

  mutating func text(pieces count: Int) -> String {
    (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &self)] }.joined()
  }
}
