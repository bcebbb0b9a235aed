import TestSupport
import Testing

@testable import MLTestScore

@Suite struct PlanTests {
  let stamp = Stamp(at: Timestamp(secondsSince1970: 1_790_000_000), by: "facilitator")

  /// The least cost of any set of changes that reaches the target, by trying them all.
  func bruteForce(_ assessment: Assessment, _ rubric: Rubric, _ target: Points) -> Int? {
    let score = assessment.score(under: rubric, on: today)
    func options(_ test: Rubric.Test) -> [(gain: Int, cost: Int)] {
      let answer = assessment.answer(test.id)
      let now = score.test(test.id)?.claimed ?? .zero
      if answer.state == .notApplicable { return [(0, 0)] }
      if let gap = answer.acceptedGap, gap.until >= today { return [(0, 0)] }
      let limit = answer.target.flatMap { rubric.level($0)?.points } ?? Points(whole: 1)
      let sizes: [Action.Effort: Int] = [.small: 1, .medium: 2, .large: 4]
      let effort = answer.actions.values.filter { $0.done == nil }.compactMap { $0.effort.flatMap { sizes[$0] } }
        .max()
      var result = [(0, 0)]
      if now == .zero && limit >= .half { result.append((1, effort ?? 2)) }
      if now == .zero && limit >= Points(whole: 1) { result.append((2, (effort ?? 2) + 3)) }
      if now == .half && limit >= Points(whole: 1) { result.append((1, effort ?? 3)) }
      return result
    }
    func least(_ tests: [Rubric.Test], need: Int) -> Int? {
      var sets: [(gain: Int, cost: Int)] = [(0, 0)]
      for test in tests {
        sets = sets.flatMap { set in options(test).map { (set.gain + $0.gain, set.cost + $0.cost) } }
      }
      return sets.filter { $0.gain >= need }.map(\.cost).min()
    }
    if rubric.aggregate == .sum {
      return least(rubric.tests, need: target.halves - score.claimed.halves)
    }
    var total = 0
    for (section, sum) in zip(rubric.sections, score.sections) where sum.claimed < target {
      guard let cost = least(section.tests, need: target.halves - sum.claimed.halves) else { return nil }
      total += cost
    }
    return total
  }

  @Test(arguments: [Rubric.Aggregate.minimum, .sum])
  func noCheaperPlanExists(_ aggregate: Rubric.Aggregate) {
    let seed: UInt64 = 42
    var random = Seeded(seed)
    let rubric =
      aggregate == .sum ? smallRubric(sections: 2, tests: 3, aggregate: .sum) : smallRubric(sections: 2, tests: 4)
    for round in 0..<10_000 {
      var assessment = Assessment.blank(rubric)
      for test in rubric.tests {
        var answer = Answer.random(rubric, using: &random)
        if Int.random(in: 0..<6, using: &random) == 0 {
          answer.acceptedGap = AcceptedGap(
            reason: "r", by: "data-lead",
            until: Day(daysSince1970: today.daysSince1970 + Int.random(in: -1...1, using: &random)))
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
          answer.target = rubric.levels.randomElement(using: &random)?.id
        }
        for index in 0..<Int.random(in: 0...2, using: &random) {
          answer.actions["a-\(index)"] = Action(
            text: "t", done: Bool.random(using: &random) ? today : nil,
            effort: Action.Effort.allCases.randomElement(using: &random))
        }
        assessment.answers[test.id] = answer
      }
      let target = Points(halves: Int.random(in: 0...9, using: &random))
      let plan = assessment.plan(to: target, under: rubric, on: today)
      let expected = bruteForce(assessment, rubric, target)
      let context: Comment = "seed \(seed), round \(round), \(aggregate)"
      #expect(plan.isReachable == (expected != nil), context)
      guard let expected else { continue }
      #expect(plan.cost == expected, context)
      // Carrying the plan out reaches the target.
      var done = assessment
      for change in plan.parts.flatMap(\.changes) {
        done.answers[change.test, default: Answer()].decide(
          level: rubric.level(change.level), rubric: rubric, stamp: stamp)
      }
      #expect(done.score(under: rubric, on: today).claimed >= target, context)
    }
  }

  @Test func theFloorComesFirst() {
    let rubric = smallRubric(sections: 3, tests: 2)
    var assessment = Assessment.blank(rubric)
    assessment.answers["s0-1"] = Answer(state: .assessed, criteria: ["automatic", "repeated"])
    assessment.answers["s2-1"] = Answer(state: .assessed, criteria: ["performed", "documented", "distributed"])
    let plan = assessment.plan(to: Points(halves: 3), under: rubric, on: today)
    #expect(plan.parts.map(\.section) == ["s1", "s2", "s0"])
  }

  @Test func aTargetOutOfReachSaysWhatStandsInTheWay() {
    let rubric = smallRubric(sections: 1, tests: 4)
    var assessment = Assessment.blank(rubric)
    assessment.answers["s0-1"] = Answer(state: .notApplicable, reason: "none")
    assessment.answers["s0-2"] = Answer(
      acceptedGap: AcceptedGap(reason: "r", by: "data-lead", until: today))
    assessment.answers["s0-3"] = Answer(target: "manual")
    let plan = assessment.plan(to: Points(whole: 2), under: rubric, on: today)
    #expect(!plan.isReachable)
    #expect(plan.parts.first?.attainable == Points(halves: 3))
    #expect(
      plan.parts.first?.obstacles == [
        "s0-1": .notApplicable, "s0-2": .acceptedGap(until: today), "s0-3": .target(level: "manual"),
      ])
  }

  @Test func anAcceptedGapThatRanOutIsPlannedForAgain() {
    let rubric = smallRubric(sections: 1, tests: 1)
    var assessment = Assessment.blank(rubric)
    assessment.answers["s0-1"] = Answer(
      acceptedGap: AcceptedGap(reason: "r", by: "data-lead", until: Day(daysSince1970: today.daysSince1970 - 1)))
    #expect(assessment.plan(to: .half, under: rubric, on: today).isReachable)
  }

  @Test func aTargetAlreadyReachedNeedsNothing() {
    let rubric = smallRubric(sections: 1, tests: 1)
    #expect(Assessment.blank(rubric).plan(to: .zero, under: rubric, on: today).parts.isEmpty)
    #expect(Assessment.blank(rubric).plan(to: rubric.bands[0], under: rubric, on: today).parts.isEmpty)
  }
}
