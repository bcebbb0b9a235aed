import CNcurses
import CTerminalGuard
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes frames to ncurses' screen. ncurses then sends the terminal what differs.
///
/// Every cell is written with exactly the width that the frame gives it, as the C library and so ncurses measure it;
/// otherwise all that follows in the row would be off.
final class Painter {
  var theme: Theme {
    didSet {
      // No clearing: ncurses finds the cells whose pair has other colours now, and a preview must not flicker.
      styles = StyleTable(theme: theme, depth: depth)
      isStale = true
    }
  }

  private let depth: ColorDepth
  private let isUTF8: Bool
  private let showsLinks: Bool
  private var styles: StyleTable
  private var shown: Frame?
  /// Whether the next frame is written whole, and whether over a cleared screen.
  private var isStale = true
  private var mustClear = false
  private var cursorIsVisible: Bool?
  private var run: [wchar_t] = []

  init(theme: Theme, depth: ColorDepth, isUTF8: Bool, showsLinks: Bool) {
    self.theme = theme
    // With fewer colours the terminal is none of those that take links.
    self.showsLinks = showsLinks && depth >= .indexed256
    self.depth = depth
    self.isUTF8 = isUTF8
    styles = StyleTable(theme: theme, depth: depth)
  }

  /// Makes the next frame be written whole, over a cleared screen.
  func forget() {
    isStale = true
    mustClear = true
  }

  /// Shows the last frame again, over a cleared screen.
  func repaint() {
    forget()
    cursorIsVisible = nil
    if let shown { paint(shown) }
  }

  /// Shows a frame; as much of it as fits, when the screen has another size by now.
  func paint(_ frame: Frame) {
    let rows = min(frame.size.rows, Int(nc_lines()))
    let columns = min(frame.size.columns, Int(nc_columns()))
    let window = nc_stdscr()
    if mustClear { clearok(nc_curscr(), true) }
    mustClear = false
    // Frames of another size than the screen come while it is being resized: nothing of the old one stays beside them.
    if shown?.size != frame.size { werase(window) }
    var changed: Set<Int> = []
    for row in 0..<rows where isChanged(row, in: frame) {
      write(row: row, of: frame, columns: columns, to: window)
      changed.insert(row)
    }
    placeCursor(of: frame, rows: rows, columns: columns, in: window)
    wnoutrefresh(window)
    doupdate()
    if showsLinks, !frame.links.isEmpty {
      if shown?.links != frame.links { changed.formUnion(frame.links.map(\.row)) }
      let sequence = Hyperlinks.sequence(
        for: frame, rows: changed, size: Size(columns: columns, rows: rows), theme: theme, depth: depth)
      _ = tg_write(STDOUT_FILENO, sequence, sequence.utf8.count)
    }
    shown = frame
    isStale = false
  }

  /// Empties the last row of the screen.
  func clearLastLine() {
    wmove(nc_stdscr(), nc_lines() - 1, 0)
    wclrtoeol(nc_stdscr())
    wrefresh(nc_stdscr())
    isStale = true
  }

  private func isChanged(_ row: Int, in frame: Frame) -> Bool {
    guard let shown, !isStale, shown.size == frame.size else { return true }
    let range = (row * frame.size.columns)..<((row + 1) * frame.size.columns)
    return shown.cells[range] != frame.cells[range]
  }

  private func placeCursor(of frame: Frame, rows: Int, columns: Int, in window: UnsafeMutablePointer<WINDOW>?) {
    let cursor = frame.cursor ?? Position(column: 0, row: rows - 1)
    wmove(window, Int32(min(max(0, cursor.row), rows - 1)), Int32(min(max(0, cursor.column), columns - 1)))
    let visible = frame.cursorVisible && frame.cursor != nil
    if visible != cursorIsVisible {
      curs_set(visible ? 1 : 0)
      cursorIsVisible = visible
    }
  }

  // MARK: Rows

  private func write(row: Int, of frame: Frame, columns: Int, to window: UnsafeMutablePointer<WINDOW>?) {
    let start = row * frame.size.columns
    wmove(window, Int32(row), 0)
    var column = 0
    var (role, surface) = (Role.text, Role.text)
    var style = styles.style(role, on: surface)
    run.removeAll(keepingCapacity: true)
    while column < columns {
      let cell = frame.cells[start + column]
      if cell.role != role || cell.surface != surface {
        let next = styles.style(cell.role, on: cell.surface)
        // A blank that looks the same takes the style of what stands before it: each change costs some twenty bytes on
        // the way to the terminal.
        if cell.text != " " || next.ground != style.ground {
          flush(to: window, style)
          (role, surface, style) = (cell.role, cell.surface, next)
        }
      }
      // A covered cell without its head cannot be; were it so, a blank keeps the grid.
      let width = min(max(1, Int(cell.width)), columns - column)
      append(cell.text, width: width)
      column += width
    }
    flush(to: window, style)
  }

  private func flush(to window: UnsafeMutablePointer<WINDOW>?, _ style: StyleTable.Resolved) {
    guard !run.isEmpty else { return }
    nc_set_style(window, style.attributes, style.pair)
    // Fails in the last cell of the screen, which it has written by then: the cursor cannot go on.
    waddnwstr(window, run, Int32(run.count))
    run.removeAll(keepingCapacity: true)
  }

  private func append(_ text: String, width: Int) {
    let utf8 = text.utf8
    if width == 1, utf8.count == 1, let byte = utf8.first {
      run.append((0x20..<0x7f).contains(byte) ? wchar_t(byte) : 0x3f)
      return
    }
    let cluster = isUTF8 ? CellText.fitting(text, width: width) : CellText.ascii(text, width: width)
    run.append(contentsOf: cluster)
  }
}
