/// Everything that a key can ask for. One table (`KeyTable`) gives each its keys, its hint in the footer, its line in the
/// help and its entry in the palette.
///
/// The raw value is the command's name in `config.toml`.
public enum Command: String, CaseIterable, Hashable, Sendable {
  // Moving
  case up, down, top, bottom
  case pageUp = "page-up"
  case pageDown = "page-down"
  case previousSection = "previous-section"
  case nextSection = "next-section"
  case previousTest = "previous-test"
  case nextTest = "next-test"
  case switchPane = "switch-pane"
  case intoDetail = "into-detail"
  case back
  case scrollDetailDown = "scroll-down"
  case scrollDetailUp = "scroll-up"
  case nextUndecided = "next-undecided"
  case filter, find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  // Deciding
  case decideNone = "decide-none"
  case decideHalf = "decide-half"
  case decideOne = "decide-one"
  case decideTwo = "decide-two"
  case toggleCriterion = "toggle-criterion"
  case notApplicable = "not-applicable"
  case leaveOpen = "leave-open"
  case clear, confirm
  // Writing
  case evidence, note
  case externalEditor = "external-editor"
  case action, owner, target
  case openItem = "open-item"
  case deleteItem = "delete-item"
  case markDone = "mark-done"
  case scope
  // Settling conflicts
  case resolve
  case takeMine = "take-mine"
  case takeTheirs = "take-theirs"
  case takeBase = "take-base"
  case takeBoth = "take-both"
  case takeAllMine = "take-all-mine"
  case takeAllTheirs = "take-all-theirs"
  case settle
  // Screens
  case palette, presenter, summary
  case proposePlan = "propose-plan"
  case themes
  case closeReview = "close-review"
  // The rest
  case choose, copy
  case openLink = "open-link"
  case messages, undo, redo, help, redraw, suspend, quit
}

/// Where the keys go: the part of the screen that has them. A key can mean different things in two of these.
public enum Context: String, CaseIterable, Hashable, Sendable {
  /// The checklist.
  case list
  /// The detail of one test, or the presenter's view of it.
  case detail
  /// The summary screen.
  case summary
  /// The screen that settles conflicts.
  case resolve
  /// A list to choose from: the agenda's filters, the themes.
  case menu
  /// The help.
  case help
}
