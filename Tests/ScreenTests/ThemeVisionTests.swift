import Testing

@testable import Screen

/// Roles that must be told apart, by full and by dichromatic vision. Signs and words say the same as the colours
/// (WCAG 2.2 SC 1.4.1 Use of Color); these tests see to it that the colours help whom they can.
@Suite struct ThemeVisionTests {
  /// Pairs that stand side by side, where taking one for the other would be taking one meaning for another.
  static let mustDiffer: [(Role, Role)] = [
    (.creditNone, .creditHalf), (.creditHalf, .creditFull), (.creditNone, .creditFull),
    (.stateOpen, .creditNone), (.stateOpen, .creditHalf), (.stateOpen, .creditFull),
    (.stateNotAssessed, .creditNone), (.stateNotAssessed, .creditHalf), (.stateNotAssessed, .creditFull),
    (.stateNotAssessed, .stateOpen), (.gaugeFill, .gaugeFloor), (.gaugeFill, .gaugeEmpty),
    (.gaugeFloor, .gaugeEmpty), (.flag, .stateNotAssessed), (.flag, .creditFull), (.error, .saved),
    (.error, .info), (.error, .warning), (.warning, .saved), (.warning, .info), (.unsaved, .saved),
    (.border, .borderFocus),
  ]

  /// In CIEDE2000. About 1 is what can just be seen side by side; a dozen is another colour, not another shade.
  static let leastDifference = 12.0

  @Test(arguments: Vision.allCases) func colourBlindKeepsMeaningsApart(vision: Vision) throws {
    try meaningsDiffer(in: #require(Theme.named("colour-blind")), vision)
  }

  @Test(arguments: Theme.measured) func everyThemeKeepsMeaningsApart(theme: Theme) throws {
    try meaningsDiffer(in: theme, .full)
  }

  private func meaningsDiffer(in theme: Theme, _ vision: Vision) throws {
    for (one, other) in Self.mustDiffer {
      let colors = try [one, other].map { try #require(theme.style(role: $0).fg) }
      let found = Lab(Light(colors[0]).seen(with: vision)).difference(
        from: Lab(Light(colors[1]).seen(with: vision)))
      #expect(
        found >= Self.leastDifference, "\(theme.name), \(vision): \(one.rawValue), \(other.rawValue): \(found)")
    }
  }

  /// WCAG 2.2 SC 1.4.3 for what dichromats see of the theme: reds are darker to some of them.
  @Test(arguments: Vision.allCases) func colourBlindCanBeReadByEveryone(vision: Vision) throws {
    for pair in try #require(Theme.named("colour-blind")).pairs() where !Role.marks.contains(pair.role) {
      let found = pair.ink.seen(with: vision).contrast(with: pair.ground.seen(with: vision))
      #expect(found >= 4.5, "\(vision): \(pair): \(found)")
    }
  }
}
