extension Assessment {
  /// Merges two versions of an assessment that both come from `base`.
  ///
  /// What one side changed is taken, field by field; evidence, actions and milestones entry by entry; notes line by
  /// line; the later of two `decided` stamps stands. What both sides changed differently is a conflict.
  /// - Parameters:
  ///   - base: What both sides started from; nothing where both added the file.
  ///   - ours: Our side, which stands where there is a conflict.
  ///   - theirs: Their side.
  ///   - rubric: The rubric, to tell whether two decisions on a test disagree on its credit. Without one, two different
  ///     decisions always disagree.
  public static func merge(
    base: Assessment?, ours: Assessment, theirs: Assessment, under rubric: Rubric? = nil
  ) -> MergeResult {
    var merge = Merge(rubric: rubric, isAddAdd: base == nil)
    let start = base ?? Assessment(id: "", rubric: .init(id: "", version: ""), system: System(name: ""))
    let merged = merge.assessment(start, ours, theirs)
    return MergeResult(assessment: merged, conflicts: merge.conflicts)
  }
}

/// One merge under way: walks the three versions and collects the conflicts.
struct Merge {
  let rubric: Rubric?
  /// Whether both sides added the file.
  let isAddAdd: Bool
  private(set) var conflicts: [Conflict] = []

  init(rubric: Rubric?, isAddAdd: Bool) {
    self.rubric = rubric
    self.isAddAdd = isAddAdd
  }

  // Building blocks

  mutating func report(
    _ path: [String], _ base: Conflict.Value?, _ ours: Conflict.Value?, _ theirs: Conflict.Value?
  ) {
    conflicts.append(Conflict(path: path, base: base, ours: ours, theirs: theirs))
  }

  /// Takes the side that changed a value; a conflict where both did, differently.
  mutating func value<T: Equatable>(
    _ path: [String], _ base: T, _ ours: T, _ theirs: T, _ show: (T) -> Conflict.Value?
  ) -> T {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    report(path, show(base), show(ours), show(theirs))
    return ours
  }

  mutating func text(_ path: [String], _ base: String, _ ours: String, _ theirs: String) -> String {
    value(path, base, ours, theirs) { .text($0) }
  }

  mutating func word(_ path: [String], _ base: String?, _ ours: String?, _ theirs: String?) -> String? {
    value(path, base, ours, theirs) { $0.map { .text($0) } }
  }

  mutating func day(_ path: [String], _ base: Day?, _ ours: Day?, _ theirs: Day?) -> Day? {
    value(path, base, ours, theirs) { $0.map { .text($0.description) } }
  }

  /// Merges a map by its ids. An entry that one side deleted and the other changed is a conflict.
  mutating func map<T: Equatable>(
    _ path: [String], _ base: [String: T], _ ours: [String: T], _ theirs: [String: T],
    show: (T) -> Conflict.Value, entry: (inout Merge, [String], T, T, T) -> T
  ) -> [String: T] {
    var merged: [String: T] = [:]
    for id in Set(base.keys).union(ours.keys).union(theirs.keys).sorted() {
      if let b = base[id], let o = ours[id], let t = theirs[id] {
        merged[id] = entry(&self, path + [id], b, o, t)
      } else {
        merged[id] = value(path + [id], base[id], ours[id], theirs[id]) { $0.map(show) }
      }
    }
    return merged
  }

  /// Merges keys that this version does not know: objects key by key, everything else whole.
  mutating func unknown(
    _ path: [String], _ base: [String: JSONValue], _ ours: [String: JSONValue], _ theirs: [String: JSONValue]
  ) -> [String: JSONValue] {
    map(path, base, ours, theirs, show: { .json($0) }) { merge, path, b, o, t in
      if case .object(let b) = b, case .object(let o) = o, case .object(let t) = t {
        return .object(merge.unknown(path, b, o, t))
      }
      return merge.value(path, b, o, t) { .json($0) }
    }
  }

  // The assessment

  mutating func assessment(_ base: Assessment, _ ours: Assessment, _ theirs: Assessment) -> Assessment {
    var merged = ours
    // In the order of the file, so that conflicts come in it too.
    merged.answers = answers(base.answers, ours.answers, theirs.answers)
    merged.conflicts = recorded(base.conflicts, ours.conflicts, theirs.conflicts)
    // Two files that were made apart for one system have two ids; which one stays is no question for people, as long as
    // both sides choose the same.
    merged.id = isAddAdd ? min(ours.id, theirs.id) : text(["id"], base.id, ours.id, theirs.id)
    merged.milestones = milestones(base.milestones, ours.milestones, theirs.milestones)
    merged.rubric = value(["rubric"], base.rubric, ours.rubric, theirs.rubric) { .rubric($0) }
    merged.scope = Assessment.Scope(
      model: text(["scope", "model"], base.scope.model, ours.scope.model, theirs.scope.model),
      features: text(["scope", "features"], base.scope.features, ours.scope.features, theirs.scope.features),
      training: text(["scope", "training"], base.scope.training, ours.scope.training, theirs.scope.training),
      serving: text(["scope", "serving"], base.scope.serving, ours.scope.serving, theirs.scope.serving),
      unknown: unknown(["scope"], base.scope.unknown, ours.scope.unknown, theirs.scope.unknown))
    let (b, o, t) = (base.system, ours.system, theirs.system)
    merged.system = Assessment.System(
      name: text(["system", "name"], b.name, o.name, t.name),
      description: prose(["system", "description"], b.description, o.description, t.description),
      owner: text(["system", "owner"], b.owner, o.owner, t.owner),
      unknown: unknown(["system"], b.unknown, o.unknown, t.unknown))
    merged.unknown = unknown([], base.unknown, ours.unknown, theirs.unknown)
    return merged
  }

  /// Text of several lines, merged line by line.
  mutating func prose(_ path: [String], _ base: String, _ ours: String, _ theirs: String) -> String {
    if let merged = LineMerge.merge(base: base, ours: ours, theirs: theirs) { return merged }
    report(path, .text(base), .text(ours), .text(theirs))
    return ours
  }

  /// Answers, with the blank answer in the place of one that is not there: what two people write about a test that had
  /// no answer yet is merged like any other edits.
  private mutating func answers(
    _ base: [String: Answer], _ ours: [String: Answer], _ theirs: [String: Answer]
  ) -> [String: Answer] {
    var merged: [String: Answer] = [:]
    for id in Set(base.keys).union(ours.keys).union(theirs.keys).sorted() {
      let (b, o, t) = (base[id] ?? Answer(), ours[id] ?? Answer(), theirs[id] ?? Answer())
      // Field by field it would come to the same. Most answers were changed by one side at most, and an undo history is
      // merged step by step.
      let result = t == b || t == o ? o : o == b ? t : answer(["answers", id], b, o, t)
      if !result.isBlank { merged[id] = result }
    }
    return merged
  }
}
