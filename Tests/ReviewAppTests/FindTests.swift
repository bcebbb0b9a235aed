import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Find and palette.
@Suite struct FindTests {
  private func noted() -> Replay {
    var replay = Replay()
    replay.type("]ithe Grüße of the batch")
    replay.press(.escape)
    replay.type("]ehttps://ci.example/batch")
    replay.press(.control("s"))
    replay.type("]aAsk about the BATCH")
    replay.press(.control("s"))
    replay.type("ggg[[[g")
    return replay
  }

  @Test func findGoesThroughNotesEvidenceAndActions() {
    var replay = noted()
    replay.type("/batch")
    #expect(replay.screen.contains("3 tests"))
    replay.press(.enter)
    #expect(replay.state.test.id == "model-1")
    replay.type("n")
    #expect(replay.state.test.id == "infra-1")
    replay.type("n")
    #expect(replay.state.test.id == "monitor-1")
    replay.type("n")
    #expect(replay.state.test.id == "model-1")
    #expect(replay.state.notice?.text.contains("other end") == true)
    replay.type("N")
    #expect(replay.state.test.id == "monitor-1")
  }

  @Test func whatIsFoundIsMarked() {
    var replay = noted()
    replay.type("/GRÜSSE")
    #expect(replay.state.foundTests.isEmpty)
    replay.press(.escape)
    replay.type("/grüß")
    replay.press(.enter)
    let frame = ReviewScreen.frame(replay.state)
    let marked = frame.cells.filter { $0.role == .match }.map(\.text).joined()
    #expect(marked == "Grüß")
    // Esc in the field takes the marks away.
    replay.type("/x")
    replay.press(.escape)
    #expect(!ReviewScreen.frame(replay.state).cells.contains { $0.role == .match })
  }

  @Test func nothingFoundIsSaid() {
    var replay = noted()
    replay.type("n")
    #expect(replay.state.notice?.text.contains("/ asks") == true)
    replay.type("/nowhere")
    replay.press(.enter)
    #expect(replay.state.notice?.text.contains("nowhere is in no title") == true)
    #expect(replay.state.test.id == "data-1")
  }

  @Test func findLeavesAnAgendaThatHidesTheMatch() {
    var replay = noted()
    replay.type("5")
    replay.state.show(.changed)
    #expect(replay.state.place.filter == .changed)
    replay.type("/batch")
    replay.press(.enter)
    #expect(replay.state.test.id == "model-1")
    #expect(replay.state.place.filter == .all)
  }

  @Test func theWholeSearchIsTypedBeforeTheKeysMeanAnythingElse() {
    var replay = Replay()
    replay.type("/q015")
    #expect(replay.state.assessment.answers.isEmpty)
    #expect(!replay.quits)
    replay.press(.backspace, .backspace, .backspace, .backspace, .enter)
    #expect(replay.state.layers.isEmpty)
  }

  // The palette

  private func entries(_ text: String, _ replay: Replay = Replay()) -> [String] {
    var palette = Palette()
    palette.editor = TextEditor(text: text, singleLine: true)
    return replay.state.entries(palette).map(\.title)
  }

  @Test func fewLettersFindATest() {
    #expect(entries("inf2").first == "Infra 2  The infra test number 2")
    #expect(entries("mon 1").first == "Monitor 1  The monitor test number 1")
    #expect(entries("zzz").isEmpty)
    #expect(entries("").count > 30)
  }

  @Test func fewLettersFindACommandThatWorksNow() {
    #expect(entries("evidence").first == "Add evidence: kind, locator, summary, date")
    // Nothing was done yet, so there is nothing to undo; nothing is offered that does not work.
    #expect(!entries("undo").contains { $0.hasPrefix("Undo") })
    var replay = Replay()
    replay.type("5")
    #expect(entries("undo", replay).first?.hasPrefix("Undo") == true)
  }

  @Test func enterDoesWhatIsChosen() {
    var replay = Replay()
    replay.type(":inf2")
    replay.press(.enter)
    #expect(replay.state.test.id == "infra-2")
    #expect(replay.state.layers.isEmpty)
    replay.type(":write note")
    replay.press(.enter)
    guard case .note = replay.state.layers.last else {
      Issue.record("the note is not open")
      return
    }
    replay.press(.escape)
    replay.type(":agenda not")
    replay.press(.enter)
    #expect(replay.state.place.filter == .notAssessed)
    replay.type(":")
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
  }

  @Test func fuzzyScores() {
    #expect(Fuzzy.score("dt", in: "Data 1") != nil)
    #expect(Fuzzy.score("td", in: "Data 1") == nil)
    #expect(Fuzzy.score("export", in: "Feature expectations are captured in a schema") == nil)
    #expect(Fuzzy.score("schema", in: "Feature expectations are captured in a schema") != nil)
    func better(_ one: String, _ other: String, for pattern: String) -> Bool {
      (Fuzzy.score(pattern, in: one) ?? .min) > (Fuzzy.score(pattern, in: other) ?? .min)
    }
    #expect(better("Scroll down", "Discuss note", for: "sd"))
    #expect(better("Note", "No other test", for: "note"))
    #expect(better("Infra 2", "Infra 2 and much more", for: "infra"))
    #expect(Fuzzy.score("", in: "anything") != nil)
  }
}
