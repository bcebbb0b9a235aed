import Screen

/// What the probe shows.
enum Page: String {
  case events, styles, text, hostile

  /// The first page that is named, or the log of events.
  init(_ arguments: Set<String>) {
    self = arguments.lazy.compactMap(Page.init(rawValue:)).first ?? .events
  }

  /// The roles of the page of styles, a row for each from row 2 on: role, surface, text.
  static let styleRows: [(Role, Role, String)] = [
    (.text, .text, "plain"), (.heading, .text, "heading"), (.link, .text, "link"), (.error, .text, "error"),
    (.text, .selection, "selected"), (.error, .selection, "selected error"),
  ]

  /// The text of the page of text, a row for each from row 2 on. A bar follows each, and must be in column 20.
  static let textRows = [
    "plain", "été", "e\u{301}te\u{301}", "漢字かな", "┌─┐▌░½●◐", "🙂🚀", "👨‍👩‍👧 family", "🇩🇪 flag", "❤️ heart", "한국어",
    "n\u{303}\u{323}\u{330}\u{332}\u{334}\u{335}\u{336} marks",
  ]

  /// Text as an enemy would write it, a row for each from row 2 on.
  static let hostileRows = [
    "\u{1b}[31mred", "\u{1b}]0;title\u{7}", "\u{9b}2J", "a\u{8}\u{8}b", "tab\tbed", "nul\u{0}", "\u{7}bell",
    "\u{7f}del",
    "\u{202e}rtl", "\u{e000}private", "\u{feff}bom", "\u{1b}c", "\r\nline", "\u{85}next\u{8d}",
  ]

  func draw(in frame: inout Frame) {
    switch self {
    case .events: break
    case .styles:
      for (offset, style) in Self.styleRows.enumerated() {
        put(style.2, row: offset + 2, in: &frame, role: style.0, surface: style.1)
      }
    case .text: list(Self.textRows, in: &frame)
    case .hostile: list(Self.hostileRows, in: &frame)
    }
  }

  private func list(_ lines: [String], in frame: inout Frame) {
    for (offset, line) in lines.enumerated() {
      put(line, row: offset + 2, in: &frame)
      put("|", column: 20, row: offset + 2, in: &frame)
    }
  }
}
