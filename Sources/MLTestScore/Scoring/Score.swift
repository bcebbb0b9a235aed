/// What one test earns.
public struct TestScore: Hashable, Sendable {
  /// The test's id.
  public var id: String
  /// Whether and how it was decided.
  public var state: Answer.State
  /// The best complete level, if any.
  public var level: String?
  /// What the reviewers decided.
  public var claimed: Points
  /// What stands today.
  public var supported: Points
  /// The most that an open question could become (and, on request, a test that was not assessed); else the same as
  /// `claimed`.
  public var possible: Points
  /// Why `supported` is lower.
  public var flags: [Flag]
  /// Whether the answer is older than the last milestone.
  public var isCarriedOver: Bool

  /// A doubt about a credit that lowers the supported score and leaves the claimed one alone.
  public enum Flag: String, Hashable, Sendable, CaseIterable {
    /// Credit without any evidence.
    case noEvidence = "no-evidence"
    /// All evidence is older than the rubric's freshness for the level.
    case staleEvidence = "stale-evidence"
    /// Credit without a named owner on a test that teams assume somebody else watches.
    case noOwner = "no-owner"
  }
}

/// What one section sums up to.
public struct SectionScore: Hashable, Sendable {
  /// The section's id.
  public var id: String
  /// The section's short name.
  public var label: String
  /// The sum of what the reviewers decided.
  public var claimed: Points
  /// The sum of what stands today.
  public var supported: Points
  /// The sum if every open question becomes what it could be.
  public var possible: Points
  /// What the section can reach, given its not-applicable tests.
  public var attainable: Points
  /// What the section can reach when every test applies.
  public var maximum: Points
  /// How many tests were decided (assessed or not applicable).
  public var assessed: Int
  /// The tests in the rubric's order.
  public var tests: [TestScore]
}

/// The whole score of an assessment on a day. Derived, never stored.
public struct Score: Hashable, Sendable {
  /// The sections in the rubric's order.
  public var sections: [SectionScore]
  /// The final score that the reviewers decided.
  public var claimed: Points
  /// The final score that stands today.
  public var supported: Points
  /// The final score if every open question becomes what it could be.
  public var possible: Points
  /// The ids of the sections that set `claimed`; more than one at a tie.
  public var floor: [String]
  /// The ids of the sections that set `supported`.
  public var supportedFloor: [String]
  /// The band of `claimed`, or nothing where the rubric has none for it.
  public var band: Rubric.Band?
  /// The band of `supported`.
  public var supportedBand: Rubric.Band?
  /// What is missing to the next band; nothing at the top.
  public var nextBand: Distance?
  /// The bands that no score can reach while tests are not applicable.
  public var bandsOutOfReach: [Rubric.Band]

  /// What is missing to a band.
  public struct Distance: Hashable, Sendable {
    /// The band.
    public var band: Rubric.Band
    /// The lowest final score that it holds.
    public var score: Points
    /// What each section lacks, in the rubric's order, sections that lack nothing left out. For a rubric that sums,
    /// one entry with an empty id.
    public var missing: [Missing]
    /// Whether not-applicable tests put it out of reach.
    public var isReachable: Bool
  }

  /// What one section lacks.
  public struct Missing: Hashable, Sendable {
    /// The section's id.
    public var section: String
    /// The points it lacks.
    public var points: Points
  }
}

extension Score {
  /// All tests in the rubric's order.
  public var tests: [TestScore] { sections.flatMap(\.tests) }

  /// The score of one test.
  public func test(_ id: String) -> TestScore? { tests.first { $0.id == id } }

  /// How many tests were decided.
  public var assessed: Int { sections.reduce(0) { $0 + $1.assessed } }

  /// How many answers are older than the last milestone and not confirmed since.
  public var carriedOver: Int { tests.count { $0.isCarriedOver } }

  /// How many answers were decided or confirmed in the review that is under way.
  public var confirmed: Int { tests.count { $0.state != .notAssessed && !$0.isCarriedOver } }
}
