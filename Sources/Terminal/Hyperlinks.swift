import CTerminalGuard
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes links on the screen open by a click, where the terminal is known to take them (OSC 8, the de facto standard of
/// terminal emulators for hyperlinks).
///
/// ncurses knows nothing of them: after it has shown a frame, the cells of a link are written once more in the same look,
/// between the marks that make them a link. The cursor and the look are saved and restored around (DECSC, DECRC), so
/// ncurses goes on as if nothing had been.
struct Hyperlinks {
  /// What tells a terminal that takes links: a variable that it sets, and what it begins with.
  private static let tokens = [
    ("VTE_VERSION", ""), ("KITTY_WINDOW_ID", ""), ("WEZTERM_PANE", ""), ("KONSOLE_VERSION", ""), ("WT_SESSION", ""),
    ("GHOSTTY_RESOURCES_DIR", ""), ("TERM_PROGRAM", "iTerm"), ("TERM_PROGRAM", "WezTerm"), ("TERM", "xterm-kitty"),
    ("TERM", "foot"), ("TERM", "alacritty"), ("TERM", "xterm-ghostty"), ("TERM", "contour"),
  ]

  /// Whether the environment names a terminal that takes links. What lies between it and us may not: inside tmux or screen
  /// the variables are those of the terminal that started it, so there are none.
  static func areKnown(_ variable: (String) -> String?) -> Bool {
    if variable("TMUX") != nil || variable("STY") != nil { return false }
    return tokens.contains { name, prefix in
      guard let value = variable(name), !value.isEmpty else { return false }
      // VTE before 0.50 crashed on them.
      if name == "VTE_VERSION" { return (Int(value) ?? 0) >= 5000 }
      return value.hasPrefix(prefix)
    }
  }

  /// The bytes that turn cells of a frame into links. Rows that are not named are left alone.
  static func sequence(
    for frame: Frame, rows: Set<Int>, size: Size, theme: Theme, depth: ColorDepth
  ) -> String {
    var out = ""
    for link in frame.links where rows.contains(link.row) && link.row < size.rows {
      guard isSafe(link.url) else { continue }
      let end = min(link.column + link.columns, size.columns, frame.size.columns)
      guard link.column < end else { continue }
      out += "\u{1b}7\u{1b}[\(link.row + 1);\(link.column + 1)H\u{1b}]8;;\(link.url)\u{1b}\\"
      var look = ""
      for column in link.column..<end {
        let cell = frame[column, link.row]
        // Only what ncurses writes as it stands: what it shows a stand-in for must not differ here.
        guard cell.width > 0, column + Int(cell.width) <= end,
          cell.text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { break }
        let now = sgr(theme.style(role: cell.role, surface: cell.surface, depth: depth))
        if now != look { out += now }
        look = now
        out += cell.text
      }
      out += "\u{1b}]8;;\u{1b}\\\u{1b}8"
    }
    return out
  }

  /// What a file says becomes a command of the terminal here, so nothing but a plain web address does.
  private static func isSafe(_ url: String) -> Bool {
    (url.hasPrefix("https://") || url.hasPrefix("http://")) && url.utf8.count <= 2000
      && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// A look as Select Graphic Rendition (ECMA-48, 8.3.117).
  private static func sgr(_ style: Style) -> String {
    var codes = ["0"]
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    func color(_ color: Color?, _ base: String) {
      switch color ?? .default {
      case .default: break
      case .indexed(let index): codes.append("\(base);5;\(index)")
      case .rgb(let red, let green, let blue): codes.append("\(base);2;\(red);\(green);\(blue)")
      }
    }
    color(style.fg, "38")
    color(style.bg, "48")
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }
}
