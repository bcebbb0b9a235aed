/// A text being written: lines, a cursor and a history. A value, so a state can hold it and a test can compare it.
///
/// The cursor moves by grapheme clusters. Control characters stay in the text and are shown as visible marks.
public struct TextEditor: Equatable, Sendable {
  /// Whether it is a field of one line: line ends become spaces, and Enter, Tab, Up and Down belong to the screen.
  public let singleLine: Bool
  var buffer: TextBuffer
  var cursor = TextPoint(line: 0, column: 0)
  /// The column that moves up and down try to keep.
  var goal: Int?
  /// The first visual row that is shown; in a field of one line, the first cluster.
  var top = 0
  private var history = EditHistory()

  /// An editor on `text` with the cursor at its end.
  public init(text: String = "", singleLine: Bool = false) {
    self.singleLine = singleLine
    buffer = TextBuffer(singleLine ? TextEditor.oneLine(text) : text)
    cursor = buffer.end
  }

  /// The text; its lines end with `\n`.
  public var text: String { buffer.text }

  /// Whether the text is empty.
  public var isEmpty: Bool { buffer.lines.count == 1 && buffer.lines[0].count == 0 }

  /// Where the cursor stands: the line and how many characters of it stand before the cursor, both from 0.
  public var cursorPosition: (line: Int, character: Int) { (cursor.line, cursor.column) }

  /// Whether there is something to undo.
  public var canUndo: Bool { !history.undoable.isEmpty }

  /// Whether there is something to redo.
  public var canRedo: Bool { !history.redoable.isEmpty }

  // MARK: - Changing the text

  /// Types a character. A combining mark joins the character before it.
  public mutating func insert(_ character: Character) {
    if character == "\n" || character == "\r" || character == "\r\n" { return newline() }
    // A word is a step: typing goes on in the step until a letter follows a blank.
    let isBlank = character == " " || character == "\t"
    if !isBlank, cursor.column > 0, buffer.lines[cursor.line].sizes[cursor.column - 1].isBlank { history.close() }
    change(from: cursor, to: cursor, with: String(character), kind: .typing)
  }

  /// Inserts a text as one step. CRLF and CR become `\n`, in a field of one line a space.
  public mutating func paste(_ text: String) {
    guard !text.isEmpty else { return }
    change(from: cursor, to: cursor, with: singleLine ? TextEditor.oneLine(text) : text, kind: .other)
  }

  /// Ends the line, or types a space in a field of one line.
  public mutating func newline() {
    change(from: cursor, to: cursor, with: singleLine ? " " : "\n", kind: .other)
  }

  /// Deletes the character before the cursor.
  public mutating func deleteBackward() {
    change(from: before(cursor), to: cursor, with: "", kind: .deletingBackward)
  }

  /// Deletes the character after the cursor.
  public mutating func deleteForward() { change(from: cursor, to: after(cursor), with: "", kind: .deletingForward) }

  /// Deletes back to the start of a word.
  public mutating func deleteWordBackward() {
    change(from: wordStart(before: cursor), to: cursor, with: "", kind: .other)
  }

  /// Deletes on to the end of a word.
  public mutating func deleteWordForward() {
    change(from: cursor, to: wordEnd(after: cursor), with: "", kind: .other)
  }

  /// Deletes back to the start of the line (not of the visual row).
  public mutating func deleteToLineStart() {
    change(from: TextPoint(line: cursor.line, column: 0), to: cursor, with: "", kind: .other)
  }

  /// Deletes on to the end of the line (not of the visual row); at the end of it, the line end.
  public mutating func deleteToLineEnd() {
    let end = TextPoint(line: cursor.line, column: buffer.lines[cursor.line].count)
    change(from: cursor, to: cursor == end ? after(cursor) : end, with: "", kind: .other)
  }

  /// Takes the last step back; false when there is none.
  @discardableResult
  public mutating func undo() -> Bool {
    guard let step = history.takeUndo() else { return false }
    for edit in step.edits.reversed() { buffer.undo(edit) }
    cursor = step.before
    goal = nil
    return true
  }

  /// Does the step that was taken back again; false when there is none.
  @discardableResult
  public mutating func redo() -> Bool {
    guard let step = history.takeRedo() else { return false }
    for edit in step.edits { buffer.redo(edit) }
    cursor = step.after
    goal = nil
    return true
  }

  private mutating func change(
    from start: TextPoint, to end: TextPoint, with text: String, kind: EditHistory.Kind
  ) {
    if start == end && text.isEmpty { return }
    let before = cursor
    let (edit, after) = buffer.replace(from: start, to: end, with: text)
    cursor = after
    goal = nil
    history.record(edit, kind: kind, before: before, after: after)
  }

  /// Moves the cursor: what is typed next is a step of its own.
  mutating func move(to point: TextPoint, keepingGoal: Bool = false) {
    cursor = point
    if !keepingGoal { goal = nil }
    history.close()
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0 == "\n" || $0 == "\r\n" || $0 == "\r" ? " " : $0 })
  }
}
