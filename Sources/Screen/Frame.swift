/// One cell of the screen: a cluster of text and what it means.
public struct Cell: Hashable, Sendable {
  /// One grapheme cluster, or `""` in the cells that a wide cluster covers after its first.
  public var text: String
  /// How many columns `text` takes: 1, 2 or more; 0 for a covered cell.
  public var width: UInt8
  /// What the text means.
  public var role: Role
  /// What it stands on (a selected row, a dialog, the footer); gives the background and what `role` leaves open.
  public var surface: Role

  /// An empty cell.
  public static let blank = Cell(text: " ", width: 1, role: .text, surface: .text)
}

/// A whole screen as a value: what a screen function returns, what the terminal shows and what tests compare.
public struct Frame: Hashable, Sendable {
  /// The size in cells.
  public let size: Size
  /// The cells, row by row. `cells.count == size.columns * size.rows`.
  public internal(set) var cells: [Cell]
  /// Where the terminal's own cursor stands. Screen readers and input methods follow it.
  public var cursor: Position?
  /// Whether that cursor is shown (in a text field) or only parked there (on a list row).
  public var cursorVisible = false

  /// Cells that lead somewhere, for terminals that open links by a click.
  public var links: [Link] = []

  /// A run of cells in a row that shows a link, or a part of one.
  public struct Link: Hashable, Sendable {
    /// The first cell.
    public var column: Int
    /// The row.
    public var row: Int
    /// How many cells.
    public var columns: Int
    /// Where it leads: as the file says it, to be checked before it goes anywhere.
    public var url: String

    /// Makes a link of cells.
    public init(column: Int, row: Int, columns: Int, url: String) {
      self.column = column
      self.row = row
      self.columns = columns
      self.url = url
    }
  }

  /// The signs that the drawing functions use.
  public var glyphs: Glyphs

  /// An empty frame that is drawn on with `glyphs`.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The whole frame as a rectangle.
  public var bounds: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: size.rows) }

  /// The cell at a place inside the frame.
  public subscript(column: Int, row: Int) -> Cell { cells[row * size.columns + column] }

  /// One row as plain text, with no trailing blanks.
  public func text(row: Int) -> String {
    var out = ""
    for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] { out += cell.text }
    while out.last == " " { out.removeLast() }
    return out
  }

  /// The frame as plain text, a line for each row.
  public var text: String { (0..<size.rows).map { text(row: $0) }.joined(separator: "\n") }

  /// Fills a rectangle with a sign of one column (a blank when there is none) and gives it a surface.
  public mutating func fill(_ rect: Rect, surface: Role = .text, with text: String = " ", role: Role? = nil) {
    let shown = text.first.map { Sanitize.shown($0) }
    let sign = shown.flatMap { $0.width == 1 ? $0.text : nil } ?? " "
    let cell = Cell(text: sign, width: 1, role: role ?? surface, surface: surface)
    let area = clipped(rect)
    for row in area.row..<area.bottom {
      for column in area.column..<area.trailing { set(cell, column: column, row: row) }
    }
  }

  /// Gives the cells of a rectangle another surface and keeps their text and role (to mark a row).
  public mutating func resurface(_ rect: Rect, surface: Role) {
    let area = clipped(rect)
    for row in area.row..<area.bottom {
      for column in area.column..<area.trailing { cells[row * size.columns + column].surface = surface }
    }
  }

  /// The part of `rect` that lies on the frame.
  func clipped(_ rect: Rect) -> Rect {
    let column = min(max(0, rect.column), size.columns)
    let row = min(max(0, rect.row), size.rows)
    return Rect(
      column: column, row: row, columns: min(rect.trailing, size.columns) - column,
      rows: min(rect.bottom, size.rows) - row)
  }

  /// Writes one cell; the place must be on the frame and the whole cluster must fit the row. What is left of a wide
  /// cluster that is partly overwritten becomes blank, so that no cell lies about its width.
  mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    let width = max(1, Int(cell.width))
    if cells[index].width != 1 || width > 1 {
      blankClusters(touching: index..<(index + width), rowStart: row * size.columns)
    }
    cells[index] = cell
    for covered in (index + 1)..<max(index + 1, index + width) {
      cells[covered] = Cell(text: "", width: 0, role: cell.role, surface: cell.surface)
    }
  }

  private mutating func blankClusters(touching range: Range<Int>, rowStart: Int) {
    var first = range.lowerBound
    while first > rowStart && cells[first].width == 0 { first -= 1 }
    var last = range.upperBound
    while last < rowStart + size.columns && cells[last].width == 0 { last += 1 }
    for index in first..<last {
      cells[index].text = " "
      cells[index].width = 1
    }
  }
}
