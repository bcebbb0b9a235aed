import CVterm
import Screen

/// A terminal without a window: takes a program's output and shows what would be on the screen.
final class VTerm {
  enum CellColor: Equatable {
    case standard
    case indexed(Int)
    case rgb(Int)
  }

  struct Cell: Equatable {
    /// What the cell shows; empty in the second cell of a wide character, a blank where nothing was written.
    var text: String
    var width: Int
    var foreground: CellColor
    var background: CellColor
    var bold: Bool
    var italic: Bool
    var underline: Bool
    var reverse: Bool
  }

  private let terminal: UnsafeMutablePointer<vt_terminal>
  private(set) var size: Size

  init(size: Size) {
    self.size = size
    terminal = vt_new(Int32(size.rows), Int32(size.columns))
  }

  deinit { vt_free(terminal) }

  /// Takes output of the program.
  func write(_ bytes: some Collection<UInt8>) {
    let copy = Array(bytes)
    copy.withUnsafeBytes { raw in
      _ = vterm_input_write(terminal.pointee.vterm, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
  }

  /// What the terminal answers to questions in the output, such as where the cursor is.
  func takeReplies() -> [UInt8] {
    var replies: [UInt8] = []
    var buffer = [CChar](repeating: 0, count: 1024)
    while case let count = vterm_output_read(terminal.pointee.vterm, &buffer, buffer.count), count > 0 {
      replies += buffer[..<count].map(UInt8.init(bitPattern:))
    }
    return replies
  }

  func resize(_ size: Size) {
    self.size = size
    vterm_set_size(terminal.pointee.vterm, Int32(size.rows), Int32(size.columns))
  }

  // MARK: What is on the screen

  subscript(column: Int, row: Int) -> Cell {
    let cell = vt_get_cell(terminal, Int32(column), Int32(row))
    let scalars = withUnsafeBytes(of: cell.characters) { raw in
      Array(raw.bindMemory(to: UInt32.self)).prefix { $0 != 0 }
    }
    var text = ""
    // libvterm marks the second cell of a wide character with all bits set, which is no scalar.
    for value in scalars { if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) } }
    let color: (Int32) -> CellColor = {
      $0 < 0 ? .standard : $0 < 256 ? .indexed(Int($0)) : .rgb(Int($0 & 0xffffff))
    }
    return Cell(
      text: scalars.isEmpty ? " " : text, width: Int(cell.width), foreground: color(cell.foreground),
      background: color(cell.background), bold: cell.bold != 0, italic: cell.italic != 0,
      underline: cell.underline != 0, reverse: cell.reverse != 0)
  }

  /// A row without blanks at its end.
  func row(_ row: Int) -> String {
    var text = (0..<size.columns).map { self[$0, row].text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The rows, joined by line ends.
  var text: String { (0..<size.rows).map(row).joined(separator: "\n") }

  /// Whether `part` stands in some row.
  func contains(_ part: String) -> Bool { (0..<size.rows).contains { row($0).contains(part) } }

  /// Where ASCII text first stands.
  func position(of part: String) -> Position? {
    for row in 0..<size.rows {
      let cells = (0..<size.columns).map { self[$0, row].text }
      for column in 0..<size.columns where cells[column...].joined().hasPrefix(part) {
        return Position(column: column, row: row)
      }
    }
    return nil
  }

  var cursor: Position {
    Position(column: Int(terminal.pointee.cursor_column), row: Int(terminal.pointee.cursor_row))
  }
  var cursorIsVisible: Bool { terminal.pointee.cursor_visible != 0 }
  /// Whether the alternate screen is up.
  var isAlternate: Bool { terminal.pointee.alternate != 0 }
  /// Whether the program has asked for mouse events.
  var wantsMouse: Bool { terminal.pointee.mouse != 0 }
  var bells: Int { Int(terminal.pointee.bells) }
  var title: String {
    withUnsafeBytes(of: terminal.pointee.title) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
