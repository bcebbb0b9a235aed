import Screen

/// A page to read: the keys of one part of the screen, or the messages of the session.
public struct Help: Hashable, Sendable {
  /// What is read.
  public enum Page: Hashable, Sendable {
    /// The help for the part that had the keys.
    case keys(Context)
    /// What the status line said, the newest first.
    case messages
  }

  /// What is read.
  public let page: Page
  /// The first line shown.
  public var scroll = 0

  var title: String {
    switch page {
    case .keys(let context): "Help \(context.title)"
    case .messages: "Messages of this session"
    }
  }
}

extension Context {
  /// Its name in the help's heading.
  var title: String {
    switch self {
    case .list: "in the checklist"
    case .detail: "in the detail"
    case .summary: "in the summary"
    case .resolve: "settling conflicts"
    case .menu: "in a menu"
    case .help: "in the help"
    }
  }
}

/// The keys of one part of the screen, group by group, from the key table.
enum HelpView {
  static func draw(_ state: ReviewState, _ help: Help, _ out: inout Rendered) {
    let footer = ReviewLayout(state).footer
    let area = Rect(column: 0, row: 0, columns: out.frame.size.columns, rows: footer.row)
    out.frame.fill(area, surface: .dialog)
    out.frame.box(area, title: help.title, role: .borderFocus, surface: .dialog)
    let inner = area.inset(columns: 2, rows: 1)
    let lines = lines(state, help.page, width: inner.columns - 1)
    let first = offset(help.scroll, lines: lines.count, rows: inner.rows)
    for row in 0..<min(inner.rows, lines.count - first) {
      var column = inner.column
      for span in lines[first + row].spans {
        column += out.frame.put(
          span.text, column: column, row: inner.row + row, maxWidth: inner.trailing - column, role: span.role)
      }
    }
    if lines.count > inner.rows {
      ScrollBar.draw(
        into: &out.frame, rect: Rect(column: inner.trailing, row: inner.row, columns: 1, rows: inner.rows),
        offset: first, of: lines.count)
    }
    out.frame.cursor = Position(column: inner.column, row: inner.row)
    out.frame.cursorVisible = false
  }

  static func offset(_ scroll: Int, lines: Int, rows: Int) -> Int { min(max(0, scroll), max(0, lines - rows)) }

  static func lines(_ state: ReviewState, _ page: Help.Page, width: Int) -> [Line] {
    switch page {
    case .keys(let context): keys(state, context, width: width)
    case .messages: messages(state, width: width)
    }
  }

  /// What the status line said, whole: a long message does not fit there.
  private static func messages(_ state: ReviewState, width: Int) -> [Line] {
    let said = state.messages.reversed().flatMap { message -> [Line] in
      let role: Role =
        switch message.notice.kind {
        case .info: .text
        case .warning: .warning
        case .error: .error
        }
      let time = "+\(Meeting.clock(message.seconds))"
      let indent = 9
      return Wrap.lines(message.notice.text, width: max(1, width - indent)).enumerated().map { index, piece in
        let head = index == 0 ? time : ""
        let padded = head + String(repeating: " ", count: max(1, indent - TextWidth.width(of: head)))
        return Line(Span(text: padded, role: .muted), Span(text: piece, role: role))
      }
    }
    return said.isEmpty ? [Line("Nothing was said yet", .muted)] : said
  }

  private static func keys(_ state: ReviewState, _ context: Context, width: Int) -> [Line] {
    let glyphs = state.glyphs
    var lines: [Line] = []
    func wrapped(_ keys: String, _ text: String) {
      let indent = 14
      for (index, piece) in Wrap.lines(text, width: max(1, width - indent)).enumerated() {
        let head = index == 0 ? keys : ""
        let padded = head + String(repeating: " ", count: max(1, indent - TextWidth.width(of: head)))
        lines.append(Line(Span(text: padded, role: .hintKey), Span(text: piece)))
      }
    }
    for group in Binding.Group.allCases {
      let bindings = state.keys.bindings.filter { $0.group == group && $0.contexts.contains(context) }
      guard !bindings.isEmpty else { continue }
      if !lines.isEmpty { lines.append(Line("")) }
      lines.append(Line(group.rawValue, .heading))
      for binding in bindings {
        wrapped(binding.keys.isEmpty ? "(no key)" : binding.keys.map(\.name).joined(separator: " "), binding.help)
      }
    }
    lines.append(Line(""))
    lines.append(Line("Signs", .heading))
    let signs: [(String, String)] = [
      (glyphs.creditFull, "full credit, 1: a system runs it, again and again"),
      (glyphs.creditHalf, "half credit: run by hand, documented and distributed"),
      (glyphs.creditNone, "no credit"), (glyphs.notAssessed, "not assessed yet"),
      (glyphs.open, "open question; 0..1 is what it counts now and what it could be"),
      (glyphs.notApplicable, "not applicable, earns 0"),
      (glyphs.flag, "does not support its credit today: no evidence, stale evidence or no owner"),
      (glyphs.carriedOver, "carried over: decided before the last milestone, not confirmed since"),
      (glyphs.floor, "the floor: the smallest section sum, which alone sets the final score"),
    ]
    for (sign, meaning) in signs { wrapped(sign, meaning) }
    lines.append(Line(""))
    lines.append(Line("In a text field", .heading))
    wrapped("Esc", "Note: keeps the text. Form: puts it aside, nothing is lost")
    wrapped("^W ^U ^K", "Delete the word before, to the start, to the end of the line")
    wrapped("^Left ^Right", "A word back, a word on")
    wrapped("M-e", "Go on in $VISUAL or $EDITOR (note)")
    return lines
  }
}

extension ReviewState {
  mutating func perform(_ command: Command, help: Help) -> [Effect] {
    let rows = max(1, ReviewLayout(self).footer.row - 2)
    let count = HelpView.lines(self, help.page, width: size.columns - 5).count
    func show(_ scroll: Int) {
      var help = help
      help.scroll = HelpView.offset(scroll, lines: count, rows: rows)
      layers[layers.count - 1] = .help(help)
    }
    switch command {
    case .down: show(help.scroll + 1)
    case .up: show(help.scroll - 1)
    case .pageDown: show(help.scroll + max(1, rows - 2))
    case .pageUp: show(help.scroll - max(1, rows - 2))
    case .top: show(0)
    case .bottom: show(count)
    case .back: layers.removeLast()
    default: break
    }
    return []
  }
}
