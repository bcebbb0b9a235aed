import Testing

@testable import MLTestScore

@Suite struct ComparisonTests {
  let rubric = smallRubric(sections: 2, tests: 2)

  func stamp(_ seconds: Int) -> Stamp { Stamp(at: Timestamp(secondsSince1970: seconds), by: "facilitator") }

  func decided(_ halves: [String: Int], at seconds: Int = 10) -> Assessment {
    var assessment = Assessment.blank(rubric)
    for (id, points) in halves {
      var answer = Answer()
      answer.decide(
        level: rubric.levels.first { $0.points.halves == points }, rubric: rubric, stamp: stamp(seconds))
      assessment.answers[id] = answer
    }
    return assessment
  }

  func snapshot(_ assessment: Assessment, _ title: String) -> Snapshot {
    Snapshot(assessment, title: title, under: rubric, on: today)
  }

  @Test func itSaysWhatMovedAndWhere() throws {
    let before = decided(["s0-1": 1, "s0-2": 2, "s1-1": 1])
    var after = decided(["s0-1": 2, "s0-2": 1, "s1-1": 2, "s1-2": 2])
    after.answers["s1-1"]?.evidence["e-1"] = Evidence(kind: .link, locator: "x", observed: today)
    after.answers["s1-1"]?.note = "new"
    let comparison = try Comparison(from: snapshot(before, "May"), to: snapshot(after, "August"))
    #expect(comparison.claimed == .init(before: .half, after: Points(halves: 3)))
    #expect(comparison.sections.map(\.claimed.change.halves) == [0, 3])
    #expect(comparison.floorBefore == ["S1"])
    #expect(comparison.floorAfter == ["S0"])
    #expect(comparison.tests.map(\.id) == ["s0-1", "s0-2", "s1-1", "s1-2"])
    #expect(comparison.tests[1].changes == [.credit(Points(whole: 1), .half)])
    #expect(
      comparison.tests[2].changes == [
        .credit(.half, Points(whole: 1)),
        .evidenceAdded(Evidence(kind: .link, locator: "x", observed: today)), .note("", "new"),
      ])
    #expect(
      comparison.summary
        == "The final score rose from 0.5 to 1.5 (one to two); what is supported stayed at 0.0; S0 is the floor now "
        + "instead of S1; 3 tests rose, 1 test fell.")
  }

  @Test func nothingChangedIsSaidInPlainWords() throws {
    let same = decided(["s0-1": 1])
    let comparison = try Comparison(from: snapshot(same, "a"), to: snapshot(same, "b"))
    #expect(comparison.tests.isEmpty)
    #expect(comparison.summary == "The final score stayed at 0.0; nothing else changed.")
  }

  @Test func actionsThatWereDoneAreToldFromThoseThatChanged() throws {
    var before = decided(["s0-1": 1])
    before.answers["s0-1"]?.actions = [
      "a-1": Action(text: "one"), "a-2": Action(text: "two"), "a-3": Action(text: "three"),
    ]
    var after = before
    after.answers["s0-1"]?.actions["a-1"]?.done = today
    after.answers["s0-1"]?.actions["a-2"]?.owner = "oncall"
    after.answers["s0-1"]?.actions["a-3"] = nil
    let comparison = try Comparison(from: snapshot(before, "a"), to: snapshot(after, "b"))
    #expect(
      comparison.tests.first?.changes == [
        .actionDone(Action(text: "one", done: today)),
        .actionChanged(Action(text: "two"), Action(text: "two", owner: "oncall")),
        .actionRemoved(Action(text: "three")),
      ])
  }

  @Test func decisionsThatMoveNoCreditAreTold() throws {
    let before = decided(["s0-1": 1, "s0-2": 2, "s1-1": 1, "s1-2": 1])
    var after = before
    after.answers["s0-1"]?.criteria.insert("automatic")
    after.answers["s0-2"]?.decided = stamp(20)
    after.answers["s1-1"]?.target = "automated"
    let gap = AcceptedGap(reason: "No schema", by: "product-lead", until: today)
    after.answers["s1-2"]?.acceptedGap = gap
    let comparison = try Comparison(from: snapshot(before, "a"), to: snapshot(after, "b"))
    let manual: Set<String> = ["performed", "documented", "distributed"]
    #expect(
      comparison.tests.map(\.changes) == [
        [.criteria(manual, manual.union(["automatic"]))], [.confirmed(stamp(20))], [.target(nil, "automated")],
        [.acceptedGap(nil, gap)],
      ])
    #expect(comparison.summary == "The final score stayed at 1.0; no credit changed.")
  }

  @Test func whatAnOpenQuestionCouldBecomeIsTold() throws {
    var before = decided(["s0-1": 1])
    before.answers["s0-1"]?.leaveOpen(stamp: stamp(11))
    var after = before
    after.answers["s0-1"]?.couldBe = "automated"
    after.answers["s0-1"]?.decided = stamp(12)
    let comparison = try Comparison(from: snapshot(before, "a"), to: snapshot(after, "b"))
    #expect(comparison.tests.map(\.changes) == [[.couldBe(nil, "automated")]])
  }

  @Test func otherWordsAboutTheSystemAreTold() throws {
    let before = decided([:])
    var after = before
    after.system.owner = "ml-lead"
    after.scope.training = "The nightly job"
    let comparison = try Comparison(from: snapshot(before, "a"), to: snapshot(after, "b"))
    #expect(comparison.descriptions == [.owner, .training])
    #expect(comparison.summary == "The final score stayed at 0.0; no credit changed.")
  }

  @Test func unlikeRubricsAreRefused() {
    let one = decided([:])
    var other = one
    other.rubric.version = "2016"
    #expect(throws: UnlikeRubrics.self) {
      try Comparison(from: snapshot(one, "a"), to: snapshot(other, "b"))
    }
  }

  // Milestones

  @Test func closingTakesASnapshotAndCarriesEverythingOver() throws {
    var assessment = decided(["s0-1": 2, "s0-2": 1, "s1-1": 1])
    assessment.answers["s1-2"] = Answer(state: .notApplicable, reason: "none", decided: stamp(10))
    let before = assessment
    let id = try assessment.close(
      title: "Launch review: été", at: Timestamp(secondsSince1970: 100), participants: ["data-lead", " "],
      under: rubric, on: today)
    #expect(id == "\(today)-launch-review-t")
    let milestone = try #require(assessment.milestones[id])
    #expect(milestone.participants == ["data-lead"])
    #expect(milestone.answers["s0-1"]?.credit == Points(whole: 1))
    #expect(milestone.answers["s1-2"]?.state == .notApplicable)
    #expect(assessment.answers == before.answers)
    let score = assessment.score(under: rubric, on: today)
    #expect(score.tests.count { $0.isCarriedOver } == 4)
    #expect(milestone.score(under: rubric).claimed == score.claimed)
    #expect(milestone.score(under: rubric).sections.map(\.attainable) == score.sections.map(\.attainable))
    // Deciding again takes an answer into the next review.
    assessment.answers["s0-1"]?.decide(level: nil, rubric: rubric, stamp: stamp(200))
    #expect(assessment.score(under: rubric, on: today).tests.count { $0.isCarriedOver } == 3)
    #expect(milestone.score(under: rubric).test("s0-1")?.claimed == Points(whole: 1))
  }

  @Test func milestonesHaveATitleAndFollowOneAnother() throws {
    var assessment = decided([:])
    #expect(throws: MilestoneError.noTitle) {
      try assessment.close(
        title: " ", at: Timestamp(secondsSince1970: 1), participants: [], under: rubric, on: today)
    }
    let first = try assessment.close(
      title: "Review", at: Timestamp(secondsSince1970: 100), participants: [], under: rubric, on: today)
    #expect(throws: MilestoneError.self) {
      try assessment.close(
        title: "Review", at: Timestamp(secondsSince1970: 100), participants: [], under: rubric, on: today)
    }
    let second = try assessment.close(
      title: "Review", at: Timestamp(secondsSince1970: 101), participants: [], under: rubric, on: today)
    #expect(first != second)
  }

  @Test func changedMilestonesAreNoticed() throws {
    var assessment = decided(["s0-1": 1])
    let id = try assessment.close(
      title: "Review", at: Timestamp(secondsSince1970: 100), participants: [], under: rubric, on: today)
    var changed = assessment
    changed.milestones[id]?.title = "Better review"
    #expect(changed.milestonesChanged(since: assessment) == [id])
    changed.milestones = [:]
    #expect(changed.milestonesChanged(since: assessment) == [id])
    try assessment.close(
      title: "Next", at: Timestamp(secondsSince1970: 200), participants: [], under: rubric, on: today)
    #expect(assessment.milestonesChanged(since: assessment).isEmpty)
  }

  @Test func aMilestoneComparesWithToday() throws {
    var assessment = decided(["s0-1": 1])
    let id = try assessment.close(
      title: "Review", at: Timestamp(secondsSince1970: 100), participants: [], under: rubric, on: today)
    let milestone = try #require(assessment.milestones[id])
    assessment.answers["s0-1"]?.decide(level: rubric.levels[1], rubric: rubric, stamp: stamp(200))
    let comparison = try Comparison(
      from: Snapshot(milestone, under: rubric),
      to: Snapshot(assessment, title: "now", under: rubric, on: today))
    #expect(comparison.tests.map(\.changes) == [[.credit(.half, Points(whole: 1))]])
  }
}
