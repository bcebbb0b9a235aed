/// What changed between two snapshots, in the rubric's order.
public struct Comparison: Hashable, Sendable {
  /// From one number of points to another.
  public struct Movement: Hashable, Sendable {
    /// Before.
    public var before: Points
    /// After.
    public var after: Points
    /// After less before.
    public var change: Points { after - before }
  }

  /// The movement of one section.
  public struct SectionMovement: Hashable, Sendable {
    /// The section's id.
    public var id: String
    /// Its short name.
    public var label: String
    /// What the reviewers decided.
    public var claimed: Movement
    /// What stood on the day.
    public var supported: Movement
  }

  /// One thing that changed on a test.
  public enum Change: Hashable, Sendable {
    case state(Answer.State, Answer.State)
    case credit(Points, Points)
    /// Credit stayed, and less or more of it is supported.
    case supported(Points, Points)
    /// State and credit stayed, and other criteria are met.
    case criteria(Set<String>, Set<String>)
    /// The decision stayed, and was looked at again.
    case confirmed(Stamp)
    case couldBe(String?, String?)
    case target(String?, String?)
    case acceptedGap(AcceptedGap?, AcceptedGap?)
    case evidenceAdded(Evidence)
    case evidenceRemoved(Evidence)
    case evidenceChanged(Evidence, Evidence)
    case note(String, String)
    case reason(String, String)
    case owner(String, String)
    case actionAdded(Action)
    case actionDone(Action)
    case actionRemoved(Action)
    case actionChanged(Action, Action)
  }

  /// A text about the system, apart from its tests.
  public enum Description: String, Hashable, Sendable, CaseIterable {
    case name = "name of the system"
    case description = "description of the system"
    case owner = "owner of the system"
    case model = "scope of the model"
    case features = "scope of the features"
    case training = "scope of training"
    case serving = "scope of serving"
  }

  /// What changed on one test.
  public struct TestChange: Hashable, Sendable {
    /// The test's id.
    public var id: String
    /// Everything that changed: decisions first, then what was written.
    public var changes: [Change]
    /// The movement of its credit.
    public var claimed: Movement
  }

  /// The title of the earlier snapshot.
  public var before: String
  /// The title of the later snapshot.
  public var after: String
  /// The final score that the reviewers decided.
  public var claimed: Movement
  /// The final score that stood.
  public var supported: Movement
  /// The sections in the rubric's order.
  public var sections: [SectionMovement]
  /// The tests that changed, in the rubric's order.
  public var tests: [TestChange]
  /// What is said of the system in other words now.
  public var descriptions: [Description]
  /// The labels of the floor sections before.
  public var floorBefore: [String]
  /// The labels of the floor sections after.
  public var floorAfter: [String]
  /// The band before.
  public var bandBefore: Rubric.Band?
  /// The band after.
  public var bandAfter: Rubric.Band?
}

/// Why two snapshots cannot be compared.
public struct UnlikeRubrics: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rubric of the earlier one.
  public var before: Assessment.RubricReference
  /// The rubric of the later one.
  public var after: Assessment.RubricReference

  /// What is wrong and what to do.
  public var description: String {
    "They were scored by different rubrics (\(before.id) \(before.version) and \(after.id) \(after.version)), so their "
      + "numbers mean different things: compare two that share one"
  }
}

extension Comparison {
  /// Compares two snapshots.
  /// - Throws: `UnlikeRubrics` where their rubrics differ.
  public init(from before: Snapshot, to after: Snapshot) throws(UnlikeRubrics) {
    guard before.rubric.id == after.rubric.id, before.rubric.version == after.rubric.version else {
      throw UnlikeRubrics(before: before.rubric, after: after.rubric)
    }
    func movement(_ points: (Score) -> Points) -> Movement {
      Movement(before: points(before.score), after: points(after.score))
    }
    let sections = zip(before.score.sections, after.score.sections).map { old, new in
      SectionMovement(
        id: new.id, label: new.label, claimed: Movement(before: old.claimed, after: new.claimed),
        supported: Movement(before: old.supported, after: new.supported))
    }
    let tests = zip(before.score.tests, after.score.tests).compactMap { old, new -> TestChange? in
      let changes = Self.changes(
        old, new, before.answers.map { $0[old.id] ?? Answer() }, after.answers.map { $0[new.id] ?? Answer() })
      return changes.isEmpty
        ? nil
        : TestChange(
          id: new.id, changes: changes, claimed: Movement(before: old.claimed, after: new.claimed))
    }
    func labels(_ score: Score) -> [String] {
      score.sections.filter { score.floor.contains($0.id) }.map(\.label)
    }
    self.init(
      before: before.title, after: after.title, claimed: movement(\.claimed), supported: movement(\.supported),
      sections: sections, tests: tests, descriptions: Self.descriptions(before, after),
      floorBefore: labels(before.score), floorAfter: labels(after.score),
      bandBefore: before.score.band, bandAfter: after.score.band)
  }

  private static func changes(_ old: TestScore, _ new: TestScore, _ before: Answer?, _ after: Answer?) -> [Change] {
    var changes: [Change] = []
    if old.state != new.state { changes.append(.state(old.state, new.state)) }
    if old.claimed != new.claimed {
      changes.append(.credit(old.claimed, new.claimed))
    } else if old.supported != new.supported {
      changes.append(.supported(old.supported, new.supported))
    }
    guard let before, let after else { return changes }
    if changes.isEmpty { changes += decisions(before, after) }
    if before.couldBe != after.couldBe && new.state == .openQuestion {
      changes.append(.couldBe(before.couldBe, after.couldBe))
    }
    if before.reason != after.reason && new.state == .notApplicable && old.state == .notApplicable {
      changes.append(.reason(before.reason, after.reason))
    }
    changes += entries(
      before.evidence, after.evidence, added: Change.evidenceAdded, removed: Change.evidenceRemoved,
      changed: Change.evidenceChanged)
    if before.note != after.note { changes.append(.note(before.note, after.note)) }
    if before.owner != after.owner { changes.append(.owner(before.owner, after.owner)) }
    if before.target != after.target { changes.append(.target(before.target, after.target)) }
    if before.acceptedGap != after.acceptedGap {
      changes.append(.acceptedGap(before.acceptedGap, after.acceptedGap))
    }
    changes += entries(
      before.actions, after.actions, added: Change.actionAdded, removed: Change.actionRemoved,
      changed: { $0.done == nil && $1.done != nil ? .actionDone($1) : .actionChanged($0, $1) })
    return changes
  }

  /// What the reviewers did to a decision that moved neither state nor credit.
  private static func decisions(_ before: Answer, _ after: Answer) -> [Change] {
    if before.criteria != after.criteria { return [.criteria(before.criteria, after.criteria)] }
    guard let decided = after.decided, decided != before.decided else { return [] }
    return before.reason == after.reason && before.couldBe == after.couldBe ? [.confirmed(decided)] : []
  }

  private static func descriptions(_ before: Snapshot, _ after: Snapshot) -> [Description] {
    guard let before = before.descriptions, let after = after.descriptions else { return [] }
    return Description.allCases.filter { before[$0] != after[$0] }
  }

  private static func entries<T: Equatable>(
    _ before: [String: T], _ after: [String: T], added: (T) -> Change, removed: (T) -> Change,
    changed: (T, T) -> Change
  ) -> [Change] {
    Set(before.keys).union(after.keys).sorted().compactMap { id in
      switch (before[id], after[id]) {
      case (let old?, let new?): old == new ? nil : changed(old, new)
      case (let old?, nil): removed(old)
      case (nil, let new?): added(new)
      case (nil, nil): nil
      }
    }
  }

  /// The comparison in one sentence, such as "The final score rose from 1.5 to 2.5 (First pass to Reasonably tested);
  /// Infra is the floor now instead of Data; 5 tests rose, 1 fell."
  public var summary: String {
    var parts: [String] = []
    func word(_ movement: Movement) -> String { movement.change > .zero ? "rose" : "fell" }
    if claimed.change == .zero {
      parts.append("The final score stayed at \(claimed.after)")
    } else {
      var text = "The final score \(word(claimed)) from \(claimed.before) to \(claimed.after)"
      if let old = bandBefore?.label, let new = bandAfter?.label, old != new { text += " (\(old) to \(new))" }
      parts.append(text)
    }
    if supported.change != claimed.change {
      parts.append(
        supported.change == .zero
          ? "what is supported stayed at \(supported.after)"
          : "what is supported \(word(supported)) from \(supported.before) to \(supported.after)")
    }
    if floorBefore != floorAfter {
      let verb = floorAfter.count > 1 ? "are" : "is"
      parts.append("\(Self.list(floorAfter)) \(verb) the floor now instead of \(Self.list(floorBefore))")
    }
    let up = tests.count { $0.claimed.change > .zero }
    let down = tests.count { $0.claimed.change < .zero }
    if up == 0 && down == 0 {
      parts.append(tests.isEmpty && descriptions.isEmpty ? "nothing else changed" : "no credit changed")
    } else {
      parts.append(
        [up > 0 ? "\(up.counted("test")) rose" : "", down > 0 ? "\(down.counted("test")) fell" : ""].filter {
          !$0.isEmpty
        }.joined(
          separator: ", "))
    }
    return parts.joined(separator: "; ") + "."
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
