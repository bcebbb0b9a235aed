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
  public private(set) var cells: [Cell]
  /// Where the terminal's own cursor stands. Screen readers and input methods follow it.
  public var cursor: Position?
  /// Whether that cursor is shown (in a text field) or only parked there (on a list row).
  public var cursorVisible = false

  /// An empty frame.
  public init(size: Size) {
    self.size = size
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

  /// Blanks a rectangle and gives it a surface.
  public mutating func fill(_ rect: Rect, surface: Role = .text, with text: String = " ", role: Role? = nil) {
    let cell = Cell(text: text, width: 1, role: role ?? surface, surface: surface)
    for row in max(0, rect.row)..<max(0, rect.row, min(rect.bottom, size.rows)) {
      for column in max(0, rect.column)..<max(0, rect.column, min(rect.trailing, size.columns)) {
        set(cell, column: column, row: row)
      }
    }
  }

  /// Gives the cells of a rectangle another surface and keeps their text and role (to mark a row).
  public mutating func resurface(_ rect: Rect, surface: Role) {
    for row in max(0, rect.row)..<max(0, rect.row, min(rect.bottom, size.rows)) {
      for column in max(0, rect.column)..<max(0, rect.column, min(rect.trailing, size.columns)) {
        cells[row * size.columns + column].surface = surface
      }
    }
  }

  /// Writes one cell. Half of a wide cluster that is overwritten becomes blank, so that no cell lies about its width.
  mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    if cells[index].width != 1 || cell.width != 1 { clearCluster(index: index, row: row, width: Int(cell.width)) }
    cells[index] = cell
    if cell.width > 1 {
      for offset in 1..<Int(cell.width) {
        cells[index + offset] = Cell(text: "", width: 0, role: cell.role, surface: cell.surface)
      }
    }
  }

  private mutating func clearCluster(index: Int, row: Int, width: Int) {
    let start = row * size.columns
    let end = start + size.columns
    func blank(_ i: Int) {
      cells[i].text = " "
      cells[i].width = 1
    }
    for target in index..<min(end, index + max(1, width)) {
      var head = target
      while head > start && cells[head].width == 0 { head -= 1 }
      let covered = max(1, Int(cells[head].width))
      for i in head..<min(end, head + covered) { blank(i) }
    }
  }
}
