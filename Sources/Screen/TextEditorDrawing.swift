extension TextEditor {
  /// Draws the part of the text that the window shows, always with the cursor in it, and when focused puts the frame's
  /// cursor on its exact column. Control characters and the like are drawn as visible marks in the muted role.
  public func draw(
    into frame: inout Frame, rect: Rect, role: Role = .text, surface: Role = .editor, focused: Bool = true
  ) {
    guard !rect.isEmpty else { return }
    frame.fill(rect, surface: surface, role: role)
    let style = (role, surface)
    var place: Position
    if singleLine {
      let first = firstCluster(width: rect.columns)
      let line = buffer.lines[0]
      draw(0, first..<line.count, into: &frame, rect.splitTop(1).top, style)
      let columns = line.sizes[first..<cursor.column].reduce(0) { $0 + $1.columns }
      place = Position(column: rect.column + columns, row: rect.row)
    } else {
      let rows = layout(width: rect.columns)
      let first = firstRow(rows, height: rect.rows)
      for (offset, row) in rows[first..<min(rows.count, first + rect.rows)].enumerated() {
        let slot = Rect(column: rect.column, row: rect.row + offset, columns: rect.columns, rows: 1)
        draw(row.line, row.start..<row.end, into: &frame, slot, style)
      }
      let index = TextEditor.index(of: cursor, in: rows)
      let columns = column(of: cursor, in: rows[index], width: rect.columns)
      place = Position(column: rect.column + columns, row: rect.row + index - first)
    }
    guard focused else { return }
    place.column = min(place.column, rect.trailing - 1)
    frame.cursor = place
    frame.cursorVisible = true
  }

  private func draw(
    _ line: Int, _ range: Range<Int>, into frame: inout Frame, _ slot: Rect, _ style: (role: Role, surface: Role)
  ) {
    let line = buffer.lines[line]
    let limit = textColumns(slot.columns)
    var column = slot.column
    for index in range where column < slot.trailing {
      let cluster = line.clusters[index]
      let columns = min(line.sizes[index].columns, limit)
      if !line.sizes[index].isBlank {
        let text = String(cluster)
        let role = Sanitize.line(text) == text ? style.role : .muted
        frame.put(
          text, column: column, row: slot.row, maxWidth: min(columns, slot.trailing - column), role: role,
          surface: style.surface)
      }
      column += columns
    }
  }
}
