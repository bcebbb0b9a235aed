import MLTestScore
import Screen

/// The checklist of one section.
enum ListView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    let section = state.section
    let scores = state.score.sections[state.place.section]
    let hasFocus = state.place.pane == .list && state.layers.isEmpty
    let (head, rows) = rect.splitTop(1)
    let heading = "\(section.label) \(state.glyphs.separator) \(scores.assessed) of \(section.tests.count) assessed"
    let used = out.frame.put(
      heading, column: head.column + 1, row: head.row, maxWidth: head.columns - 2,
      role: hasFocus ? .borderFocus : .heading)
    let title = section.title
    if head.columns - used > TextWidth.width(of: title) + 4 {
      out.frame.putTrailing(title, trailing: head.trailing - 1, row: head.row, role: .muted)
    }
    let selected = state.place.tests[state.place.section]
    // From the selection alone, so that the same state always gives the same rows.
    var viewport = ListViewport()
    viewport.show(selected: selected, of: section.tests.count, height: rows.rows)
    let visible = viewport.visible(of: section.tests.count, height: rows.rows)
    for index in visible {
      let area = Rect(
        column: rows.column, row: rows.row + index - visible.lowerBound, columns: rows.columns, rows: 1)
      draw(section.tests[index], number: index + 1, scores.tests[index], state, area, &out)
      if index == selected {
        out.frame.resurface(area, surface: state.place.pane == .list ? .selection : .selectionInactive)
        out.frame.put(state.glyphs.selected, column: area.column, row: area.row, role: .borderFocus)
        if hasFocus { out.frame.cursor = Position(column: area.column, row: area.row) }
      }
      out.add(.test(index), area)
    }
  }

  private static func draw(
    _ test: Rubric.Test, number: Int, _ score: TestScore, _ state: ReviewState, _ area: Rect, _ out: inout Rendered
  ) {
    let mark = mark(score, state)
    out.frame.put(mark.glyph, column: area.column + 2, row: area.row, role: mark.role)
    out.frame.putTrailing("\(number)", trailing: area.column + 6, row: area.row, role: .muted)
    // From the right: flags, then the credit, then whatever is left for the title.
    var trailing = area.trailing - 1
    var signColumn = trailing - 2
    if !score.flags.isEmpty {
      signColumn += out.frame.put(state.glyphs.flag, column: signColumn, row: area.row, role: .flag)
    }
    if score.isCarriedOver {
      out.frame.put(state.glyphs.carriedOver, column: signColumn, row: area.row, role: .stateCarriedOver)
    }
    trailing -= 3
    out.frame.putTrailing(mark.credit, trailing: trailing, row: area.row, role: mark.role)
    let titleColumn = area.column + 7
    out.frame.put(
      test.title, column: titleColumn, row: area.row,
      maxWidth: max(0, trailing - TextWidth.width(of: mark.credit) - 1 - titleColumn),
      role: score.state == .notAssessed ? .muted : .text)
  }

  /// The sign, the credit in words and the role of a test: three ways to say the same, so that none needs colour.
  static func mark(_ score: TestScore, _ state: ReviewState) -> (glyph: String, credit: String, role: Role) {
    let glyphs = state.glyphs
    let credit = state.credit(score.claimed)
    switch score.state {
    case .notAssessed: return (glyphs.notAssessed, glyphs.notApplicable, .stateNotAssessed)
    case .notApplicable: return (glyphs.notApplicable, "n/a", .stateNotApplicable)
    case .openQuestion:
      let could = score.possible > score.claimed ? "..\(state.credit(score.possible))" : ""
      return (glyphs.open, credit + could, .stateOpen)
    case .assessed:
      if score.claimed == .zero { return (glyphs.creditNone, credit, .creditNone) }
      return score.claimed < state.rubric.highestCredit
        ? (glyphs.creditHalf, credit, .creditHalf) : (glyphs.creditFull, credit, .creditFull)
    }
  }
}
