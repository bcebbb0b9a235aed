import Testing

@testable import Screen

@Suite struct TextEditorTests {
  private func at(_ editor: TextEditor) -> [Int] { [editor.cursorPosition.line, editor.cursorPosition.character] }

  private func typed(_ text: String, width: Int = 20) -> TextEditor {
    var editor = TextEditor()
    for character in text { _ = editor.handle(.key(.character(character)), width: width, height: 5) }
    return editor
  }

  private func drawn(_ editor: TextEditor, columns: Int, rows: Int) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    editor.draw(into: &frame, rect: frame.bounds)
    return frame
  }

  @Test func typingAndDeleting() {
    var editor = typed("hello")
    editor.deleteBackward()
    editor.moveLeft()
    editor.insert("X")
    #expect(editor.text == "helXl" && at(editor) == [0, 4])
    editor.deleteForward()
    editor.deleteForward()
    #expect(editor.text == "helX")
    editor.documentStart()
    editor.deleteBackward()
    #expect(editor.text == "helX" && at(editor) == [0, 0])
  }

  @Test func wordsAndLines() {
    var editor = TextEditor(text: "one two_2, three\nfour")
    editor.wordLeft()
    #expect(at(editor) == [1, 0])
    editor.wordLeft()
    #expect(at(editor) == [0, 11])
    editor.deleteWordBackward()
    #expect(editor.text == "one two_2three\nfour")
    editor.deleteToLineEnd()
    #expect(editor.text == "one two_2\nfour")
    editor.deleteToLineEnd()
    #expect(editor.text == "one two_2four")
    editor.deleteToLineStart()
    #expect(editor.text == "four")
    editor.wordRight()
    #expect(at(editor) == [0, 4])
    editor.paste(" tail")
    editor.documentStart()
    editor.deleteWordForward()
    #expect(editor.text == " tail")
  }

  @Test func aTypedCombiningMarkJoinsItsLetter() {
    var editor = typed("e")
    editor.insert("\u{301}")
    #expect(editor.text.count == 1 && at(editor) == [0, 1])
    #expect(Array(editor.text.unicodeScalars) == ["e", "\u{301}"])
    let frame = drawn(editor, columns: 4, rows: 1)
    #expect(frame.cursor == Position(column: 1, row: 0))
    #expect(frame[0, 0].text.unicodeScalars.count == 2)
    editor.deleteBackward()
    #expect(editor.isEmpty)
  }

  @Test func deletingBetweenAFlagsHalvesJoinsThem() {
    var editor = TextEditor(text: "🇩x🇪")
    editor.moveLeft()
    editor.deleteBackward()
    #expect(editor.text == "🇩🇪" && at(editor) == [0, 1])
    editor.undo()
    #expect(Array(editor.text) == ["🇩", "x", "🇪"])
  }

  @Test func aJoinerMakesAFamily() {
    var editor = TextEditor(text: "👩👧")
    editor.moveLeft()
    editor.insert("\u{200D}")
    #expect(editor.text.count == 1 && at(editor) == [0, 1])
    #expect(drawn(editor, columns: 10, rows: 1).cursor == Position(column: 4, row: 0))
  }

  @Test func cursorColumnsOfWideText() {
    var editor = TextEditor(text: "漢字x")
    var columns: [Int?] = []
    for _ in 0..<4 {
      columns.append(drawn(editor, columns: 10, rows: 1).cursor?.column)
      editor.moveLeft()
    }
    #expect(columns == [5, 4, 2, 0])
  }

  @Test func upAndDownKeepTheGoalColumnOverSoftWraps() {
    // Text columns 9: "long line" / "of words " / "ab" / "漢字漢字"
    var editor = TextEditor(text: "long line of words\nab\n漢字漢字")
    let rows = editor.layout(width: 10)
    #expect(rows.map(\.line) == [0, 0, 1, 2])
    #expect(rows.map(\.start) == [0, 10, 0, 0])
    editor.moveUp(width: 10)
    #expect(at(editor) == [1, 2])
    editor.moveUp(width: 10)
    #expect(at(editor) == [0, 18])
    editor.moveUp(width: 10)
    #expect(at(editor) == [0, 8])
    editor.moveUp(width: 10)
    #expect(at(editor) == [0, 0])
    editor.documentStart()
    for _ in 0..<3 { editor.moveRight() }
    for _ in 0..<3 { editor.moveDown(width: 10) }
    #expect(at(editor) == [2, 1])
    editor.moveDown(width: 10)
    #expect(at(editor) == [2, 4])
  }

  @Test func homeAndEndStayOnTheVisualRow() {
    var editor = TextEditor(text: "long line of words")
    editor.lineStart(width: 10)
    #expect(at(editor) == [0, 10])
    editor.moveLeft()
    editor.lineStart(width: 10)
    #expect(at(editor) == [0, 0])
    editor.lineEnd(width: 10)
    #expect(at(editor) == [0, 9])
    editor.lineEnd(width: 10)
    #expect(at(editor) == [0, 9])
    #expect(drawn(editor, columns: 10, rows: 3).cursor == Position(column: 9, row: 0))
  }

  @Test func theCursorNeverStandsOnText() {
    var editor = typed("", width: 5)
    for character in "abcd efgh     ij" {
      _ = editor.handle(.key(.character(character)), width: 5, height: 4)
      let frame = drawn(editor, columns: 5, rows: 6)
      let cursor = frame.cursor ?? Position(column: -1, row: -1)
      #expect(frame.bounds.contains(cursor))
      #expect(frame[cursor.column, cursor.row].text == " ")
    }
  }

  @Test func typingIsUndoneByWords() {
    var editor = typed("one two")
    editor.undo()
    #expect(editor.text == "one " && at(editor) == [0, 4])
    editor.undo()
    #expect(editor.text == "" && !editor.canUndo)
    let more = editor.undo()
    #expect(!more)
    editor.redo()
    editor.redo()
    #expect(editor.text == "one two" && at(editor) == [0, 7] && !editor.canRedo)
    editor.undo()
    editor.insert("x")
    #expect(!editor.canRedo && editor.text == "one x")
  }

  @Test func aMoveEndsATypingStep() {
    var editor = typed("ab")
    editor.moveLeft()
    editor.insert("c")
    editor.undo()
    #expect(editor.text == "ab" && at(editor) == [0, 1])
  }

  @Test func aPasteIsOneStepAndKeepsItsText() {
    var editor = typed("ab")
    editor.moveLeft()
    _ = editor.handle(.paste("1\r\n\t2\r\u{1B}[2J\n"), width: 20, height: 5)
    #expect(editor.text == "a1\n\t2\n\u{1B}[2J\nb" && at(editor) == [3, 0])
    let frame = drawn(editor, columns: 12, rows: 4)
    #expect(frame.text == "a1\n    2\n␛[2J\nb")
    editor.undo()
    #expect(editor.text == "ab" && at(editor) == [0, 1])
  }

  @Test func aFieldOfOneLineHasNoLineEnds() {
    var editor = TextEditor(text: "a\nb", singleLine: true)
    editor.paste("c\r\nd")
    editor.newline()
    #expect(editor.text == "a bc d ")
    for key in [Key.enter, .tab, .up, .down, .pageUp, .escape, .backTab, .function(1), .control("x")] {
      let isHandled = editor.handle(.key(key), width: 10, height: 1)
      #expect(!isHandled, "\(key)")
    }
    var other = TextEditor(text: "a")
    for key in [Key.escape, .backTab, .function(1), .control("x"), .insert] {
      let isHandled = other.handle(.key(key), width: 10, height: 1)
      #expect(!isHandled, "\(key)")
    }
    let isHandled = other.handle(.key(.enter), width: 10, height: 1)
    #expect(isHandled && other.text == "a\n")
  }

  @Test func aFieldOfOneLineScrollsSideways() {
    var editor = TextEditor(text: "0123456789漢", singleLine: true)
    editor.scrollIntoView(width: 6, height: 1)
    #expect(drawn(editor, columns: 6, rows: 1).text == "789漢")
    _ = editor.handle(.key(.home), width: 6, height: 1)
    let frame = drawn(editor, columns: 6, rows: 1)
    #expect(frame.text == "012345" && frame.cursor == Position(column: 0, row: 0))
  }

  @Test func theWindowFollowsTheCursor() {
    var editor = TextEditor(text: (0..<20).map { "line \($0)" }.joined(separator: "\n"))
    #expect(drawn(editor, columns: 10, rows: 3).text == "line 17\nline 18\nline 19")
    _ = editor.handle(.key(.pageUp), width: 10, height: 3)
    #expect(drawn(editor, columns: 10, rows: 3).text == "line 17\nline 18\nline 19")
    _ = editor.handle(.key(.pageUp), width: 10, height: 3)
    #expect(drawn(editor, columns: 10, rows: 3).text == "line 15\nline 16\nline 17")
    editor.click(column: 2, row: 1, width: 10, height: 3)
    #expect(at(editor) == [16, 2])
  }

  @Test func aLargePasteIsTheText() {
    let line = String(repeating: "lorem ipsum ", count: 12)
    let text = Array(repeating: line, count: 700).joined(separator: "\n")
    var editor = TextEditor()
    editor.paste(text)
    editor.insert("!")
    #expect(editor.text == text + "!")
    for row in editor.layout(width: 40) where !row.endsLine { #expect(row.end > row.start) }
    editor.undo()
    editor.undo()
    #expect(editor.isEmpty)
  }
}
