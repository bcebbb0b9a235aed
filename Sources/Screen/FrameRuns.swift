extension Frame {
  /// Cells beside each other with the same role and surface.
  public struct Run: Hashable, Sendable {
    /// The first column.
    public var column: Int
    /// How many columns it takes.
    public var columns: Int
    /// The text of its cells.
    public var text: String
    /// What the text means.
    public var role: Role
    /// What it stands on.
    public var surface: Role
  }

  /// The runs of one row, left to right. Together they cover the whole row, blanks included.
  public struct Runs: Sequence, IteratorProtocol {
    private let cells: ArraySlice<Cell>
    private var index: Int

    fileprivate init(_ cells: ArraySlice<Cell>) {
      self.cells = cells
      index = cells.startIndex
    }

    /// The next run, or nil at the end of the row.
    public mutating func next() -> Run? {
      guard index < cells.endIndex else { return nil }
      let first = cells[index]
      let start = index
      var text = ""
      repeat {
        text += cells[index].text
        index += 1
      } while index < cells.endIndex
        && (cells[index].width == 0 || (cells[index].role == first.role && cells[index].surface == first.surface))
      return Run(
        column: start - cells.startIndex, columns: index - start, text: text, role: first.role,
        surface: first.surface)
    }
  }

  /// The runs of a row of the frame.
  public func runs(row: Int) -> Runs { Runs(cells[(row * size.columns)..<((row + 1) * size.columns)]) }

  /// The frame as a page for snapshot tests: the text between `|` margins, then the cursor, and with `styles` a line
  /// for each row with the run of each role and surface that is not plain text, so that a diff names what changed.
  public func snapshot(styles: Bool = false) -> String {
    var out = ""
    for row in 0..<size.rows {
      out += "|"
      for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] { out += cell.text }
      out += "|\n"
    }
    out += "\(size.columns)x\(size.rows), "
    if let cursor {
      out += "cursor at column \(cursor.column), row \(cursor.row)\(cursorVisible ? "" : ", hidden")\n"
    } else {
      out += "no cursor\n"
    }
    if styles { out += styleLines }
    return out
  }

  private var styleLines: String {
    var out = "styles: row: columns role [on surface] \"text\"\n"
    for row in 0..<size.rows {
      let marks = runs(row: row).filter { $0.role != .text || $0.surface != .text }.map { run in
        let surface = run.surface == .text ? "" : " on \(run.surface.rawValue)"
        return
          "\(run.column)-\(run.column + run.columns - 1) \(run.role.rawValue)\(surface) \"\(trimmed(run.text))\""
      }
      if !marks.isEmpty { out += "\(row): \(marks.joined(separator: "; "))\n" }
    }
    return out
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
