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
    clampItem()
    return [.save(changed)]
  }

  /// What the store reports.
  mutating func handleStore(_ message: Message) -> [Effect] {
    switch message {
    case .saved(let saved):
      if saved == assessment { saveStatus = .saved }
      return []
    case .saveFailed(let reason):
      if saveStatus != .failed(reason) { notice = Notice(.error, reason) }
      saveStatus = .failed(reason)
      return []
    case .changedOnDisk:
      saveStatus = .failed("\(fileName) was changed by somebody else")
      if !isAsking {
        layers.append(
          .question(
            Question(
              kind: .changedOnDisk,
              text: "\(fileName) was changed by somebody else since it was read. Your edits are kept in memory.")))
      }
      return []
    case .reloaded(let theirs):
      undoSteps.append(Step(label: "reading the file again", assessment: assessment, place: place))
      redoSteps = []
      assessment = theirs
      rescore()
      clampItem()
      saveStatus = .saved
      notice = Notice(.info, "Read \(fileName) again; u brings your version back")
      return []
    default: return []
    }
  }

  private var isAsking: Bool {
    layers.contains { if case .question = $0 { true } else { false } }
  }
}
