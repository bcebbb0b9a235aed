import MLTestScore
import Screen

/// The checklist of one section.
enum ListView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    let hasFocus = state.place.pane == .list && state.layers.isEmpty
    let (head, rows) = rect.splitTop(1)
    let listed = state.listed
    drawHead(state, head, listed: listed.count, hasFocus: hasFocus, &out)
    let selected = listed.firstIndex(of: state.testPlace) ?? 0
    // An agenda goes through all sections, so its numbers need their names.
    let isAgenda = state.place.filter != .all
    let labels = isAgenda ? state.rubric.tests.map { TextWidth.width(of: $0.label) }.max() : nil
    let entries = listed.map { Entry($0, state, columns: rows.columns, labels: labels) }
    // Long titles take a second line where all tests have room all the same.
    let isRoomy = entries.reduce(0) { $0 + $1.title.count } <= rows.rows
    // From the selection alone, so that the same state always gives the same rows.
    var viewport = ListViewport()
    viewport.show(selected: selected, of: listed.count, height: rows.rows)
    var row = rows.row
    for index in viewport.visible(of: listed.count, height: rows.rows) {
      let height = isRoomy ? entries[index].title.count : 1
      let area = Rect(column: rows.column, row: row, columns: rows.columns, rows: height)
      row += height
      draw(entries[index], state, area, &out)
      if index == selected {
        out.frame.resurface(area, surface: state.place.pane == .list ? .selection : .selectionInactive)
        out.frame.put(state.glyphs.selected, column: area.column, row: area.row, role: .borderFocus)
        if hasFocus { out.frame.cursor = Position(column: area.column, row: area.row) }
      }
      out.add(.test(listed[index]), area)
    }
  }

  private static func drawHead(
    _ state: ReviewState, _ head: Rect, listed: Int, hasFocus: Bool, _ out: inout Rendered
  ) {
    let section = state.section
    let separator = " \(state.glyphs.separator) "
    let heading: String
    let title: String
    if state.place.filter == .all {
      let assessed = state.score.sections[state.place.section].assessed
      heading = "\(section.label)\(separator)\(assessed) of \(section.tests.count) assessed"
      title = section.title
    } else {
      let tests = listed - (state.isOnAgenda ? 0 : 1)
      heading = "Agenda: \(state.place.filter.title)\(separator)\(tests.counted("test"))"
      title = "f changes it"
    }
    let used = out.frame.put(
      heading, column: head.column + 1, row: head.row, maxWidth: head.columns - 2,
      role: hasFocus ? .borderFocus : .heading)
    if head.columns - used > TextWidth.width(of: title) + 4 {
      out.frame.putTrailing(title, trailing: head.trailing - 1, row: head.row, role: .muted)
    }
  }

  /// A test in the list, laid out.
  private struct Entry {
    let place: TestPlace
    let test: Rubric.Test
    let score: TestScore
    let mark: (glyph: String, credit: String, role: Role)
    /// The first column of the title, counted from the left side of the list.
    let titleColumn: Int
    /// The columns that the title has.
    let titleWidth: Int
    /// The title in as many lines as it needs.
    let title: [String]

    /// `labels`: the columns for the names of the tests, where the list shows them.
    init(_ place: TestPlace, _ state: ReviewState, columns: Int, labels: Int?) {
      self.place = place
      test = state.test(at: place)
      score = state.score.sections[place.section].tests[place.test]
      mark = ListView.mark(score, state)
      titleColumn = labels.map { 5 + $0 } ?? 7
      titleWidth = max(0, columns - 5 - TextWidth.width(of: mark.credit) - titleColumn)
      let isShort = TextWidth.width(of: test.title) <= titleWidth
      title = isShort ? [test.title] : Wrap.lines(test.title, width: max(1, titleWidth))
    }
  }

  private static func draw(_ entry: Entry, _ state: ReviewState, _ area: Rect, _ out: inout Rendered) {
    let (score, mark) = (entry.score, entry.mark)
    out.frame.put(mark.glyph, column: area.column + 2, row: area.row, role: mark.role)
    if state.place.filter == .all {
      out.frame.putTrailing("\(entry.place.test + 1)", trailing: area.column + 6, row: area.row, role: .muted)
    } else {
      out.frame.put(entry.test.label, column: area.column + 4, row: area.row, role: .muted)
    }
    // From the right: flags, then the credit, then whatever is left for the title.
    var signColumn = area.trailing - 3
    if !score.flags.isEmpty {
      signColumn += out.frame.put(state.glyphs.flag, column: signColumn, row: area.row, role: .flag)
    }
    if score.isCarriedOver {
      out.frame.put(state.glyphs.carriedOver, column: signColumn, row: area.row, role: .stateCarriedOver)
    }
    out.frame.putTrailing(mark.credit, trailing: area.trailing - 4, row: area.row, role: mark.role)
    for (offset, line) in (area.rows > 1 ? entry.title : [entry.test.title]).enumerated() {
      out.frame.put(
        line, marking: state.search, column: area.column + entry.titleColumn, row: area.row + offset,
        maxWidth: entry.titleWidth, role: score.state == .notAssessed ? .muted : .text)
    }
  }

  /// The sign, the credit in words and the role of a test: three ways to say the same, so that none needs colour.
  static func mark(_ score: TestScore, _ state: ReviewState) -> (glyph: String, credit: String, role: Role) {
    let glyphs = state.glyphs
    let credit = state.credit(score.claimed)
    switch score.state {
    case .notAssessed: return (glyphs.notAssessed, glyphs.notApplicable, .stateNotAssessed)
    case .notApplicable: return (glyphs.notApplicable, "n/a", .stateNotApplicable)
    case .openQuestion:
      guard score.possible > score.claimed else { return (glyphs.open, credit, .stateOpen) }
      let possible = state.credit(score.possible)
      // Beside two dots, .5 could be read as another number.
      let link = possible.hasPrefix(".") ? " to " : ".."
      return (glyphs.open, credit + link + possible, .stateOpen)
    case .assessed:
      if score.claimed == .zero { return (glyphs.creditNone, credit, .creditNone) }
      return score.claimed < state.rubric.highestCredit
        ? (glyphs.creditHalf, credit, .creditHalf) : (glyphs.creditFull, credit, .creditFull)
    }
  }
}
