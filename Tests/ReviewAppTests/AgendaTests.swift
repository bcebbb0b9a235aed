import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Agenda, clock, presenter and where a session begins.
@Suite struct AgendaTests {
  /// Data 1 full without evidence, Data 2 half with some, Model 1 open; the rest not assessed.
  private func begun() -> Replay {
    var replay = Replay()
    replay.type("1j5ehttps://ci.example")
    replay.press(.control("s"))
    replay.type("]o")
    return replay
  }

  private func choose(_ filter: Filter, in replay: inout Replay) {
    replay.type("fg" + String(repeating: "j", count: Filter.allCases.firstIndex(of: filter) ?? 0))
    replay.press(.enter)
  }

  private func ids(_ replay: Replay) -> [String] { replay.state.listed.map { replay.state.test(at: $0).id } }

  @Test func eachAgendaShowsItsTests() {
    var replay = begun()
    choose(.open, in: &replay)
    #expect(ids(replay) == ["model-1"])
    choose(.flagged, in: &replay)
    #expect(ids(replay) == ["data-1"])
    #expect(replay.state.test.id == "data-1")
    choose(.notAssessed, in: &replay)
    #expect(ids(replay).count == 5)
    choose(.changed, in: &replay)
    #expect(ids(replay).contains("data-1") && ids(replay).contains("model-1"))
    choose(.floor, in: &replay)
    #expect(Set(ids(replay)).isSuperset(of: ["infra-1", "infra-2", "model-1", "monitor-1"]))
    choose(.all, in: &replay)
    #expect(ids(replay).count == 2)
  }

  @Test func anEmptyAgendaIsSaidAndNotShown() {
    var replay = begun()
    choose(.carriedOver, in: &replay)
    #expect(replay.state.place.filter == .all)
    #expect(replay.state.notice?.text.contains("no test") == true)
  }

  @Test func aDecidedTestStaysUntilTheCursorLeavesIt() {
    var replay = begun()
    choose(.notAssessed, in: &replay)
    let first = replay.state.test.id
    replay.type("5")
    #expect(replay.state.test.id == first)
    #expect(ids(replay).contains(first))
    replay.type("j")
    #expect(replay.state.test.id != first)
    #expect(!ids(replay).contains(first))
  }

  @Test func movingGoesThroughTheAgendaAcrossSections() {
    var replay = begun()
    choose(.notAssessed, in: &replay)
    var seen: [String] = []
    for _ in 0..<5 {
      seen.append(replay.state.test.id)
      replay.type("j")
    }
    #expect(seen == ["model-2", "infra-1", "infra-2", "monitor-1", "monitor-2"])
    replay.type("g]")
    #expect(replay.state.test.id == "infra-1")
    replay.type("[[")
    #expect(replay.state.test.id == "monitor-1")
  }

  @Test func nextTestWorksFromTheDetailAndEndsAtTheLast() {
    var replay = Replay()
    replay.press(.tab)
    replay.type(">>")
    #expect(replay.state.test.id == "model-1")
    #expect(replay.state.place.pane == .detail)
    replay.type("<")
    #expect(replay.state.test.id == "data-2")
    replay.type("<<")
    #expect(replay.state.notice?.text.contains("first") == true)
  }

  @Test func theClockCountsTheMeetingAndTheTestWithEarlierVisits() {
    var replay = Replay()
    replay.tick(seconds: 100)
    #expect(replay.screen.contains("meeting 1:40"))
    #expect(replay.screen.contains("1:40 on Data 1"))
    replay.type("j")
    replay.tick(seconds: 20)
    #expect(replay.screen.contains("0:20 on Data 2"))
    replay.type("k")
    replay.tick(seconds: 5)
    #expect(replay.screen.contains("1:45 on Data 1"))
    #expect(replay.screen.contains("meeting 2:05"))
    // A clock that is set back takes nothing away.
    replay.tick(seconds: -1000)
    #expect(replay.screen.contains("meeting 0:00"))
    #expect(replay.screen.contains("1:40 on Data 1"))
  }

  @Test func aTimeBoxIsSoft() {
    var replay = Replay()
    replay.state.options.timebox = 60
    replay.tick(seconds: 60)
    #expect(replay.screen.contains("1:00/1:00 on Data 1"))
    #expect(!replay.screen.contains("over time"))
    replay.tick()
    #expect(replay.screen.contains("! over time 1:01/1:00"))
    replay.type("5j")
    #expect(replay.answer("data-1").state == .assessed)
    #expect(!replay.screen.contains("over time"))
  }

  @Test func thePresenterShowsOneTestWithTheSameKeys() {
    var replay = Replay()
    replay.type("p")
    #expect(replay.screen.contains("Is it performed?"))
    #expect(!replay.screen.contains("The data test number 2"))
    replay.type(" ")
    #expect(replay.answer("data-1").criteria == ["performed"])
    replay.type("1>")
    #expect(replay.screen.contains("DATA 2"))
    #expect(replay.state.isPresenting)
    replay.press(.escape)
    #expect(!replay.state.isPresenting)
    #expect(replay.screen.contains("The data test number 1"))
  }

  @Test func aSessionBeginsWhereTheLastOneEnded() {
    var replay = begun()
    choose(.notAssessed, in: &replay)
    replay.type("jj")
    let again = ReviewState(
      assessment: replay.state.assessment, rubric: .mini, fileName: "f", now: replay.state.now,
      today: replay.state.today, reviewer: "facilitator", size: Size(columns: 100, rows: 30),
      options: ReviewOptions(place: replay.state.leftPlace), seed: 1)
    #expect(again.test.id == "infra-2")
    #expect(again.place.filter == .notAssessed)
    // An agenda on which nothing is left is not shown again.
    let done = ReviewState(
      assessment: replay.state.assessment, rubric: .mini, fileName: "f", now: replay.state.now,
      today: replay.state.today, reviewer: "facilitator", size: Size(columns: 100, rows: 30),
      options: ReviewOptions(place: LeftPlace(test: "infra-2", filter: .carriedOver)), seed: 1)
    #expect(done.test.id == "infra-2" && done.place.filter == .all)
    // A test that the rubric lost leaves the usual start.
    let lost = ReviewState(
      assessment: replay.state.assessment, rubric: .mini, fileName: "f", now: replay.state.now,
      today: replay.state.today, reviewer: "facilitator", size: Size(columns: 100, rows: 30),
      options: ReviewOptions(place: LeftPlace(test: "gone-1", filter: .open)), seed: 1)
    #expect(lost.test.id == "model-2")
  }

  @Test func aDecidedReviewOpensOnWhatElseNeedsAttention() {
    var decided = Replay()
    for _ in 0..<8 { decided.type("0>") }
    func first(_ change: (inout Assessment) -> Void) -> String {
      var assessment = decided.state.assessment
      change(&assessment)
      return Replay(assessment).state.test.id
    }
    #expect(first { _ in } == "data-1")
    #expect(first { $0.answers["infra-2"]?.criteria = ["performed", "documented", "distributed"] } == "infra-2")
    #expect(
      first {
        $0.answers["infra-2"]?.criteria = ["performed", "documented", "distributed"]
        $0.answers["monitor-1"]?.state = .openQuestion
      } == "monitor-1")
    #expect(
      first {
        $0.answers["monitor-1"]?.state = .openQuestion
        $0.answers["monitor-2"] = nil
      } == "monitor-2")
  }

  @Test func theScopeIsAskedFirstAndOnlyOfAnEmptyReview() {
    let blank = Assessment(id: "id", rubric: .init(id: "mini", version: "1"), system: .init(name: "fraud"))
    var replay = Replay(blank)
    #expect(replay.screen.contains("Scope of fraud"))
    replay.type("The scorer")
    replay.press(.tab)
    replay.type("A column")
    replay.press(.control("s"))
    #expect(replay.state.assessment.scope.model == "The scorer")
    #expect(replay.state.assessment.scope.features == "A column")
    #expect(replay.saves.count == 1)
    replay.type("u")
    #expect(replay.state.assessment.scope == Assessment.Scope())
    // Esc leaves it for later, and what was typed waits.
    replay = Replay(blank)
    replay.type("Half")
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
    replay.type("S")
    #expect(replay.screen.contains("Half"))
    var decided = blank
    decided.answers["data-1"] = Answer(note: "begun")
    #expect(Replay(decided).state.layers.isEmpty)
    #expect(Replay(blank, readOnly: "it is").state.layers.isEmpty)
  }

  @Test func aDescriptionOfSeveralLinesIsNotFlattenedByTheScopeForm() {
    var assessment = Replay().state.assessment
    assessment.system.description = "one\ntwo"
    var replay = Replay(assessment)
    replay.type("S")
    replay.type("!")
    replay.press(.control("s"))
    #expect(replay.state.assessment.system.description == "one\ntwo")
    #expect(replay.state.assessment.scope.model == "The scorer!")
  }
}
