/// What the reviewers decided on one test.
public struct Answer: Hashable, Sendable {
  /// Whether and how the test was decided.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Nobody has decided it.
    case notAssessed = "not-assessed"
    /// Decided: the criteria stand.
    case assessed = "assessed"
    /// To be decided later; counts what its criteria give now.
    case openQuestion = "open"
    /// The test does not apply, for a reason. Earns 0: the rubric has no rule for it, and it must never raise a score.
    case notApplicable = "not-applicable"
  }

  /// Whether and how the test was decided.
  public var state: State
  /// The ids of the criteria that are met.
  public var criteria: Set<String>
  /// What the reviewers wrote.
  public var note: String
  /// Why the test does not apply (only with `notApplicable`).
  public var reason: String
  /// What supports the answer, by stable id.
  public var evidence: [String: Evidence]
  /// What is to be done about the test, by stable id.
  public var actions: [String: Action]
  /// The id of the level that the team aims at.
  public var target: String?
  /// The id of the level that an open question could become.
  public var couldBe: String?
  /// Who watches it: a role.
  public var owner: String
  /// The gap that the team lives with, if it said so.
  public var acceptedGap: AcceptedGap?
  /// When and by whom it was decided or confirmed.
  public var decided: Stamp?
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes an answer; without arguments, the one that a test has before anybody spoke of it.
  public init(
    state: State = .notAssessed, criteria: Set<String> = [], note: String = "", reason: String = "",
    evidence: [String: Evidence] = [:], actions: [String: Action] = [:], target: String? = nil,
    couldBe: String? = nil, owner: String = "", acceptedGap: AcceptedGap? = nil, decided: Stamp? = nil,
    unknown: [String: JSONValue] = [:]
  ) {
    self.state = state
    self.criteria = criteria
    self.note = note
    self.reason = reason
    self.evidence = evidence
    self.actions = actions
    self.target = target
    self.couldBe = couldBe
    self.owner = owner
    self.acceptedGap = acceptedGap
    self.decided = decided
    self.unknown = unknown
  }
}

/// When something was done, and by whom (a role).
public struct Stamp: Hashable, Sendable {
  /// When.
  public var at: Timestamp
  /// By whom.
  public var by: String
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes a stamp.
  public init(at: Timestamp, by: String, unknown: [String: JSONValue] = [:]) {
    self.at = at
    self.by = by
    self.unknown = unknown
  }
}

/// What supports an answer.
public struct Evidence: Hashable, Sendable {
  /// What kind of support it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case link, file, command, report, statement
  }

  /// What kind of support it is.
  public var kind: Kind
  /// Where it is: a URL, a path, a command line.
  public var locator: String
  /// What it shows.
  public var summary: String
  /// The day for which it speaks.
  public var observed: Day?
  /// When it was added, and by whom.
  public var added: Stamp?
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes a piece of evidence.
  public init(
    kind: Kind, locator: String, summary: String = "", observed: Day? = nil, added: Stamp? = nil,
    unknown: [String: JSONValue] = [:]
  ) {
    self.kind = kind
    self.locator = locator
    self.summary = summary
    self.observed = observed
    self.added = added
    self.unknown = unknown
  }

  /// The day from which its age counts: the day it speaks for, else the day it was added.
  public var day: Day? { observed ?? added?.at.day }
}

/// A thing to do about a test.
public struct Action: Hashable, Sendable {
  /// How much work it is.
  public enum Effort: String, Hashable, Sendable, CaseIterable {
    case small = "S"
    case medium = "M"
    case large = "L"
  }

  /// What to do.
  public var text: String
  /// Who does it: a role.
  public var owner: String
  /// By when.
  public var due: Day?
  /// When it was done; nothing while it is open.
  public var done: Day?
  /// How much work it is, if the team said so.
  public var effort: Effort?
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes an action.
  public init(
    text: String, owner: String = "", due: Day? = nil, done: Day? = nil, effort: Effort? = nil,
    unknown: [String: JSONValue] = [:]
  ) {
    self.text = text
    self.owner = owner
    self.due = due
    self.done = done
    self.effort = effort
    self.unknown = unknown
  }
}

/// A gap the team lives with. It never raises a score, and reappears when it runs out.
public struct AcceptedGap: Hashable, Sendable {
  /// Why the team accepts it.
  public var reason: String
  /// Who accepted it: a role.
  public var by: String
  /// The last day on which it is accepted.
  public var until: Day
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes an accepted gap.
  public init(reason: String, by: String, until: Day, unknown: [String: JSONValue] = [:]) {
    self.reason = reason
    self.by = by
    self.until = until
    self.unknown = unknown
  }
}
