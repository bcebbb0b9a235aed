extension TextEditor {
  /// Moves the cursor one character to the left, over line ends too.
  public mutating func moveLeft() { move(to: before(cursor)) }

  /// Moves the cursor one character to the right, over line ends too.
  public mutating func moveRight() { move(to: after(cursor)) }

  /// Moves the cursor to the start of a word to the left.
  public mutating func wordLeft() { move(to: wordStart(before: cursor)) }

  /// Moves the cursor to the end of a word to the right.
  public mutating func wordRight() { move(to: wordEnd(after: cursor)) }

  /// Moves the cursor to the start of the text.
  public mutating func documentStart() { move(to: TextPoint(line: 0, column: 0)) }

  /// Moves the cursor to the end of the text.
  public mutating func documentEnd() { move(to: buffer.end) }

  /// Moves the cursor to the start of its visual row.
  public mutating func lineStart(width: Int) {
    let row = self.row(of: cursor, width: width).row
    move(to: TextPoint(line: row.line, column: row.start))
  }

  /// Moves the cursor to the end of its visual row. Where the row goes on below that is before its last character:
  /// the place after it is the start of the next row.
  public mutating func lineEnd(width: Int) {
    let row = self.row(of: cursor, width: width).row
    move(to: TextPoint(line: row.line, column: row.lastColumn))
  }

  /// Moves the cursor a visual row up, to the first place of the text from the first row.
  public mutating func moveUp(width: Int) { moveRows(-1, width: width) }

  /// Moves the cursor a visual row down, to the end of the text from the last row.
  public mutating func moveDown(width: Int) { moveRows(1, width: width) }

  /// Moves the cursor up by a window of `height` rows, less one to read on from.
  public mutating func pageUp(width: Int, height: Int) { moveRows(-max(1, height - 1), width: width) }

  /// Moves the cursor down by a window of `height` rows, less one to read on from.
  public mutating func pageDown(width: Int, height: Int) { moveRows(max(1, height - 1), width: width) }

  /// Moves the cursor to the character at a place of the window, as after a click.
  public mutating func click(column: Int, row: Int, width: Int, height: Int) {
    scrollIntoView(width: width, height: height)
    if singleLine {
      let line = buffer.lines[0]
      return move(
        to: TextPoint(line: 0, column: place(from: top, to: line.count, in: 0, column, .max)))
    }
    let rows = layout(width: width)
    let target = rows[min(rows.count - 1, max(0, row + top))]
    move(to: point(in: target, goal: column, width: width))
  }

  private mutating func moveRows(_ count: Int, width: Int) {
    let rows = layout(width: width)
    let index = TextEditor.index(of: cursor, in: rows)
    let goal = self.goal ?? column(of: cursor, in: rows[index], width: width)
    let target = index + count
    if target < 0 && index == 0 {
      move(to: TextPoint(line: 0, column: 0))
    } else if target >= rows.count && index == rows.count - 1 {
      move(to: buffer.end)
    } else {
      move(to: point(in: rows[min(rows.count - 1, max(0, target))], goal: goal, width: width), keepingGoal: true)
      self.goal = goal
    }
  }

  private func point(in row: VisualRow, goal: Int, width: Int) -> TextPoint {
    let limit = textColumns(width)
    return TextPoint(line: row.line, column: place(from: row.start, to: row.lastColumn, in: row.line, goal, limit))
  }

  /// The last place from `start` to `end` that stands at `goal` columns or before.
  private func place(from start: Int, to end: Int, in line: Int, _ goal: Int, _ limit: Int) -> Int {
    let sizes = buffer.lines[line].sizes
    var at = start
    var columns = 0
    while at < end {
      columns += min(sizes[at].columns, limit)
      if columns > goal { break }
      at += 1
    }
    return at
  }

  // MARK: - Places in the text

  func before(_ point: TextPoint) -> TextPoint {
    if point.column > 0 { return TextPoint(line: point.line, column: point.column - 1) }
    if point.line == 0 { return point }
    return TextPoint(line: point.line - 1, column: buffer.lines[point.line - 1].count)
  }

  func after(_ point: TextPoint) -> TextPoint {
    if point.column < buffer.lines[point.line].count {
      return TextPoint(line: point.line, column: point.column + 1)
    }
    return point.line == buffer.lines.count - 1 ? point : TextPoint(line: point.line + 1, column: 0)
  }

  func wordStart(before point: TextPoint) -> TextPoint {
    var point = point
    var previous = before(point)
    while point != previous, kind(at: previous) == .blank { (point, previous) = (previous, before(previous)) }
    let word = kind(at: previous)
    while point != previous, kind(at: previous) == word, word != .blank {
      (point, previous) = (previous, before(previous))
    }
    return point
  }

  func wordEnd(after point: TextPoint) -> TextPoint {
    var point = point
    while point != buffer.end, kind(at: point) == .blank { point = after(point) }
    let word = kind(at: point)
    while point != buffer.end, kind(at: point) == word, word != .blank { point = after(point) }
    return point
  }

  private enum Kind { case blank, word, sign }

  /// What stands after a place; a line end is blank.
  private func kind(at point: TextPoint) -> Kind {
    let line = buffer.lines[point.line]
    guard point.column < line.count else { return .blank }
    if line.sizes[point.column].isBlank { return .blank }
    let character = line.clusters[point.column]
    return character.isLetter || character.isNumber || character == "_" ? .word : .sign
  }
}
