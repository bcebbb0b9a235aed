import MLTestScore
import Testing

@testable import ReviewApp

/// What a plain review does where the file does not take it.
@Suite struct PlainSavingTests {
  @Test func aSaveThatFailsIsSaidAndTriedAgainWithEachLine() {
    var session = PlainSession()
    session.failure = "the disk is full"
    session.type("5")
    #expect(session.said == ["Data 1: earns ½. Data 0.5, final score 0.0. Not saved: the disk is full"])
    session.type("note", "line")
    #expect(session.said == ["Not saved: the disk is full"])
    session.type(".")
    #expect(session.said.first?.hasSuffix("Not saved: the disk is full") == true)
    session.type("s")
    #expect(session.said.contains("Not saved: the disk is full"))
    #expect(session.saves.isEmpty)
    session.failure = nil
    session.type("help q")
    #expect(session.said.last == "Everything is saved now.")
    #expect(session.saves.last?.answers["data-1"]?.note == "line")
    session.type("help q")
    #expect(session.said.count == 1)
  }

  @Test func aReadOnlyReviewIsSaidAndTakesNoChange() {
    var session = PlainSession(readOnly: "the file has a newer format")
    #expect(session.said.contains("Read-only: the file has a newer format"))
    for line in ["5", "x why", "note", "note text", "evidence", "scope", "u", "close", "t 1", "resolve"] {
      session.type(line)
      #expect(session.problems.count == 1, "\(line)")
      #expect(session.review.prompt == "data-1> ", "\(line)")
    }
    #expect(session.review.hasRefusedChanges && session.effects.isEmpty)
    session.type("n", "s")
    #expect(session.problems.isEmpty)
  }

  @Test func whatOthersWroteIsTakenInAndSaid() {
    var session = PlainSession()
    var merged = session.review.state.assessment
    merged.answers["infra-1"] = Answer(note: "theirs")
    session.hear(.merged(merged))
    #expect(session.said == ["From outside came changes of Infra 1."])
  }

  private func conflict(_ session: PlainSession) -> Conflict {
    Conflict(path: ["answers", "data-1", "note"], base: nil, ours: .text("mine"), theirs: .text("theirs"))
  }

  @Test func conflictsAreAskedAndSettled() {
    var session = PlainSession(interactive: true)
    session.failure = "held back"
    session.type("note mine")
    session.hear(.conflicts([conflict(session)]))
    #expect(session.text.contains("Not saved: somebody else changed the same at 1 place"))
    for line in ["Conflict 1 of 1: Data 1 note.", "Mine: mine", "Theirs: theirs", "Base: (not there)"] {
      #expect(session.said.contains(line))
    }
    #expect(session.review.prompt == "mine, theirs, base, both or later> ")
    session.type("perhaps")
    #expect(session.problems.count == 1)
    session.type("later")
    #expect(session.review.prompt == "data-1> ")
    session.type("resolve", "theirs")
    guard case .settle(_, let settlements)? = session.effects.last else {
      Issue.record("nothing was settled")
      return
    }
    #expect(settlements.map(\.value) == [.text("theirs")])
    var merged = session.review.state.assessment
    merged.answers["data-1"]?.note = "theirs"
    session.hear(.merged(merged))
    #expect(session.said.first == "Settled. Data 0.0, final score 0.0. Saved.")
  }

  @Test func aScriptIsNotAskedUnlessItAsks() {
    var session = PlainSession()
    session.failure = "held back"
    session.type("note mine")
    session.hear(.conflicts([conflict(session)]))
    #expect(session.review.prompt == "data-1> ")
    session.type("n")
    #expect(session.review.prompt == "data-2> ")
    session.type("R", "m")
    guard case .settle? = session.effects.last else {
      Issue.record("nothing was settled")
      return
    }
  }

  @Test func whatAFileRecordedIsNamedAndSettled() {
    var recorded = PlainSession().review.state.assessment
    recorded.answers["data-1"] = Answer(note: "mine")
    recorded.record([conflict(PlainSession())])
    var session = PlainSession(recorded)
    #expect(session.text.contains("Conflicts: 1 not settled; resolve goes through them"))
    #expect(session.text.contains("Conflict about Data 1 note"))
    session.type("close")
    #expect(session.problems.count == 1)
    session.type("resolve", "both")
    #expect(session.said == ["Settled. Data 0.0, final score 0.0. Saved."])
    #expect(session.saves.last?.answers["data-1"]?.note == "mine\ntheirs")
    session.type("resolve")
    #expect(session.text.contains("no conflict"))
  }

  @Test func nothingIsSavedOverWhatAnEarlierRunLeft() {
    let base = PlainSession().review.state.assessment
    var mine = base
    mine.answers["infra-1"] = Answer(note: "unsaved")
    for word in ["recover", "discard"] {
      var session = PlainSession()
      session.hear(.rescueFound(Rescue(base: base, mine: mine)))
      #expect(session.review.awaitsRescue && session.text.contains("Infra 1"))
      session.type("5")
      #expect(session.problems.count == 1 && session.effects.isEmpty)
      session.type(word)
      #expect(!session.review.awaitsRescue)
      #expect(session.answer("infra-1").note == (word == "recover" ? "unsaved" : ""))
      guard case .discardRescue? = session.effects.last else {
        Issue.record("\(word): it is still there")
        continue
      }
      session.type("5")
      #expect(session.said.first?.hasSuffix("Saved.") == true)
    }
  }
}
