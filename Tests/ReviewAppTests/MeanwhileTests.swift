import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Text that was begun before somebody else wrote: what is changed here is written, and nothing else.
@Suite struct MeanwhileTests {
  private func replay() -> Replay {
    var replay = Replay()
    replay.type("ehttps://ci.example/1")
    replay.press(.tab)
    replay.type("first")
    replay.press(.control("s"))
    replay.press(.tab)
    replay.type("jjjjjj")
    return replay
  }

  /// Somebody else changes the evidence of the first test.
  private func others(_ replay: inout Replay, _ change: (inout Evidence) -> Void) {
    var merged = replay.state.assessment
    for (id, evidence) in merged.answer("data-1").evidence {
      var evidence = evidence
      change(&evidence)
      merged.answers["data-1"]?.evidence[id] = evidence
    }
    replay.send(.merged(merged))
  }

  private func evidence(_ replay: Replay) -> Evidence? { replay.answer("data-1").evidence.values.first }

  @Test func aFormThatWasPutAsideWritesOnlyWhatItChanged() {
    var replay = replay()
    replay.press(.enter, .tab)
    replay.type(", second")
    replay.press(.escape)
    others(&replay) { $0.locator = "https://ci.example/2" }
    replay.press(.enter)
    #expect(replay.screen.contains("https://ci.example/2"))
    replay.press(.control("s"))
    #expect(evidence(replay)?.locator == "https://ci.example/2")
    #expect(evidence(replay)?.summary == "first, second")
  }

  @Test func whatBothChangedIsShownBeforeItIsWrittenOver() {
    var replay = replay()
    replay.press(.enter)
    replay.type("00")
    replay.press(.escape)
    others(&replay) { $0.locator = "https://ci.example/2" }
    replay.press(.enter)
    let saves = replay.saves.count
    replay.press(.control("s"))
    #expect(replay.screen.contains("Meanwhile it says \"https://ci.example/2\""))
    #expect(replay.saves.count == saves)
    replay.press(.control("s"))
    #expect(evidence(replay)?.locator == "https://ci.example/100")
  }

  @Test func lookingAtSomethingChangesNothing() {
    var replay = replay()
    others(&replay) { $0.summary = "one\ntwo" }
    var merged = replay.state.assessment
    merged.answers["data-1"]?.note = "one\r\ntwo"
    merged.system.description = "one\ntwo"
    merged.answers["data-1"]?.actions["a-1"] = Action(text: "one\ntwo")
    replay.send(.merged(merged))
    let (before, saves) = (replay.state.assessment, replay.saves.count)
    replay.press(.enter, .control("s"))
    replay.type("j")
    replay.press(.enter, .escape)
    replay.type("j")
    replay.press(.enter, .control("s"))
    replay.type("S")
    replay.press(.control("s"))
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.assessment == before)
    #expect(replay.saves.count == saves)
  }

  // Recovered text

  private func draft(_ text: String, opened: String, test: String = "data-1") -> Draft {
    Draft(test: test, field: "note", values: ["text": text], opened: ["text": opened])
  }

  private func reviewed(note: String) -> Assessment {
    var assessment = Replay().state.assessment
    assessment.answers["data-1"] = Answer(note: note)
    return assessment
  }

  @Test func aRecoveredNoteKeepsTheLinesThatCameAfterTheCrash() {
    var replay = Replay(reviewed(note: "one\ntwo\nthree, theirs"))
    replay.send(.draftsFound([draft("one, mine\ntwo\nthree", opened: "one\ntwo\nthree")]))
    replay.press(.enter, .escape)
    #expect(replay.answer("data-1").note == "one, mine\ntwo\nthree, theirs")
  }

  @Test func aRecoveredNoteThatDisagreesIsSettledByPeople() {
    var replay = Replay(reviewed(note: "theirs"))
    replay.send(.draftsFound([draft("mine", opened: "before")]))
    replay.press(.enter, .escape)
    #expect(replay.screen.contains("Conflicts"))
    #expect(replay.saves.last?.conflicts.map(\.path) == [["answers", "data-1", "note"]])
    replay.type("ts")
    #expect(replay.answer("data-1").note == "theirs")
    #expect(replay.state.assessment.conflicts.isEmpty)
  }

  @Test func severalRecoveredNotesAreOfferedOneAfterTheOther() {
    var replay = Replay()
    let evidence = Draft(test: "data-2", field: "evidence", values: ["locator": "https://ci.example"])
    let unknown = draft("of another rubric", opened: "", test: "gone-1")
    let drafts = [draft("one", opened: ""), draft("two", opened: "", test: "data-2"), evidence, evidence, unknown]
    replay.send(.draftsFound(drafts))
    replay.press(.enter)
    #expect(Set(replay.state.drafts.compactMap { $0.values["text"] }) == ["one", "two", "of another rubric"])
    replay.press(.escape)
    #expect(replay.answer("data-1").note == "one")
    #expect(replay.screen.contains("Recovered text"))
    replay.press(.enter, .escape)
    #expect(replay.answer("data-2").note == "two")
    // The first evidence waits where it was put aside, the second is offered after it.
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.heldDrafts.count == 2)
    replay.type("e")
    replay.press(.control("s"))
    #expect(replay.answer("data-2").evidence.count == 1)
    #expect(replay.state.drafts.map(\.test) == ["gone-1", "data-2"])
  }

  @Test func notNowLeavesWhatWasRecovered() {
    var replay = Replay()
    replay.send(.draftsFound([draft("one", opened: "")]))
    replay.type("n")
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.heldDrafts == [draft("one", opened: "")])
    replay.type("q")
    #expect(replay.quits)
    var other = Replay()
    other.send(.rescueFound(Rescue(base: other.state.assessment, mine: reviewed(note: "mine"))))
    other.press(.escape)
    guard case .leaveRescue? = other.effects.last else {
      Issue.record("\(other.effects)")
      return
    }
    #expect(other.state.layers.isEmpty && other.state.assessment.answers.isEmpty)
  }

  @Test func aReadOnlyReviewLeavesWhatItCannotOffer() {
    var replay = Replay(readOnly: "it is newer")
    replay.send(.rescueFound(Rescue(base: replay.state.assessment, mine: reviewed(note: "mine"))))
    guard case .leaveRescue? = replay.effects.last else {
      Issue.record("\(replay.effects)")
      return
    }
    #expect(replay.state.layers.isEmpty)
  }

  // Undo and conflicts

  @Test func undoLeavesAloneWhatOthersMadeOfIt() {
    var replay = Replay()
    replay.type("ix")
    replay.press(.escape)
    replay.type("i, y")
    replay.press(.escape)
    var merged = replay.state.assessment
    merged.answers["data-1"]?.note = "x, y, and theirs"
    replay.send(.merged(merged))
    replay.type("u")
    #expect(replay.answer("data-1").note == "x, y, and theirs")
    #expect(replay.state.notice?.text == "Undid: Data 1 note, but for what others changed since")
  }

  @Test func undoStaysOnTheAgenda() {
    var replay = Replay()
    replay.type("1")
    replay.state.show(.notAssessed)
    replay.type("u")
    #expect(replay.state.place.filter == .notAssessed)
    #expect(replay.state.test.id == "data-1")
  }

  @Test func conflictsThatAreNoneAnyMoreLeaveTheScreen() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("imine")
    replay.press(.escape)
    let conflict = Conflict(
      path: ["answers", "data-1", "note"], base: nil, ours: .text("mine"), theirs: .text("theirs"))
    replay.send(.conflicts([conflict]))
    #expect(replay.screen.contains("Conflicts"))
    // The others took theirs back, and the next try succeeds.
    replay.send(.saved(replay.state.assessment))
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.saveStatus == .saved)
    // Likewise of those that the file holds.
    var recorded = replay.state.assessment
    recorded.record([conflict])
    var other = Replay(recorded)
    #expect(other.screen.contains("Conflicts"))
    var settled = recorded
    settled.settle(Settlement(conflict, value: .text("theirs")))
    other.send(.merged(settled))
    #expect(other.state.layers.isEmpty)
    #expect(other.answer("data-1").note == "theirs")
  }

  @Test func aClickHitsWhatIsShown() {
    var replay = Replay()
    replay.type("u")
    let row = replay.state.size.rows - 1
    #expect(replay.screen.contains("Nothing to undo"))
    for column in 0..<20 {
      replay.type("u")
      replay.send(.event(.mouse(MouseEvent(kind: .press, position: Position(column: column, row: row)))))
    }
    #expect(replay.state.assessment.answers.isEmpty)
  }
}
