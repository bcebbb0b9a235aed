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
    /// What can be seen of it in a blank: styles that share it need no change between them.
    var ground: Ground
  }

  /// What a style does to a cell without ink.
  struct Ground: Hashable {
    var color: Int32
    var lines: attr_t
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
    let style = theme.style(role: role, surface: surface, depth: depth)
    let attributes = Self.bits(style.attributes)
    let lines = attributes & (NC_UNDERLINE | NC_REVERSE)
    if depth == .mono {
      return Resolved(attributes: attributes, pair: 0, ground: Ground(color: 0, lines: lines))
    }
    let colors = Colors(
      foreground: number(style.fg, standIn: COLOR_WHITE), background: number(style.bg, standIn: COLOR_BLACK))
    let pair = pair(colors)
    // Reversed or underlined, a blank shows the foreground too: only the very same colours look alike.
    let ground = Ground(color: lines == NC_NORMAL ? colors.background : -2 - pair, lines: lines)
    return Resolved(attributes: attributes, pair: pair, ground: ground)
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
    switch color ?? .default {
    case .default: return hasDefaultColors ? -1 : standIn
    // Where colours are direct, the first eight numbers are still the palette's, which is the person's own.
    case .indexed(let index) where depth != .direct || index < 8: return Int32(index)
    case let direct:
      let (red, green, blue) = direct.components
      let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      // Some entries take up to 255 for the palette: a dark blue moves by one step of green to stay what it is.
      return value < 256 ? value | 256 : value
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
