import MLTestScore
import Screen

/// The screen that settles conflicts: a list of places, and under it base, mine and theirs of the one at hand.
enum ResolveView {
  static func draw(_ state: ReviewState, _ resolve: Resolve, _ out: inout Rendered) {
    let area = area(state)
    out.frame.fill(area)
    let (head, rest) = area.splitTop(heading(resolve, width: area.columns - 2).count)
    for (index, line) in heading(resolve, width: area.columns - 2).enumerated() {
      out.frame.put(
        line, column: head.column + 1, row: head.row + index, maxWidth: head.columns - 2,
        role: index == 0 ? .heading : .muted)
    }
    let (list, values) = rest.splitTop(listRows(resolve, in: rest))
    drawList(state, resolve, list, &out)
    out.frame.horizontalLine(column: values.column, row: values.row, columns: values.columns, role: .border)
    drawValues(state, resolve, values.splitTop(1).rest, &out)
  }

  /// The heading: how far it got, and what is at stake.
  private static func heading(_ resolve: Resolve, width: Int) -> [String] {
    let settled = resolve.conflicts.count { resolve.choices[$0.path] != nil }
    let why =
      resolve.source == .file
      ? "A merge left these for people to settle. Mine stands at each until then, and mlts check refuses the score."
      : "Somebody else changed the same things differently. All else is merged; nothing is saved until these are settled."
    return ["Conflicts: \(settled) of \(resolve.conflicts.count) settled"]
      + Wrap.lines(why, width: max(1, width)).prefix(2)
  }

  private static func area(_ state: ReviewState) -> Rect {
    let layout = ReviewLayout(state)
    return Rect(
      column: 0, row: layout.header.bottom, columns: layout.header.columns,
      rows: max(0, layout.footer.row - layout.header.bottom))
  }

  private static func listRows(_ resolve: Resolve, in rest: Rect) -> Int {
    min(resolve.conflicts.count, max(1, (rest.rows - 1) / 3))
  }

  private static func drawList(_ state: ReviewState, _ resolve: Resolve, _ rect: Rect, _ out: inout Rendered) {
    var viewport = ListViewport()
    viewport.show(selected: resolve.index, of: resolve.conflicts.count, height: rect.rows)
    let visible = viewport.visible(of: resolve.conflicts.count, height: rect.rows)
    for index in visible {
      let row = rect.row + index - visible.lowerBound
      let line = Rect(column: rect.column, row: row, columns: rect.columns, rows: 1)
      let conflict = resolve.conflicts[index]
      let choice = resolve.choices[conflict.path]
      out.frame.put(
        choice == nil ? state.glyphs.open : state.glyphs.tick, column: 2, row: row,
        role: choice == nil ? .stateOpen : .creditFull)
      let word = choice.map { $0.rawValue } ?? "open"
      out.frame.putTrailing(word, trailing: line.trailing - 1, row: row, role: choice == nil ? .stateOpen : .strong)
      out.frame.put(state.place(of: conflict), column: 4, row: row, maxWidth: max(0, line.columns - 5 - 8))
      if index == resolve.index {
        out.frame.resurface(line, surface: .selection)
        out.frame.put(state.glyphs.selected, column: 0, row: row, role: .borderFocus)
        out.frame.cursor = Position(column: 0, row: row)
      }
      out.add(.row(index), line)
    }
  }

  /// The three values: beside one another where there is room, else below.
  private static func drawValues(_ state: ReviewState, _ resolve: Resolve, _ rect: Rect, _ out: inout Rendered) {
    guard !rect.isEmpty else { return }
    let blocks = blocks(resolve, state)
    guard rect.columns >= 90 else {
      let lines = stacked(blocks, width: rect.columns - 3)
      let first = min(resolve.scroll, max(0, lines.count - rect.rows))
      for row in 0..<min(rect.rows, lines.count - first) {
        draw(lines[first + row], at: Position(column: 1, row: rect.row + row), width: rect.columns - 3, &out)
      }
      if lines.count > rect.rows {
        ScrollBar.draw(
          into: &out.frame, rect: Rect(column: rect.trailing - 1, row: rect.row, columns: 1, rows: rect.rows),
          offset: first, of: lines.count)
      }
      return
    }
    let width = rect.columns / blocks.count
    for (index, block) in blocks.enumerated() {
      let column = rect.column + index * width
      if index > 0 { out.frame.verticalLine(column: column, row: rect.row, rows: rect.rows, role: .border) }
      let lines = lines(of: block, width: width - 3)
      // The headings stay while the texts scroll.
      draw(lines[0], at: Position(column: column + 1, row: rect.row), width: width - 2, &out)
      let texts = Array(lines.dropFirst())
      let first = min(resolve.scroll, max(0, texts.count - (rect.rows - 1)))
      for row in 0..<max(0, min(rect.rows - 1, texts.count - first)) {
        draw(texts[first + row], at: Position(column: column + 1, row: rect.row + 1 + row), width: width - 2, &out)
      }
    }
  }

  private struct Block {
    var title: String
    var key: String
    var isChosen: Bool
    var lines: [String]
  }

  private static func blocks(_ resolve: Resolve, _ state: ReviewState) -> [Block] {
    let conflict = resolve.current
    let choice = resolve.choices[conflict.path]
    func block(_ title: String, _ command: Command, _ own: Resolve.Choice) -> Block {
      Block(
        title: title, key: state.keys.keys(of: command, in: .resolve).first?.name ?? "",
        isChosen: choice == own || choice == .both && own != .base, lines: state.words(for: conflict.value(own)))
    }
    return [
      block("Base: before both", .takeBase, .base), block("Mine", .takeMine, .mine),
      block("Theirs", .takeTheirs, .theirs),
    ]
  }

  private static func lines(of block: Block, width: Int) -> [Line] {
    let mark = block.isChosen ? " (chosen)" : ""
    var lines = [Line(Span(text: "\(block.key) ", role: .hintKey), Span(text: block.title + mark, role: .heading))]
    for text in block.lines {
      lines += Wrap.lines(text, width: max(1, width - 2)).map {
        Line(Span(text: "  "), Span(text: $0, role: block.isChosen ? .strong : .text))
      }
    }
    return lines
  }

  private static func stacked(_ blocks: [Block], width: Int) -> [Line] {
    blocks.flatMap { lines(of: $0, width: width) }
  }

  private static func draw(_ line: Line, at position: Position, width: Int, _ out: inout Rendered) {
    var column = position.column
    for span in line.spans {
      column += out.frame.put(
        span.text, column: column, row: position.row, maxWidth: max(0, position.column + width - column),
        role: span.role)
    }
  }

  /// How far the values can be scrolled.
  static func clamped(scroll: Int, _ resolve: Resolve, _ state: ReviewState) -> Int {
    let area = area(state)
    let rest = area.rows - heading(resolve, width: area.columns - 2).count
    let rows = rest - listRows(resolve, in: Rect(column: 0, row: 0, columns: area.columns, rows: rest)) - 1
    let blocks = blocks(resolve, state)
    guard area.columns >= 90 else {
      return min(max(0, scroll), max(0, stacked(blocks, width: area.columns - 3).count - rows))
    }
    let longest = blocks.map { lines(of: $0, width: area.columns / blocks.count - 3).count - 1 }.max() ?? 0
    return min(max(0, scroll), max(0, longest - (rows - 1)))
  }
}
