import MLTestScore
import Screen

extension ReviewState {
  /// The stamp of a decision made now.
  var stamp: Stamp { Stamp(at: now, by: reviewer) }

  /// Changes the assessment in one undoable step and asks for it to be saved. A change that changes nothing is none.
  mutating func commit(_ label: String, _ change: (inout Assessment) -> Void) -> [Effect] {
    guard canEdit() else { return [] }
    var changed = assessment
    change(&changed)
    guard changed != assessment else { return [] }
    undoSteps.append(Step(label: label, assessment: assessment, place: place))
    redoSteps = []
    return adopt(changed)
  }

  /// Changes one answer in one undoable step.
  mutating func commit(_ label: String, on test: String, _ change: (inout Answer) -> Void) -> [Effect] {
    commit(label) { assessment in
      var answer = assessment.answer(test)
      change(&answer)
      assessment.answers[test] = answer.isBlank ? nil : answer
    }
  }

  mutating func undo() -> [Effect] {
    guard canEdit() else { return [] }
    guard let step = undoSteps.popLast() else {
      notice = Notice(.info, "Nothing to undo: this session changed nothing before this")
      return []
    }
    redoSteps.append(step.reversed(to: assessment))
    return take(step, verb: "Undid")
  }

  mutating func redo() -> [Effect] {
    guard canEdit() else { return [] }
    guard let step = redoSteps.popLast() else {
      notice = Notice(.info, "Nothing to redo")
      return []
    }
    undoSteps.append(step.reversed(to: assessment))
    return take(step, verb: "Redid")
  }

  private mutating func take(_ step: Step, verb: String) -> [Effect] {
    let (pane, filter) = (place.pane, place.filter)
    place = step.place
    // Undo may lead to another test, but not out of the pane that has the keys, nor to another agenda.
    place.pane = pane
    place.filter = filter
    let rest = step.isPartial ? ", but for what others changed since" : ""
    notice = Notice(.info, "\(verb): \(step.label)\(rest)")
    return adopt(step.assessment)
  }

  private mutating func adopt(_ changed: Assessment) -> [Effect] {
    assessment = changed
    rescore()
    saveStatus = .unsaved
    isPostponed = false
    clampItem()
    return [.save(changed)]
  }

  /// What the store reports.
  mutating func handleStore(_ message: Message) -> [Effect] {
    switch message {
    case .saved(let saved):
      inFile = saved
      settling = []
      pendingResolve = nil
      refreshResolve()
      guard saved == assessment else { return [] }
      // The words of the failure must not outlive it.
      if case .failed = saveStatus, notice?.kind == .error { notice = Notice(.info, "Saved now") }
      saveStatus = .saved
      return []
    case .saveFailed(let reason):
      settling = []
      if saveStatus != .failed(reason) { notice = Notice(.error, reason) }
      saveStatus = .failed(reason)
      return []
    case .fileGone:
      // Somebody may have meant it, so it is not written anew by itself.
      let reason = "\(fileName) was removed: the next change writes it again"
      notice = Notice(.error, reason)
      saveStatus = .failed(reason)
      return []
    case .merged(let merged):
      pendingResolve = nil
      takeIn(merged)
      return []
    case .conflicts(let conflicts):
      saveStatus = .failed("\(fileName) was changed by somebody else")
      settling = []
      meet(conflicts)
      return []
    default: return []
    }
  }
}

extension ReviewState {
  /// Takes in what somebody else wrote beside what was decided here. Undo goes on taking back only what was done here:
  /// the steps are carried over to the new state.
  private mutating func takeIn(_ merged: Assessment) {
    let before = assessment
    assessment = merged
    for index in undoSteps.indices { rebase(&undoSteps[index], from: before) }
    for index in redoSteps.indices { rebase(&redoSteps[index], from: before) }
    if settling.contains(where: { $0.value != $0.conflict.ours }) {
      var mine = merged
      for settlement in settling { mine.settle(Settlement(settlement.conflict, value: settlement.conflict.ours)) }
      undoSteps.append(Step(label: "settling", assessment: mine, place: place))
      redoSteps = []
    }
    settling = []
    isPostponed = false
    inFile = merged
    rescore()
    clampItem()
    refreshResolve()
    saveStatus = .saved
    let changed = rubric.tests.filter { before.answer($0.id) != merged.answer($0.id) }.map(\.label)
    guard before != merged else { return }
    let what = changed.isEmpty ? "the description" : changed.prefix(5).joined(separator: ", ")
    let more = changed.count > 5 ? " and \(changed.count - 5) more" : ""
    notice = Notice(.info, "From outside came changes of \(what)\(more)")
  }

  /// Adds what came from outside to the state of another time. Where both changed the same, theirs stands: undo takes
  /// back only what was done here. What was settled here was, and has a step of its own.
  private func rebase(_ step: inout Step, from before: Assessment) {
    let result = Assessment.merge(base: before, ours: step.assessment, theirs: assessment, under: rubric)
    step.assessment = result.assessment
    let settled = Set(settling.map(\.conflict.path))
    for conflict in result.conflicts where !settled.contains(conflict.path) {
      step.assessment.settle(Settlement(conflict, value: conflict.theirs))
      step.isPartial = true
    }
  }

  /// Takes away a screen of conflicts that are none any more, whoever settled them.
  private mutating func refreshResolve() {
    layers = layers.compactMap { layer in
      guard case .resolve(var resolve) = layer else { return layer }
      guard resolve.source == .file, !assessment.conflicts.isEmpty else { return nil }
      resolve.update(assessment.conflicts)
      return .resolve(resolve)
    }
  }
}
