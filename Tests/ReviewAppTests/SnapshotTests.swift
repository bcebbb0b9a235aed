import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// The screens as text with a legend of styles, compared with the files in `Snapshots/`. `make snapshots` accepts what
/// they look like now.
@Suite struct SnapshotTests {
  static let sizes = [(120, 36), (100, 30), (80, 24), (60, 16), (50, 14), (30, 8), (200, 60)]

  /// A review under way under the paper's rubric: some of everything.
  func story(_ columns: Int, _ rows: Int, glyphs: Glyphs = .unicode) throws -> Replay {
    var replay = Replay(rubric: try Rubric.mlTestScore2017(), columns: columns, rows: rows, glyphs: glyphs)
    func go(_ keys: String) { replay.type(keys) }
    go("1j5j5j0j1j1j5]")
    go("5j1joj5jxneeds human raters that we lack")
    replay.press(.enter)
    go("j5j5]")
    go("1j5j0j5")
    go("ehttps://ci.example/runs/812")
    replay.press(.enter)
    go("Validation report é 漢字")
    replay.press(.control("s"))
    go("iThresholds agreed for the two largest slices only.")
    replay.press(.escape)
    go("aAdd the third slice")
    replay.press(.enter)
    go("model-lead")
    replay.press(.enter)
    go("2026-08-01")
    replay.press(.control("s"))
    go("joooj0]")
    go("5j5j-j1j1j1j5[")
    go("gjjj")
    replay.send(.clock(replay.state.now, today: replay.state.today))
    return replay
  }

  @Test(arguments: sizes)
  func review(_ columns: Int, _ rows: Int) throws {
    try expect(try story(columns, rows), "review", columns, rows)
  }

  @Test(arguments: [(120, 36), (80, 24), (50, 14)])
  func detail(_ columns: Int, _ rows: Int) throws {
    var replay = try story(columns, rows)
    replay.press(.tab)
    replay.type("jjjjjj")
    try expect(replay, "detail", columns, rows)
  }

  @Test(arguments: [(120, 36), (80, 24), (50, 14)])
  func note(_ columns: Int, _ rows: Int) throws {
    var replay = try story(columns, rows)
    replay.type("i")
    replay.press(.enter)
    replay.paste(
      "Pasted: \u{1b}[31mred\u{7}, wide 漢字漢字, é as e\u{301}, family 👨‍👩‍👧\n" + String(repeating: "wrap ", count: 60))
    try expect(replay, "note", columns, rows)
  }

  @Test(arguments: [(120, 36), (80, 24), (50, 14), (30, 8)])
  func evidenceForm(_ columns: Int, _ rows: Int) throws {
    var replay = try story(columns, rows)
    replay.type("e")
    replay.press(.control("s"))
    try expect(replay, "evidence", columns, rows)
  }

  @Test(arguments: [(120, 36), (80, 24), (50, 14)])
  func help(_ columns: Int, _ rows: Int) throws {
    var replay = try story(columns, rows)
    replay.type("?")
    try expect(replay, "help", columns, rows)
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func quitQuestion(_ columns: Int, _ rows: Int) throws {
    var replay = try story(columns, rows)
    replay.send(.saveFailed("No space left on device: free space, it is tried again every few seconds"))
    replay.type("q")
    try expect(replay, "quit", columns, rows)
  }

  @Test func ascii() throws {
    let replay = try story(80, 24, glyphs: .ascii)
    try expect(replay, "ascii", 80, 24)
    for line in replay.screen.split(separator: "\n") where !line.contains("漢") && !line.contains("é") {
      #expect(line.allSatisfy { $0.isASCII }, "\(line)")
    }
  }

  @Test(arguments: [(29, 24), (80, 7), (1, 1), (10, 3)])
  func aScreenWithoutRoomSaysSo(_ columns: Int, _ rows: Int) throws {
    let frame = ReviewScreen.frame(try story(columns, rows).state)
    #expect(frame.text.hasPrefix("mlts needs 30x8".prefix(columns - 1)))
  }

  /// Whatever the size, every row is as wide as the screen and the cursor is on it.
  @Test func everySizeDraws() throws {
    for columns in stride(from: 1, through: 300, by: 13) {
      for rows in stride(from: 1, through: 100, by: 7) {
        var replay = try story(columns, rows)
        for keys in ["", "\t", "i", "?", "e"] {
          if keys == "\t" { replay.press(.tab) } else { replay.type(keys) }
          let frame = ReviewScreen.frame(replay.state)
          #expect(frame.size == Size(columns: columns, rows: rows))
          if let cursor = frame.cursor { #expect(frame.bounds.contains(cursor), "\(columns)x\(rows) \(keys)") }
          replay.press(.escape, .escape)
        }
      }
    }
  }

  func expect(_ replay: Replay, _ name: String, _ columns: Int, _ rows: Int) throws {
    let frame = ReviewScreen.frame(replay.state)
    try Snapshot.expect(frame.snapshot(styles: true), named: "\(name)-\(columns)x\(rows)")
  }
}
