import MLTestScore
import Testing

@testable import ReviewApp

/// Notes, evidence, actions and the other texts of a plain review.
@Suite struct PlainWritingTests {
  @Test func aNoteIsSavedLineByLineAndIsOneStep() {
    var session = PlainSession()
    session.type("note")
    #expect(session.review.prompt == "note> ")
    // Words and keys are text here.
    session.type("q", "", "  indented", "5")
    #expect(session.said.isEmpty)
    #expect(session.saves.count == 4)
    #expect(session.saves.last?.answers["data-1"]?.note == "q\n\n  indented\n5")
    session.type(".")
    #expect(session.said == ["Data 1: 4 lines added to the note. Data 0.0, final score 0.0. Saved."])
    session.type("note more")
    #expect(session.answer("data-1").note == "q\n\n  indented\n5\nmore")
    session.type("u", "u")
    #expect(session.answer("data-1").note.isEmpty)
    session.type("r", "show")
    #expect(session.said.contains("Note:   indented"))
    session.type("note -")
    #expect(session.answer("data-1").note.isEmpty)
    session.type("note", ".")
    #expect(session.said == ["Nothing was written."])
  }

  @Test func hostileTextIsKeptAndNeverSaidAsItIs() {
    var session = PlainSession()
    let hostile = "\u{1b}]0;title\u{7} \u{202e}abc\u{0}\u{9b}2J\u{2028}end \\ \" é 漢字 👨‍👩‍👧"
    session.type("note", hostile, hostile, ".")
    #expect(session.answer("data-1").note == "\(hostile)\n\(hostile)")
    session.type("x \(hostile)", "owner \(hostile)", "action \(hostile)", "evidence link \(hostile)", "show")
    session.type("list")
    let said = session.said
    session.type("show")
    for line in said + session.said + [session.review.shown(hostile)] {
      let isSafe = line.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) && ![0x202e, 0x2028].contains($0.value)
      }
      #expect(isSafe, "\(line)")
    }
    session.type("no-such-\(hostile)")
    #expect(session.problems.first?.contains("\u{1b}") == false)
  }

  @Test func aNoteHasAnEnd() {
    var session = PlainSession()
    let line = String(repeating: "x", count: 65_000)
    session.type("note")
    for _ in 0..<16 { session.type(line) }
    #expect(session.problems.isEmpty)
    session.type(line)
    #expect(session.problems.count == 1)
    #expect(session.answer("data-1").note.utf8.count == 65_001 * 16 - 1)
  }

  @Test func evidenceIsAddedInOneLineOrAskedFor() {
    var session = PlainSession()
    session.type("5", "evidence link https://x/?a|b | What it shows | 2026-07-01")
    #expect(session.said == ["Data 1: evidence added. Data 0.5, final score 0.0. Saved."])
    session.type("e r runs/812")
    session.type("evidence")
    #expect(session.said.last == "Kind: link, file, command, report, statement. Empty: link.")
    for (line, prompt) in [
      ("command", "locator> "), ("mlflow runs | head", "summary> "), ("", "date> "), ("-", "data-1> "),
    ] {
      session.type(line)
      #expect(session.review.prompt == prompt)
    }
    #expect(session.said == ["Data 1: evidence added. Data 0.5, final score 0.0. Saved."])
    let found = session.answer("data-1").evidence.values.sorted { $0.locator < $1.locator }
    #expect(found.map(\.kind) == [.link, .command, .report])
    #expect(found.map(\.locator) == ["https://x/?a|b", "mlflow runs | head", "runs/812"])
    #expect(found.map(\.summary) == ["What it shows", "", ""])
    #expect(found.map(\.observed) == [Day("2026-07-01"), nil, session.review.state.today])
    session.type("delete evidence 1", "show")
    #expect(session.said.contains { $0.hasPrefix("Evidence 1 of 2, ") })
    session.type("u", "show")
    #expect(session.said.contains { $0.hasPrefix("Evidence 1 of 3, ") })
    session.type("edit evidence 1", "", "", "changed", "")
    #expect(session.answer("data-1").evidence.values.contains { $0.summary == "changed" })
    #expect(session.answer("data-1").evidence.count == 3)
  }

  @Test func actionsAreAddedDoneAndDeleted() {
    var session = PlainSession()
    session.type("action Add the slice | model-lead | 2026-12-15 | s")
    let action = session.answer("data-1").actions.values.first
    #expect(action == Action(text: "Add the slice", owner: "model-lead", due: Day("2026-12-15"), effort: .small))
    session.type("done 1")
    #expect(session.said.first?.hasPrefix("Data 1: action done 2026-09-21, model-lead, effort S: Add") == true)
    session.type("done 1", "delete action 1")
    #expect(session.answer("data-1").actions.isEmpty)
    session.type("a", "Look", "", "", "")
    #expect(session.answer("data-1").actions.values.map(\.text) == ["Look"])
  }

  @Test func aTargetIsSaidFieldByField() {
    var session = PlainSession()
    session.type("target", session.review.state.rubric.levels[0].id, "No schema", "product-lead", "2027-03-31")
    #expect(session.problems.isEmpty)
    #expect(session.answer("data-1").target == session.review.state.rubric.levels[0].id)
    #expect(session.answer("data-1").acceptedGap?.until == Day("2027-03-31"))
    session.type("show")
    #expect(session.text.contains("Target: ") && session.text.contains("Accepted gap until 2027-03-31"))
  }

  @Test func aPersonIsAskedAgainAndAScriptStaysInStep() {
    var session = PlainSession(interactive: true)
    session.type("evidence", "no kind")
    #expect(session.review.prompt == "kind> ")
    session.type("link", "x", "", "yesterday")
    #expect(session.problems == ["Date: Not a day: write it as 2026-11-20"])
    #expect(session.review.prompt == "date> ")
    session.type("2026-07-01")
    #expect(session.answer("data-1").evidence.values.first?.observed == Day("2026-07-01"))
    session.type("evidence", "link", "typed", ".")
    #expect(session.text.contains("given up") && session.text.contains("Locator: typed"))

    session = PlainSession(interactive: false)
    session.type("evidence", "no kind", "0", "x reason", "")
    #expect(session.problems.count == 1)
    #expect(session.problems.first?.contains("Summary: x reason") == true)
    #expect(session.answer("data-1") == Answer())
    #expect(session.review.prompt == "data-1> ")
  }

  @Test func whatWasBegunIsTakenAtTheEndOfTheInput() {
    var session = PlainSession()
    session.type("note", "a line")
    session.end()
    #expect(session.saves.last?.answers["data-1"]?.note == "a line")
    session = PlainSession()
    session.type("evidence", "file", "report.pdf")
    session.end()
    #expect(session.answer("data-1").evidence.values.first?.locator == "report.pdf")
    session = PlainSession()
    session.type("evidence", "file")
    session.end()
    #expect(session.problems.first?.contains("Kind: file") == true)
    #expect(session.saves.isEmpty)
  }

  @Test func scopeOwnerReasonAndTheClosing() {
    var session = PlainSession()
    session.type("scope", "", "A column", "", "A service", "", "ml-lead")
    #expect(session.review.state.assessment.scope.model == "The scorer")
    #expect(session.review.state.assessment.scope.features == "A column")
    #expect(session.review.state.assessment.system.owner == "ml-lead")
    session.type("owner", "oncall", "owner -")
    #expect(session.answer("data-1").owner.isEmpty)
    session.type("x", "")
    #expect(session.problems.count == 1)
    session.type("x", "because")
    #expect(session.answer("data-1").reason == "because")
    session.type("close")
    #expect(session.said.contains("This is the first milestone."))
    session.type("Launch", "data-lead, oncall")
    #expect(session.said == ["The review is closed. Data 0.0, final score 0.0. Saved."])
    #expect(session.review.state.assessment.milestones.values.map(\.title) == ["Launch"])
    session.hear(.clock(Timestamp(secondsSince1970: 1_790_000_060), today: session.review.state.today))
    session.type("show")
    #expect(session.text.contains("Carried over"))
    session.type("c")
    #expect(session.said.last?.hasSuffix("Saved.") == true)
  }
}
