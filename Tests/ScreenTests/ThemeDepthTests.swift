import TestSupport
import Testing

@testable import Screen

/// Themes on terminals with fewer colours.
@Suite struct ThemeDepthTests {
  /// What a colour comes out as; the terminal's own ground counts as black or white, as its background says.
  private func vanishes(_ style: Style, _ theme: Theme, _ depth: ColorDepth) -> Bool {
    let white: UInt8 = depth == .ansi8 ? 7 : 15
    let ground = theme.background == .dark ? Color.indexed(0) : .indexed(white)
    let ink = theme.background == .dark ? Color.indexed(white) : .indexed(0)
    let fg = style.fg.flatMap { $0 == .default ? nil : $0 } ?? ink
    let bg = style.bg.flatMap { $0 == .default ? nil : $0 } ?? ground
    return fg == bg
  }

  @Test(arguments: Theme.bundled, [ColorDepth.indexed256, .ansi16, .ansi8])
  func noTextVanishes(theme: Theme, depth: ColorDepth) {
    for surface in Role.surfaces {
      for role in Role.allCases {
        let style = theme.style(role: role, surface: surface, depth: depth)
        #expect(!vanishes(style, theme, depth), "\(theme.name), \(depth): \(role.rawValue) on \(surface.rawValue)")
      }
    }
  }

  /// The roles of the four gauges and of the credits stay apart with 16 colours in every theme.
  @Test(arguments: Theme.bundled) func meaningsStayApartWith16Colours(theme: Theme) {
    func ink(_ role: Role) -> Color? { theme.style(role: role, surface: .text, depth: .ansi16).fg }
    #expect(ink(.gaugeFill) != ink(.gaugeFloor), "\(theme.name)")
    #expect(Set([Role.creditFull, .creditHalf, .creditNone, .stateOpen].map(ink)).count == 4, "\(theme.name)")
    #expect(ink(.error) != ink(.saved) && ink(.error) != ink(.info), "\(theme.name)")
  }

  @Test(arguments: Theme.bundled) func withoutColoursThereAreNone(theme: Theme) {
    for surface in Role.surfaces {
      for role in Role.allCases {
        let style = theme.style(role: role, surface: surface, depth: .mono)
        #expect(style.fg == nil && style.bg == nil)
      }
      #expect(
        surface == .text || surface == .footer || surface == .dialog
          || theme.style(role: .text, surface: surface, depth: .mono) != Style())
    }
  }

  /// Greys that differ in 24 bits and not with 16 colours: the text of the surface takes over, marked as without
  /// colours.
  @Test func textThatWouldVanishGivesWay() {
    let grey = Style(fg: .rgb(140, 140, 140))
    let row = Style(fg: .rgb(240, 240, 240), bg: .rgb(80, 80, 80))
    let theme = Theme(name: "t", styles: [.text: Style(fg: .default, bg: .default), .muted: grey, .selection: row])
    #expect(
      theme.style(role: .muted, surface: .selection, depth: .ansi16)
        == Style(fg: .indexed(15), bg: .indexed(8), attributes: .dim))
    #expect(theme.style(role: .muted, surface: .text, depth: .ansi16) == Style(fg: .indexed(8), bg: .default))

    // On a light terminal with eight colours a middle grey would come out as the white below it.
    let light = Theme(
      name: "l", background: .light, styles: [.text: Style(fg: .default, bg: .default), .muted: grey])
    #expect(
      light.style(role: .muted, surface: .text, depth: .ansi8)
        == Style(fg: .default, bg: .default, attributes: .dim))
  }

  /// A file that asks for a colour the terminal has gets it: to hide a line is a choice too.
  @Test func coloursThatTheTerminalHasStay() {
    let theme = Theme(name: "t", styles: [.text: Style(bg: .default), .border: Style(fg: .indexed(0))])
    #expect(theme.style(role: .border, surface: .text, depth: .ansi16).fg == .indexed(0))
  }

  /// Whatever palette somebody writes: text that differs from its ground in 24 bits never vanishes with fewer.
  @Test(arguments: UInt64(1)...8) func anyPalette(seed: UInt64) {
    var random = Seeded(seed)
    func color() -> Color {
      let parts = (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) }
      return .rgb(parts[0], parts[1], parts[2])
    }
    for _ in 0..<100 {
      let (bg, row) = (color(), color())
      let theme = Theme(
        name: "t", background: Bool.random(using: &random) ? .dark : .light,
        styles: [
          .text: Style(fg: color(), bg: bg), .muted: Style(fg: color()), .selection: Style(fg: color(), bg: row),
        ])
      for depth in [ColorDepth.indexed256, .ansi16, .ansi8] {
        for role in [Role.text, .muted] {
          for surface in [Role.text, .selection] {
            let style = theme.style(role: role, surface: surface, depth: depth)
            #expect(style.fg != style.bg, "seed \(seed): \(depth), \(role) on \(surface)")
          }
        }
      }
    }
  }
}
