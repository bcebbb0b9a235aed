import Testing

@testable import MLTestScore

@Suite struct RubricDifferenceTests {
  @Test func aRubricDoesNotDifferFromItself() {
    let difference = RubricDifference(from: smallRubric(), to: smallRubric())
    #expect(difference.changes.isEmpty)
    #expect(difference.summary == "small 1 and 1 ask and count the same")
  }

  @Test func everythingThatCountsOrAsksIsNamed() {
    let old = smallRubric(sections: 1, tests: 2)
    var new = old
    new.version = "2"
    new.aggregate = .sum
    new.levels[0].points = Points(whole: 1)
    new.levels[1] = Rubric.Level(
      id: "proved", points: Points(whole: 2), title: "Proved",
      criteria: [Rubric.Criterion(id: "proof", title: "Proof", question: "Is it proved?")])
    new.bands.removeLast()
    new.sections[0].tests[0].title = "Other"
    new.sections[0].tests[1].id = "s0-3"
    let difference = RubricDifference(from: old, to: new)
    #expect(
      difference.changes == [
        .aggregate(.minimum, .sum), .levelRemoved("automated"),
        .points(level: "manual", before: .half, after: Points(whole: 1)), .levelAdded("proved"),
        .criterionRemoved("automatic"), .criterionRemoved("repeated"), .criterionAdded("proof"), .bands,
        .testRemoved("s0-2"), .testReworded(id: "s0-1", before: "Test 1", after: "Other"), .testAdded("s0-3"),
      ])
    #expect(
      difference.summary
        == "small 1 and 2 differ: sections are summed up in another way, 2 levels added or removed, "
        + "1 level earns other points, 3 criteria added or removed, other bands, 1 test added, 1 test removed, "
        + "1 test worded differently")
  }

  @Test func theTwoBundledEditionsDifferInScaleAndWording() throws {
    let old = try #require(try Rubric.bundled(id: "ml-test-score", version: "2016"))
    let difference = RubricDifference(from: old, to: try Rubric.mlTestScore2017())
    #expect(difference.changes.contains(.bands))
    #expect(difference.changes.contains(.points(level: "manual", before: Points(whole: 1), after: .half)))
    let reworded = difference.changes.compactMap { if case .testReworded(let id, _, _) = $0 { id } else { nil } }
    #expect(reworded == ["data-1", "data-2", "data-4", "data-6", "model-7", "monitor-1"])
  }
}

@Suite struct UncertaintyTests {
  let rubric = smallRubric(sections: 2, tests: 2)

  @Test func whatNobodyAssessedWidensTheScoreOnRequestOnly() {
    var assessment = Assessment.blank(rubric)
    assessment.answers["s0-1"] = Answer(state: .assessed)
    assessment.answers["s1-1"] = Answer(state: .notApplicable, reason: "none")
    let asked = assessment.score(under: rubric, on: today)
    #expect(asked.possible == .zero)
    let wide = assessment.score(under: rubric, on: today, uncertainty: .openQuestionsAndUnassessed)
    #expect(wide.sections.map(\.possible) == [Points(whole: 1), Points(whole: 1)])
    #expect(wide.possible == Points(whole: 1))
    #expect(wide.claimed == asked.claimed && wide.supported == asked.supported)
  }

  @Test func answersAreCountedByTheReviewThatTheyBelongTo() throws {
    var assessment = Assessment.blank(rubric)
    let early = Stamp(at: Timestamp(secondsSince1970: 10), by: "facilitator")
    for test in rubric.tests.dropLast() { assessment.answers[test.id] = Answer(state: .assessed, decided: early) }
    #expect(assessment.score(under: rubric, on: today).confirmed == 3)
    try assessment.close(
      title: "Review", at: Timestamp(secondsSince1970: 20), participants: [], under: rubric, on: today)
    assessment.answers["s0-1"]?.decided = Stamp(at: Timestamp(secondsSince1970: 30), by: "facilitator")
    let score = assessment.score(under: rubric, on: today)
    #expect(score.confirmed == 1)
    #expect(score.carriedOver == 2)
  }
}
