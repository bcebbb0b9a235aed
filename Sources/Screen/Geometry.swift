/// A place on the screen: column and row, both from 0 at the top left.
public struct Position: Hashable, Sendable {
  /// The column, from 0 at the left.
  public var column: Int
  /// The row, from 0 at the top.
  public var row: Int

  /// Makes a position from its column and row.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A width and a height in cells.
public struct Size: Hashable, Sendable {
  /// The number of columns.
  public var columns: Int
  /// The number of rows.
  public var rows: Int

  /// Makes a size; negative numbers count as 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var column: Int
  /// The topmost row.
  public var row: Int
  /// The number of columns.
  public var columns: Int
  /// The number of rows.
  public var rows: Int

  /// Makes a rectangle; a negative width or height counts as 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The first row below the rectangle.
  public var bottom: Int { row + rows }
  /// The first column right of the rectangle.
  public var trailing: Int { column + columns }
  /// Whether it holds no cell at all.
  public var isEmpty: Bool { rows == 0 || columns == 0 }

  /// Whether `position` lies inside.
  public func contains(_ position: Position) -> Bool {
    position.column >= column && position.column < trailing && position.row >= row && position.row < bottom
  }

  /// The rectangle made smaller by so many cells on each side.
  public func inset(columns dx: Int = 0, rows dy: Int = 0) -> Rect {
    Rect(column: column + dx, row: row + dy, columns: columns - 2 * dx, rows: rows - 2 * dy)
  }

  /// Splits off the top `count` rows (fewer when there are fewer).
  public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let n = min(max(0, count), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: n),
      Rect(column: column, row: row + n, columns: columns, rows: rows - n)
    )
  }

  /// Splits off the leading `count` columns (fewer when there are fewer).
  public func splitLeading(_ count: Int) -> (leading: Rect, rest: Rect) {
    let n = min(max(0, count), columns)
    return (
      Rect(column: column, row: row, columns: n, rows: rows),
      Rect(column: column + n, row: row, columns: columns - n, rows: rows)
    )
  }
}
