extension Assessment {
  /// What may still become more and widens the score to an interval.
  public enum Uncertainty: Hashable, Sendable {
    /// Open questions, up to the level that they could become.
    case openQuestions
    /// Open questions, and tests that nobody has assessed, up to the highest level.
    case openQuestionsAndUnassessed
  }

  /// Scores the assessment under a rubric, as it stands on a day.
  ///
  /// Rules (paper, section VI.A): a test earns the best level whose criteria are all met, a section the sum of its
  /// tests, the system the smallest section sum. The supported score is ours: what of that evidence still bears.
  /// - Parameters:
  ///   - rubric: The rubric that the answers speak to.
  ///   - today: The day from which evidence ages.
  ///   - uncertainty: What makes `possible` higher than `claimed`.
  public func score(
    under rubric: Rubric, on today: Day, uncertainty: Uncertainty = .openQuestions
  ) -> Score {
    let last = lastMilestone?.milestone
    let sections = rubric.sections.map { section in
      SectionScore(
        section: section, rubric: rubric,
        tests: section.tests.map { testScore($0, under: rubric, on: today, uncertainty: uncertainty, since: last) })
    }
    return Score(sections: sections, rubric: rubric)
  }

  /// Scores one test; `last` is the last milestone.
  func testScore(
    _ test: Rubric.Test, under rubric: Rubric, on today: Day, uncertainty: Uncertainty, since last: Milestone?
  ) -> TestScore {
    let answer = answer(test.id)
    var result = TestScore(
      id: test.id, state: answer.state, level: nil, claimed: .zero, supported: .zero, possible: .zero, flags: [],
      isCarriedOver: answer.isCarriedOver(since: last))
    if answer.state == .notAssessed && uncertainty == .openQuestionsAndUnassessed {
      result.possible = rubric.highestCredit
    }
    guard answer.state == .assessed || answer.state == .openQuestion else { return result }
    if let level = rubric.level(meeting: answer.criteria), level.points > .zero {
      result.level = level.id
      result.claimed = level.points
      result.flags = answer.flags(at: level, test: test, on: today)
      result.supported = result.flags.isEmpty ? level.points : .zero
    }
    result.possible = result.claimed
    if answer.state == .openQuestion, let id = answer.couldBe, let level = rubric.level(id) {
      result.possible = max(result.claimed, level.points)
    }
    return result
  }
}

extension Answer {
  /// The doubts about a credit of `level` on a day.
  func flags(at level: Rubric.Level, test: Rubric.Test, on today: Day) -> [TestScore.Flag] {
    var flags: [TestScore.Flag] = []
    if evidence.isEmpty {
      flags.append(.noEvidence)
    } else if let days = level.freshnessDays,
      !evidence.values.contains(where: { $0.isFresh(on: today, days: days) })
    {
      flags.append(.staleEvidence)
    }
    if test.ownerRequired && owner.allSatisfy(\.isWhitespace) { flags.append(.noOwner) }
    return flags
  }
}

extension Evidence {
  /// Whether the evidence is at most `days` old. Evidence that bears no date at all is not fresh: nobody can tell. Nor is
  /// evidence of a day to come: it speaks for nothing yet. One day is allowed for, since it may be tomorrow elsewhere.
  public func isFresh(on today: Day, days: Int) -> Bool {
    guard let day else { return false }
    return (-1...max(-1, days)).contains(today.daysSince1970 - day.daysSince1970)
  }
}

extension SectionScore {
  init(section: Rubric.Section, rubric: Rubric, tests: [TestScore]) {
    func sum(_ points: (TestScore) -> Points) -> Points { tests.reduce(.zero) { $0 + points($1) } }
    let best = rubric.highestCredit.halves
    let applicable = tests.count { $0.state != .notApplicable }
    self.init(
      id: section.id, label: section.label, claimed: sum(\.claimed), supported: sum(\.supported),
      possible: sum(\.possible), attainable: Points(halves: applicable * best),
      maximum: Points(halves: tests.count * best),
      assessed: tests.count { $0.state == .assessed || $0.state == .notApplicable }, tests: tests)
  }
}

extension Score {
  init(sections: [SectionScore], rubric: Rubric) {
    func final(_ points: (SectionScore) -> Points) -> Points {
      switch rubric.aggregate {
      case .minimum: sections.map(points).min() ?? .zero
      case .sum: sections.map(points).reduce(.zero, +)
      }
    }
    func floor(_ points: (SectionScore) -> Points) -> [String] {
      let lowest = sections.map(points).min()
      return sections.filter { points($0) == lowest }.map(\.id)
    }
    let claimed = final(\.claimed)
    self.init(
      sections: sections, claimed: claimed, supported: final(\.supported), possible: final(\.possible),
      floor: floor(\.claimed), supportedFloor: floor(\.supported), band: rubric.band(for: claimed),
      supportedBand: rubric.band(for: final(\.supported)), nextBand: nil,
      bandsOutOfReach: rubric.bands.filter { !$0.isGap && rubric.lowestScore(in: $0) > final(\.attainable) })
    nextBand = rubric.band(after: claimed).map { distance(to: $0, rubric: rubric) }
  }

  /// What is missing to `band`.
  private func distance(to band: Rubric.Band, rubric: Rubric) -> Distance {
    let goal = rubric.lowestScore(in: band)
    switch rubric.aggregate {
    case .minimum:
      let below = sections.filter { $0.claimed < goal }
      return Distance(
        band: band, score: goal, missing: below.map { Missing(section: $0.id, points: goal - $0.claimed) },
        isReachable: below.allSatisfy { $0.attainable >= goal })
    case .sum:
      let attainable = sections.reduce(.zero) { $0 + $1.attainable }
      return Distance(
        band: band, score: goal, missing: [Missing(section: "", points: goal - claimed)],
        isReachable: attainable >= goal)
    }
  }
}
