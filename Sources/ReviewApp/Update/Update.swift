import MLTestScore
import Screen

/// Takes one message in and says what the runtime has to do. Pure: the same state and message give the same outcome.
public func update(_ state: inout ReviewState, _ message: Message) -> [Effect] {
  let effects = state.take(message)
  state.askAboutWaitingDrafts()
  // Whichever way the cursor came to a test, its time begins.
  state.meeting.enter(state.test.id, at: state.now)
  return effects
}

extension ReviewState {
  fileprivate mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .event(let event): return handle(event)
    case .clock(let now, let today):
      self.now = now
      if today != self.today {
        self.today = today
        rescore()
      }
      return []
    case .externalEditorClosed(let test, let opened, let text):
      return setNote(text, of: test, opened: opened)
    case .failed(let words):
      notice = Notice(.error, words)
      return []
    case .done(let words):
      notice = Notice(.info, words)
      return []
    case .themesFound(let themes):
      options.themes = themes
      openThemes()
      return []
    case .draftsFound(let drafts):
      return ask(about: drafts)
    case .rescueFound(let rescue):
      return ask(about: rescue)
    case .saved, .saveFailed, .merged, .conflicts, .fileGone:
      return handleStore(message)
    }
  }

  /// The part of the screen that has the keys; nothing where a text field or a question has them.
  var context: Context? {
    switch layers.last {
    case nil: place.pane == .list ? .list : .detail
    case .resolve: .resolve
    case .summary: .summary
    case .menu: .menu
    case .help: .help
    case .note, .form, .question, .palette, .find: nil
    }
  }

  mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .resize(let size):
      self.size = size
      keepItemVisible()
      return []
    case .resumed, .terminate, .hangup:
      return []
    case .mouse(let mouse):
      return handle(mouse)
    case .key, .paste:
      notice = nil
    }
    switch layers.last {
    case .note(let note): return handle(event, note: note)
    case .form(let form): return handle(event, form: form)
    case .question(let question): return handle(event, question: question)
    case .palette(let palette): return handle(event, palette: palette)
    case .find(let editor): return handle(event, find: editor)
    case .help, .resolve, .summary, .menu, nil: break
    }
    guard let context, case .key(let key) = event else {
      // Keys pasted into the wrong window must not decide tests.
      notice = Notice(.info, "Text was pasted here and not taken: press i to write the note, then paste")
      return []
    }
    guard let command = keys.command(for: key, in: context) else {
      let help = keys.keys(of: .help, in: context).first?.name ?? "?"
      notice = Notice(.info, "\(key.name) does nothing here; \(help) shows the keys")
      return []
    }
    return perform(command)
  }

  /// Does what a key, a click or the palette asks for, where the keys are now.
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .help:
      layers.append(.help(Help(page: .keys(context ?? .list))))
      return []
    default: break
    }
    switch layers.last {
    case .resolve(let resolve): return perform(command, resolve: resolve)
    case .summary(let summary): return perform(command, summary: summary)
    case .menu(let menu): return perform(command, menu: menu)
    case .help(let help): return perform(command, help: help)
    default: return performInReview(command)
    }
  }

  private mutating func performInReview(_ command: Command) -> [Effect] {
    switch command {
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
    case .target: return open(.target(test: test.id))
    case .scope: return open(.scope)
    case .closeReview: return openClosing()
    case .note: return openNote()
    case .externalEditor:
      guard canEdit() else { return [] }
      return [.openExternalEditor(test: test.id, text: answer.note)]
    case .openItem: return openItem()
    case .deleteItem: return deleteItem()
    case .markDone: return markDone()
    case .undo: return undo()
    case .redo: return redo()
    case .resolve: return openResolve()
    case .copy: return [.copy(testText, what: test.label)]
    case .openLink: return openLink()
    case .themes: return [.listThemes]
    default:
      performOnScreen(command)
      return []
    }
  }

  /// What only moves the cursor or shows something.
  private mutating func performOnScreen(_ command: Command) {
    switch command {
    case .filter: openAgenda()
    case .find: openFind()
    case .findNext: find(direction: 1)
    case .findPrevious: find(direction: -1)
    case .palette: layers.append(.palette(Palette()))
    case .messages: layers.append(.help(Help(page: .messages)))
    case .summary: openSummary()
    case .presenter: togglePresenter()
    default: move(command)
    }
  }

  /// Whether the file may be changed; says why not.
  mutating func canEdit() -> Bool {
    guard let readOnlyReason else { return true }
    notice = Notice(.warning, "Read-only: \(readOnlyReason)")
    return false
  }
}
