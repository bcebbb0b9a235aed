import Screen

/// One row of the key table.
public struct Binding: Sendable {
  /// Groups of the help page.
  public enum Group: String, CaseIterable, Sendable {
    case decide = "Decide"
    case write = "Write"
    case move = "Move"
    case app = "Review"
  }
  /// What the keys ask for.
  public let command: Command
  /// The keys, the one to advertise first.
  public let keys: [Key]
  /// The panes in which they work.
  public let panes: Set<Place.Pane>
  /// The footer's word for it; nothing keeps it out of the footer.
  public let hint: String?
  /// The help's sentence for it.
  public let help: String
  /// Where the help lists it.
  public let group: Group
}

/// The one table of keys: dispatch, footer hints and help all read it, so that they cannot disagree.
public enum KeyTable {
  /// The rows, in the order in which the footer offers them.
  public static let bindings: [Binding] = [
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
    row(
      .openItem, [.enter], .write, "open", "Edit what the cursor is on; in the list: go to the detail",
      panes: [.detail]),
    row(
      .deleteItem, [.character("d"), .delete], .write, "delete", "Delete the evidence or action (u brings it back)",
      panes: [.detail]),
    row(.markDone, [.character("D")], .write, nil, "Mark the action done, or open again", panes: [.detail]),
    row(.action, [.character("a")], .write, "action", "Add an action: text, owner, due date, effort"),
    row(.owner, [.character("w")], .write, "owner", "Name who watches it (a role)"),
    row(.externalEditor, [.character("E")], .write, nil, "Write the note in $VISUAL or $EDITOR"),
    row(.undo, [.character("u")], .app, "undo", "Undo, as far back as this session goes"),
    row(.redo, [.control("r")], .app, nil, "Redo"),
    row(.nextUndecided, [.character(".")], .move, "next", "Go to the next test that is not decided"),
    row(.switchPane, [.tab, .backTab], .move, nil, "Other pane"),
    row(.nextSection, [.character("]")], .move, "section", "Next section"),
    row(.previousSection, [.character("[")], .move, nil, "Previous section"),
    row(.up, [.up, .character("k")], .move, nil, "Up"),
    row(.down, [.down, .character("j")], .move, nil, "Down"),
    row(.intoDetail, [.right, .character("l")], .move, nil, "Into the detail; there: next criterion"),
    row(.intoDetail, [.enter], .move, nil, "Into the detail", panes: [.list]),
    row(.back, [.left, .character("h")], .move, nil, "Back to the list"),
    row(.back, [.escape], .move, nil, "Back to the list"),
    row(.top, [.character("g"), .home], .move, nil, "First"),
    row(.bottom, [.character("G"), .end], .move, nil, "Last"),
    row(.pageUp, [.pageUp, .control("b")], .move, nil, "A page up"),
    row(.pageDown, [.pageDown, .control("f")], .move, nil, "A page down"),
    row(.scrollDetailDown, [.character("J")], .move, nil, "Scroll the detail down"),
    row(.scrollDetailUp, [.character("K")], .move, nil, "Scroll the detail up"),
    row(.help, [.character("?"), .function(1)], .app, "help", "This help"),
    row(.redraw, [.control("l")], .app, nil, "Paint the screen anew"),
    row(.suspend, [.control("z")], .app, nil, "Stop mlts; fg brings it back"),
    row(.quit, [.character("q"), .control("c")], .app, "quit", "Quit; asks only when something would be lost"),
  ]

  /// The command of a key in a pane.
  public static func command(for key: Key, in pane: Place.Pane) -> Command? {
    bindings.first { $0.panes.contains(pane) && $0.keys.contains(key) }?.command
  }

  private static func row(
    _ command: Command, _ keys: [Key], _ group: Binding.Group, _ hint: String?, _ help: String,
    panes: Set<Place.Pane> = [.list, .detail]
  ) -> Binding {
    Binding(command: command, keys: keys, panes: panes, hint: hint, help: help, group: group)
  }
}

extension Key {
  /// The key's name as hints and help print it.
  public var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let c): String(c)
    case .control(let c): "^\(c.uppercased())"
    case .alt(let c): "M-\(c)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "BS"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .controlLeft: "^Left"
    case .controlRight: "^Right"
    case .function(let n): "F\(n)"
    }
  }
}
