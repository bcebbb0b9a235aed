import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// What others write to the file, and what an earlier run left, while people type here.
@Suite struct OutsideTests {
  private let conflict = Message.conflicts([
    Conflict(path: ["answers", "data-1", "note"], base: nil, ours: .text("a"), theirs: .text("b"))
  ])

  @Test func aDraftThatIsOfferedIsStillTheDraft() {
    // Else a window that is closed while the question stands would take the only copy of the text with it.
    var replay = Replay()
    let draft = Draft(test: "data-1", field: "note", values: ["text": "half a sen"], opened: ["text": ""])
    replay.send(.draftsFound([draft]))
    #expect(replay.state.drafts == [draft])
    replay.press(.enter)
    #expect(replay.state.drafts == [draft])
    replay.press(.escape)
    #expect(replay.state.drafts == [])
  }

  @Test func aNoteThatIsOnlyLookedAtDoesNotHideTheFormThatWasPutAside() {
    var replay = Replay()
    replay.type("ehttps://ci.example")
    replay.press(.escape)
    replay.type("i")
    #expect(replay.state.drafts.first?.values["locator"] == "https://ci.example")
  }

  @Test func aConflictLeftForLaterIsNotAskedAboutAgainUntilSomethingChanges() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(conflict)
    replay.press(.escape)
    // The runtime tries again every few seconds.
    replay.send(conflict)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.screen.contains("NOT SAVED"))
    replay.type("1")
    replay.send(conflict)
    #expect(replay.screen.contains("Conflicts"))
    replay.press(.escape)
    replay.type("qr")
    replay.send(conflict)
    #expect(replay.screen.contains("Conflicts"))
  }

  @Test func aConflictDoesNotTakeTheKeysFromAnOpenEditor() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5i")
    replay.send(conflict)
    replay.type("mt")
    guard case .note(let note) = replay.state.layers.last else {
      Issue.record("the note lost the keys")
      return
    }
    #expect(note.editor.text == "mt")
    replay.press(.escape)
    replay.send(conflict)
    #expect(replay.screen.contains("Conflicts"))
  }

  @Test func takingTheirsIsUndoneToMineAndLeavesTheRestOfTheirs() {
    var replay = Replay()
    replay.type("iagreed")
    replay.press(.escape)
    replay.savesSucceed = false
    replay.type("i mine")
    replay.press(.escape)
    replay.send(
      .conflicts([
        Conflict(
          path: ["answers", "data-1", "note"], base: .text("agreed"), ours: .text("agreed mine"),
          theirs: .text("agreed theirs"))
      ]))
    replay.type("ts")
    var theirs = replay.state.assessment
    theirs.answers["data-1"]?.note = "agreed theirs"
    theirs.answers["infra-1"] = Answer(note: "from outside")
    replay.send(.merged(theirs))
    #expect(replay.answer("data-1").note == "agreed theirs")
    replay.type("u")
    #expect(replay.answer("data-1").note == "agreed mine")
    #expect(replay.answer("infra-1").note == "from outside")
    replay.type("u")
    #expect(replay.answer("data-1").note == "agreed")
  }

  @Test func whatComesFromOutsideWaitsForTheEndOfTheTyping() {
    var replay = Replay()
    #expect(!replay.state.isTyping)
    replay.type("i")
    #expect(replay.state.isTyping)
    replay.press(.escape)
    replay.type("e")
    #expect(replay.state.isTyping)
    replay.type("x")
    replay.press(.escape)
    // The form that was put aside holds text, but the keys are free.
    #expect(replay.state.isWriting && !replay.state.isTyping)
  }

  @Test func theErrorLeavesTheFooterWhenTheSaveSucceedsAtLast() {
    var replay = Replay()
    replay.savesSucceed = false
    replay.type("5")
    replay.send(.saveFailed("No space left"))
    #expect(replay.screen.contains("No space left"))
    replay.send(.saved(replay.state.assessment))
    #expect(!replay.screen.contains("No space left"))
    #expect(replay.screen.contains("● saved"))
  }
}
