/// A place where two people changed the same thing in different ways.
///
/// The merged assessment holds our side there; a screen or the git driver shows all three and lets people decide.
public struct Conflict: Hashable, Sendable {
  /// Where it is, as in the file: `["answers", "infra-4", "note"]`.
  public var path: [String]
  /// What both started from; nothing where it was not there.
  public var base: Value?
  /// What our side made of it; nothing where we deleted it.
  public var ours: Value?
  /// What their side made of it; nothing where they deleted it.
  public var theirs: Value?
  /// Keys of the file that this version does not know.
  public var unknown: [String: JSONValue]

  /// Makes a conflict.
  public init(path: [String], base: Value?, ours: Value?, theirs: Value?, unknown: [String: JSONValue] = [:]) {
    self.path = path
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.unknown = unknown
  }

  /// What stands at the place.
  public enum Value: Hashable, Sendable {
    case text(String)
    /// State, criteria, reason and what an open question could become: one decision.
    case decision(Decision)
    case evidence(Evidence)
    case action(Action)
    case acceptedGap(AcceptedGap)
    case milestone(Milestone)
    case rubric(Assessment.RubricReference)
    case json(JSONValue)
  }

  /// What the reviewers decided on one test, without what they wrote about it.
  public struct Decision: Hashable, Sendable {
    /// Whether and how it was decided.
    public var state: Answer.State
    /// The criteria that are met.
    public var criteria: Set<String>
    /// Why the test does not apply.
    public var reason: String
    /// What the open question could become.
    public var couldBe: String?
    /// Keys of the file that this version does not know; a merge makes none.
    public var unknown: [String: JSONValue]

    /// Makes a decision.
    public init(
      state: Answer.State, criteria: Set<String> = [], reason: String = "", couldBe: String? = nil,
      unknown: [String: JSONValue] = [:]
    ) {
      self.state = state
      self.criteria = criteria
      self.reason = reason
      self.couldBe = couldBe
      self.unknown = unknown
    }

    init(_ answer: Answer) {
      unknown = [:]
      state = answer.state
      criteria = answer.criteria
      reason = answer.reason
      couldBe = answer.couldBe
    }
  }
}

/// The outcome of a merge.
public struct MergeResult: Hashable, Sendable {
  /// The merged assessment. Always valid; where there is a conflict, our side stands.
  public var assessment: Assessment
  /// What only people can decide, in the order of the file.
  public var conflicts: [Conflict]
}
