import Testing

@testable import Screen

/// Contrast of the bundled themes, measured as WCAG 2.2 does.
///
/// - SC 1.4.3 Contrast (Minimum), AA: text 4.5:1. A terminal's text counts as small, bold or not.
/// - SC 1.4.6 Contrast (Enhanced), AAA: text 7:1, for the themes that promise it.
/// - SC 1.4.11 Non-text Contrast, AA: what must be seen to understand the screen 3:1.
///
/// A theme that uses only the terminal's own colours (`terminal`) is exempt: what they look like is the user's choice,
/// and nothing here could know it. `TerminalColoursTests` holds it to that.
@Suite struct ThemeContrastTests {
  /// Text: 4.5:1, or 7:1 where the theme promises it; the same with the nearest of 256 colours, but for `projector`,
  /// whose promise is for 24 bits.
  @Test(arguments: Theme.measured) func everyTextCanBeRead(theme: Theme) {
    for pair in theme.pairs() where !Role.marks.contains(pair.role) {
      let found = pair.contrast
      #expect(found >= theme.leastContrast, "\(theme.name): \(pair): \(found)")
    }
    for pair in theme.pairs(depth: .indexed256) where !Role.marks.contains(pair.role) {
      let found = pair.contrast
      let least = theme.name == "projector" ? 4.5 : theme.leastContrast
      #expect(found >= least, "\(theme.name) with 256 colours: \(pair): \(found)")
    }
  }

  /// Marks that are no text: lines, scroll bars and gauges against the ground they are drawn on.
  @Test(arguments: Theme.measured) func everyMarkCanBeSeen(theme: Theme) {
    for depth in [ColorDepth.direct, .indexed256] {
      for pair in theme.pairs(depth: depth)
      where Role.marks.contains(pair.role) && [.text, .dialog].contains(pair.surface) {
        let found = pair.contrast
        #expect(found >= 3, "\(theme.name), \(depth): \(pair): \(found)")
      }
    }
  }

  /// Where a gauge ends: its fill beside its empty part, whose sign `░` covers a quarter of the cell.
  @Test(arguments: Theme.measured) func theEndOfAGaugeCanBeSeen(theme: Theme) {
    #expect(Glyphs.unicode.gaugeEmpty == "░")
    let pairs = theme.pairs().filter { $0.surface == .text }
    for empty in pairs where empty.role == .gaugeEmpty {
      let beside = empty.ink.covering(0.25, of: empty.ground)
      for fill in pairs
      where [.gaugeFill, .gaugeFloor].contains(fill.role) && fill.ground == empty.ground {
        let found = fill.ink.contrast(with: beside)
        #expect(found >= 3, "\(theme.name): \(fill): \(found)")
      }
    }
  }

  /// Attributes that would change the measured colours are for the themes that nobody can measure.
  @Test(arguments: Theme.measured) func nothingMeasuredIsFaintOrReversed(theme: Theme) {
    for (role, style) in theme.styles {
      #expect(style.attributes.isDisjoint(with: [.dim, .reverse]), "\(theme.name): \(role.rawValue)")
    }
  }

  /// A field in a dialog has to show where it begins and ends.
  @Test(arguments: Theme.measured) func aFieldIsNoOtherGroundThanItsDialog(theme: Theme) {
    for depth in [ColorDepth.direct, .indexed256] {
      func ground(_ surface: Role) -> Color? { theme.style(role: .text, surface: surface, depth: depth).bg }
      #expect(ground(.editor) != ground(.dialog), "\(theme.name), \(depth)")
    }
  }

  /// The marker beside it shows the selected row as well; its ground alone is to show too.
  @Test(arguments: Theme.measured) func theSelectionIsNoOtherGround(theme: Theme) {
    for depth in [ColorDepth.direct, .indexed256] {
      func ground(_ surface: Role) -> Color? { theme.style(role: .text, surface: surface, depth: depth).bg }
      for other in [Role.text, .dialog, .selectionInactive] {
        #expect(ground(.selection) != ground(other), "\(theme.name), \(depth): \(other.rawValue)")
      }
    }
  }

  @Test func sevenOfEightAreMeasured() {
    #expect(Theme.bundled.count == 8)
    #expect(Theme.bundled.filter(\.hasOnlyTerminalColours).map(\.name) == ["terminal"])
    #expect(Theme.measured.count == 7)
  }
}

/// A theme of the terminal's own colours cannot be measured, but it can keep off what is known to go wrong.
@Suite struct TerminalColoursTests {
  private var theme: Theme { get throws { try #require(Theme.named("terminal")) } }

  /// Greys and bright colours (7 to 15) are grounds in some well-known palettes, so text in them would vanish there.
  @Test func onlyDefaultsAndTheSixHues() throws {
    for (role, style) in try theme.styles {
      let ground = style.bg ?? .default
      if ground == .default {
        let allowed: [Color] = [.default] + (1...6).map { .indexed($0) }
        #expect(allowed.contains(style.fg ?? .default), "\(role.rawValue)")
      } else {
        // The one ground of its own has black on it, the one pair of the palette that is always far apart.
        #expect(ground == .indexed(3) && style.fg == .indexed(0) && !style.attributes.contains(.bold))
      }
    }
  }

  @Test(arguments: [ColorDepth.direct, .indexed256, .ansi16, .ansi8])
  func looksTheSameAtEveryDepth(depth: ColorDepth) throws {
    for role in Role.allCases {
      for surface in Role.surfaces {
        #expect(
          try theme.style(role: role, surface: surface, depth: depth) == theme.style(role: role, surface: surface))
      }
    }
  }

  @Test func theSelectionAndTheHeaderAreReversed() throws {
    for surface in [Role.selection, .header] {
      #expect(try theme.style(role: .creditFull, surface: surface).attributes.contains(.reverse))
    }
  }
}

/// A role on a surface as it comes out.
struct InkOnGround: CustomStringConvertible {
  var role: Role
  var surface: Role
  var ink: Light
  var ground: Light
  var contrast: Double { ink.contrast(with: ground) }
  var description: String { "\(role.rawValue) on \(surface.rawValue)" }
}

extension Role {
  /// What fills areas that other roles are drawn on.
  static let surfaces: [Role] = [.text, .header, .footer, .dialog, .selection, .selectionInactive, .editor]

  /// What is drawn as lines and bars only. `border.focus` and `gauge.floor` are text too: headings, the floor's word.
  static let marks: Set<Role> = [.border, .scrollbar, .gaugeFill, .gaugeEmpty]
}

extension Theme: CustomTestStringConvertible {
  /// The name alone: a list of all colours says less.
  public var testDescription: String { name }
}

extension Theme {
  /// The bundled themes with colours of their own.
  static let measured = bundled.filter { !$0.hasOnlyTerminalColours }

  /// Whether it leaves every colour to the terminal's palette.
  var hasOnlyTerminalColours: Bool {
    styles.values.flatMap { [$0.fg, $0.bg] }.allSatisfy { color in
      switch color {
      case nil, .default: true
      case .indexed(let index): index < 16
      case .rgb: false
      }
    }
  }

  /// What its own words promise for text.
  var leastContrast: Double { ["high-contrast", "projector"].contains(name) ? 7 : 4.5 }

  /// What the terminal's own background may be, for a theme that keeps it: both ends of what is usual.
  var usualGrounds: [Color] {
    background == .dark
      ? [.rgb(0, 0, 0), .rgb(0x1E, 0x1E, 0x1E)] : [.rgb(0xFF, 0xFF, 0xFF), .rgb(0xF6, 0xF6, 0xF6)]
  }

  /// Every role on every surface (and on its own background where it has one).
  func pairs(depth: ColorDepth = .direct) -> [InkOnGround] {
    Role.surfaces.flatMap { surface in
      Role.allCases.flatMap { role in
        let style = style(role: role, surface: surface, depth: depth)
        let ink = style.fg.flatMap { $0 == .default ? nil : $0 }
        let grounds = style.bg.flatMap { $0 == .default ? nil : [$0] } ?? usualGrounds
        // Text that the terminal colours is white on dark grounds and black on light ones.
        let own: Color = background == .dark ? .rgb(255, 255, 255) : .rgb(0, 0, 0)
        return grounds.map {
          InkOnGround(role: role, surface: surface, ink: Light(ink ?? own), ground: Light($0))
        }
      }
    }
  }
}
