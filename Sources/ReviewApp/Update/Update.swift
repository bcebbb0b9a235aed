import MLTestScore
import Screen

/// Takes one message in and says what the runtime has to do. Pure: the same state and message give the same outcome.
public func update(_ state: inout ReviewState, _ message: Message) -> [Effect] {
  switch message {
  case .event(let event): return state.handle(event)
  case .clock(let now, let today):
    state.now = now
    if today != state.today {
      state.today = today
      state.rescore()
    }
    return []
  case .externalEditorClosed(let test, let text):
    return state.setNote(text, of: test)
  case .failed(let words):
    state.notice = Notice(.error, words)
    return []
  case .draftFound(let draft):
    state.ask(about: draft)
    return []
  case .saved, .saveFailed, .merged, .conflicts:
    return state.handleStore(message)
  }
}

extension ReviewState {
  mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .resize(let size):
      self.size = size
      keepItemVisible()
      return []
    case .resumed, .terminate, .hangup:
      return []
    case .mouse(let mouse) where layers.isEmpty:
      return handle(mouse)
    case .mouse(let mouse):
      if case .help(let scroll) = layers.last, mouse.kind != .press {
        setHelp(scroll: scroll + (mouse.kind == .wheelDown ? 3 : -3))
      }
      return []
    case .key, .paste:
      notice = nil
    }
    switch layers.last {
    case .note(let note): return handle(event, note: note)
    case .form(let form): return handle(event, form: form)
    case .help(let scroll): return handle(event, helpScroll: scroll)
    case .question(let question): return handle(event, question: question)
    case nil: return handleReview(event)
    }
  }

  private mutating func handleReview(_ event: Event) -> [Effect] {
    guard case .key(let key) = event else {
      // Keys pasted into the wrong window must not decide tests.
      notice = Notice(.info, "Text was pasted here and not taken: press i to write the note, then paste")
      return []
    }
    guard let command = KeyTable.command(for: key, in: place.pane) else {
      notice = Notice(.info, "\(key.name) does nothing here; ? shows the keys")
      return []
    }
    return perform(command)
  }

  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .up, .down, .top, .bottom, .pageUp, .pageDown, .previousSection, .nextSection, .switchPane, .intoDetail,
      .back, .scrollDetailDown, .scrollDetailUp, .nextUndecided:
      move(command)
      return []
    case .decideNone: return decide(.zero)
    case .decideHalf: return decide(.half)
    case .decideOne: return decide(Points(whole: 1))
    case .decideTwo: return decide(Points(whole: 2))
    case .toggleCriterion: return toggleCriterion()
    case .notApplicable: return open(.reason(test: test.id))
    case .leaveOpen: return leaveOpen()
    case .clear: return clear()
    case .confirm: return confirm()
    case .evidence: return open(.evidence(test: test.id, id: nil))
    case .action: return open(.action(test: test.id, id: nil))
    case .owner: return open(.owner(test: test.id))
    case .note: return openNote()
    case .externalEditor:
      guard canEdit() else { return [] }
      return [.openExternalEditor(test: test.id, text: answer.note)]
    case .openItem: return openItem()
    case .deleteItem: return deleteItem()
    case .markDone: return markDone()
    case .undo: return undo()
    case .redo: return redo()
    case .help:
      layers.append(.help(scroll: 0))
      return []
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return quit()
    }
  }

  /// Whether the file may be changed; says why not.
  mutating func canEdit() -> Bool {
    guard let readOnlyReason else { return true }
    notice = Notice(.warning, "Read-only: \(readOnlyReason)")
    return false
  }
}
