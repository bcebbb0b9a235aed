import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Conflicts, settled field by field.
@Suite struct ResolveTests {
  private let note = Conflict(
    path: ["answers", "data-1", "note"], base: .text("base"), ours: .text("mine"), theirs: .text("theirs"))
  private let owner = Conflict(
    path: ["answers", "data-1", "owner"], base: nil, ours: .text("ml-lead"), theirs: .text("data-lead"))

  private func recorded() -> Assessment {
    var assessment = Assessment(
      id: "id", rubric: .init(id: "mini", version: "1"), system: .init(name: "s"), scope: .init(model: "m"),
      answers: ["data-1": Answer(note: "mine", owner: "ml-lead")])
    assessment.record([note, owner])
    return assessment
  }

  private func settlements(_ replay: Replay) -> [Settlement] {
    for case .settle(_, let settlements) in replay.effects.reversed() { return settlements }
    return []
  }

  @Test func aFileWithOpenConflictsOpensOnThem() {
    let replay = Replay(recorded())
    #expect(replay.screen.contains("Conflicts: 0 of 2 settled"))
    #expect(replay.screen.contains("2 conflicts (R)"))
    #expect(replay.state.assessment == recorded())
  }

  @Test func whatTheFileRecordedIsSettledInOneUndoableStep() {
    var replay = Replay(recorded())
    // Each choice goes on to the next that is open.
    replay.type("tm")
    #expect(replay.screen.contains("2 of 2 settled"))
    replay.press(.enter)
    #expect(replay.answer("data-1").note == "theirs")
    #expect(replay.answer("data-1").owner == "ml-lead")
    #expect(replay.state.assessment.conflicts.isEmpty)
    #expect(replay.saves.count == 1)
    #expect(replay.state.layers.isEmpty)
    replay.type("u")
    #expect(replay.state.assessment == recorded())
    replay.type("R")
    #expect(replay.screen.contains("Conflicts: 0 of 2 settled"))
  }

  @Test func leavingSettlesWhatWasChosenAndKeepsTheRestOnRecord() {
    var replay = Replay(recorded())
    replay.type("b")
    replay.press(.escape)
    #expect(replay.answer("data-1").note == "base")
    #expect(replay.state.assessment.conflicts == [owner])
    #expect(replay.screen.contains("1 conflict (R)"))
  }

  @Test func bothTextsCanStand() {
    var replay = Replay(recorded())
    replay.type("+")
    // An owner is one word: both cannot stand.
    replay.type("+")
    #expect(replay.state.notice?.text.contains("Only texts") == true)
    replay.type("ts")
    #expect(replay.answer("data-1").note == "mine\ntheirs")
    #expect(replay.answer("data-1").owner == "data-lead")
  }

  @Test func allThatIsLeftCanBeChosenAtOnce() {
    var replay = Replay(recorded())
    replay.type("bTs")
    #expect(replay.answer("data-1").note == "base")
    #expect(replay.answer("data-1").owner == "data-lead")
    replay = Replay(recorded())
    replay.type("Ms")
    #expect(replay.answer("data-1").note == "mine")
  }

  @Test func nothingIsSavedOverEitherSideBeforeEverythingIsSettled() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(.conflicts([note, owner]))
    let before = replay.effects.count
    replay.type("ts")
    #expect(replay.effects.count == before)
    #expect(replay.state.notice?.text.contains("1 of 2 not settled") == true)
    replay.type("m")
    replay.press(.enter)
    #expect(settlements(replay).map(\.value) == [.text("theirs"), .text("ml-lead")])
  }

  @Test func whatWasChosenStandsWhereNothingChangedSince() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(.conflicts([note, owner]))
    replay.type("tm")
    replay.press(.enter)
    // They wrote once more: the note is another conflict now, the owner is the same.
    var changed = note
    changed.theirs = .text("theirs, again")
    replay.send(.conflicts([changed, owner]))
    #expect(replay.screen.contains("1 of 2 settled"))
    replay.type("gts")
    #expect(settlements(replay).map(\.conflict) == [changed, owner])
  }

  @Test func settlingForTheirsIsUndoneToMine() {
    var replay = Replay()
    replay.type("imine")
    replay.press(.escape)
    replay.savesSucceed = false
    replay.type("w")
    replay.type("ml-lead")
    replay.press(.enter)
    replay.send(.conflicts([note, owner]))
    replay.type("tms")
    var merged = replay.state.assessment
    merged.answers["data-1"]?.note = "theirs"
    replay.send(.merged(merged))
    #expect(replay.state.saveStatus == .saved)
    #expect(replay.answer("data-1").note == "theirs")
    replay.type("u")
    #expect(replay.answer("data-1").note == "mine")
    #expect(replay.answer("data-1").owner == "ml-lead")
  }

  @Test func decisionsWaitWithTheConflictAndAReviewIsNotClosedOverIt() {
    var replay = Replay(recorded())
    replay.press(.escape)
    replay.type("M")
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.notice?.text.contains("R settles") == true)
  }

  @Test func whatAnEarlierRunCouldNotSaveIsOfferedAndTakenIn() {
    let base = Replay().state.assessment
    var mine = base
    mine.answers["infra-1"] = Answer(note: "unsaved")
    var replay = Replay()
    replay.type("5")
    replay.send(.rescueFound(Rescue(base: base, mine: mine)))
    #expect(replay.screen.contains("Infra 1"))
    replay.type("y")
    #expect(replay.answer("infra-1").note == "unsaved")
    #expect(replay.answer("data-1").state == .assessed)
    #expect(replay.saves.last?.answers["infra-1"] != nil)
    replay.type("u")
    #expect(replay.answer("infra-1").note.isEmpty)
    // Refused, it is thrown away and nothing changes.
    replay.send(.rescueFound(Rescue(base: base, mine: mine)))
    replay.type("u")
    #expect(replay.answer("infra-1").note.isEmpty)
    guard case .discardRescue = replay.effects.last else {
      Issue.record("it was not thrown away")
      return
    }
  }

  @Test func whatWasRecoveredAndChangedSinceIsAConflict() {
    var base = Replay().state.assessment
    base.answers["data-1"] = Answer(note: "base")
    var (mine, now) = (base, base)
    mine.answers["data-1"]?.note = "mine"
    now.answers["data-1"]?.note = "now"
    var replay = Replay(now)
    replay.send(.rescueFound(Rescue(base: base, mine: mine)))
    replay.type("y")
    #expect(replay.screen.contains("Conflicts: 0 of 1 settled"))
    replay.type("+s")
    #expect(replay.answer("data-1").note == "mine\nnow")
  }
}
