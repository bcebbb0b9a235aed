import TestSupport
import Testing

@testable import Screen

@Suite struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int = 1, glyphs: Glyphs = .unicode) -> Frame {
    Frame(size: Size(columns: columns, rows: rows), glyphs: glyphs)
  }

  @Test(arguments: [
    ("hello", 5, "hello", 5), ("hello!", 5, "hell…", 5), ("漢字", 4, "漢字", 4), ("漢字", 3, "漢…", 3),
    ("a漢字", 4, "a漢…", 4), ("漢", 1, "…", 1), ("ab漢", 3, "ab…", 3), ("", 3, "", 0), ("👩\u{200D}👧x", 4, "…", 1),
  ])
  func cutsWholeClustersAndSaysSo(text: String, width: Int, shown: String, used: Int) {
    var frame = frame(10)
    #expect(frame.put(text, column: 0, row: 0, maxWidth: width) == used)
    #expect(frame.text(row: 0) == shown)
  }

  @Test func cutsAtTheEdgeOfTheFrame() {
    var frame = frame(5)
    #expect(frame.put("漢字", column: 2, row: 0) == 3)
    #expect(frame.text(row: 0) == "  漢…")
    #expect(frame.put("字", column: 4, row: 0, ellipsis: false) == 0)
  }

  @Test func asciiFramesCutWithATilde() {
    var frame = frame(4, glyphs: .ascii)
    frame.put("hello", column: 0, row: 0)
    #expect(frame.text(row: 0) == "hel~")
  }

  @Test func placesOffTheFrameAreIgnored() {
    var frame = frame(4, 2)
    for (column, row) in [(0, -1), (0, 2), (4, 0), (Int.max, 0), (0, Int.min)] {
      #expect(frame.put("x", column: column, row: row) == 0)
    }
    #expect(frame.put("x", column: 0, row: 0, maxWidth: -3) == 0)
    #expect(frame.text(row: 0) == "")
    frame.put("abc漢d", column: -4, row: 1)
    #expect(frame.text(row: 1) == " d")
    frame.fill(Rect(column: -5, row: -5, columns: 3, rows: 3), surface: .header)
    frame.box(Rect(column: -2, row: -2, columns: 20, rows: 20), title: "t")
    frame.horizontalLine(column: -3, row: 9, columns: 4)
    frame.verticalLine(column: 9, row: -3, rows: 4)
  }

  @Test func putSanitizes() {
    var frame = frame(20)
    frame.put("\u{1B}[2J\u{202E}x\u{0}", column: 0, row: 0)
    #expect(frame.text(row: 0) == "␛[2J‹U+202E›x␀")
  }

  @Test func keepsTheSurfaceUnlessToldOtherwise() {
    var frame = frame(4)
    frame.fill(Rect(column: 0, row: 0, columns: 4, rows: 1), surface: .selection)
    frame.put("漢", column: 0, row: 0, role: .muted)
    frame.put("x", column: 2, row: 0, role: .strong, surface: .dialog)
    #expect(frame.cells.map(\.surface) == [.selection, .selection, .dialog, .selection])
    #expect(frame.cells.map(\.role) == [.muted, .muted, .strong, .selection])
  }

  @Test func halfAWideClusterBecomesBlank() {
    var frame = frame(6)
    frame.put("漢字語", column: 0, row: 0)
    frame.put("x", column: 1, row: 0)
    frame.put("y", column: 2, row: 0)
    #expect(frame.text(row: 0) == " xy 語")
  }

  @Test func randomDrawingNeverLeavesALyingCell() {
    let seed: UInt64 = 42
    var random = Seeded(seed)
    for round in 0..<60 {
      var frame = frame(Int.random(in: 1...30, using: &random), Int.random(in: 1...4, using: &random))
      for _ in 0..<60 {
        let column = Int.random(in: -5...35, using: &random)
        let row = Int.random(in: -1...4, using: &random)
        let width = Int.random(in: 0...20, using: &random)
        frame.put(
          random.text(pieces: 4), column: column, row: row, maxWidth: width, ellipsis: Bool.random(using: &random))
        if Int.random(in: 0..<4, using: &random) == 0 {
          frame.fill(Rect(column: column, row: row, columns: 3, rows: 2), with: ["·", "漢", ""][round % 3])
        }
        expectTrueCells(frame, "seed \(seed), round \(round)")
      }
    }
  }

  private func expectTrueCells(_ frame: Frame, _ comment: Comment) {
    for row in 0..<frame.size.rows {
      var column = 0
      while column < frame.size.columns {
        let cell = frame[column, row]
        guard cell.width > 0, column + Int(cell.width) <= frame.size.columns else {
          Issue.record("\(comment): cell \(column), \(row) says width \(cell.width)")
          return
        }
        #expect(cell.text.unicodeScalars.reduce(0) { $0 + TextWidth.width(of: $1) } == Int(cell.width), comment)
        for covered in (column + 1)..<max(column + 1, column + Int(cell.width)) {
          #expect(frame[covered, row].width == 0 && frame[covered, row].text.isEmpty, comment)
        }
        column += Int(cell.width)
      }
      #expect(frame.runs(row: row).reduce(0) { $0 + $1.columns } == frame.size.columns, comment)
    }
  }

  @Test func alignsAndDrawsBoxes() {
    var frame = frame(10, 3)
    frame.box(frame.bounds, title: "Titled")
    frame.putTrailing("½", trailing: 9, row: 1)
    frame.putCentered("mid", column: 1, row: 1, columns: 7)
    #expect(frame.text == "┌ Titled ┐\n│  mid  ½│\n└────────┘")
    frame.putTrailing("much too long for it", trailing: 9, row: 1, maxWidth: 8)
    #expect(frame.text(row: 1) == "│much to…│")
    frame.horizontalLine(
      column: 0, row: 1, columns: 10, start: frame.glyphs.box.teeLeft, end: frame.glyphs.box.teeRight)
    #expect(frame.text(row: 1) == "├────────┤")
  }

  @Test func runsJoinCellsOfOneStyle() {
    var frame = frame(8)
    frame.put("ab", column: 0, row: 0, role: .heading)
    frame.put("漢", column: 2, row: 0, role: .heading)
    let runs = Array(frame.runs(row: 0))
    #expect(runs.map(\.text) == ["ab漢", "    "])
    #expect(runs.map(\.column) == [0, 4])
    #expect(runs.map(\.columns) == [4, 4])
    #expect(runs.map(\.role) == [.heading, .text])
  }

  @Test func snapshotReads() {
    var frame = frame(6, 2)
    frame.put("Head", column: 0, row: 0, role: .heading, surface: .header)
    frame.put("漢x", column: 1, row: 1)
    frame.cursor = Position(column: 1, row: 1)
    #expect(
      frame.snapshot(styles: true) == """
        |Head  |
        | 漢x  |
        6x2, cursor at column 1, row 1, hidden
        styles: row: columns role [on surface] "text"
        0: 0-3 text.heading on header "Head"

        """)
  }

  @Test func everySignHasItsColumns() {
    for (name, value) in Mirror(reflecting: Glyphs.unicode).children {
      var signs: [String] = []
      if let one = value as? String { signs = [one] }
      if let many = value as? [String] { signs = many }
      if let box = value as? Glyphs.Box {
        signs = Mirror(reflecting: box).children.compactMap { $0.value as? String }
      }
      #expect(!signs.isEmpty, "\(name ?? "")")
      let columns = name?.hasSuffix("checked") == true ? 3 : 1
      for sign in signs { #expect(TextWidth.width(of: sign) == columns, "\(name ?? "") \(sign)") }
    }
    for (name, value) in Mirror(reflecting: Glyphs.ascii).children {
      if let one = value as? String { #expect(one.utf8.allSatisfy { $0 < 0x7F }, "\(name ?? "")") }
    }
    #expect(Glyphs.unicode.eighths.count == 8 && Glyphs.ascii.eighths.count == 8)
  }
}
