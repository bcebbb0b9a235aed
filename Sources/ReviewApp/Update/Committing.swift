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
    redoSteps.append(Step(label: step.label, assessment: assessment, place: step.place))
    return take(step, verb: "Undid")
  }

  mutating func redo() -> [Effect] {
    guard canEdit() else { return [] }
    guard let step = redoSteps.popLast() else {
      notice = Notice(.info, "Nothing to redo")
      return []
    }
    undoSteps.append(Step(label: step.label, assessment: assessment, place: step.place))
    return take(step, verb: "Redid")
  }

  private mutating func take(_ step: Step, verb: String) -> [Effect] {
    let pane = place.pane
    place = step.place
    // Undo may lead to another test, but not out of the pane that has the keys.
    place.pane = pane
    notice = Notice(.info, "\(verb): \(step.label)")
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
    for index in undoSteps.indices {
      undoSteps[index].assessment = rebased(undoSteps[index].assessment, from: before)
    }
    for index in redoSteps.indices {
      redoSteps[index].assessment = rebased(redoSteps[index].assessment, from: before)
    }
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
    saveStatus = .saved
    let changed = rubric.tests.filter { before.answer($0.id) != merged.answer($0.id) }.map(\.label)
    guard before != merged else { return }
    let what = changed.isEmpty ? "the description" : changed.prefix(5).joined(separator: ", ")
    let more = changed.count > 5 ? " and \(changed.count - 5) more" : ""
    notice = Notice(.info, "From outside came changes of \(what)\(more)")
  }

  /// A state of another time, with what came from outside since added to it.
  private func rebased(_ other: Assessment, from before: Assessment) -> Assessment {
    Assessment.merge(base: before, ours: other, theirs: assessment, under: rubric).assessment
  }
}
