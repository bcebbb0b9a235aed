import MLTestScore
import Screen

/// Everything that the review screen knows. A value: undo is a stack of older ones, and a test can compare two.
public struct ReviewState: Sendable {
  // The document
  /// The assessment as it is edited.
  public internal(set) var assessment: Assessment
  /// The rubric that scores it.
  public let rubric: Rubric
  /// The file's name, as the header shows it.
  public let fileName: String
  /// Why the file may not be changed, if it may not.
  public let readOnlyReason: String?

  // The surroundings, told by the runtime
  /// The time, as the runtime last told it.
  public internal(set) var now: Timestamp
  /// The day where the reviewers are; from it evidence ages and actions fall due.
  public internal(set) var today: Day
  /// The role that stamps decisions.
  public let reviewer: String
  /// The size of the screen.
  public internal(set) var size: Size
  /// The characters that the terminal can show.
  public let glyphs: Glyphs
  /// What the user wants otherwise than it is by itself.
  public internal(set) var options: ReviewOptions
  /// Makes the ids of new evidence and actions; seeded by the runtime, so that a replay makes the same ones.
  var random: SeededGenerator

  // Where the reviewers are
  /// The place on the review screen.
  public internal(set) var place: Place
  /// What lies over the review screen; the last one has the keys.
  public internal(set) var layers: [Layer] = []
  /// Forms that were left with Esc: their text comes back when the same form is opened again.
  var putAside: [Form.Purpose: Form] = [:]
  /// Recovered texts that are offered as soon as those before them are done.
  var waitingDrafts: [Draft] = []
  /// Recovered texts that stay on disk: they were left for another time, or this rubric lacks their test.
  public internal(set) var heldDrafts: [Draft] = []
  /// Whether the review is shown for a projector: one test, large.
  public internal(set) var isPresenting = false
  /// What was looked for last; its matches are marked.
  var search = Search()
  /// Credits that are planned on the summary screen, by test. The answers know nothing of them.
  var plan: [String: Points] = [:]
  /// How long the meeting and each test took so far.
  public internal(set) var meeting: Meeting

  // What happened
  var undoSteps: [Step] = []
  var redoSteps: [Step] = []
  /// What the file held when it was last read or written here.
  var inFile: Assessment
  /// Whether a conflict about the file was left for later; a new decision asks again.
  var isPostponed = false
  /// Conflicts with what somebody else wrote to the file, with what was chosen so far.
  var pendingResolve: Resolve?
  /// What was chosen and is on its way into the file.
  var settling: [Settlement] = []
  /// Whether everything that was decided is in the file.
  public internal(set) var saveStatus: SaveStatus = .saved
  /// The message in the status line, until the next key.
  public internal(set) var notice: Notice? {
    didSet {
      guard let notice, notice != messages.last?.notice else { return }
      messages.append((meeting.total(at: now), notice))
      if messages.count > 500 { messages.removeFirst(100) }
    }
  }
  /// What the status line said, each with the seconds since the review was opened.
  var messages: [(seconds: Int, notice: Notice)] = []
  /// The score of the assessment today. Kept beside it because every part of the screen asks for it.
  public private(set) var score: Score

  /// Makes the state in which a review opens: on the first test that nobody has decided.
  public init(
    assessment: Assessment, rubric: Rubric, fileName: String, readOnlyReason: String? = nil, now: Timestamp,
    today: Day, reviewer: String, size: Size, glyphs: Glyphs = .unicode, options: ReviewOptions = ReviewOptions(),
    seed: UInt64
  ) {
    self.assessment = assessment
    inFile = assessment
    self.rubric = rubric
    self.fileName = fileName
    self.readOnlyReason = readOnlyReason
    self.now = now
    self.today = today
    self.reviewer = reviewer
    self.size = size
    self.glyphs = glyphs
    self.options = options
    random = SeededGenerator(seed: seed)
    place = Place(sections: rubric.sections.count)
    score = assessment.score(under: rubric, on: today)
    meeting = Meeting(start: now, test: "")
    begin()
  }

  /// Goes to what needs attention: what a merge left, where the reviewers were, an empty scope, else the first test that
  /// nobody has decided, that is open, carried over or flagged.
  private mutating func begin() {
    if let left = options.place, go(to: left.test) {
      // An agenda that is done is not worth coming back to.
      place.filter = tests(on: left.filter).isEmpty ? .all : left.filter
    } else {
      for filter in [Filter.notAssessed, .open, .carriedOver, .flagged] {
        guard let first = tests(on: filter).first else { continue }
        go(to: first)
        break
      }
    }
    meeting.enter(test.id, at: now)
    if let readOnlyReason {
      notice = Notice(.warning, "Read-only: \(readOnlyReason)")
      return
    }
    // The scope is asked once, before anything is decided: every public self-review had to answer it.
    if assessment.scope == Assessment.Scope(), assessment.answers.isEmpty {
      layers.append(.form(form(for: .scope)))
    }
    if !assessment.conflicts.isEmpty { layers.append(.resolve(Resolve(assessment.conflicts, from: .file))) }
  }

  /// The keys and what they ask for.
  var keys: KeyMap { options.keys }

  /// Where the reviewers are, to begin there the next time.
  public var leftPlace: LeftPlace { LeftPlace(test: test.id, filter: place.filter) }

  /// Scores again, after the assessment or the day changed.
  mutating func rescore() {
    score = assessment.score(under: rubric, on: today)
  }
}

/// Where the reviewers are on the review screen.
public struct Place: Hashable, Sendable {
  /// The panes that take keys.
  public enum Pane: Hashable, Sendable {
    case list, detail
  }
  /// The index of the section.
  public var section = 0
  /// The index of the test, for each section, so that coming back to a section finds the same test.
  public var tests: [Int]
  /// The pane with the keys.
  public var pane = Pane.list
  /// The index of the item in the detail pane.
  public var item = 0
  /// The first line of the detail pane that is shown.
  public var scroll = 0
  /// Which tests the list shows.
  public var filter = Filter.all

  init(sections: Int) {
    tests = Array(repeating: 0, count: max(1, sections))
  }
}

/// What lies over the review screen and has the keys.
public enum Layer: Sendable {
  case note(NoteEditor)
  case form(Form)
  /// The help for the part of the screen that had the keys.
  case help(Help)
  case question(Question)
  case resolve(Resolve)
  case summary(Summary)
  case menu(Menu)
  case palette(Palette)
  /// The field in which a search is typed.
  case find(TextEditor)
}

/// The note of one test in an editor.
public struct NoteEditor: Sendable {
  /// The test.
  public let test: String
  /// The text and the cursor.
  public var editor: TextEditor
  /// The note as it was when the editor was opened.
  public let opened: String

  /// Opens the editor on a text, the cursor at its end.
  init(test: String, text: String, opened: String) {
    self.test = test
    self.opened = opened
    editor = TextEditor(text: text)
    editor.documentEnd()
  }
}

/// A question that only the reviewers can answer, with a key for each answer.
public struct Question: Hashable, Sendable {
  /// What is asked.
  public enum Kind: Hashable, Sendable {
    /// Something would be lost by quitting.
    case quit
    /// Text of an earlier run was found.
    case drafts([Draft])
    /// Decisions of an earlier run were found that it could not save.
    case rescue(Rescue)
    /// The review was closed: is the summary to be written to a file?
    case export
  }
  /// What is asked.
  public var kind: Kind
  /// The question in words.
  public var text: String
}

/// Text that was in an open editor, kept beside the file so that a crash loses nothing.
public struct Draft: Hashable, Sendable {
  /// The test it belongs to.
  public var test: String
  /// What it is text of: `note`, or a form's name.
  public var field: String
  /// The text by the form's field; a note has one, `text`.
  public var values: [String: String]
  /// What stood there when the editor was opened, so that what others write meanwhile is not written over; empty where
  /// nobody recorded it.
  public var opened: [String: String]

  /// Makes a draft.
  public init(test: String, field: String, values: [String: String], opened: [String: String] = [:]) {
    self.test = test
    self.field = field
    self.values = values
    self.opened = opened
  }
}

/// One step that undo takes back.
struct Step: Sendable {
  /// What was done, in words.
  var label: String
  /// The assessment on the other side of the step.
  var assessment: Assessment
  /// Where the step was taken: undo and redo both lead there.
  var place: Place
  /// Whether others changed some of the same since, so that the step leaves that alone.
  var isPartial = false

  /// The way back over the step, from an assessment.
  func reversed(to assessment: Assessment) -> Step {
    var step = self
    step.assessment = assessment
    return step
  }
}

/// Whether everything that was decided is in the file.
public enum SaveStatus: Hashable, Sendable {
  case saved
  /// Not in the file yet.
  case unsaved
  /// Could not be written, for this reason. The edits stay in memory and the runtime tries again.
  case failed(String)
}

/// One line for the reviewers.
public struct Notice: Hashable, Sendable {
  /// How grave it is.
  public enum Kind: Hashable, Sendable {
    case info, warning, error
  }
  /// How grave it is.
  public var kind: Kind
  /// The words.
  public var text: String

  /// Makes a notice.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// A small generator that can be seeded (SplitMix64), so that a replay makes the same ids.
struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
