import AssessmentStore
import Glibc
import MLTestScore
import ReviewApp
import Screen
import SystemPackage
import Terminal

/// Runs a review in the terminal: feeds the app what the terminal reports, shows its frames and carries its effects out.
final class ReviewRuntime {
  private var state: ReviewState
  private let terminal: Terminal
  private let document: Document
  private let clock: Clock
  private let surroundings: Surroundings
  /// How the review ends, once it does.
  private var ending: Ending?

  /// How a review ends.
  enum Ending: Equatable {
    /// The reviewers quit.
    case quit
    /// A signal asked for it; what was not saved, and where it is kept, is named.
    case signal(Int32, lost: String?)
  }

  /// How often unfinished text is written to the draft, in milliseconds.
  private static let draftInterval = 1000
  /// How often a save that failed is tried again, in milliseconds.
  private static let retryInterval = 3000
  /// How often an idle review looks whether somebody else wrote to the file, in milliseconds.
  private static let idleInterval = 1000

  init(
    state: ReviewState, terminal: Terminal, document: Document, clock: Clock, surroundings: Surroundings
  ) {
    self.state = state
    self.terminal = terminal
    self.document = document
    self.clock = clock
    self.surroundings = surroundings
  }

  /// Where the reviewers are, to begin there the next time.
  var place: LeftPlace { state.leftPlace }

  /// Runs until the review ends.
  func run() -> Ending {
    recover()
    terminal.show(ReviewScreen.frame(state))
    while ending == nil {
      let event = terminal.nextEvent(timeoutMilliseconds: timeout)
      send(.clock(clock.now, today: clock.today))
      for message in surroundings.takeMessages() { send(message) }
      if let event { handle(event) }
      // What was typed meanwhile is taken in before the next picture, so that a slow line never lags behind the keys.
      var drained = 0
      while ending == nil, drained < 1000, let event = terminal.nextEvent(timeoutMilliseconds: 0) {
        handle(event)
        drained += 1
      }
      doWhatIsDue()
      if ending == nil { terminal.show(ReviewScreen.frame(state)) }
    }
    return ending ?? .quit
  }

  /// Offers what an earlier run could not finish.
  private func recover() {
    let (rescue, damagedRescues) = document.loadRescue()
    let (drafts, damagedDrafts) = document.loadDrafts()
    if let rescue { send(.rescueFound(rescue)) }
    if !drafts.isEmpty { send(.draftsFound(drafts)) }
    if state.drafts.isEmpty { document.leaveDrafts() }
    for words in damagedRescues + damagedDrafts { send(.failed(words)) }
  }

  private func handle(_ event: Event) {
    switch event {
    case .terminate(let signal): end(by: signal)
    case .hangup: end(by: SIGHUP)
    default: send(.event(event))
    }
  }

  /// Feeds one message to the app and carries out what it asks for, until it asks for nothing more.
  private func send(_ message: Message) {
    var messages = [message]
    while !messages.isEmpty {
      for effect in update(&state, messages.removeFirst()) {
        if let answer = carryOut(effect) { messages.append(answer) }
      }
    }
  }

  /// Carries out one effect; returns what the app has to know of it.
  private func carryOut(_ effect: Effect) -> Message? {
    switch effect {
    case .save(let assessment): return document.save(assessment)
    case .settle(let assessment, let settlements): return document.save(assessment, settled: settlements)
    case .openExternalEditor(let test, let text):
      do {
        let edited = try terminal.withTerminalReleased { try ExternalEditor.edit(text) }
        return .externalEditorClosed(test: test, opened: text, text: edited)
      } catch let problem as ExternalEditor.Problem {
        return .failed(problem.message)
      } catch {
        return .failed("\(error)")
      }
    case .completeDraft(let drafts):
      document.complete(drafts)
      return nil
    case .discardDraft:
      // Text that was put aside is unfinished too, and goes on being kept.
      document.keep(state.drafts)
      return nil
    case .discardRescue:
      document.discardRescue()
      return nil
    case .leaveRescue:
      document.leaveRescue()
      return nil
    case .exportMarkdown(let assessment):
      return surroundings.export(assessment, under: state.rubric, on: clock.today)
    case .copy(let text, let what):
      return surroundings.copy(text, what: what, to: terminal)
    case .openLink(let link):
      surroundings.open(link, waker: terminal.waker)
      return nil
    case .listThemes: return .themesFound(ThemeChoice.entries())
    case .preview(let name):
      do {
        terminal.theme = try ThemeChoice.load(name)
        return nil
      } catch let failure as Failure {
        return .failed(failure.message)
      } catch {
        return .failed("\(error)")
      }
    case .remember(let name): return surroundings.remember(theme: name)
    case .suspend:
      document.keep(state.drafts)
      terminal.suspend()
      return nil
    case .redraw:
      terminal.redraw()
      return nil
    case .quit:
      document.keep(state.heldDrafts)
      document.dropRescue()
      ending = .quit
      return nil
    }
  }

  /// Writes the draft and tries failed saves again, when their time has come.
  private func doWhatIsDue() {
    guard ending == nil else { return }
    if state.isWriting, document.draftIsDue(interval: Self.draftInterval), let problem = document.keep(state.drafts)
    {
      send(.failed(problem))
    }
    // A save merges in what others wrote, and beneath an open text that would be lost under it: it waits.
    if state.isTyping { return }
    if state.saveStatus == .saved, state.readOnlyReason == nil, let news = document.takeInOutside(state.assessment)
    {
      send(news)
    }
    if case .failed = state.saveStatus, document.retryIsDue(interval: Self.retryInterval) {
      send(document.save(state.assessment))
    }
  }

  private var timeout: Int {
    if state.isWriting { return Self.draftInterval }
    if case .failed = state.saveStatus { return Self.retryInterval }
    return Self.idleInterval
  }

  private func end(by signal: Int32) {
    document.keep(state.drafts)
    var lost: String?
    if state.saveStatus != .saved {
      switch document.save(state.assessment) {
      case .saveFailed(let reason): lost = reason
      case .conflicts: lost = "somebody else changed the same things"
      default: break
      }
    }
    if let reason = lost, let place = document.rescuePlace {
      lost = "\(reason). They are kept in \(place.string), and mlts offers them when the file is opened again"
    }
    ending = .signal(signal, lost: lost)
  }
}
