extension Merge {
  mutating func answer(_ path: [String], _ base: Answer, _ ours: Answer, _ theirs: Answer) -> Answer {
    var merged = ours
    merged.acceptedGap = value(
      path + ["acceptedGap"], base.acceptedGap, ours.acceptedGap, theirs.acceptedGap
    ) { $0.map { .acceptedGap($0) } }
    merged.actions = map(
      path + ["actions"], base.actions, ours.actions, theirs.actions, show: { .action($0) }
    ) { merge, path, b, o, t in merge.action(path, b, o, t) }
    decision(path, base, ours, theirs, into: &merged)
    merged.evidence = map(
      path + ["evidence"], base.evidence, ours.evidence, theirs.evidence, show: { .evidence($0) }
    ) { merge, path, b, o, t in merge.evidence(path, b, o, t) }
    merged.note = prose(path + ["note"], base.note, ours.note, theirs.note)
    merged.owner = text(path + ["owner"], base.owner, ours.owner, theirs.owner)
    merged.target = word(path + ["target"], base.target, ours.target, theirs.target)
    merged.unknown = unknown(path, base.unknown, ours.unknown, theirs.unknown)
    return merged
  }

  /// Merges what was decided. Two sides disagree when both changed the state or both changed the credit, differently;
  /// ticks that lead both to the same credit, or only one of them to another, are facts that add up.
  private mutating func decision(
    _ path: [String], _ base: Answer, _ ours: Answer, _ theirs: Answer, into merged: inout Answer
  ) {
    merged.decided = later(base.decided, ours.decided, theirs.decided)
    let decisions = (Conflict.Decision(base), Conflict.Decision(ours), Conflict.Decision(theirs))
    if decisions.1 == decisions.2 || decisions.2 == decisions.0 { return }
    func take(_ answer: Answer) {
      merged.state = answer.state
      merged.reason = answer.reason
      merged.couldBe = answer.couldBe
    }
    if decisions.1 == decisions.0 {
      take(theirs)
      merged.criteria = theirs.criteria
      return
    }
    var agrees = !creditsDisagree(base, ours, theirs)
    if verdict(ours) != verdict(theirs) {
      if verdict(ours) == verdict(base) {
        take(theirs)
      } else if verdict(theirs) != verdict(base) {
        agrees = false
      }
    }
    merged.criteria = ours.criteria.union(theirs.criteria).filter { id in
      let (b, o, t) = (base.criteria.contains(id), ours.criteria.contains(id), theirs.criteria.contains(id))
      return o == b ? t : o
    }
    // One side took the decision back while the other went on with it.
    if merged.state == .notAssessed && !merged.criteria.isEmpty { agrees = false }
    guard agrees else {
      take(ours)
      merged.criteria = ours.criteria
      report(path, .decision(decisions.0), .decision(decisions.1), .decision(decisions.2))
      return
    }
  }

  /// The part of a decision that is one word: the state with what belongs to it.
  private func verdict(_ answer: Answer) -> [String?] { [answer.state.rawValue, answer.reason, answer.couldBe] }

  private func creditsDisagree(_ base: Answer, _ ours: Answer, _ theirs: Answer) -> Bool {
    guard ours.criteria != theirs.criteria || ours.state != theirs.state else { return false }
    guard let rubric else {
      let (b, o, t) = (earning(base), earning(ours), earning(theirs))
      return o != t && o != b && t != b
    }
    func credit(_ answer: Answer) -> Points? { earning(answer).map(rubric.credit) }
    let (b, o, t) = (credit(base), credit(ours), credit(theirs))
    return o != t && o != b && t != b
  }

  /// The criteria that earn something. A test that nobody had assessed has none, which is not the same as having decided
  /// that nothing is earned; one that does not apply keeps its ticks on record and earns nothing by them.
  private func earning(_ answer: Answer) -> Set<String>? {
    switch answer.state {
    case .notAssessed: nil
    case .notApplicable: []
    case .assessed, .openQuestion: answer.criteria
    }
  }

  private mutating func evidence(
    _ path: [String], _ base: Evidence, _ ours: Evidence, _ theirs: Evidence
  ) -> Evidence {
    var merged = ours
    merged.added = later(base.added, ours.added, theirs.added)
    merged.kind = value(path + ["kind"], base.kind, ours.kind, theirs.kind) { .text($0.rawValue) }
    merged.locator = text(path + ["locator"], base.locator, ours.locator, theirs.locator)
    merged.observed = day(path + ["observed"], base.observed, ours.observed, theirs.observed)
    merged.summary = prose(path + ["summary"], base.summary, ours.summary, theirs.summary)
    merged.unknown = unknown(path, base.unknown, ours.unknown, theirs.unknown)
    return merged
  }

  private mutating func action(_ path: [String], _ base: Action, _ ours: Action, _ theirs: Action) -> Action {
    var merged = ours
    merged.done = day(path + ["done"], base.done, ours.done, theirs.done)
    merged.due = day(path + ["due"], base.due, ours.due, theirs.due)
    merged.effort = value(path + ["effort"], base.effort, ours.effort, theirs.effort) {
      $0.map { .text($0.rawValue) }
    }
    merged.owner = text(path + ["owner"], base.owner, ours.owner, theirs.owner)
    merged.text = prose(path + ["text"], base.text, ours.text, theirs.text)
    merged.unknown = unknown(path, base.unknown, ours.unknown, theirs.unknown)
    return merged
  }

  /// The side that changed a stamp; where both did, the later one.
  private func later(_ base: Stamp?, _ ours: Stamp?, _ theirs: Stamp?) -> Stamp? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    guard let ours, let theirs else { return ours ?? theirs }
    if ours.at.secondsSince1970 != theirs.at.secondsSince1970 { return ours.at > theirs.at ? ours : theirs }
    // The same moment: any rule does that does not depend on which side is ours.
    return (ours.by, ours.at.text) < (theirs.by, theirs.at.text) ? theirs : ours
  }
}
