/// SplitMix64: the same seed gives the same run everywhere.
struct Random: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

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
