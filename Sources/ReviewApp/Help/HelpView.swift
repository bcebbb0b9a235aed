import Screen

/// The keys, group by group, from the key table.
enum HelpView {
  static func draw(_ state: ReviewState, scroll: Int, _ out: inout Rendered) {
    let footer = ReviewLayout(state).footer
    let area = Rect(column: 0, row: 0, columns: out.frame.size.columns, rows: footer.row)
    out.frame.fill(area, surface: .dialog)
    out.frame.box(area, title: "Help", role: .borderFocus, surface: .dialog)
    let inner = area.inset(columns: 2, rows: 1)
    let lines = lines(width: inner.columns - 1, glyphs: state.glyphs)
    let first = offset(scroll, lines: lines.count, rows: inner.rows)
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

  static func lines(width: Int, glyphs: Glyphs) -> [Line] {
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
      if !lines.isEmpty { lines.append(Line("")) }
      lines.append(Line(group.rawValue, .heading))
      for binding in KeyTable.bindings where binding.group == group {
        wrapped(binding.keys.map(\.name).joined(separator: " "), binding.help)
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
  mutating func setHelp(scroll: Int) {
    let rows = max(0, ReviewLayout(self).footer.row - 2)
    let count = HelpView.lines(width: size.columns - 5, glyphs: glyphs).count
    layers[layers.count - 1] = .help(scroll: HelpView.offset(scroll, lines: count, rows: rows))
  }

  mutating func handle(_ event: Event, helpScroll scroll: Int) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    let page = max(1, ReviewLayout(self).footer.row - 4)
    switch key {
    case .escape, .character("q"), .character("?"), .function(1), .control("c"): layers.removeLast()
    case .down, .character("j"): setHelp(scroll: scroll + 1)
    case .up, .character("k"): setHelp(scroll: scroll - 1)
    case .pageDown, .character(" "), .control("f"): setHelp(scroll: scroll + page)
    case .pageUp, .control("b"): setHelp(scroll: scroll - page)
    case .home, .character("g"): setHelp(scroll: 0)
    case .end, .character("G"): setHelp(scroll: .max / 2)
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    default: break
    }
    return []
  }
}
