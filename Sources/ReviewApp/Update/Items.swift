import MLTestScore
import Screen

extension ReviewState {
  /// Edits what the cursor is on in the detail pane.
  mutating func openItem() -> [Effect] {
    switch selectedItem {
    case .criterion(let id): return toggle(criterion: id)
    case .owner: return open(.owner(test: test.id))
    case .evidence(let id): return open(.evidence(test: test.id, id: id))
    case .note: return openNote()
    case .action(let id): return open(.action(test: test.id, id: id))
    case nil: return []
    }
  }

  /// Deletes the evidence or action under the cursor; undo brings it back.
  mutating func deleteItem() -> [Effect] {
    switch selectedItem {
    case .evidence(let id):
      return announced(commit("\(test.label) evidence deleted", on: test.id) { $0.evidence[id] = nil })
    case .action(let id):
      return announced(commit("\(test.label) action deleted", on: test.id) { $0.actions[id] = nil })
    default:
      notice = Notice(.info, "Only evidence and actions can be deleted; - clears the decision")
      return []
    }
  }

  private mutating func announced(_ effects: [Effect]) -> [Effect] {
    if !effects.isEmpty { notice = Notice(.info, "Deleted; u brings it back") }
    return effects
  }

  /// Marks the action under the cursor done today, or open again.
  mutating func markDone() -> [Effect] {
    guard case .action(let id) = selectedItem, let action = answer.actions[id] else {
      notice = Notice(.info, "The cursor is on no action")
      return []
    }
    let done = action.done == nil ? today : nil
    return commit("\(test.label) action \(done == nil ? "open again" : "done")", on: test.id) {
      $0.actions[id]?.done = done
    }
  }

  // The note

  mutating func openNote() -> [Effect] {
    guard canEdit() else { return [] }
    layers.append(.note(NoteEditor(test: test.id, text: answer.note, opened: answer.note)))
    return []
  }

  mutating func handle(_ event: Event, note: NoteEditor) -> [Effect] {
    if event == .key(.escape) || event == .key(.control("c")) {
      let last = drafts
      layers.removeLast()
      return [.completeDraft(last)] + keep(note) + [.discardDraft]
    }
    if event == .key(.control("z")) { return [.suspend] }
    if event == .key(.alt("e")) {
      let last = drafts
      layers.removeLast()
      return [.completeDraft(last)] + keep(note)
        + [.openExternalEditor(test: note.test, text: assessment.answer(note.test).note), .discardDraft]
    }
    var note = note
    let rect = ReviewLayout(self).noteText
    _ = note.editor.handle(event, width: rect.columns, height: rect.rows)
    layers[layers.count - 1] = .note(note)
    return []
  }

  /// Brings the text of an editor into the answer, unless it was only looked at.
  private mutating func keep(_ note: NoteEditor) -> [Effect] {
    guard note.editor.text != TextEditor(text: note.opened).text else { return [] }
    return setNote(note.editor.text, of: note.test, opened: note.opened)
  }

  /// Writes a note. What others made of it since it was opened stays: lines are merged, and where that cannot be, both
  /// are on record and the screen that settles them comes up.
  mutating func setNote(_ text: String, of test: String, opened: String) -> [Effect] {
    let label = "\(rubric.test(test)?.label ?? test) note"
    if opened == text { return [] }
    if opened == assessment.answer(test).note { return commit(label, on: test) { $0.note = text } }
    var (base, mine) = (assessment, assessment)
    base.answers[test, default: Answer()].note = opened
    mine.answers[test, default: Answer()].note = text
    return commitMerging(label, base: base, mine: mine)
  }

  /// Adds to the assessment what was made of an older one. Where somebody else changed the same since, both are on
  /// record and the screen that settles them comes up.
  mutating func commitMerging(_ label: String, base: Assessment, mine: Assessment) -> [Effect] {
    let result = Assessment.merge(base: base, ours: mine, theirs: assessment, under: rubric)
    let effects = commit(label) {
      $0 = result.assessment
      $0.record(result.conflicts)
    }
    if !result.conflicts.isEmpty { layers.append(.resolve(Resolve(assessment.conflicts, from: .file))) }
    return effects
  }
}
