import Screen

/// One row of the key table.
public struct Binding: Hashable, Sendable {
  /// Groups of the help page.
  public enum Group: String, CaseIterable, Sendable {
    case decide = "Decide"
    case write = "Write"
    case move = "Move"
    case settle = "Settle"
    case plan = "Plan"
    case app = "Review"
  }
  /// What the keys ask for.
  public let command: Command
  /// The keys, the one to advertise first; none where the key map took them away.
  public internal(set) var keys: [Key]
  /// Where they work.
  public let contexts: Set<Context>
  /// The footer's word for it; nothing keeps it out of the footer.
  public let hint: String?
  /// The help's sentence for it.
  public let help: String
  /// Where the help lists it.
  public let group: Group
}

/// The one table of keys: dispatch, footer hints, help and palette all read it, so that they cannot disagree.
public enum KeyTable {
  /// The rows, in the order in which the footer offers them.
  public static let bindings: [Binding] = deciding + planning + settling + writing + sharing + moving + app

  private static let review: Set<Context> = [.list, .detail]
  private static let everywhere = Set(Context.allCases)

  private static let deciding = [
    row(.decideNone, [.character("0")], .decide, "none", "Decide: nothing is earned (0)"),
    row(.decideHalf, [.character("5")], .decide, "½", "Decide: done by hand, documented and distributed (½)"),
    row(.decideOne, [.character("1")], .decide, "full", "Decide: a system does it, again and again (1)"),
    row(.decideTwo, [.character("2")], .decide, "two", "Decide: 2 points, in rubrics that have them"),
    row(
      .toggleCriterion, [.character(" ")], .decide, "criterion",
      "Tick or untick the criterion; in the list: go to the criteria"),
    row(.evidence, [.character("e")], .write, "evidence", "Add evidence: kind, locator, summary, date"),
    row(.note, [.character("i")], .write, "note", "Write the note (Esc keeps the text)"),
    row(.leaveOpen, [.character("o")], .decide, "open", "Leave it an open question; again: what it could become"),
    row(.notApplicable, [.character("x")], .decide, "n/a", "Not applicable: asks for the reason, earns 0"),
    row(
      .confirm, [.character("c")], .decide, "confirm",
      "Confirm an answer carried over from before the last milestone"),
    row(.clear, [.character("-")], .decide, nil, "Clear the decision; note and evidence stay"),
  ]

  private static let planning = [
    row(.decideNone, [.character("0")], .plan, "plan 0", "What if: plan that it earns 0", in: [.summary]),
    row(.decideHalf, [.character("5")], .plan, "plan ½", "What if: plan ½", in: [.summary]),
    row(.decideOne, [.character("1")], .plan, "plan 1", "What if: plan 1", in: [.summary]),
    row(.decideTwo, [.character("2")], .plan, nil, "What if: plan 2, in rubrics that have it", in: [.summary]),
    row(
      .proposePlan, [.character("P")], .plan, "propose", "Plan the cheapest changes that reach the next band",
      in: [.summary]),
    row(
      .clear, [.character("-")], .plan, "clear", "Take the planned change back; twice: all of them", in: [.summary]),
    row(.openItem, [.enter], .plan, "go there", "Go to the test under the cursor", in: [.summary]),
  ]

  private static let settling = [
    row(.takeMine, [.character("m")], .settle, "mine", "Mine stands here", in: [.resolve]),
    row(.takeTheirs, [.character("t")], .settle, "theirs", "Theirs stands here", in: [.resolve]),
    row(.takeBase, [.character("b")], .settle, "base", "What stood before both stands here again", in: [.resolve]),
    row(.takeBoth, [.character("+")], .settle, "both", "Both texts stand, mine first", in: [.resolve]),
    row(.takeAllMine, [.character("M")], .settle, nil, "Mine, wherever nothing is chosen yet", in: [.resolve]),
    row(.takeAllTheirs, [.character("T")], .settle, nil, "Theirs, wherever nothing is chosen yet", in: [.resolve]),
    row(.settle, [.enter, .character("s")], .settle, "settle", "Save what was chosen", in: [.resolve]),
  ]

  private static let writing = [
    row(
      .openItem, [.enter], .write, "open", "Edit what the cursor is on; in the list: go to the detail",
      in: [.detail]),
    row(
      .deleteItem, [.character("d"), .delete], .write, "delete", "Delete the evidence or action (u brings it back)",
      in: [.detail]),
    row(.markDone, [.character("D")], .write, nil, "Mark the action done, or open again", in: [.detail]),
    row(.action, [.character("a")], .write, "action", "Add an action: text, owner, due date, effort"),
    row(.owner, [.character("w")], .write, "owner", "Name who watches it (a role)"),
    row(.target, [.character("t")], .write, nil, "Say what level to aim at, or accept the gap until a day"),
    row(.externalEditor, [.character("E")], .write, nil, "Write the note in $VISUAL or $EDITOR"),
    row(.scope, [.character("S")], .write, nil, "Say what model, feature, training and serving are here"),
    row(
      .undo, [.character("u")], .app, "undo", "Undo, as far back as this session goes",
      in: [.list, .detail, .summary]),
    row(.redo, [.control("r")], .app, nil, "Redo", in: [.list, .detail, .summary]),
  ]

  private static let sharing = [
    row(
      .copy, [.character("y")], .app, nil, "Copy the test; in the summary: the summary",
      in: [.list, .detail, .summary]),
    row(.openLink, [.character("O")], .app, nil, "Open the link of the evidence ($BROWSER or xdg-open)"),
    row(.resolve, [.character("R")], .settle, "resolve", "Settle what two people changed differently"),
  ]

  private static let moving = [
    row(.nextUndecided, [.character(".")], .move, "next", "Go to the next test that is not decided"),
    row(.filter, [.character("f")], .move, "agenda", "Choose the agenda: which tests the list shows"),
    row(.find, [.character("/")], .move, "find", "Find in titles, notes, evidence and actions"),
    row(.findNext, [.character("n")], .move, nil, "Next match"),
    row(.findPrevious, [.character("N")], .move, nil, "Previous match"),
    row(.nextTest, [.character(">")], .move, nil, "Next test, from the detail too"),
    row(.previousTest, [.character("<")], .move, nil, "Previous test"),
    row(.switchPane, [.tab, .backTab], .move, nil, "Other pane"),
    row(.nextSection, [.character("]")], .move, "section", "Next section"),
    row(.previousSection, [.character("[")], .move, nil, "Previous section"),
    row(.up, [.up, .character("k")], .move, nil, "Up", in: everywhere),
    row(.down, [.down, .character("j")], .move, nil, "Down", in: everywhere),
    row(.intoDetail, [.right, .character("l")], .move, nil, "Into the detail; there: next criterion"),
    row(.intoDetail, [.enter], .move, nil, "Into the detail", in: [.list]),
    row(.choose, [.enter, .character(" ")], .move, "choose", "Choose", in: [.menu]),
    row(.back, [.left, .character("h")], .move, nil, "Back to the list"),
    row(.back, [.escape], .move, nil, "Step back", in: review),
    row(.back, [.escape, .character("q")], .move, "back", "Step back", in: [.summary, .menu, .help]),
    row(
      .back, [.escape, .character("q")], .move, "later", "Settle it later; the choices are kept", in: [.resolve]),
    row(.top, [.character("g"), .home, .controlHome], .move, nil, "First", in: everywhere),
    row(.bottom, [.character("G"), .end, .controlEnd], .move, nil, "Last", in: everywhere),
    row(.pageUp, [.pageUp, .control("b")], .move, nil, "A page up", in: everywhere),
    row(.pageDown, [.pageDown, .control("f")], .move, nil, "A page down", in: everywhere),
    row(.pageDown, [.character(" ")], .move, nil, "A page down", in: [.help]),
    row(
      .scrollDetailDown, [.character("J")], .move, nil, "Scroll the detail down", in: [.list, .detail, .resolve]),
    row(.scrollDetailUp, [.character("K")], .move, nil, "Scroll the detail up", in: [.list, .detail, .resolve]),
  ]

  private static let app = [
    row(
      .palette, [.character(":")], .app, "command", "Every command, test and screen by a few letters of its name"),
    row(.presenter, [.character("p")], .app, "present", "Presenter: one test in large, for a projector"),
    row(.summary, [.character("s")], .app, "summary", "Summary: gauges, counts, flags, plan with what-if, actions"),
    row(.summary, [.character("s")], .app, nil, "Back to the review", in: [.summary]),
    row(.messages, [.character("L")], .app, nil, "Read what the status line said, whole and from the start"),
    row(.closeReview, [.character("M")], .app, nil, "Close the review: a milestone with title and participants"),
    row(.themes, [.character("T")], .app, nil, "Choose the theme", in: [.list, .detail, .summary]),
    row(
      .help, [.character("?"), .function(1)], .app, "help", "This help", in: [.list, .detail, .summary, .resolve]),
    row(.back, [.character("?"), .function(1)], .app, nil, "Leave the help", in: [.help]),
    row(.redraw, [.control("l")], .app, nil, "Paint the screen anew", in: everywhere),
    row(.suspend, [.control("z")], .app, nil, "Stop mlts; fg brings it back", in: everywhere),
    row(
      .quit, [.character("q"), .control("c")], .app, "quit", "Quit; asks only when something would be lost"),
    row(
      .quit, [.control("c")], .app, nil, "Quit; asks only when something would be lost",
      in: [.summary, .resolve, .menu, .help]),
  ]

  private static func row(
    _ command: Command, _ keys: [Key], _ group: Binding.Group, _ hint: String?, _ help: String,
    in contexts: Set<Context> = review
  ) -> Binding {
    Binding(command: command, keys: keys, contexts: contexts, hint: hint, help: help, group: group)
  }
}
