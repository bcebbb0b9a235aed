import MLTestScore
import Screen

extension ReviewState {
  mutating func ask(_ kind: Question.Kind, _ text: String) {
    layers.append(.question(Question(kind: kind, text: text)))
  }

  mutating func handle(_ event: Event, question: Question) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    if key == .control("z") { return [.suspend] }
    switch question.kind {
    case .quit: return answerQuit(key)
    case .drafts(let drafts): return answer(drafts, with: key)
    case .rescue(let rescue): return answer(rescue, with: key)
    case .export:
      switch key {
      case .character("y"), .enter:
        layers.removeLast()
        return [.exportMarkdown(assessment)]
      case .character("n"), .escape:
        layers.removeLast()
        return []
      default: return []
      }
    }
  }

  // Quitting

  mutating func quit() -> [Effect] {
    switch saveStatus {
    case .saved where putAside.isEmpty && waitingDrafts.isEmpty: return [.quit]
    case .saved:
      ask(.quit, "Text that was put aside is in no answer yet: \(putAsideNames).")
    case .unsaved: ask(.quit, "The last change is not in \(fileName) yet.")
    case .failed(let reason): ask(.quit, "Not saved: \(reason)")
    }
    return []
  }

  private var putAsideNames: String {
    putAside.values.map(\.title).sorted().joined(separator: ", ")
  }

  private mutating func answerQuit(_ key: Key) -> [Effect] {
    switch key {
    case .character("y"): return [.quit]
    case .character("r") where saveStatus != .saved:
      layers.removeLast()
      isPostponed = false
      return [.save(assessment)]
    case .character("n"), .escape:
      layers.removeLast()
      return []
    default: return []
    }
  }

  // Drafts

  /// Shows what an earlier run was writing when it ended. What belongs to no test of this rubric is left alone.
  mutating func ask(about drafts: [Draft]) -> [Effect] {
    let known = drafts.filter { Form.Purpose(draft: $0) != nil || $0.field == "note" }
      .filter { $0.test.isEmpty || rubric.test($0.test) != nil }
    guard !known.isEmpty, readOnlyReason == nil else { return [] }
    let unsaved = known.filter { !isSaved($0) }
    let unknown = drafts.filter { !known.contains($0) }
    guard !unsaved.isEmpty else { return unknown.isEmpty ? [.discardDraft] : [] }
    heldDrafts = unknown
    offer(unsaved)
    return []
  }

  private mutating func offer(_ drafts: [Draft]) {
    let parts = drafts.map { draft in
      let place = rubric.test(draft.test)?.label ?? "the assessment"
      let typed = draft.values.filter { $0.value != draft.opened[$0.key] && !$0.value.isEmpty }
      let text = typed.sorted { $0.key < $1.key }.map(\.value).joined(separator: " / ")
      return "\(draft.field.split(separator: " ").first ?? "") of \(place): \"\(text)\""
    }
    ask(.drafts(drafts), "mlts ended while this was being written. \(parts.joined(separator: "; "))")
  }

  /// Offers the texts that had to wait for others, when nothing else has the keys.
  mutating func askAboutWaitingDrafts() {
    guard layers.isEmpty, !waitingDrafts.isEmpty else { return }
    let waiting = waitingDrafts
    waitingDrafts = []
    offer(waiting)
  }

  /// Whether the answer says all that a draft does: mlts ended between the save and the end of the draft.
  private func isSaved(_ draft: Draft) -> Bool {
    let answer = assessment.answer(draft.test)
    guard let purpose = Form.Purpose(draft: draft) else { return draft.values == ["text": answer.note] }
    let saved: [Form.Purpose] =
      switch purpose {
      case .evidence(let test, nil): answer.evidence.keys.map { .evidence(test: test, id: $0) }
      case .action(let test, nil): answer.actions.keys.map { .action(test: test, id: $0) }
      default: [purpose]
      }
    return saved.contains { form(for: $0).draft.values == draft.values }
  }

  private mutating func answer(_ drafts: [Draft], with key: Key) -> [Effect] {
    switch key {
    case .character("y"), .enter:
      layers.removeLast()
      restore(drafts[0])
      let first = Form.Purpose(draft: drafts[0])
      for draft in drafts.dropFirst() {
        // Forms wait as if they had been put aside, one of a kind; notes and second ones until the first is done.
        if let purpose = Form.Purpose(draft: draft), purpose != first, putAside[purpose] == nil {
          putAside[purpose] = form(for: purpose).resumed(draft.values, opened: draft.opened)
        } else {
          waitingDrafts.append(draft)
        }
      }
      return []
    case .character("n"), .escape:
      layers.removeLast()
      heldDrafts += drafts
      notice = Notice(.info, "What was recovered waits for the next time")
      return []
    case .character("u"):
      layers.removeLast()
      notice = Notice(.info, "What was recovered was thrown away")
      return [.discardDraft]
    default: return []
    }
  }

  /// Opens the editor or form that the draft came from, with its text.
  private mutating func restore(_ draft: Draft) {
    if draft.field == "note" {
      guard go(to: draft.test) else { return }
      let opened = draft.opened["text"] ?? answer.note
      layers.append(.note(NoteEditor(test: draft.test, text: draft.values["text"] ?? "", opened: opened)))
    } else if let purpose = Form.Purpose(draft: draft) {
      go(to: draft.test)
      layers.removeAll { if case .form(let open) = $0 { open.purpose == purpose } else { false } }
      layers.append(.form(form(for: purpose).resumed(draft.values, opened: draft.opened)))
    }
  }

  /// The texts that are being written now or wait for it, for the draft file: the one with the keys first.
  public var drafts: [Draft] {
    var drafts: [Draft] = []
    for layer in layers.reversed() {
      switch layer {
      case .note(let note) where note.editor.text != assessment.answer(note.test).note:
        drafts.append(
          Draft(
            test: note.test, field: "note", values: ["text": note.editor.text], opened: ["text": note.opened]))
      case .form(let form) where form.hasText && form.hasChanges:
        drafts.append(form.draft)
      // What is offered is the only copy until it is answered.
      case .question(let question):
        if case .drafts(let offered) = question.kind { drafts += offered }
      default: continue
      }
    }
    return drafts + putAside.values.map(\.draft).sorted { ($0.test, $0.field) < ($1.test, $1.field) }
      + waitingDrafts
      + heldDrafts
  }

  /// Whether a text field is open, or a form was put aside.
  public var isWriting: Bool { !putAside.isEmpty || isTyping }

  /// Whether a text field is open. What others wrote to the file has to wait then: taken in beneath the field, it would
  /// be written over by the text that was begun before it. So it has to while recovered decisions wait for an answer: a
  /// save that fails would be kept in their place.
  public var isTyping: Bool {
    layers.contains {
      switch $0 {
      case .note, .form: true
      case .question(let question): if case .rescue = question.kind { true } else { false }
      case .help, .resolve, .summary, .menu, .palette, .find: false
      }
    }
  }

  // Decisions that an earlier run could not save

  mutating func ask(about rescue: Rescue) -> [Effect] {
    guard readOnlyReason == nil else { return [.leaveRescue] }
    let tests = rubric.tests.filter { rescue.base.answer($0.id) != rescue.mine.answer($0.id) }.map(\.label)
    let what = tests.isEmpty ? "the description" : tests.prefix(6).joined(separator: ", ")
    let more = tests.count > 6 ? " and \(tests.count - 6) more" : ""
    ask(.rescue(rescue), "An earlier run ended before it could save changes of \(what)\(more).")
    return []
  }

  private mutating func answer(_ rescue: Rescue, with key: Key) -> [Effect] {
    switch key {
    case .character("y"), .enter:
      layers.removeLast()
      let effects = commitMerging("recovered changes", base: rescue.base, mine: rescue.mine)
      notice = Notice(.info, "Recovered; u takes it back")
      return effects + [.discardRescue]
    case .character("n"), .escape:
      layers.removeLast()
      notice = Notice(.info, "What was recovered waits for the next time")
      return [.leaveRescue]
    case .character("u"):
      layers.removeLast()
      notice = Notice(.info, "What was recovered was thrown away")
      return [.discardRescue]
    default: return []
    }
  }
}
