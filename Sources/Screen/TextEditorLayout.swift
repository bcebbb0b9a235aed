/// A row of an editor as the screen shows it: a part of a line.
public struct VisualRow: Hashable, Sendable {
  /// The line of the text, from 0.
  public var line: Int
  /// The first character of the line on this row.
  public var start: Int
  /// The character after the last one on this row.
  public var end: Int
  /// Whether the line ends here.
  public var endsLine: Bool

  /// The last place on the row where a cursor can stand; the place after a soft line end is on the next row.
  var lastColumn: Int { endsLine ? end : max(start, end - 1) }
}

extension TextEditor {
  /// The rows of the text in a window of `width` columns, soft-wrapped at blanks and beside wide characters. Never
  /// empty. The last column is kept for the cursor and for the blank at which a row was broken. A field of one line
  /// is not wrapped: it scrolls sideways.
  public func layout(width: Int) -> [VisualRow] {
    var rows: [VisualRow] = []
    rows.reserveCapacity(buffer.lines.count)
    for index in buffer.lines.indices { appendRows(of: index, width: width, to: &rows) }
    return rows
  }

  /// Columns of text in a window of `width` columns.
  func textColumns(_ width: Int) -> Int { singleLine ? .max : max(1, width - 1) }

  private func appendRows(of index: Int, width: Int, to rows: inout [VisualRow]) {
    let line = buffer.lines[index]
    let limit = textColumns(width)
    guard line.columns > limit else {
      rows.append(VisualRow(line: index, start: 0, end: line.count, endsLine: true))
      return
    }
    line.sizes.withUnsafeBufferPointer { sizes in
      var start = 0
      while true {
        let end = TextEditor.rowEnd(sizes, from: start, limit: limit)
        // A cursor after a blank that stands in the last column has no room on this row.
        let isFull = end == sizes.count && TextEditor.overflows(sizes, start..<end, limit: limit)
        let endsLine = end == sizes.count && !isFull
        rows.append(VisualRow(line: index, start: start, end: end, endsLine: endsLine))
        if endsLine { return }
        start = end
      }
    }
  }

  private static func rowEnd(_ sizes: UnsafeBufferPointer<ClusterSize>, from start: Int, limit: Int) -> Int {
    var end = start
    var columns = 0
    while end < sizes.count, columns + min(sizes[end].columns, limit) <= limit {
      columns += min(sizes[end].columns, limit)
      end += 1
    }
    if end == sizes.count { return end }
    if sizes[end].isBlank { return sizes[end].columns == 1 ? end + 1 : end }
    var word = start
    while word < end && sizes[word].isBlank { word += 1 }
    var cut = end
    while cut > word + 1 {
      if sizes[cut - 1].isBlank || sizes[cut - 1].columns > 1 || sizes[cut].columns > 1 { return cut }
      cut -= 1
    }
    return end
  }

  private static func overflows(
    _ sizes: UnsafeBufferPointer<ClusterSize>, _ range: Range<Int>, limit: Int
  ) -> Bool {
    var columns = 0
    for index in range { columns += min(sizes[index].columns, limit) }
    return columns > limit
  }

  /// The row that the cursor shows on when it stands at `point`.
  func row(of point: TextPoint, width: Int) -> (row: VisualRow, column: Int) {
    var rows: [VisualRow] = []
    appendRows(of: point.line, width: width, to: &rows)
    let row = rows.first { point.column <= $0.lastColumn } ?? rows[rows.count - 1]
    return (row, column(of: point, in: row, width: width))
  }

  /// The columns on its row before a place.
  func column(of point: TextPoint, in row: VisualRow, width: Int) -> Int {
    let limit = textColumns(width)
    guard row.start < point.column else { return 0 }
    return buffer.lines[row.line].sizes[row.start..<point.column].reduce(0) { $0 + min($1.columns, limit) }
  }

  /// The index of the row that holds `point`, by binary search.
  static func index(of point: TextPoint, in rows: [VisualRow]) -> Int {
    var low = 0
    var high = rows.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if (rows[middle].line, rows[middle].start) <= (point.line, point.column) {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  /// Scrolls a window of this size, no further than needed, so that the cursor is in it.
  public mutating func scrollIntoView(width: Int, height: Int) {
    top = singleLine ? firstCluster(width: width) : firstRow(layout(width: width), height: height)
  }

  /// The first row of a window that has the cursor in it, moved from `top` no further than needed.
  func firstRow(_ rows: [VisualRow], height: Int) -> Int {
    let row = TextEditor.index(of: cursor, in: rows)
    let visible = max(1, height)
    return min(max(min(top, row), row - visible + 1), max(0, rows.count - visible))
  }

  /// The first cluster of a window on a field of one line that has the cursor in it.
  func firstCluster(width: Int) -> Int {
    let sizes = buffer.lines[0].sizes
    var first = min(top, cursor.column)
    var columns = sizes[first..<cursor.column].reduce(0) { $0 + $1.columns }
    while first < cursor.column && columns > width - 1 {
      columns -= sizes[first].columns
      first += 1
    }
    // Text that was deleted or a wider window must not leave room unused.
    var rest = columns + sizes[cursor.column...].reduce(0) { $0 + $1.columns }
    while first > 0 && rest + sizes[first - 1].columns <= width - 1 {
      first -= 1
      rest += sizes[first].columns
    }
    return first
  }
}
