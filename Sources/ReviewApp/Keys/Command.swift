/// Everything that a key can ask for on the review screen. One table (`KeyTable`) gives each its keys, its hint in the
/// footer and its line in the help.
public enum Command: String, CaseIterable, Hashable, Sendable {
  // Moving
  case up, down, top, bottom, pageUp, pageDown, previousSection, nextSection
  case switchPane, intoDetail, back, scrollDetailDown, scrollDetailUp, nextUndecided
  // Deciding
  case decideNone, decideHalf, decideOne, decideTwo, toggleCriterion, notApplicable, leaveOpen, clear, confirm
  // Writing
  case evidence, note, externalEditor, action, owner, openItem, deleteItem, markDone
  // The rest
  case undo, redo, help, redraw, suspend, quit
}
