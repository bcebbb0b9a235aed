import MLTestScore
import Screen
import TestSupport
import Testing

@testable import ReviewApp

/// Whatever is pressed, clicked, pasted and reported in whatever order: a screen comes out of it, and undo leads back.
@Suite struct MonkeyTests {
  private static let texts = [
    "é漢字", "e\u{301}", "\u{1b}[31mred", "\u{202e}", "a\r\nb", "👩‍🔬", "", "0", String(repeating: "long ", count: 60),
    "2026-09-21", "-9223372036854775808",
  ]

  private func event(_ random: inout Seeded, _ size: Size) -> Event {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<11:
      let letters = Array("0512 xocieawtdDESMfsp:/?nNuRyOTLgGhjklJKP.[]<>+-mbqr1")
      return .key(.character(letters.randomElement(using: &random) ?? "j"))
    case 11..<16:
      let keys: [Key] = [
        .enter, .enter, .escape, .tab, .backTab, .backspace, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown,
        .delete, .controlHome, .controlEnd, .control("r"), .control("s"), .control("c"), .control("u"),
        .function(5),
      ]
      return .key(keys.randomElement(using: &random) ?? .enter)
    case 16: return .paste(Self.texts.randomElement(using: &random) ?? "")
    case 17:
      return .resize(
        Size(columns: Int.random(in: 1...130, using: &random), rows: Int.random(in: 1...45, using: &random)))
    default:
      let kinds: [MouseEvent.Kind] = [.press, .press, .wheelUp, .wheelDown]
      let position = Position(
        column: Int.random(in: 0...size.columns, using: &random), row: Int.random(in: 0...size.rows, using: &random)
      )
      return .mouse(MouseEvent(kind: kinds.randomElement(using: &random) ?? .press, position: position))
    }
  }

  private func check(_ state: ReviewState, _ what: Comment) {
    let frame = ReviewScreen.frame(state)
    #expect(frame.size == state.size, what)
    let isClean = frame.cells.allSatisfy { cell in
      cell.text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value != 0x7f && !(0x80...0x9f).contains($0.value)
      }
    }
    #expect(isClean, what)
    if let cursor = frame.cursor {
      #expect((0..<frame.size.columns).contains(cursor.column) && (0..<frame.size.rows).contains(cursor.row), what)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func anythingMayBePressed(seed: UInt64) throws {
    var random = Seeded(seed)
    var replay = Replay(
      rubric: seed.isMultiple(of: 2) ? try Rubric.mlTestScore2017() : .mini, columns: 100, rows: 30,
      glyphs: seed.isMultiple(of: 3) ? .ascii : .unicode)
    let start = replay.state.assessment
    for step in 0..<700 {
      replay.send(.event(event(&random, replay.state.size)))
      if step.isMultiple(of: 5) { check(replay.state, "seed \(seed), step \(step)") }
      if step.isMultiple(of: 40) { replay.tick(seconds: 30) }
    }
    // Esc leads out of everything, and undo back to the beginning.
    replay.send(.event(.resize(Size(columns: 100, rows: 30))))
    for _ in 0..<12 where !replay.state.layers.isEmpty { replay.press(.escape) }
    #expect(replay.state.layers.isEmpty, "seed \(seed)")
    while !replay.state.undoSteps.isEmpty { replay.type("u") }
    #expect(replay.state.assessment == start, "seed \(seed)")
    check(replay.state, "seed \(seed), at the end")
  }

  /// The same while others write to the file, saves fail and conflicts come.
  @Test(arguments: 101...112 as ClosedRange<UInt64>)
  func anythingMayComeFromOutside(seed: UInt64) {
    var random = Seeded(seed)
    var replay = Replay(columns: 100, rows: 30)
    for step in 0..<500 {
      replay.savesSucceed = !Int.random(in: 0..<4, using: &random).isMultiple(of: 4)
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        var merged = replay.state.assessment
        merged.answers["data-1", default: Answer()].note = Self.texts.randomElement(using: &random) ?? ""
        // What is being written waits in the runtime, too.
        if !replay.state.isTyping { replay.send(.merged(merged)) }
      case 1: replay.send(.saveFailed("fraud.mlts.json: not saved: the disk is full"))
      case 2: replay.send(.fileGone)
      case 3:
        replay.send(
          .conflicts([
            Conflict(path: ["answers", "data-1", "note"], base: nil, ours: .text("a"), theirs: .text("b")),
            Conflict(path: ["system", "owner"], base: .text(""), ours: .text("c"), theirs: nil),
          ]))
      case 4: replay.send(.saved(replay.state.assessment))
      default: replay.send(.event(event(&random, replay.state.size)))
      }
      if step.isMultiple(of: 5) { check(replay.state, "seed \(seed), step \(step)") }
    }
    replay.send(.saved(replay.state.assessment))
    #expect(replay.state.saveStatus == .saved, "seed \(seed)")
  }
}
