/// Attributes of text.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bold.
  public static let bold = Attributes(rawValue: 1)
  /// Faint.
  public static let dim = Attributes(rawValue: 2)
  /// Italic.
  public static let italic = Attributes(rawValue: 4)
  /// Underlined.
  public static let underline = Attributes(rawValue: 8)
  /// Foreground and background swapped.
  public static let reverse = Attributes(rawValue: 16)
}

/// How a role looks. What is nil is left to what lies below.
public struct Style: Hashable, Sendable {
  /// The foreground.
  public var fg: Color?
  /// The background.
  public var bg: Color?
  /// Bold and so on.
  public var attributes: Attributes

  /// Makes a style.
  public init(fg: Color? = nil, bg: Color? = nil, attributes: Attributes = []) {
    self.fg = fg
    self.bg = bg
    self.attributes = attributes
  }

  /// This style, and where it says nothing, `below`. Attributes add up.
  public func over(_ below: Style) -> Style {
    Style(fg: fg ?? below.fg, bg: bg ?? below.bg, attributes: attributes.union(below.attributes))
  }
}

/// The looks of all roles.
public struct Theme: Hashable, Sendable {
  /// What a theme stands on. Roles that its file leaves out come from the bundled theme of the same background.
  public enum Background: String, CaseIterable, Hashable, Sendable {
    case dark, light
  }

  /// The name that people choose it by.
  public var name: String
  /// Whether it is made for dark or light terminals.
  public var background: Background
  /// The style of each role.
  public var styles: [Role: Style]

  /// Makes a theme.
  public init(name: String, background: Background = .dark, styles: [Role: Style]) {
    self.name = name
    self.background = background
    self.styles = styles
  }

  /// The style of `role` on `surface`: the role's values over the surface's, over those of plain text. Plain text on
  /// a surface takes the surface's values.
  public func style(role: Role, surface: Role = .text) -> Style {
    let text = styles[.text] ?? Style()
    let below = surface == .text ? text : (styles[surface] ?? Style()).over(text)
    return role == .text || role == surface ? below : (styles[role] ?? Style()).over(below)
  }

  /// The style of `role` on `surface` for a terminal of this depth.
  ///
  /// Without colours the roles' `monoAttributes` count. With 8 or 16, a background that would no longer differ from
  /// plain text's gives way to those attributes too, so that a selection can always be seen. With fewer than all
  /// colours a foreground that would come out as its background gives way to the surface's text, with the role's
  /// `monoAttributes`, so that no text vanishes.
  public func style(role: Role, surface: Role, depth: ColorDepth) -> Style {
    if depth == .mono { return Style(attributes: role.monoAttributes.union(surface.monoAttributes)) }
    let own = style(role: role, surface: surface)
    var style = own
    let bg = own.bg
    style.fg = style.fg?.reduced(to: depth)
    style.bg = style.bg?.reduced(to: depth)
    let plain = styles[.text]?.bg
    if depth <= .ansi16, let bg, bg != plain ?? .default, ground(bg, depth) == ground(plain ?? .default, depth) {
      style.bg = plain?.reduced(to: depth)
      let cause = role != .text && styles[role]?.bg != nil ? role : surface
      style.attributes.formUnion(cause.monoAttributes)
    }
    // What the terminal can show as the file says stays, whatever it is.
    let isReduced = style.fg != own.fg || style.bg != own.bg
    if isReduced, let fg = style.fg, fg != .default, isLost(fg, on: style.bg, depth) {
      style.fg = ink(over: style.bg, surface: surface, depth)
      style.attributes.formUnion(role.monoAttributes)
    }
    return style
  }

  /// Whether a foreground, already reduced, is the colour of the background it stands on.
  private func isLost(_ fg: Color, on bg: Color?, _ depth: ColorDepth) -> Bool {
    // With 256 colours what the terminal's own background looks like is anybody's guess.
    if depth > .ansi16 { return fg == bg }
    return ground(fg, depth) == ground(bg ?? .default, depth)
  }

  /// A foreground that shows on `bg`: that of the surface's text, else black or white.
  private func ink(over bg: Color?, surface: Role, _ depth: ColorDepth) -> Color {
    let text = style(role: .text, surface: surface).fg?.reduced(to: depth) ?? .default
    guard let bg, bg != .default else {
      return text == .default || isLost(text, on: bg, depth) ? .default : text
    }
    if text != .default && !isLost(text, on: bg, depth) { return text }
    let (red, green, blue) = bg.components
    let isDark = 299 * Int(red) + 587 * Int(green) + 114 * Int(blue) < 128_000
    return (isDark ? Color.rgb(255, 255, 255) : .rgb(0, 0, 0)).reduced(to: depth)
  }

  /// The palette entry a background comes out as; the default one counts as black or white.
  private func ground(_ color: Color, _ depth: ColorDepth) -> Color {
    let bright: UInt8 = depth == .ansi8 ? 7 : 15
    let reduced = color == .default ? .indexed(background == .dark ? 0 : bright) : color.reduced(to: depth)
    return reduced == .indexed(7) && background == .light ? .indexed(bright) : reduced
  }
}

extension Role {
  /// What marks the role on a terminal without colours.
  public var monoAttributes: Attributes {
    switch self {
    case .selection, .header: .reverse
    case .error, .match: [.reverse, .bold]
    case .selectionInactive, .link, .editor: .underline
    case .heading, .strong, .hintKey, .borderFocus, .gaugeFloor, .flag, .stateOpen, .warning, .unsaved: .bold
    case .muted, .scrollbar, .gaugeEmpty, .stateNotApplicable, .stateNotAssessed, .stateCarriedOver: .dim
    case .text, .footer, .border, .dialog, .gaugeFill, .creditFull, .creditHalf, .creditNone, .info, .saved: []
    }
  }
}
