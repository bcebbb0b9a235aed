import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// The review by question and answer: what is decided, said and saved.
@Suite struct PlainReviewTests {
  @Test func theFirstLinesSayTheScoresAndTheTest() {
    let session = PlainSession()
    #expect(session.said.first == "System: fraud-scoring")
    for line in [
      "Data: 0.0 of 2.0, supported today 0.0, 0 of 2 assessed",
      "Final score: 0.0, set by Data, Model, Infra, Monitor", "Band: Research project",
      "Assessed: 0 of 8 tests", "Data 1, test 1 of 8: The data test number 1 in full",
      "Level Manual, earns ½: Somebody looks.", "Criterion 1, performed, not ticked: Is it performed?",
      "Answer: not assessed", "Owner: nobody named", "Evidence: none", "Note: none", "Actions: none",
    ] { #expect(session.said.contains(line), "\(line)") }
    #expect(session.review.prompt == "data-1> ")
    #expect(session.said.allSatisfy { !$0.contains("\n") })
  }

  @Test(arguments: [1, 2, 3, 4])
  func aWholeReviewScoresAsTheModelDoes(seed: UInt64) throws {
    let rubric = try Rubric.mlTestScore2017()
    var session = PlainSession(rubric: rubric)
    var random = SeededGenerator(seed: seed)
    var expected = session.review.state.assessment
    let stamp = session.review.state.stamp
    for (index, test) in rubric.tests.enumerated() {
      #expect(session.review.prompt == "\(test.id)> ")
      var answer = Answer()
      switch Int.random(in: 0..<7, using: &random) {
      case 0:
        session.type("0")
        answer.decide(level: nil, rubric: rubric, stamp: stamp)
      case 1:
        session.type(index.isMultiple(of: 2) ? "5" : "half")
        answer.decide(level: rubric.level("manual"), rubric: rubric, stamp: stamp)
      case 2:
        session.type(index.isMultiple(of: 2) ? "1" : "FULL")
        answer.decide(level: rubric.level("automated"), rubric: rubric, stamp: stamp)
      case 3:
        session.type("x no such thing here")
        answer.markNotApplicable(reason: "no such thing here", stamp: stamp)
      case 4:
        session.type("o", "o", "o")
        answer.leaveOpen(stamp: stamp)
        answer.couldBe = "automated"
      case 5:
        session.type("t performed", "t 4", "tick doc", "t 1", "t 1", "t distributed")
        for id in ["performed", "automatic", "documented", "distributed"] {
          answer.toggle(criterion: id, stamp: stamp)
        }
      default:
        session.type("1", "-")
      }
      expected.answers[test.id] = answer.isBlank ? nil : answer
      #expect(session.problems.isEmpty)
      session.type("")
    }
    #expect(session.review.state.assessment == expected)
    #expect(session.saves.last == expected)
    let score = expected.score(under: rubric, on: session.review.state.today)
    session.type("s")
    #expect(session.text.contains("Final score: \(score.claimed.interval(to: score.possible)), set by"))
    for section in score.sections {
      let sum = section.claimed.interval(to: section.possible)
      #expect(session.text.contains("\(section.label): \(sum) of 7.0, supported today \(section.supported), "))
    }
    #expect(session.text.contains("Assessed: \(score.assessed) of 28 tests"))
  }

  @Test func eachAnswerSaysWhatWasDoneTheScoresAndThatItIsSaved() {
    var session = PlainSession()
    session.type("half")
    #expect(session.said == ["Data 1: earns ½. Data 0.5, final score 0.0. Saved."])
    session.type("t automatic")
    #expect(session.said == ["Data 1: earns ½, automatic ticked. Data 0.5, final score 0.0. Saved."])
    session.type("owner data-lead")
    #expect(session.said == ["Data 1: owner data-lead. Data 0.5, final score 0.0. Saved."])
    session.type("half")
    #expect(session.said == ["Data 1: earns ½. Nothing changed."])
    session.type("c")
    #expect(session.text.contains("nothing to confirm"))
  }

  @Test func undoAndRedoLeadToTheTest() {
    var session = PlainSession()
    session.type("1", "n", "5", "note one line", "u")
    #expect(session.said == ["Undid: Data 2 note. Data 1.5, final score 0.0. Saved."])
    session.type("u", "u")
    #expect(session.said == ["Undid: Data 1 to 1. Data 0.0, final score 0.0. Saved."])
    #expect(session.review.prompt == "data-1> ")
    #expect(session.saves.last?.answers.isEmpty == true)
    session.type("u")
    #expect(session.text.contains("Nothing to undo"))
    session.type("r", "redo")
    #expect(session.said == ["Redid: Data 2 to ½. Data 1.5, final score 0.0. Saved."])
  }

  @Test func linesThatAreNotUnderstoodChangeNothing() {
    var session = PlainSession()
    for line in [
      "foo", "half please", "t", "t nothing", "go", "go data-9", "go 0", "go 9", "m1", "x9", "2", "6", "0.5",
      "done 1",
      "delete", "delete note 1", "delete evidence 1", "edit action 2", "evidence nokind https://x",
      "evidence link", "evidence link a | b | 2026-02-30", "evidence link a | b | 2026-01-01 | c",
      "action a | b | soon", "action a | b | 2026-01-01 | huge", "action | me", "help foo", "find", "\u{1b}[A",
    ] {
      session.type(line)
      #expect(session.problems.count == 1, "\(line): \(session.said)")
      #expect(session.said.isEmpty, "\(line): \(session.said)")
      #expect(session.review.prompt == "data-1> ", "\(line)")
    }
    #expect(session.saves.isEmpty)
    session.type("m1")
    #expect(session.problems == ["\"m1\" could be model-1 or monitor-1: say which"])
    session.type("# a remark")
    #expect(session.said.isEmpty && session.problems.isEmpty)
  }

  @Test func movingSaysTheTest() {
    var session = PlainSession()
    for (line, prompt) in [
      ("n", "data-2> "), ("", "model-1> "), ("b", "data-2> "), ("go monitor-1", "monitor-1> "), ("d1", "data-1> "),
      ("mod2", "model-2> "), ("go 8", "monitor-2> "), ("go Infra 1", "infra-1> "), ("]", "monitor-2> "),
      ("[", "infra-1> "),
    ] {
      session.type(line)
      #expect(session.review.prompt == prompt, "\(line)")
      #expect(session.said.first?.contains("test ") == true, "\(line)")
    }
    session.type("go 8", "n")
    #expect(session.said == ["This is the last test. 8 are not decided."])
    session.type("0", ".")
    #expect(session.review.prompt == "data-1> ")
    session.type("brief", "n")
    #expect(session.said.count == 6)
    session.type("show")
    #expect(session.text.contains("Why: Because nobody else looks."))
    session.type("how")
    #expect(session.said == ["Way 1 of 1: By looking."])
    session.type("list")
    #expect(session.said.count == 12)
    #expect(session.said.last == "monitor-2, earns 0: The monitor test number 2")
  }

  @Test func anAgendaIsWalkedThrough() {
    var session = PlainSession()
    session.type("go d1", "1", "go d2", "1", "go i2", "open", "f")
    #expect(session.said.count == Filter.allCases.count)
    #expect(session.said.contains("all: 8 tests, chosen; section by section"))
    #expect(session.said.contains("open: 1 test; to be decided later"))
    session.type("agenda not-assessed")
    #expect(session.said.first == "Agenda: Not assessed, 5 tests.")
    #expect(session.said.dropFirst().prefix(5).allSatisfy { $0.contains(", not assessed: ") })
    #expect(session.review.prompt == "model-1> ")
    session.type("", "")
    #expect(session.review.prompt == "infra-1> ")
    // The open question is not on this agenda.
    session.type("")
    #expect(session.review.prompt == "monitor-1> ")
    session.type("agenda carried-over")
    #expect(session.said == ["Carried over: no test, the agenda stays as it is."])
    session.type("agenda mine")
    #expect(session.said.isEmpty)
    #expect(
      session.problems == [
        "\"mine\" is no agenda: say one of all, not-assessed, open, floor, flagged, carried-over, changed"
      ])
    session.type("agenda all", "go d1", "")
    #expect(session.review.prompt == "data-2> ")
    #expect(session.saves.count == 3)
  }

  @Test func timeIsToldAndItsEndIsSaidOnceForEachTest() {
    var session = PlainSession()
    session.review.state.options.timebox = 180
    func later(_ seconds: Int) -> Message {
      let state = session.review.state
      return .clock(Timestamp(secondsSince1970: state.now.secondsSince1970 + seconds), today: state.today)
    }
    session.hear(later(100))
    session.type("", "time")
    #expect(session.said == ["Meeting: 1:40", "Data 2: 0:00 of 3:00"])
    session.hear(later(181))
    session.type("1")
    #expect(session.said.contains("The time box of 3:00 for Data 2 is over."))
    session.type("time")
    #expect(session.said == ["Meeting: 4:41", "Data 2: 3:01 of 3:00"])
    session.type("b", "time")
    #expect(session.said == ["Meeting: 4:41", "Data 1: 1:40 of 3:00"])
  }

  @Test func whatIfChangesNoAnswer() {
    var session = PlainSession()
    session.type("plan")
    #expect(session.said.first?.contains(" at 0.5 takes 4 changes:") == true, "\(session.said)")
    #expect(session.said.last == "Nothing is planned.")
    session.type("plan next")
    #expect(session.said.count == 5)
    #expect(session.said.first?.hasPrefix("Planned: data-1, 0 to ½") == true, "\(session.said)")
    #expect(session.said.last?.hasPrefix("That would give a final score of 0.5") == true, "\(session.said)")
    session.type("plan d1 1")
    #expect(session.said.first == "Planned: data-1, 0 to 1: The data test number 1")
    session.type("plan clear")
    #expect(session.said == ["Nothing is planned."])
    session.type("plan d1 most")
    #expect(session.problems == ["Say a test and its credit, such as data-4 half; or next, or clear"])
    session.type("plan x1 1")
    #expect(session.problems == ["There is no test \"x1\": list names them"])
    #expect(session.saves.isEmpty && session.review.state.assessment.answers.isEmpty)
  }

  @Test(arguments: ["\(Int.min)", "\(Int.max)", "0", "9", "1e3", "٣"])
  func aNumberOfNothingIsNamed(_ number: String) {
    var session = PlainSession()
    for line in ["tick \(number)", "done \(number)", "go \(number)", "delete evidence \(number)", "d\(number)"] {
      session.type(line)
      #expect(session.problems.count == 1, "\(line): \(session.said)")
    }
    #expect(session.saves.isEmpty)
  }

  @Test func everyWordOfTheTableIsInTheHelpAndMeansOneThing() {
    var session = PlainSession()
    session.type("help")
    #expect(session.said.count == PlainTable.rows.count + 1)
    for row in PlainTable.rows {
      for name in row.names {
        #expect(PlainTable.row(for: name)?.verb == row.verb, "\(name)")
        session.type("help \(name)")
        #expect(session.said == [session.review.shown(row.line)])
      }
    }
    // A key that the screen knows asks for nothing else here.
    for binding in KeyTable.bindings where binding.contexts.contains(.list) {
      for case .character(let key) in binding.keys {
        guard let row = PlainTable.row(for: String(key)), row.command != binding.command else { continue }
        #expect(["b", "n", "r", "t"].contains(key), "\(key) is \(row.words) here and \(binding.command) there")
      }
    }
  }

  @Test func asciiIsAllThatIsSaidWhereNothingElseCanBe() {
    var assessment = PlainSession().review.state.assessment
    assessment.answers["data-1"] = Answer(note: "caf\u{e9} “1½” \u{1b}[2J — 漢字")
    var session = PlainSession(assessment, ascii: true)
    #expect(session.text.contains("Level Manual, earns .5: Somebody looks."))
    #expect(session.text.contains("Note: caf? \"1.5\" ^[[2J - ??"))
    session.type("half", "help", "u")
    #expect((session.said + [session.review.prompt]).allSatisfy { $0.utf8.allSatisfy { 0x20..<0x7f ~= $0 } })
  }

  @Test func theEndOfTheInputEndsTheReview() {
    var session = PlainSession()
    session.type("5", "q")
    #expect(session.hasEnded)
    session = PlainSession()
    session.end()
    #expect(session.hasEnded && session.said.isEmpty && session.problems.isEmpty)
  }
}
