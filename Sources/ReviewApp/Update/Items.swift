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
    var editor = TextEditor(text: answer.note)
    editor.documentEnd()
    layers.append(.note(NoteEditor(test: test.id, editor: editor)))
    return []
  }

  mutating func handle(_ event: Event, note: NoteEditor) -> [Effect] {
    if event == .key(.escape) || event == .key(.control("c")) {
      layers.removeLast()
      return setNote(note.editor.text, of: note.test) + [.discardDraft]
    }
    if event == .key(.control("z")) { return [.suspend] }
    if event == .key(.alt("e")) {
      layers.removeLast()
      return setNote(note.editor.text, of: note.test)
        + [.openExternalEditor(test: note.test, text: note.editor.text), .discardDraft]
    }
    var note = note
    let rect = ReviewLayout(self).noteText
    _ = note.editor.handle(event, width: rect.columns, height: rect.rows)
    layers[layers.count - 1] = .note(note)
    return []
  }

  mutating func setNote(_ text: String, of test: String) -> [Effect] {
    let label = rubric.test(test)?.label ?? test
    return commit("\(label) note", on: test) { $0.note = text }
  }

  // Questions

  mutating func handle(_ event: Event, question: Question) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch (question.kind, key) {
    case (.quit, .character("y")):
      return [.quit]
    case (.quit, .character("r")) where saveStatus != .saved:
      layers.removeLast()
      isPostponed = false
      return [.save(assessment)]
    case (.quit, .character("n")), (.quit, .escape):
      layers.removeLast()
      return []
    case (.conflicts, .escape):
      layers.removeLast()
      isPostponed = true
      return []
    case (.conflicts, .character("m")):
      layers.removeLast()
      return [.settle(assessment, keepMine: true)]
    case (.conflicts, .character("t")):
      layers.removeLast()
      takesTheirs = true
      return [.settle(assessment, keepMine: false)]
    case (.draft(let draft), .character("y")), (.draft(let draft), .enter):
      layers.removeLast()
      restore(draft)
      return []
    case (.draft, .character("n")):
      layers.removeLast()
      notice = Notice(.info, "The draft was thrown away")
      return [.discardDraft]
    case (_, .control("z")): return [.suspend]
    default: return []
    }
  }

  mutating func ask(about draft: Draft) {
    guard let test = rubric.test(draft.test), readOnlyReason == nil else { return }
    let chars = draft.values.values.reduce(0) { $0 + $1.count }
    ask(
      .draft(draft),
      "mlts ended while \(draft.field) of \(test.label) was being written. \(chars) characters were kept.")
  }

  /// Opens the editor or form that the draft came from, with its text.
  private mutating func restore(_ draft: Draft) {
    guard go(to: draft.test) else { return }
    if draft.field == "note" {
      var editor = TextEditor(text: draft.values["text"] ?? "")
      editor.documentEnd()
      layers.append(.note(NoteEditor(test: draft.test, editor: editor)))
    } else if let purpose = Form.Purpose(test: draft.test, name: draft.field) {
      layers.append(.form(form(for: purpose).filled(with: draft.values)))
    }
  }

  /// Moves to a test by id; false where the rubric has none.
  @discardableResult mutating func go(to id: String) -> Bool {
    for (s, section) in rubric.sections.enumerated() {
      if let index = section.tests.firstIndex(where: { $0.id == id }) {
        select(section: s)
        select(test: index)
        return true
      }
    }
    return false
  }

  /// Whether a text field is open, or a form was put aside.
  public var isWriting: Bool { !putAside.isEmpty || isTyping }

  /// Whether a text field is open. What others wrote to the file has to wait then: taken in beneath the field, it would
  /// be written over by the text that was begun before it.
  public var isTyping: Bool {
    layers.contains {
      switch $0 {
      case .note, .form: true
      case .help, .question: false
      }
    }
  }

  /// The text that is being written now, for the draft file; nothing where none is.
  public var draft: Draft? {
    for layer in layers.reversed() {
      switch layer {
      case .note(let note):
        if note.editor.text == assessment.answer(note.test).note { continue }
        return Draft(test: note.test, field: "note", values: ["text": note.editor.text])
      case .form(let form) where form.hasText: return form.draft
      // A draft that is offered is the only copy until it is answered.
      case .question(let question):
        if case .draft(let draft) = question.kind { return draft }
      default: continue
      }
    }
    return putAside.values.first { $0.hasText }?.draft
  }
}
