/// Why a review cannot be closed.
public enum MilestoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A milestone needs a title that people know it by.
  case noTitle
  /// Milestones follow one another; this one would lie before the last, which closed then.
  case notAfter(Timestamp)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noTitle: "A milestone needs a title: name the review, such as \"Launch review\""
    case .notAfter(let last):
      "The last milestone closed at \(last): check the clock, a new one has to come after it"
    }
  }
}

extension Assessment {
  /// Closes a review: takes an immutable snapshot of all answers. Until they are decided again or confirmed, they are
  /// carried over from then on.
  ///
  /// - Parameters:
  ///   - title: The name of the review.
  ///   - at: When it closes; after the last milestone.
  ///   - participants: Roles that took part; empty names are left out.
  ///   - rubric: The rubric that scores it.
  ///   - today: The day for the supported credits.
  /// - Returns: The id of the new milestone: its day and title in plain letters.
  @discardableResult
  public mutating func close(
    title: String, at: Timestamp, participants: [String], under rubric: Rubric, on today: Day
  ) throws(MilestoneError) -> String {
    guard title.contains(where: { !$0.isWhitespace }) else { throw .noTitle }
    if let last = lastMilestone, last.milestone.at >= at { throw .notAfter(last.milestone.at) }
    let score = score(under: rubric, on: today)
    var answers: [String: Milestone.Answer] = [:]
    for test in score.tests where self.answers[test.id] != nil {
      let answer = answer(test.id)
      answers[test.id] = Milestone.Answer(
        state: answer.state, credit: test.claimed, supported: test.supported, criteria: answer.criteria,
        target: answer.target)
    }
    let id = IDs.milestone(title: title, on: today, taken: milestones.keys)
    milestones[id] = Milestone(
      title: title, at: at, participants: participants.filter { $0.contains { !$0.isWhitespace } },
      rubric: self.rubric,
      answers: answers)
    return id
  }

  /// The ids of milestones of `earlier` that are changed or gone here. A milestone is never changed: a store refuses to
  /// save an assessment where there are any.
  public func milestonesChanged(since earlier: Assessment) -> [String] {
    earlier.milestones.filter { milestones[$0.key] != $0.value }.keys.sorted()
  }
}

extension Milestone {
  /// Scores the snapshot as it was taken. Credits that the rubric lacks count as they were recorded.
  ///
  /// Supported credits are those of the day of the milestone; a snapshot that did not record them supports what it
  /// claimed.
  public func score(under rubric: Rubric) -> Score {
    let best = rubric.highestCredit.halves
    let sections = rubric.sections.map { section in
      let tests = section.tests.map { test -> TestScore in
        guard let answer = answers[test.id] else {
          return TestScore(
            id: test.id, state: .notAssessed, level: nil, claimed: .zero, supported: .zero, possible: .zero,
            flags: [], isCarriedOver: false)
        }
        return TestScore(
          id: test.id, state: answer.state, level: rubric.levels.first { $0.points == answer.credit }?.id,
          claimed: answer.credit, supported: answer.supported ?? answer.credit, possible: answer.credit, flags: [],
          isCarriedOver: false)
      }
      func sum(_ points: (TestScore) -> Points) -> Points { tests.reduce(.zero) { $0 + points($1) } }
      return SectionScore(
        id: section.id, label: section.label, claimed: sum(\.claimed), supported: sum(\.supported),
        possible: sum(\.possible),
        attainable: Points(halves: tests.count { $0.state != .notApplicable } * best),
        maximum: Points(halves: tests.count * best),
        assessed: tests.count { $0.state == .assessed || $0.state == .notApplicable }, tests: tests)
    }
    return Score(sections: sections, rubric: rubric)
  }
}
