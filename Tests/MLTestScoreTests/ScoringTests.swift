import TestSupport
import Testing

@testable import MLTestScore

@Suite struct ScoringTests {
  let rubric = smallRubric()
  let stamp = Stamp(at: Timestamp(secondsSince1970: 1_790_000_000), by: "facilitator")

  /// An assessment whose section `s` earns `halves[s]` half points.
  func assessment(_ halves: [Int]) -> Assessment {
    var assessment = Assessment.blank(rubric)
    for (s, total) in halves.enumerated() {
      for t in 1...7 {
        let points = min(2, max(0, total - 2 * (t - 1)))
        var answer = Answer()
        answer.decide(
          level: rubric.levels.first { $0.points.halves == points }, rubric: rubric, stamp: stamp)
        assessment.answers["s\(s)-\(t)"] = answer
      }
    }
    return assessment
  }

  // Credit

  @Test func aLevelCountsOnlyWhenAllItsCriteriaAreMet() {
    let all = rubric.criteria.map(\.id)
    for mask in 0..<(1 << all.count) {
      let met = Set(all.indices.filter { mask & (1 << $0) != 0 }.map { all[$0] })
      let manual = ["performed", "documented", "distributed"].allSatisfy(met.contains)
      let automated = ["automatic", "repeated"].allSatisfy(met.contains)
      #expect(rubric.credit(meeting: met).halves == (automated ? 2 : manual ? 1 : 0), "\(met)")
    }
  }

  @Test func unknownCriteriaEarnNothing() {
    #expect(rubric.credit(meeting: ["brilliant"]) == .zero)
  }

  @Test(arguments: [nil, "manual", "automated"])
  func decidingEarnsExactlyTheLevelWhateverWasTicked(_ id: String?) {
    let all = rubric.criteria.map(\.id)
    let level = id.flatMap { rubric.level($0) }
    for mask in 0..<(1 << all.count) {
      var answer = Answer(criteria: Set(all.indices.filter { mask & (1 << $0) != 0 }.map { all[$0] }))
      answer.decide(level: level, rubric: rubric, stamp: stamp)
      #expect(rubric.credit(meeting: answer.criteria) == level?.points ?? .zero)
      #expect(answer.state == .assessed)
    }
  }

  @Test func decidingNothingKeepsATickThatIsStillTrue() {
    var answer = Answer(criteria: ["performed"])
    answer.decide(level: nil, rubric: rubric, stamp: stamp)
    #expect(answer.criteria == ["performed"])
  }

  // Sums, minimum, floor

  @Test func aSystemWithoutAnswersScoresZeroAndSaysThatNothingIsAssessed() {
    let score = Assessment.blank(rubric).score(under: rubric, on: today)
    #expect(score.claimed == .zero)
    #expect(score.assessed == 0)
    #expect(score.floor == ["s0", "s1", "s2", "s3"])
    #expect(score.band?.label == "zero")
  }

  @Test func theFinalScoreIsTheSmallestSumAndNotTheMeanOrTheTotal() {
    let score = assessment([9, 6, 5, 7]).score(under: rubric, on: today)
    #expect(score.sections.map(\.claimed.halves) == [9, 6, 5, 7])
    #expect(score.claimed.halves == 5)
    #expect(score.floor == ["s2"])
  }

  @Test func everyTieNamesAllItsSections() {
    for mask in 1..<16 {
      let halves = (0..<4).map { mask & (1 << $0) != 0 ? 3 : 8 }
      let score = assessment(halves).score(under: rubric, on: today)
      #expect(score.floor == (0..<4).filter { mask & (1 << $0) != 0 }.map { "s\($0)" })
      #expect(score.claimed.halves == 3)
    }
  }

  @Test func raisingAnotherSectionThanTheFloorLeavesTheFinalScore() {
    let before = assessment([9, 6, 5, 7]).score(under: rubric, on: today)
    let after = assessment([14, 14, 5, 14]).score(under: rubric, on: today)
    #expect(before.claimed == after.claimed)
  }

  @Test func aRubricMaySumItsSections() {
    let rubric = smallRubric(aggregate: .sum)
    #expect(assessment([9, 6, 5, 7]).score(under: rubric, on: today).claimed.halves == 27)
  }

  // Bands

  @Test(arguments: 0...14)
  func everyHalfPointFallsIntoTheBandOfThePaper(_ halves: Int) {
    // Table V: 0 | (0,1] | (1,2] | (2,3] | (3,5] | >5
    let expected =
      switch halves {
      case 0: "zero"
      case 1...2: "one"
      case 3...4: "two"
      case 5...6: "three"
      case 7...10: "five"
      default: "seven"
      }
    let score = assessment([halves, 14, 14, 14]).score(under: rubric, on: today)
    #expect(score.band?.label == expected)
    #expect(rubric.bands.count { $0.contains(Points(halves: halves)) } == 1)
  }

  @Test(arguments: 0...14)
  func theNextBandBeginsHalfAPointAboveThisOne(_ halves: Int) {
    let score = assessment([halves, 14, 3, 14]).score(under: rubric, on: today)
    let final = min(halves, 3)
    let goal = final == 0 ? 1 : final <= 2 ? 3 : final <= 4 ? 5 : 99
    #expect(score.nextBand?.score.halves == goal)
    let missing = [(0, goal - halves), (2, goal - 3)].filter { $0.1 > 0 }
    #expect(score.nextBand?.missing.map(\.section) == missing.map { "s\($0.0)" })
    #expect(score.nextBand?.missing.map(\.points.halves) == missing.map(\.1))
  }

  @Test func aboveTheLastBandThereIsNoNext() {
    #expect(assessment([14, 14, 14, 14]).score(under: rubric, on: today).nextBand == nil)
    #expect(assessment([11, 14, 14, 14]).score(under: rubric, on: today).nextBand == nil)
  }

  // States

  @Test func notApplicableEarnsNothingAndLowersWhatCanBeReached() {
    var assessment = assessment([14, 14, 14, 14])
    assessment.answers["s1-3"]?.markNotApplicable(reason: "no such data", stamp: stamp)
    let score = assessment.score(under: rubric, on: today)
    #expect(score.sections[1].claimed.halves == 12)
    #expect(score.sections[1].attainable.halves == 12)
    #expect(score.sections[1].maximum.halves == 14)
    #expect(score.sections[1].assessed == 7)
    #expect(score.claimed.halves == 12)
  }

  @Test func notApplicableCanPutTheNextBandOutOfReach() {
    var assessment = assessment([6, 14, 14, 14])
    for t in 4...7 { assessment.answers["s0-\(t)"]?.markNotApplicable(reason: "none", stamp: stamp) }
    let score = assessment.score(under: rubric, on: today)
    #expect(score.nextBand?.isReachable == false)
    #expect(score.bandsOutOfReach.map(\.label) == ["five", "seven"])
  }

  @Test func anOpenQuestionCountsWhatItsCriteriaGiveAndSaysWhatItCouldBe() {
    var assessment = assessment([6, 6, 6, 6])
    var answer = Answer(criteria: ["performed", "documented", "distributed"])
    answer.leaveOpen(stamp: stamp)
    answer.couldBe = "automated"
    assessment.answers["s0-7"] = answer
    let score = assessment.score(under: rubric, on: today)
    #expect(score.sections[0].claimed.halves == 7)
    #expect(score.sections[0].possible.halves == 8)
    #expect(score.sections[0].assessed == 6)
    #expect(score.claimed.halves == 6)
    #expect(score.possible.halves == 6)
  }

  @Test func couldBeCountsOnOpenQuestionsOnly() {
    var assessment = assessment([0, 14, 14, 14])
    assessment.answers["s0-1"]?.couldBe = "automated"
    #expect(assessment.score(under: rubric, on: today).sections[0].possible == .zero)
  }

  @Test func clearingTakesTheDecisionBackAndKeepsWhatWasWritten() {
    var answer = Answer(note: "kept", evidence: ["e-1": Evidence(kind: .link, locator: "x")])
    answer.decide(level: rubric.levels[1], rubric: rubric, stamp: stamp)
    answer.clearDecision()
    #expect(answer.state == .notAssessed)
    #expect(answer.criteria.isEmpty)
    #expect(answer.note == "kept")
    #expect(answer.evidence.count == 1)
    #expect(answer.decided == nil)
  }

  // Random assessments

  @Test func lawsHoldForRandomAssessments() {
    let seed: UInt64 = 20_261_123
    var random = Seeded(seed)
    for round in 0..<10_000 {
      var assessment = Assessment.blank(rubric)
      for test in rubric.tests where Bool.random(using: &random) {
        assessment.answers[test.id] = Answer.random(rubric, using: &random)
      }
      let score = assessment.score(under: rubric, on: today)
      let context: Comment = "seed \(seed), round \(round)"
      #expect(score.claimed == score.sections.map(\.claimed).min(), context)
      #expect(score.supported <= score.claimed, context)
      #expect(score.possible >= score.claimed, context)
      for section in score.sections {
        #expect(section.claimed <= section.attainable && section.attainable <= section.maximum, context)
        #expect(section.tests.map(\.claimed).reduce(.zero, +) == section.claimed, context)
      }
      // One more credit never lowers anything, and calling a test not applicable never raises anything.
      guard let id = rubric.tests.randomElement(using: &random)?.id else { continue }
      var better = assessment
      better.answers[id, default: Answer()].decide(level: rubric.levels.last, rubric: rubric, stamp: stamp)
      #expect(better.score(under: rubric, on: today).claimed >= score.claimed, context)
      var without = assessment
      without.answers[id, default: Answer()].markNotApplicable(reason: "r", stamp: stamp)
      let less = without.score(under: rubric, on: today)
      #expect(less.claimed <= score.claimed && less.supported <= score.supported, context)
      #expect(less.possible <= score.possible, context)
    }
  }
}

extension Answer {
  static func random(_ rubric: Rubric, using random: inout Seeded) -> Answer {
    var answer = Answer(state: State.allCases.randomElement(using: &random) ?? .assessed)
    if answer.state != .notAssessed {
      answer.criteria = Set(rubric.criteria.map(\.id).filter { _ in Bool.random(using: &random) })
    }
    if answer.state == .notApplicable { answer.reason = "reason" }
    if answer.state == .openQuestion { answer.couldBe = rubric.levels.randomElement(using: &random)?.id }
    if Bool.random(using: &random) { answer.owner = "data-lead" }
    for index in 0..<Int.random(in: 0...2, using: &random) {
      answer.evidence["e-\(index)"] = Evidence(
        kind: .link, locator: "x",
        observed: Day(daysSince1970: today.daysSince1970 - Int.random(in: 0...400, using: &random)))
    }
    return answer
  }
}

@Suite struct WholePointTests {
  /// The workshop paper's scale of 2016: 1 by hand, 2 automated, and no band for 11.
  @Test func aScoreMayLieInNoBandAndTheNextIsStillFound() {
    var rubric = smallRubric(sections: 1)
    rubric.levels[0].points = Points(whole: 1)
    rubric.levels[1].points = Points(whole: 2)
    rubric.bands = [(nil, 0), (0, 2), (2, 4), (4, 6), (6, 10), (11, 14)].map {
      Rubric.Band(
        above: $0.0.map { Points(whole: $0) }, upTo: Points(whole: $0.1), label: "to \($0.1)", text: "")
    }
    #expect(rubric.step == Points(whole: 1))
    var assessment = Assessment.blank(rubric)
    for t in 1...5 {
      assessment.answers["s0-\(t)"] = Answer(state: .assessed, criteria: ["automatic", "repeated"])
    }
    #expect(assessment.score(under: rubric, on: today).band?.label == "to 10")
    #expect(assessment.score(under: rubric, on: today).nextBand?.score == Points(whole: 12))
    assessment.answers["s0-6"] = Answer(state: .assessed, criteria: ["performed", "documented", "distributed"])
    let eleven = assessment.score(under: rubric, on: today)
    #expect(eleven.claimed == Points(whole: 11))
    #expect(eleven.band == nil)
    #expect(eleven.nextBand?.missing.map(\.points) == [Points(whole: 1)])
  }
}
