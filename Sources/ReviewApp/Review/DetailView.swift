import MLTestScore
import Screen

/// The detail pane: the lines that are scrolled into view.
enum DetailView {
  static func draw(_ state: ReviewState, _ layout: ReviewLayout, _ out: inout Rendered) {
    let rect = layout.detail
    let lines = DetailLines.lines(state, width: layout.detailTextWidth)
    let items = state.detailItems
    let first = min(state.place.scroll, max(0, lines.count - rect.rows))
    for row in 0..<min(rect.rows, lines.count - first) {
      var column = rect.column
      for span in lines[first + row].spans {
        let place = Rect(
          column: column, row: rect.row + row,
          columns: out.frame.put(
            span.text, marking: state.search, column: column, row: rect.row + row,
            maxWidth: rect.column + layout.detailTextWidth - column,
            role: span.role), rows: 1)
        column += place.columns
        // What lies over the detail has no links of its own, so they are there only while nothing does.
        if let link = span.link, state.layers.isEmpty {
          out.frame.links.append(.init(column: place.column, row: place.row, columns: place.columns, url: link))
        }
        guard let item = span.item, let index = items.firstIndex(of: item) else { continue }
        out.add(.item(index), place)
        if item == state.selectedItem {
          out.frame.resurface(place, surface: .selection)
          if state.layers.isEmpty, out.frame.cursor == nil {
            out.frame.cursor = Position(column: place.column, row: place.row)
          }
        }
      }
    }
    // An item that is scrolled out of sight leaves the cursor in its pane.
    if state.place.pane == .detail, state.layers.isEmpty, out.frame.cursor == nil {
      out.frame.cursor = Position(column: rect.column, row: rect.row)
    }
    if lines.count > rect.rows {
      ScrollBar.draw(
        into: &out.frame, rect: Rect(column: rect.trailing - 1, row: rect.row, columns: 1, rows: rect.rows),
        offset: first, of: lines.count)
    }
  }
}

/// The note in its editor.
enum NoteView {
  static func draw(_ state: ReviewState, _ note: NoteEditor, _ layout: ReviewLayout, _ out: inout Rendered) {
    let area = layout.note
    out.frame.fill(area)
    let label = state.rubric.test(note.test).map { "\($0.label)  \($0.title)" } ?? note.test
    let used = out.frame.put("Note ", column: area.column, row: area.row, role: .heading)
    out.frame.put(
      label, column: area.column + used, row: area.row, maxWidth: area.columns - used - 1, role: .muted)
    note.editor.draw(into: &out.frame, rect: layout.noteText, role: .text, surface: .editor, focused: true)
  }
}
