/// One system under review: its scope, its answers, its milestones.
public struct Assessment: Hashable, Sendable {
  /// A stable id that survives renaming the file.
  public var id: String
  /// The rubric that the answers speak to.
  public var rubric: RubricReference
  /// The system.
  public var system: System
  /// What the words of the rubric stand for in this system.
  public var scope: Scope
  /// The answers by test id. A test without one is not assessed.
  public var answers: [String: Answer]
  /// Closed reviews, by stable id.
  public var milestones: [String: Milestone]
  /// Conflicts that a merge recorded and nobody has settled yet, in the order of their pointers. While there are
  /// any, our side stands at their places and the score is not to be relied on.
  public var conflicts: [Conflict]
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes an assessment.
  public init(
    id: String, rubric: RubricReference, system: System, scope: Scope = Scope(), answers: [String: Answer] = [:],
    milestones: [String: Milestone] = [:], conflicts: [Conflict] = [], unknown: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.rubric = rubric
    self.system = system
    self.scope = scope
    self.answers = answers
    self.milestones = milestones
    self.conflicts = conflicts
    self.unknown = unknown
  }

  /// Which rubric, in which edition.
  public struct RubricReference: Hashable, Sendable {
    /// The rubric's id.
    public var id: String
    /// Its edition.
    public var version: String
    /// Keys of the file that this version does not know.
    public var unknown: [String: JSONValue]

    /// Makes a reference.
    public init(id: String, version: String, unknown: [String: JSONValue] = [:]) {
      self.id = id
      self.version = version
      self.unknown = unknown
    }
  }

  /// The system under review.
  public struct System: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it does.
    public var description: String
    /// Who answers for it: a role.
    public var owner: String
    /// Keys of the file that this version does not know.
    public var unknown: [String: JSONValue]

    /// Makes a system.
    public init(
      name: String, description: String = "", owner: String = "", unknown: [String: JSONValue] = [:]
    ) {
      self.name = name
      self.description = description
      self.owner = owner
      self.unknown = unknown
    }
  }

  /// What "the model", "a feature", "training" and "serving" are in this system.
  public struct Scope: Hashable, Sendable {
    /// What counts as the model.
    public var model: String
    /// What counts as a feature.
    public var features: String
    /// What counts as training.
    public var training: String
    /// What counts as serving.
    public var serving: String
    /// Keys of the file that this version does not know.
    public var unknown: [String: JSONValue]

    /// Makes a scope.
    public init(
      model: String = "", features: String = "", training: String = "", serving: String = "",
      unknown: [String: JSONValue] = [:]
    ) {
      self.model = model
      self.features = features
      self.training = training
      self.serving = serving
      self.unknown = unknown
    }
  }
}

extension Assessment {
  /// The answer to a test; the blank one where nobody has spoken of it.
  public func answer(_ testID: String) -> Answer { answers[testID] ?? Answer() }

  /// The milestones from the oldest to the newest.
  public var milestonesByDate: [(id: String, milestone: Milestone)] {
    milestones.map { (id: $0.key, milestone: $0.value) }
      .sorted { Assessment.isEarlier($0, $1) }
  }

  /// The newest milestone, found without sorting all of them; nothing before the first review is closed.
  public var lastMilestone: (id: String, milestone: Milestone)? {
    milestones.max { Assessment.isEarlier(($0.key, $0.value), ($1.key, $1.value)) }
      .map { (id: $0.key, milestone: $0.value) }
  }

  /// By the moment, however it is written, then by id.
  private static func isEarlier(_ a: (id: String, milestone: Milestone), _ b: (id: String, milestone: Milestone))
    -> Bool
  {
    (a.milestone.at.secondsSince1970, a.id) < (b.milestone.at.secondsSince1970, b.id)
  }

  /// Whether the answer was decided before the last milestone and not confirmed since.
  public func isCarriedOver(_ answer: Answer) -> Bool { answer.isCarriedOver(since: lastMilestone?.milestone) }
}

extension Answer {
  /// Whether it was decided before a milestone, the last one, and not confirmed since.
  public func isCarriedOver(since last: Milestone?) -> Bool {
    guard state != .notAssessed, let last else { return false }
    guard let decided else { return true }
    return decided.at <= last.at
  }
}

/// A dated, named, immutable snapshot of the answers, taken when a review closes.
public struct Milestone: Hashable, Sendable {
  /// What one test was at that moment.
  public struct Answer: Hashable, Sendable {
    /// Whether and how it was decided.
    public var state: MLTestScore.Answer.State
    /// What it earned.
    public var credit: Points
    /// What it supported on that day; nothing in snapshots that did not record it.
    public var supported: Points?
    /// The ids of the criteria that were met.
    public var criteria: Set<String>
    /// The level that the team aimed at.
    public var target: String?
    /// Keys of the file that this version does not know.
    public var unknown: [String: JSONValue]

    /// Makes a snapshot of one test.
    public init(
      state: MLTestScore.Answer.State = .assessed, credit: Points, supported: Points? = nil,
      criteria: Set<String> = [], target: String? = nil, unknown: [String: JSONValue] = [:]
    ) {
      self.state = state
      self.credit = credit
      self.supported = supported
      self.criteria = criteria
      self.target = target
      self.unknown = unknown
    }
  }

  /// The name of the review.
  public var title: String
  /// When the review closed.
  public var at: Timestamp
  /// Who took part: roles.
  public var participants: [String]
  /// The rubric that scored it; nothing in files that did not record it, which means the assessment's.
  public var rubric: Assessment.RubricReference?
  /// The tests by id; one that is missing was not assessed.
  public var answers: [String: Answer]
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes a milestone.
  public init(
    title: String, at: Timestamp, participants: [String] = [], rubric: Assessment.RubricReference? = nil,
    answers: [String: Answer] = [:], unknown: [String: JSONValue] = [:]
  ) {
    self.title = title
    self.at = at
    self.participants = participants
    self.rubric = rubric
    self.answers = answers
    self.unknown = unknown
  }
}
