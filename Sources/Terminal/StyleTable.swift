import CNcurses
import Screen

/// What roles look like on this terminal, as ncurses wants it: attributes and a colour pair.
///
/// Pairs are made when they are first needed: a terminal of 8 colours has 64 of them.
struct StyleTable {
  /// An attribute set and the number of a colour pair.
  struct Resolved {
    var attributes: attr_t
    var pair: Int32
  }

  private struct RolePair: Hashable {
    var role: Role
    var surface: Role
  }
  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private let theme: Theme
  private let depth: ColorDepth
  private let hasDefaultColors: Bool
  private var resolved: [RolePair: Resolved] = [:]
  private var pairs: [Colors: Int32] = [:]

  init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    hasDefaultColors = depth != .mono && use_default_colors() == OK
  }

  /// The look of a role on a surface.
  mutating func style(_ role: Role, on surface: Role) -> Resolved {
    let key = RolePair(role: role, surface: surface)
    if let known = resolved[key] { return known }
    let made = resolve(role, surface)
    resolved[key] = made
    return made
  }

  private mutating func resolve(_ role: Role, _ surface: Role) -> Resolved {
    if depth == .mono {
      return Resolved(
        attributes: Self.bits(role.monoAttributes) | Self.bits(surface.monoAttributes), pair: 0)
    }
    let style = theme.style(role: role, surface: surface)
    let colors = Colors(
      foreground: number(style.fg, standIn: COLOR_WHITE), background: number(style.bg, standIn: COLOR_BLACK))
    return Resolved(attributes: Self.bits(style.attributes), pair: pair(colors))
  }

  private mutating func pair(_ colors: Colors) -> Int32 {
    if hasDefaultColors && colors == Colors(foreground: -1, background: -1) { return 0 }
    if let known = pairs[colors] { return known }
    let next = Int32(pairs.count) + 1
    if next < nc_color_pairs(), init_extended_pair(next, colors.foreground, colors.background) == OK {
      pairs[colors] = next
      return next
    }
    // No pair left: the background matters more, since a selected row must be seen.
    return pairs.filter { $0.key.background == colors.background }.map(\.value).min() ?? 0
  }

  /// The number by which terminfo knows a colour; -1 is the terminal's own.
  private func number(_ color: Color?, standIn: Int32) -> Int32 {
    switch (color ?? .default).reduced(to: depth) {
    case .default: hasDefaultColors ? -1 : standIn
    case .indexed(let index): depth == .direct ? Self.direct(index) : Int32(index)
    case .rgb(let red, let green, let blue): Self.direct(red, green, blue)
    }
  }

  /// Entries with direct colour take the lowest numbers, up to 255, for a palette: a dark blue moves by one step of
  /// green to stay what it is.
  private static func direct(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    return value < 256 ? value | 256 : value
  }

  /// A palette colour where colours are direct. The first eight are the terminal's own; the rest as xterm has them.
  private static func direct(_ index: UInt8) -> Int32 {
    switch index {
    case 0..<8: return Int32(index)
    case 8..<16:
      let on: (UInt8) -> UInt8 = { index & $0 != 0 ? 255 : 64 }
      return direct(on(1), on(2), on(4))
    case 16..<232:
      let level: (UInt8) -> UInt8 = { $0 == 0 ? 0 : 55 + 40 * $0 }
      let cube = index - 16
      return direct(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    default:
      let gray = 8 + 10 * (index - 232)
      return direct(gray, gray, gray)
    }
  }

  private static func bits(_ attributes: Attributes) -> attr_t {
    var bits = NC_NORMAL
    if attributes.contains(.bold) { bits |= NC_BOLD }
    if attributes.contains(.dim) { bits |= NC_DIM }
    if attributes.contains(.italic) { bits |= NC_ITALIC }
    if attributes.contains(.underline) { bits |= NC_UNDERLINE }
    if attributes.contains(.reverse) { bits |= NC_REVERSE }
    return bits
  }
}
