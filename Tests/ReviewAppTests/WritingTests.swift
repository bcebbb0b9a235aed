import MLTestScore
import Screen
import Testing

@testable import ReviewApp

@Suite struct WritingTests {
  // The note

  @Test func escapeKeepsTheTextOfANote() {
    var replay = Replay()
    replay.type("iThresholds agreed: é 漢字 🙂")
    replay.press(.escape)
    #expect(replay.answer("data-1").note == "Thresholds agreed: é 漢字 🙂")
    #expect(replay.saves.count == 1)
    #expect(replay.state.layers.isEmpty)
  }

  @Test func keysInANoteAreTextAndNothingElse() {
    var replay = Replay()
    replay.type("iq015xo-u[]?:")
    replay.press(.enter, .down, .up, .right, .left, .end, .tab)
    replay.press(.escape)
    #expect(replay.answer("data-1").note == "q015xo-u[]?:\t\n")
    #expect(replay.answer("data-1").state == .notAssessed)
    #expect(replay.state.test.id == "data-1")
    #expect(!replay.quits)
  }

  @Test func controlCKeepsTheTextToo() {
    var replay = Replay()
    replay.type("ikept")
    replay.press(.control("c"))
    #expect(replay.answer("data-1").note == "kept")
    #expect(!replay.quits)
  }

  @Test func leavingANoteAsItWasIsNoChange() {
    var replay = Replay()
    replay.type("i")
    replay.press(.escape)
    #expect(replay.saves.isEmpty)
    #expect(replay.state.assessment.answers.isEmpty)
  }

  @Test func resizingInTheMiddleOfAWordLosesNothing() {
    var replay = Replay()
    replay.type("ibefore ")
    for (columns, rows) in [(30, 8), (300, 100), (10, 3), (80, 24)] {
      replay.send(.event(.resize(Size(columns: columns, rows: rows))))
      replay.type("x")
    }
    replay.press(.escape)
    #expect(replay.answer("data-1").note == "before xxxx")
  }

  @Test func aPasteIntoTheNoteIsTakenWhole() {
    var replay = Replay()
    let text = String(repeating: "line with \u{1b}[31m and 漢字\n", count: 4000)
    replay.type("i")
    replay.paste(text)
    replay.press(.escape)
    #expect(replay.answer("data-1").note == text)
  }

  @Test func aPasteOutsideATextFieldDecidesNothing() {
    var replay = Replay()
    replay.paste("0 5 1 x q - u")
    #expect(replay.saves.isEmpty)
    #expect(!replay.quits)
    #expect(replay.state.notice != nil)
  }

  @Test func theTextBeingWrittenIsOfferedAsADraft() {
    var replay = Replay()
    #expect(replay.state.drafts.isEmpty)
    replay.type("ihalf a sen")
    #expect(
      replay.state.drafts == [
        Draft(test: "data-1", field: "note", values: ["text": "half a sen"], opened: ["text": ""])
      ])
    replay.press(.escape)
    #expect(replay.state.drafts.isEmpty)
  }

  @Test func aDraftFoundAtTheStartCanBeContinuedOrThrownAway() {
    var replay = Replay()
    replay.send(.draftsFound([Draft(test: "infra-2", field: "note", values: ["text": "half a sen"])]))
    replay.press(.enter)
    replay.type("tence")
    replay.press(.escape)
    #expect(replay.answer("infra-2").note == "half a sentence")
    var other = Replay()
    other.send(.draftsFound([Draft(test: "infra-2", field: "evidence", values: ["locator": "https://ci"])]))
    other.type("u")
    #expect(other.state.layers.isEmpty)
    #expect(other.state.assessment.answers.isEmpty)
    other.send(.draftsFound([Draft(test: "infra-2", field: "evidence", values: ["locator": "https://ci"])]))
    other.press(.enter, .control("s"))
    #expect(other.answer("infra-2").evidence.values.first?.locator == "https://ci")
  }

  @Test func theOutsideEditorGetsTheNoteAndGivesItBack() {
    var replay = Replay()
    replay.type("ifirst")
    replay.press(.escape)
    replay.type("E")
    guard case .openExternalEditor(let test, let text) = replay.effects.last else {
      Issue.record("no editor was asked for")
      return
    }
    #expect(test == "data-1")
    #expect(text == "first")
    replay.send(.externalEditorClosed(test: "data-1", opened: "first", text: "second\nline"))
    #expect(replay.answer("data-1").note == "second\nline")
    replay.type("u")
    #expect(replay.answer("data-1").note == "first")
  }

  // Forms

  @Test func evidenceIsAddedFieldByField() throws {
    var replay = Replay()
    replay.type("e")
    replay.type("https://ci.example/runs/812")
    replay.press(.enter)
    replay.type("Schema check")
    replay.press(.enter, .enter)
    let evidence = try #require(replay.answer("data-1").evidence.values.first)
    #expect(evidence.kind == .link)
    #expect(evidence.locator == "https://ci.example/runs/812")
    #expect(evidence.summary == "Schema check")
    #expect(evidence.observed == replay.state.today)
    #expect(evidence.added?.by == "facilitator")
    #expect(replay.state.layers.isEmpty)
  }

  @Test func theKindIsChosenByArrowsOrByItsLetter() throws {
    var replay = Replay()
    replay.type("e")
    replay.press(.backTab)
    replay.type("r")
    replay.press(.tab)
    replay.type("docs/report.pdf")
    replay.press(.control("s"))
    #expect(replay.answer("data-1").evidence.values.first?.kind == .report)
  }

  @Test func wrongFieldsAreNamedAndNothingIsSaved() {
    var replay = Replay()
    replay.type("e")
    replay.press(.control("s"))
    #expect(replay.screen.contains("Say where it is"))
    replay.type("x")
    replay.press(.tab, .tab, .control("u"))
    replay.type("yesterday")
    replay.press(.enter)
    #expect(replay.screen.contains("Not a day"))
    #expect(replay.saves.isEmpty)
    replay.press(.control("u"))
    replay.type("2026-09-20")
    replay.press(.enter)
    #expect(replay.answer("data-1").evidence.count == 1)
  }

  @Test func escapeInAFormKeepsWhatWasTypedForTheNextTime() {
    var replay = Replay()
    replay.type("ehttps://ci.example")
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.answer("data-1").evidence.isEmpty)
    #expect(replay.state.drafts.first?.values["locator"] == "https://ci.example")
    replay.type("q")
    #expect(!replay.quits)
    replay.type("n")
    replay.type("e")
    replay.press(.control("s"))
    #expect(replay.answer("data-1").evidence.values.first?.locator == "https://ci.example")
    replay.type("q")
    #expect(replay.quits)
  }

  @Test func evidenceIsEditedDeletedAndBroughtBack() {
    var replay = Replay()
    replay.type("ea")
    replay.press(.control("s"))
    replay.press(.tab)
    replay.type("jjjjjj")
    #expect(replay.state.selectedItem.map { if case .evidence = $0 { true } else { false } } == true)
    replay.press(.enter)
    replay.type("bc")
    replay.press(.control("s"))
    #expect(replay.answer("data-1").evidence.values.map(\.locator) == ["abc"])
    replay.type("d")
    #expect(replay.answer("data-1").evidence.isEmpty)
    replay.type("u")
    #expect(replay.answer("data-1").evidence.values.map(\.locator) == ["abc"])
  }

  @Test func actionsHaveOwnerDueDateAndEffort() throws {
    var replay = Replay()
    replay.type("aFail the build on a schema break")
    replay.press(.enter)
    replay.type("data-lead")
    replay.press(.enter)
    replay.type("2026-12-15")
    replay.press(.enter)
    replay.type("m")
    replay.press(.enter)
    let action = try #require(replay.answer("data-1").actions.values.first)
    #expect(
      action
        == Action(
          text: "Fail the build on a schema break", owner: "data-lead", due: Day("2026-12-15"), effort: .medium))
    replay.press(.tab, .end)
    replay.type("D")
    #expect(replay.answer("data-1").actions.values.first?.done == replay.state.today)
    replay.type("D")
    #expect(replay.answer("data-1").actions.values.first?.done == nil)
  }

  @Test func anOwnerIsNamedAndTakenAway() {
    var replay = Replay()
    replay.type("woncall")
    replay.press(.enter)
    #expect(replay.answer("data-1").owner == "oncall")
    replay.type("w")
    replay.press(.control("u"), .enter)
    #expect(replay.state.assessment.answers.isEmpty)
  }

  @Test func evidenceWithoutADayIsNotMadeFreshByEditingIt() {
    var assessment = Replay().state.assessment
    assessment.answers["data-1"] = Answer(evidence: ["e-1": Evidence(kind: .file, locator: "old.txt")])
    var replay = Replay(assessment)
    replay.press(.tab)
    replay.type("jjjjjj")
    replay.press(.enter)
    replay.type("!")
    replay.press(.control("s"))
    #expect(replay.answer("data-1").evidence["e-1"]?.locator == "old.txt!")
    #expect(replay.answer("data-1").evidence["e-1"]?.observed == nil)
  }

  @Test func aTargetIsSetAndAGapAcceptedUntilADay() throws {
    var replay = Replay()
    replay.type("t")
    #expect(replay.screen.contains("Target of Data 1"))
    replay.type(" ")
    replay.press(.control("s"))
    #expect(replay.answer("data-1").target == replay.state.rubric.levels[0].id)
    #expect(replay.answer("data-1").acceptedGap == nil)
    #expect(replay.screen.contains("Target: \(replay.state.rubric.levels[0].title), ½"))
    // A gap needs a reason and an end.
    replay.type("t")
    replay.press(.tab, .tab)
    replay.type("product-lead")
    replay.press(.control("s"))
    #expect(replay.screen.contains("Say why"))
    replay.type("The vendor feed has no schema")
    replay.press(.control("s"))
    #expect(replay.screen.contains("Until when?"))
    replay.type("soon")
    replay.press(.control("s"))
    #expect(replay.screen.contains("Not a day"))
    replay.press(.control("u"))
    replay.type("2027-03-31")
    replay.press(.control("s"))
    let until = try #require(Day("2027-03-31"))
    #expect(
      replay.answer("data-1").acceptedGap
        == AcceptedGap(reason: "The vendor feed has no schema", by: "product-lead", until: until))
    #expect(replay.screen.contains("Accepted gap until 2027-03-31"))
    #expect(replay.state.score.claimed == .zero)
    replay.type("u")
    #expect(replay.answer("data-1").acceptedGap == nil)
    replay.press(.control("r"))
    // Emptied, it is no gap any more; the target stays.
    replay.type("t")
    for _ in 0..<3 { replay.press(.tab, .control("u")) }
    replay.press(.control("s"))
    #expect(replay.answer("data-1").acceptedGap == nil)
    #expect(replay.answer("data-1").target != nil)
  }

  @Test func theMessagesOfTheSessionCanBeReadWhole() {
    var replay = Replay(columns: 60, rows: 20)
    let long =
      "fraud.mlts.json: not saved: the file system is mounted read-only. Mount it to be written, or copy the file to "
      + "another place"
    replay.send(.failed(long))
    replay.tick(seconds: 65)
    replay.type("Zu")
    replay.type("L")
    let words = replay.screen.split(whereSeparator: { $0.isWhitespace || "│┌┐└┘".contains($0) }).joined(
      separator: " ")
    #expect(words.contains(long))
    #expect(replay.screen.contains("+1:05"))
    // The newest first.
    let lines = replay.screen.split(separator: "\n")
    let newest = lines.firstIndex { $0.contains("Nothing to undo") }
    let oldest = lines.firstIndex { $0.contains("not saved:") }
    #expect((newest ?? .max) < (oldest ?? .min))
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
  }
}
