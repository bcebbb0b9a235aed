import MLTestScore
import Screen
import Testing

@testable import ReviewApp

@Suite struct MovingTests {
  @Test func arrowsAndLettersMoveAlike() {
    var arrows = Replay()
    var letters = Replay()
    arrows.press(.down, .up, .down, .right, .down, .left)
    letters.type("jkjljh")
    #expect(arrows.state.place == letters.state.place)
    #expect(arrows.state.test.id == "data-2")
  }

  @Test func theListHasEnds() {
    var replay = Replay()
    replay.type("kkk")
    #expect(replay.state.test.id == "data-1")
    replay.type("jjjjj")
    #expect(replay.state.test.id == "data-2")
    replay.type("g")
    #expect(replay.state.test.id == "data-1")
    replay.type("G")
    #expect(replay.state.test.id == "data-2")
  }

  @Test func sectionsGoRoundAndRememberTheirTest() {
    var replay = Replay()
    replay.type("j]")
    #expect(replay.state.test.id == "model-1")
    replay.type("[")
    #expect(replay.state.test.id == "data-2")
    replay.type("[")
    #expect(replay.state.section.id == "monitor")
    replay.type("]]")
    #expect(replay.state.section.id == "model")
  }

  @Test func escapeStepsBackAndNeverQuits() {
    var replay = Replay()
    replay.press(.tab)
    replay.type("?")
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.place.pane == .detail)
    replay.press(.escape)
    #expect(replay.state.place.pane == .list)
    replay.press(.escape, .escape)
    #expect(!replay.quits)
  }

  @Test func theReviewOpensOnTheFirstUndecidedTestAndDotFindsTheNext() {
    var first = Replay()
    first.type("5j5")
    var replay = Replay(first.state.assessment)
    #expect(replay.state.test.id == "model-1")
    replay.type("o.")
    #expect(replay.state.test.id == "model-2")
    for _ in 0..<5 { replay.type("0.") }
    #expect(replay.state.test.id == "model-1")
    replay.type("1.")
    #expect(replay.state.notice?.text == "Every test is decided")
  }

  @Test func quittingAsksOnlyWhenSomethingWouldBeLost() {
    var replay = Replay()
    replay.type("5q")
    #expect(replay.quits)
    var failing = Replay()
    failing.savesSucceed = false
    failing.type("5")
    failing.send(.saveFailed("No space left on device: free some"))
    #expect(failing.screen.contains("NOT SAVED"))
    failing.type("q")
    #expect(!failing.quits)
    #expect(failing.screen.contains("No space left"))
    failing.press(.escape)
    #expect(failing.state.layers.isEmpty)
    failing.type("qy")
    #expect(failing.quits)
  }

  @Test func aFailedSaveKeepsTheEditsAndTheyAreSavedLater() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(.saveFailed("disk full"))
    #expect(replay.answer("data-1").state == .assessed)
    replay.savesSucceed = true
    replay.type("j5")
    #expect(replay.state.saveStatus == .saved)
    #expect(replay.saves.last?.answers.count == 2)
  }

  @Test func anEarlierSaveDoesNotCallLaterEditsSaved() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    let first = replay.state.assessment
    replay.type("j5")
    replay.send(.saved(first))
    #expect(replay.state.saveStatus == .unsaved)
    replay.send(.saved(replay.state.assessment))
    #expect(replay.state.saveStatus == .saved)
  }

  @Test func whatComesFromOutsideIsTakenInAndUndoTakesBackOnlyWhatWasDoneHere() {
    var replay = Replay()
    replay.type("5")
    var merged = replay.state.assessment
    merged.answers["infra-1"] = Answer(note: "from outside")
    replay.send(.merged(merged))
    #expect(replay.state.notice?.text.contains("Infra 1") == true)
    #expect(replay.answer("infra-1").note == "from outside")
    #expect(replay.state.saveStatus == .saved)
    replay.type("u")
    #expect(replay.answer("data-1").state == .notAssessed)
    #expect(replay.answer("infra-1").note == "from outside")
    replay.press(.control("r"))
    #expect(replay.state.assessment == merged)
  }

  @Test func aConflictIsAskedAboutAndNothingIsSavedUntilItIsSettled() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(
      .conflicts([Conflict(path: ["answers", "data-1", "note"], base: nil, ours: .text("a"), theirs: .text("b"))]))
    #expect(replay.screen.contains("Data 1 note"))
    #expect(replay.screen.contains("NOT SAVED"))
    let before = replay.effects.count
    replay.type("s")
    #expect(replay.effects.count == before, "it was settled before anything was chosen")
    replay.type("ts")
    guard replay.effects.count == before + 1, case .settle(_, let settlements) = replay.effects.last else {
      Issue.record("it was not settled")
      return
    }
    #expect(settlements.map(\.value) == [.text("b")])
  }

  @Test func clicksSelectAndTick() throws {
    var replay = Replay()
    func find(_ text: String) throws -> Position {
      let lines = replay.screen.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains(text) })
      let start = try #require(lines[row].firstRange(of: text))
      return Position(column: lines[row].distance(from: lines[row].startIndex, to: start.lowerBound), row: row)
    }
    func click(_ text: String) throws {
      replay.send(.event(.mouse(MouseEvent(kind: .press, position: try find(text)))))
    }
    try click("The data test number 2")
    #expect(replay.state.test.id == "data-2")
    try click("Infra 0.0")
    #expect(replay.state.test.id == "infra-1")
    try click("[ ] documented")
    #expect(replay.answer("infra-1").criteria == ["documented"])
    try click("evidence")
    #expect(!replay.state.layers.isEmpty)
  }

  @Test func clicksFillInFormsAndAnswerQuestions() throws {
    var replay = Replay()
    func click(_ text: String) throws {
      let lines = replay.screen.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains(text) })
      let start = try #require(lines[row].firstRange(of: text))
      let column = lines[row].distance(from: lines[row].startIndex, to: start.lowerBound)
      replay.send(.event(.mouse(MouseEvent(kind: .press, position: Position(column: column, row: row)))))
    }
    replay.type("e")
    try click("report")
    try click("Summary")
    replay.type("what it shows")
    try click("Locator")
    replay.type("docs/r.pdf")
    replay.press(.escape)
    replay.type("q")
    try click("stay")
    #expect(replay.state.layers.isEmpty && !replay.quits)
    replay.type("e")
    replay.press(.control("s"))
    let evidence = try #require(replay.answer("data-1").evidence.values.first)
    #expect(evidence.kind == .report && evidence.locator == "docs/r.pdf" && evidence.summary == "what it shows")
  }

  @Test func longTitlesTakeTwoLinesWhereAllTestsHaveRoom() throws {
    func rows(_ replay: Replay) -> [TestPlace] {
      let rendered = ReviewScreen.render(replay.state)
      return (0..<replay.state.size.rows).compactMap { row in
        if case .test(let place)? = rendered.target(at: Position(column: 10, row: row)) { place } else { nil }
      }
    }
    var replay = Replay(rubric: try Rubric.mlTestScore2017(), columns: 100, rows: 30)
    replay.type("]]")
    #expect(rows(replay).map(\.test) == [0, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6])
    // A click on the second line is one on the test.
    let first = try #require(
      (0..<30).first {
        ReviewScreen.render(replay.state).target(at: Position(column: 10, row: $0))
          == .test(TestPlace(section: 2, test: 3))
      })
    replay.send(.event(.mouse(MouseEvent(kind: .press, position: Position(column: 10, row: first + 1)))))
    #expect(replay.state.test.id == "infra-4")
    // An agenda of all sections has no room for that.
    replay.state.show(.notAssessed)
    #expect(rows(replay).count > 20 && rows(replay).count == Set(rows(replay)).count)
    replay.send(.event(.resize(Size(columns: 80, rows: 24))))
    replay.state.show(.all)
    #expect(rows(replay).map(\.test) == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func everyKeyOfTheTableDoesSomethingAndNoneTwice() {
    for context in Context.allCases {
      var seen: [Key: Command] = [:]
      for binding in KeyTable.bindings where binding.contexts.contains(context) {
        for key in binding.keys {
          #expect(
            seen[key] == nil || seen[key] == binding.command,
            "\(key.name) is bound to \(binding.command) and \(String(describing: seen[key])) in \(context)")
          seen[key] = binding.command
          #expect(KeyMap.standard.command(for: key, in: context) == binding.command)
        }
      }
    }
    #expect(Set(KeyTable.bindings.map(\.command)) == Set(Command.allCases))
  }

  @Test func unknownKeysSayWhereTheKeysAre() {
    var replay = Replay()
    replay.type("Z")
    #expect(replay.state.notice?.text.contains("?") == true)
    replay.press(.function(9))
    #expect(replay.saves.isEmpty)
  }
}
