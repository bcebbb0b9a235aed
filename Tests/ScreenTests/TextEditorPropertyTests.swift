import TestSupport
import Testing

@testable import Screen

/// The editor beside a model that is as simple as can be: a string and an offset in scalars.
@Suite struct TextEditorPropertyTests {
  private struct Model {
    var scalars: [Unicode.Scalar] = []
    var cursor = 0

    var text: String { String(String.UnicodeScalarView(scalars)) }
    /// Offsets, in scalars, of the places between clusters.
    var boundaries: [Int] {
      var out = [0]
      for character in text { out.append((out.last ?? 0) + character.unicodeScalars.count) }
      return out
    }

    mutating func replace(_ range: Range<Int>, _ text: String) {
      scalars.replaceSubrange(range, with: Array(text.unicodeScalars))
      cursor = boundaries.first { $0 >= range.lowerBound + text.unicodeScalars.count } ?? scalars.count
    }

    mutating func step(_ direction: Int) {
      let places = boundaries
      let index = places.firstIndex(of: cursor) ?? 0
      cursor = places[min(max(0, index + direction), places.count - 1)]
    }
  }

  private func offset(_ editor: TextEditor) -> Int {
    var out = 0
    for (index, line) in editor.buffer.lines.enumerated() {
      if index == editor.cursor.line {
        return out + line.clusters[..<editor.cursor.column].reduce(0) { $0 + $1.unicodeScalars.count }
      }
      out += line.clusters.reduce(1) { $0 + $1.unicodeScalars.count }
    }
    return out
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func randomEditsAgreeWithTheModel(seed: UInt64) {
    var random = Seeded(seed)
    var editor = TextEditor()
    var model = Model()
    for step in 0..<400 {
      let before = model
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1, 2:
        let piece = Seeded.pieces[Int.random(in: 0..<Seeded.pieces.count, using: &random)]
        for character in piece {
          editor.insert(character)
          model.replace(model.cursor..<model.cursor, String(character))
        }
      case 3:
        editor.newline()
        model.replace(model.cursor..<model.cursor, "\n")
      case 4:
        let text = random.text(pieces: 3) + ["", "\n", "\n\u{301}"][Int.random(in: 0..<3, using: &random)]
        editor.paste(text)
        model.replace(model.cursor..<model.cursor, text)
      case 5:
        editor.deleteBackward()
        model.step(-1)
        if model.cursor < before.cursor { model.replace(model.cursor..<before.cursor, "") }
      case 6:
        editor.deleteForward()
        model.step(1)
        if model.cursor > before.cursor { model.replace(before.cursor..<model.cursor, "") }
      case 7:
        editor.moveLeft()
        model.step(-1)
      default:
        editor.moveRight()
        model.step(1)
      }
      let comment: Comment = "seed \(seed), step \(step): \(before.text.debugDescription) at \(before.cursor)"
      #expect(Array(editor.text.unicodeScalars) == model.scalars, comment)
      #expect(offset(editor) == model.cursor, comment)
      guard offset(editor) == model.cursor else { return }
      expectSound(editor, comment)
    }
    let text = editor.text
    while editor.undo() { expectSound(editor, "seed \(seed), undo") }
    #expect(editor.isEmpty)
    while editor.redo() {}
    #expect(Array(editor.text.unicodeScalars) == Array(text.unicodeScalars))
  }

  /// Clusters are those of the text, rows cover it, and the cursor is where it is drawn.
  private func expectSound(_ editor: TextEditor, _ comment: Comment) {
    for line in editor.buffer.lines {
      #expect(line.clusters == Array(String(line.clusters)), comment)
      #expect(line == TextLine(line.clusters), comment)
    }
    for width in [1, 2, 7, 30] {
      let rows = editor.layout(width: width)
      for (index, row) in rows.enumerated() {
        let follows = index == 0 || rows[index - 1].endsLine
        #expect(row.start == (follows ? 0 : rows[index - 1].end), comment)
        #expect(row.end > row.start || row.endsLine, comment)
        #expect(!row.endsLine || row.end == editor.buffer.lines[row.line].count, comment)
      }
      let index = TextEditor.index(of: editor.cursor, in: rows)
      #expect(rows[index] == editor.row(of: editor.cursor, width: width).row, comment)
      let column = editor.column(of: editor.cursor, in: rows[index], width: width)
      #expect(width < 3 || column < width, comment)
      var frame = Frame(size: Size(columns: width, rows: 3))
      editor.draw(into: &frame, rect: frame.bounds)
      #expect(frame.cursor.map(frame.bounds.contains) == true, comment)
    }
  }
}
