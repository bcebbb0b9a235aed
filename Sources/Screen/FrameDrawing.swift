extension Frame {
  /// Draws text on one row and returns the columns it took.
  ///
  /// The text is sanitized, whatever it holds. Only whole clusters are drawn; what does not fit `maxWidth` or the frame
  /// is cut, and `ellipsis` says so with a sign. With `surface` nil the surface that the cells have already stays.
  /// Places off the frame are ignored; text that starts left of it shows its visible part.
  @discardableResult
  public mutating func put(
    _ text: String, column: Int, row: Int, maxWidth: Int = .max, role: Role = .text, surface: Role? = nil,
    ellipsis: Bool = true
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns, maxWidth > 0 else { return 0 }
    let limit = maxWidth >= size.columns - column ? size.columns : column + maxWidth
    var pen = Pen(column: column, limit: limit, row: row, role: role, surface: surface)
    let wasCut = draw(text, with: &pen)
    if wasCut && ellipsis { drawEllipsis(with: &pen) }
    return pen.column - column
  }

  /// Draws text that ends before column `trailing` and returns the columns it took; cut as by `put`.
  @discardableResult
  public mutating func putTrailing(
    _ text: String, trailing: Int, row: Int, maxWidth: Int = .max, role: Role = .text, surface: Role? = nil
  ) -> Int {
    let columns = min(TextWidth.width(of: text), max(0, maxWidth), max(0, trailing))
    return put(text, column: trailing - columns, row: row, maxWidth: columns, role: role, surface: surface)
  }

  /// Draws text in the middle of `columns` columns and returns the columns it took; cut as by `put`.
  @discardableResult
  public mutating func putCentered(
    _ text: String, column: Int, row: Int, columns: Int, role: Role = .text, surface: Role? = nil
  ) -> Int {
    let width = min(TextWidth.width(of: text), max(0, columns))
    let start = column + (columns - width) / 2
    return put(text, column: start, row: row, maxWidth: width, role: role, surface: surface)
  }

  /// Draws the outline of `rect`, with a title in its top side. The inside is left alone.
  public mutating func box(
    _ rect: Rect, title: String? = nil, role: Role = .border, titleRole: Role = .heading, surface: Role? = nil
  ) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let box = glyphs.box
    horizontalLine(
      column: rect.column, row: rect.row, columns: rect.columns, start: box.topLeft, end: box.topRight, role: role,
      surface: surface)
    horizontalLine(
      column: rect.column, row: rect.bottom - 1, columns: rect.columns, start: box.bottomLeft, end: box.bottomRight,
      role: role, surface: surface)
    for column in [rect.column, rect.trailing - 1] {
      verticalLine(column: column, row: rect.row + 1, rows: rect.rows - 2, role: role, surface: surface)
    }
    if let title, rect.columns > 4 {
      let used = put(
        " " + title, column: rect.column + 1, row: rect.row, maxWidth: rect.columns - 3, role: titleRole,
        surface: surface)
      put(" ", column: rect.column + 1 + used, row: rect.row, role: role, surface: surface)
    }
  }

  /// Draws a line across, with other signs (joints of `glyphs.box`) at its ends when given.
  public mutating func horizontalLine(
    column: Int, row: Int, columns: Int, start: String? = nil, end: String? = nil, role: Role = .border,
    surface: Role? = nil
  ) {
    guard columns > 0 else { return }
    let line = glyphs.box.horizontal
    for at in max(0, column)..<max(0, column, min(column + columns, size.columns)) {
      let sign = at == column ? start : at == column + columns - 1 ? end : nil
      put(sign ?? line, column: at, row: row, maxWidth: 1, role: role, surface: surface)
    }
  }

  /// Draws a line down, with other signs (joints of `glyphs.box`) at its ends when given.
  public mutating func verticalLine(
    column: Int, row: Int, rows: Int, start: String? = nil, end: String? = nil, role: Role = .border,
    surface: Role? = nil
  ) {
    guard column >= 0, rows > 0 else { return }
    let line = glyphs.box.vertical
    for at in max(0, row)..<max(0, row, min(row + rows, size.rows)) {
      let sign = at == row ? start : at == row + rows - 1 ? end : nil
      put(sign ?? line, column: column, row: at, maxWidth: 1, role: role, surface: surface)
    }
  }
}

extension Frame {
  /// Where drawing goes on, and how.
  private struct Pen {
    var column: Int
    /// The first column that must not be drawn on.
    let limit: Int
    let row: Int
    let role: Role
    let surface: Role?
    /// Columns of the cluster drawn last, so that an ellipsis can take its place.
    var lastWidth = 0

    init(column: Int, limit: Int, row: Int, role: Role, surface: Role?) {
      self.column = column
      self.limit = limit
      self.row = row
      self.role = role
      self.surface = surface
    }
  }

  /// Returns whether something did not fit.
  private mutating func draw(_ text: String, with pen: inout Pen) -> Bool {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      for byte in text.utf8 {
        guard pen.column < pen.limit else { return true }
        place(String(Unicode.Scalar(byte)), width: 1, with: &pen)
      }
      return false
    }
    for character in text {
      if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
        guard pen.column < pen.limit else { return true }
        place(String(character), width: 1, with: &pen)
        continue
      }
      if character == "\n" || character == "\r\n" || character == "\t" {
        guard pen.column < pen.limit else { return true }
        place(" ", width: 1, with: &pen)
        continue
      }
      let shown = Sanitize.shown(character)
      if shown.isOneCluster {
        guard pen.column + shown.width <= pen.limit else { return true }
        place(shown.text, width: shown.width, with: &pen)
      } else {
        for piece in shown.text {
          let width = TextWidth.width(of: piece)
          guard pen.column + width <= pen.limit else { return true }
          place(String(piece), width: width, with: &pen)
        }
      }
    }
    return false
  }

  private mutating func place(_ text: String, width: Int, with pen: inout Pen) {
    defer {
      pen.column += width
      pen.lastWidth = width
    }
    guard pen.column >= 0 else { return }
    let index = pen.row * size.columns + pen.column
    let surface = pen.surface ?? cells[index].surface
    let cell = Cell(text: text, width: UInt8(width), role: pen.role, surface: surface)
    if width == 1 && cells[index].width == 1 {
      cells[index] = cell
    } else {
      set(cell, column: pen.column, row: pen.row)
    }
  }

  private mutating func drawEllipsis(with pen: inout Pen) {
    if pen.column >= pen.limit { pen.column -= pen.lastWidth }
    place(glyphs.ellipsis, width: 1, with: &pen)
  }
}
