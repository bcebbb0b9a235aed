/// The cheapest set of changes that reaches a target score.
///
/// Cost counts the effort of the steps between levels. A test's first step costs the largest effort of its open actions
/// (S 1, M 2, L 4); without one, the first level costs 2 and each further level one more, so that doing a test by hand
/// comes before automating one.
public struct Plan: Hashable, Sendable {
  /// One test raised to a level.
  public struct Change: Hashable, Sendable {
    /// The test's id.
    public var test: String
    /// What it earns now.
    public var from: Points
    /// What it is to earn.
    public var to: Points
    /// The id of the level to reach.
    public var level: String
    /// What the change costs, in the units of `Plan`.
    public var cost: Int
  }

  /// Why a test cannot help.
  public enum Obstacle: Hashable, Sendable {
    /// It does not apply.
    case notApplicable
    /// The team lives with the gap until that day.
    case acceptedGap(until: Day)
    /// The team aims no higher than this level.
    case target(level: String)
  }

  /// What one section needs. For a rubric that sums its sections there is one part with an empty id for them all.
  public struct Part: Hashable, Sendable {
    /// The section's id.
    public var section: String
    /// What it earns now.
    public var now: Points
    /// What it has to earn.
    public var goal: Points
    /// The most that it can earn with what the team allows.
    public var attainable: Points
    /// The cheapest changes that reach the goal, in the rubric's order; where it cannot be reached, the changes that
    /// come nearest to it.
    public var changes: [Change]
    /// What stands in the way, by test; only where the goal cannot be reached.
    public var obstacles: [String: Obstacle]

    /// Whether the goal can be reached.
    public var isReachable: Bool { attainable >= goal }
  }

  /// The score to reach.
  public var target: Points
  /// The sections below the target, the lowest first.
  public var parts: [Part]

  /// Whether the target can be reached.
  public var isReachable: Bool { parts.allSatisfy(\.isReachable) }
  /// The cost of all changes together.
  public var cost: Int { parts.reduce(0) { $0 + $1.changes.reduce(0) { $0 + $1.cost } } }
}

extension Assessment {
  /// Plans the cheapest way to a final score.
  ///
  /// Not-applicable tests and gaps accepted beyond `today` are left alone, and no test is raised above its target.
  public func plan(to target: Points, under rubric: Rubric, on today: Day) -> Plan {
    let score = score(under: rubric, on: today)
    let planner = Planner(assessment: self, rubric: rubric, today: today)
    switch rubric.aggregate {
    case .minimum:
      let below = zip(rubric.sections, score.sections).filter { $0.1.claimed < target }
      let parts = below.map { section, sum in
        planner.part(id: section.id, tests: section.tests, now: sum.claimed, goal: target, score: score)
      }
      // Sorted by the sum alone, so that equal sections keep the rubric's order.
      let order = parts.indices.sorted { (parts[$0].now.halves, $0) < (parts[$1].now.halves, $1) }
      return Plan(target: target, parts: order.map { parts[$0] })
    case .sum:
      guard score.claimed < target else { return Plan(target: target, parts: []) }
      return Plan(
        target: target,
        parts: [planner.part(id: "", tests: rubric.tests, now: score.claimed, goal: target, score: score)])
    }
  }

  /// Plans the way into a band: to the lowest score that it holds.
  public func plan(to band: Rubric.Band, under rubric: Rubric, on today: Day) -> Plan {
    plan(to: rubric.lowestScore(in: band), under: rubric, on: today)
  }
}

/// Chooses changes for one plan.
private struct Planner {
  let assessment: Assessment
  let rubric: Rubric
  let today: Day

  /// A set of changes under construction, compared by cost, then by how few tests it touches.
  private struct Choice {
    var changes: [Plan.Change] = []
    var cost = 0

    func isBetter(than other: Choice) -> Bool { (cost, changes.count) < (other.cost, other.changes.count) }
  }

  func part(id: String, tests: [Rubric.Test], now: Points, goal: Points, score: Score) -> Plan.Part {
    let need = goal.halves - now.halves
    // The best choice for every gain in half points, test by test: a knapsack in which each test gives at most one
    // change. Greedy would be wrong: one full point of 5 can be dearer than two halves of 2.
    var best: [Int: Choice] = [0: Choice()]
    for test in tests {
      let options = options(for: test, now: score.test(test.id)?.claimed ?? .zero)
      var next = best
      for (gain, choice) in best.sorted(by: { $0.key < $1.key }) {
        for option in options {
          var longer = choice
          longer.changes.append(option)
          longer.cost += option.cost
          let sum = gain + option.to.halves - option.from.halves
          if next[sum].map({ longer.isBetter(than: $0) }) ?? true { next[sum] = longer }
        }
      }
      best = next
    }
    let most = best.keys.max() ?? 0
    // More than enough may be cheaper than just enough, where a level skips half a point.
    let enough = best.filter { $0.key >= min(need, most) }.sorted { $0.key < $1.key }.map(\.value)
    let chosen = enough.dropFirst().reduce(enough.first ?? Choice()) { $1.isBetter(than: $0) ? $1 : $0 }
    let isReachable = most >= need
    return Plan.Part(
      section: id, now: now, goal: goal, attainable: Points(halves: now.halves + most), changes: chosen.changes,
      obstacles: isReachable ? [:] : obstacles(tests))
  }

  private func options(for test: Rubric.Test, now: Points) -> [Plan.Change] {
    let answer = assessment.answer(test.id)
    guard answer.state != .notApplicable, acceptedGap(answer) == nil else { return [] }
    let limit = answer.target.flatMap { rubric.level($0) }?.points ?? rubric.highestCredit
    let steps = rubric.levels.filter { $0.points > now && $0.points <= limit }.sorted { $0.points < $1.points }
    var cost = 0
    return steps.enumerated().map { index, level in
      let rank = rubric.levels.count { $0.points < level.points }
      cost += index == 0 ? effort(answer) ?? (2 + rank) : 2 + rank
      return Plan.Change(test: test.id, from: now, to: level.points, level: level.id, cost: cost)
    }
  }

  private func effort(_ answer: Answer) -> Int? {
    answer.actions.values.filter { $0.done == nil }.compactMap { action in
      switch action.effort {
      case .small: 1
      case .medium: 2
      case .large: 4
      case nil: nil
      }
    }.max()
  }

  private func acceptedGap(_ answer: Answer) -> AcceptedGap? {
    answer.acceptedGap.flatMap { $0.until >= today ? $0 : nil }
  }

  private func obstacles(_ tests: [Rubric.Test]) -> [String: Plan.Obstacle] {
    var obstacles: [String: Plan.Obstacle] = [:]
    for test in tests {
      let answer = assessment.answer(test.id)
      if answer.state == .notApplicable {
        obstacles[test.id] = .notApplicable
      } else if let gap = acceptedGap(answer) {
        obstacles[test.id] = .acceptedGap(until: gap.until)
      } else if let target = answer.target.flatMap({ rubric.level($0) }), target.points < rubric.highestCredit {
        obstacles[test.id] = .target(level: target.id)
      }
    }
    return obstacles
  }
}
