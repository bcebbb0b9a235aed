import MLTestScore
import Screen
import Testing

@testable import ReviewApp

@Suite struct DecidingTests {
  @Test func oneKeyDecidesAndSavesAtOnce() {
    var replay = Replay()
    replay.type("5")
    #expect(replay.answer("data-1").state == .assessed)
    #expect(replay.state.score.test("data-1")?.claimed == .half)
    #expect(replay.saves.count == 1)
    #expect(replay.saves.last == replay.state.assessment)
    #expect(replay.state.saveStatus == .saved)
    replay.type("1")
    #expect(replay.state.score.test("data-1")?.claimed == Points(whole: 1))
    replay.type("0")
    #expect(replay.state.score.test("data-1")?.claimed == .zero)
    #expect(replay.answer("data-1").state == .assessed)
  }

  @Test func decisionsCarryTimeAndRole() {
    var replay = Replay()
    replay.type("5")
    #expect(replay.answer("data-1").decided?.by == "facilitator")
    #expect(replay.answer("data-1").decided?.at == replay.state.now)
  }

  @Test func decidingTheSameAgainIsStillADecision() {
    var replay = Replay()
    replay.type("5")
    replay.type("5")
    #expect(replay.saves.count == 1)
    replay.tick()
    replay.type("5")
    #expect(replay.saves.count == 2)
  }

  @Test func spaceTicksTheCriterionUnderTheCursor() {
    var replay = Replay()
    replay.type(" ")
    #expect(replay.state.place.pane == .detail)
    #expect(replay.saves.isEmpty)
    replay.type(" ")
    #expect(replay.answer("data-1").criteria == ["performed"])
    replay.type("j j ")
    #expect(replay.answer("data-1").criteria == ["performed", "documented", "distributed"])
    #expect(replay.state.score.test("data-1")?.claimed == .half)
    replay.type(" ")
    #expect(replay.state.score.test("data-1")?.claimed == .zero)
  }

  @Test func notApplicableAsksForAReasonAndTakesNoEmptyOne() {
    var replay = Replay()
    replay.type("x")
    replay.press(.enter)
    #expect(replay.answer("data-1").state == .notAssessed)
    #expect(replay.screen.contains("Say why"))
    replay.type("no tabular features")
    replay.press(.enter)
    #expect(replay.answer("data-1").state == .notApplicable)
    #expect(replay.answer("data-1").reason == "no tabular features")
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.score.sections[0].attainable == Points(whole: 1))
  }

  @Test func anOpenQuestionGoesThroughWhatItCouldBe() {
    var replay = Replay()
    replay.type("o")
    #expect(replay.answer("data-1").state == .openQuestion)
    replay.type("o")
    #expect(replay.answer("data-1").couldBe == "manual")
    #expect(replay.state.score.sections[0].possible == .half)
    replay.type("o")
    #expect(replay.answer("data-1").couldBe == "automated")
    replay.type("o")
    #expect(replay.answer("data-1").couldBe == nil)
    replay.type("5")
    #expect(replay.answer("data-1").state == .assessed)
  }

  @Test func clearingLeavesNothingInTheFile() {
    var replay = Replay()
    replay.type("5-")
    #expect(replay.state.assessment.answers.isEmpty)
  }

  @Test func confirmingTakesAnAnswerIntoThisReview() {
    var replay = Replay()
    replay.type("5c")
    #expect(replay.state.notice?.text.contains("nothing to confirm") == true)
    var assessment = replay.state.assessment
    assessment.milestones["m-1"] = Milestone(
      title: "Launch", at: Timestamp(secondsSince1970: 1_790_000_100))
    var later = Replay(assessment)
    later.tick(seconds: 1000)
    #expect(later.state.score.test("data-1")?.isCarriedOver == true)
    later.type("[")
    later.type("]")
    later.press(.home)
    later.type("c")
    #expect(later.state.score.test("data-1")?.isCarriedOver == false)
    #expect(later.state.score.test("data-1")?.claimed == .half)
  }

  @Test func aRubricWithoutALevelSaysSoAndChangesNothing() {
    var rubric = Rubric.mini
    rubric.levels.removeFirst()
    var replay = Replay(rubric: rubric)
    replay.type("5")
    #expect(replay.saves.isEmpty)
    #expect(replay.state.notice?.text.contains("no level") == true)
  }

  // Undo

  @Test func undoTakesEverythingBackAndRedoBringsItForth() {
    var replay = Replay()
    var versions = [replay.state.assessment]
    for keys in ["5", "j1", "]o", "-", "k0"] {
      replay.tick()
      replay.type(keys)
      versions.append(replay.state.assessment)
    }
    replay.type("w")
    replay.type("oncall")
    replay.press(.enter)
    versions.append(replay.state.assessment)
    for version in versions.dropLast().reversed() {
      replay.type("u")
      #expect(replay.state.assessment == version)
      #expect(replay.state.notice?.text.hasPrefix("Undid: ") == true)
    }
    replay.type("u")
    #expect(replay.state.notice?.text.contains("Nothing to undo") == true)
    for version in versions.dropFirst() {
      replay.press(.control("r"))
      #expect(replay.state.assessment == version)
    }
    #expect(replay.saves.last == versions.last)
  }

  @Test func undoShowsWhatItUndid() {
    var replay = Replay()
    replay.type("5]u")
    #expect(replay.state.test.id == "data-1")
    #expect(replay.state.notice?.text.contains("Data 1") == true)
  }

  @Test func redoLeadsToWhereItWasDone() {
    var replay = Replay()
    replay.type("5]]1uu")
    replay.press(.control("r"))
    #expect(replay.state.test.id == "data-1")
    replay.press(.control("r"))
    #expect(replay.state.test.id == "infra-1")
  }

  @Test func aNewDecisionEndsWhatCouldBeRedone() {
    var replay = Replay()
    replay.type("5u1")
    replay.press(.control("r"))
    #expect(replay.state.score.test("data-1")?.claimed == Points(whole: 1))
  }

  // Read-only

  @Test func aReadOnlyFileChangesByNoKey() {
    var replay = Replay(readOnly: "it was written by a newer mlts")
    let before = replay.state.assessment
    for binding in KeyTable.bindings where binding.contexts.contains(.list) && binding.command != .quit {
      replay.press(binding.keys[0])
      replay.type("text")
      replay.press(.enter)
      replay.press(.escape, .escape)
    }
    #expect(replay.state.assessment == before)
    #expect(replay.saves.isEmpty)
    replay.type("5")
    #expect(replay.screen.contains("newer mlts"))
  }
}
