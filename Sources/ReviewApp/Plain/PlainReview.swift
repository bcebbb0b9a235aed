import MLTestScore
import Screen

/// The review by question and answer, line by line, for screen readers, plain terminals and scripts. A value over the
/// same state and functions as the screen: lines in; lines and effects out.
public struct PlainReview: Sendable {
  /// What a line or a message gives.
  public struct Reply: Sendable {
    /// What to say, each line safe to print.
    public internal(set) var lines: [String] = []
    /// What was not understood or not taken, and what to do; safe to print.
    public internal(set) var problems: [String] = []
    /// What the runtime has to carry out; its outcome goes to `hear`.
    public internal(set) var effects: [Effect] = []
    /// Whether the reviewers leave.
    public internal(set) var ends = false
  }

  /// Who takes the next line.
  enum Mode: Sendable {
    case commands
    case note(PlainNote)
    case form(PlainForm)
    case resolve
  }

  /// The most bytes that one line may have.
  public static let longestLine = 65_536
  /// The most bytes that a note may have.
  static let longestNote = 1 << 20

  /// The state that the screen would show.
  public internal(set) var state: ReviewState
  /// Whether a person answers: a wrong value is asked for again, which would bring a script out of step.
  public let isInteractive: Bool
  /// Whether only ASCII may be said.
  let isASCII: Bool
  var mode = Mode.commands
  /// Whether tests are said without why and criteria.
  var isBrief = false
  /// The test of which was said that its time box is over.
  var overrun: String?
  /// The words of a change that is on its way to the file.
  var changed: String?
  /// What an earlier run could not save, until somebody says what is to become of it.
  var rescue: Question?
  /// Whether a change was refused that the file should have: the review is read-only, or an earlier run's changes wait.
  public internal(set) var hasRefusedChanges = false
  var reply = Reply()

  /// The signs for the state of a plain review: words, where the screen draws.
  public static var glyphs: Glyphs {
    var glyphs = Glyphs.unicode
    glyphs.right = "to"
    glyphs.separator = ","
    return glyphs
  }

  /// Makes the review of a state.
  public init(_ state: ReviewState, isInteractive: Bool, isASCII: Bool = false) {
    self.state = state
    self.isInteractive = isInteractive
    self.isASCII = isASCII
    // What the screen opens by itself is named in the first lines, and a word opens it.
    self.state.layers = []
    self.state.notice = nil
  }

  /// Whether decisions of an earlier run wait; nothing may be saved over them.
  public var awaitsRescue: Bool { rescue != nil }

  /// What to print before a line is read.
  public var prompt: String {
    switch mode {
    case .commands: shown("\(state.test.id)> ")
    case .note: "note> "
    case .form(let form): shown("\(form.field.label.lowercased())> ")
    case .resolve: "mine, theirs, base, both or later> "
    }
  }

  /// Text from anywhere, fit to print.
  public func shown(_ text: String) -> String { PlainText.line(text, ascii: isASCII) }

  /// The first lines: the scores, what needs attention, the test.
  public mutating func start() -> Reply {
    answering {
      $0.sayScores()
      if $0.state.assessment.scope == Assessment.Scope(), $0.state.readOnlyReason == nil {
        $0.say("Scope: not said yet; scope asks what model, feature, training and serving are here")
      }
      $0.say("Type help for the words that are understood.")
      $0.sayTest()
    }
  }

  /// Takes one line in.
  public mutating func take(line: String) -> Reply {
    answering {
      $0.read(line)
      // The screen enters a test in `update`; not every line goes through it.
      $0.state.meeting.enter($0.state.test.id, at: $0.state.now)
      $0.sayTimeIsOver()
      // Nothing is given up: what could not be saved is tried again with each line.
      let isSaving = $0.reply.effects.contains(where: \.isSave)
      if case .failed = $0.state.saveStatus, $0.state.pendingResolve == nil, !isSaving {
        $0.reply.effects.append(.save($0.state.assessment))
      }
    }
  }

  /// Takes a line that cannot be read as one: too long, or no text.
  public mutating func refuse(line reason: String) -> Reply {
    answering {
      $0.problem(reason)
      if case .form(let form) = $0.mode { $0.refuse(reason, in: form) }
    }
  }

  /// The input has ended: what was begun is brought to an end without asking.
  public mutating func end() -> Reply {
    answering {
      switch $0.mode {
      case .commands: break
      case .note(let note):
        $0.finish(note)
        if !$0.isInteractive {
          $0.problem("The input ended inside a note: all lines up to here are in it. A lone . ends one")
        }
      case .form(let form): $0.leave(form)
      case .resolve: $0.postpone()
      }
      $0.reply.ends = true
    }
  }

  /// Takes in what came of an effect, or what happened outside.
  public mutating func hear(_ message: Message) -> Reply {
    answering { $0.take(message) }
  }

  private mutating func answering(_ body: (inout PlainReview) -> Void) -> Reply {
    reply = Reply()
    body(&self)
    reply.lines = reply.lines.map(shown)
    reply.problems = reply.problems.map(shown)
    return reply
  }

  private mutating func read(_ line: String) {
    switch mode {
    case .commands: command(line.trimmed)
    case .note(let note): take(line, into: note)
    case .form(let form): take(line.trimmed, into: form)
    case .resolve: settle(line.trimmed)
    }
  }

  // What the store says

  private mutating func take(_ message: Message) {
    let before = state.saveStatus
    state.notice = nil
    reply.effects += update(&state, message).filter(\.isOfTheFile)
    switch message {
    case .clock: return
    case .rescueFound:
      if case .question(let question)? = state.layers.last { rescue = question }
      state.layers = []
      if let rescue {
        say("\(rescue.text) recover takes them in, discard throws them away; nothing can be changed before.")
      }
    case .saved:
      report("Saved.", before: before)
    case .merged:
      report("Saved.", before: before)
      if let notice = state.notice { say("\(notice.text).") }
    case .saveFailed(let reason):
      report("Not saved: \(reason)", before: before)
    case .conflicts(let conflicts):
      report(
        "Not saved: somebody else changed the same at \(conflicts.count.counted("place")); resolve settles it.",
        before: before)
      meetConflicts()
    default:
      if let notice = state.notice { notice.kind == .info ? say(notice.text) : problem(notice.text) }
    }
  }

  /// Says what came of a change in one line. What nobody asked for is said where it is news.
  private mutating func report(_ outcome: String, before: SaveStatus) {
    if let words = changed {
      say("\(words). \(scoreWords) \(outcome)")
    } else if before != state.saveStatus, before != .unsaved || state.saveStatus != .saved {
      say(state.saveStatus == .saved ? "Everything is saved now." : outcome)
    }
    changed = nil
  }

  // Saying

  mutating func say(_ line: String) { reply.lines.append(line) }

  mutating func problem(_ line: String) { reply.problems.append(line) }

  /// Changes the state and keeps the words for it until the store has answered. What changes nothing is said at once.
  mutating func change(
    _ words: ((ReviewState) -> String)? = nil, _ body: (inout ReviewState) -> [Effect]
  ) {
    state.notice = nil
    let effects = body(&state).filter(\.isOfTheFile)
    reply.effects += effects
    let notice = state.notice
    guard effects.contains(where: \.isSave) else {
      if let notice {
        notice.kind == .error ? problem(notice.text) : say("\(notice.text).")
      } else {
        say("\(words?(state) ?? state.test.label). Nothing changed.")
      }
      return
    }
    changed = words?(state) ?? notice?.text ?? state.test.label
  }

  /// Whether the file may be changed; says why not.
  mutating func canChange() -> Bool {
    if let rescue {
      // A person was told and can say it again; what a script decided is not in the file.
      if !isInteractive { hasRefusedChanges = true }
      problem("Not taken, because something waits: \(rescue.text) recover takes them in, discard throws them away.")
      return false
    }
    guard let reason = state.readOnlyReason else { return true }
    hasRefusedChanges = true
    problem("Not taken: the review is read-only: \(reason)")
    return false
  }
}

extension Effect {
  /// Whether it brings the assessment into the file.
  var isSave: Bool {
    switch self {
    case .save, .settle: true
    default: false
    }
  }

  /// Whether it is about the file; the others are about a screen.
  var isOfTheFile: Bool {
    switch self {
    case .save, .settle, .discardRescue: true
    default: false
    }
  }
}
