/// What was done in an editor, for undo and redo without limit.
struct EditHistory: Hashable, Sendable {
  /// Edits of a kind that follow each other are one step.
  enum Kind: Hashable, Sendable {
    case typing, deletingBackward, deletingForward
    /// Always a step of its own: a paste, a line end, a deleted word.
    case other
  }

  /// What one undo takes back.
  struct Step: Hashable, Sendable {
    var edits: [TextEdit]
    var before: TextPoint
    var after: TextPoint
  }

  private(set) var undoable: [Step] = []
  private(set) var redoable: [Step] = []
  private var open: Kind = .other

  mutating func record(_ edit: TextEdit, kind: Kind, before: TextPoint, after: TextPoint) {
    redoable = []
    if kind != .other, kind == open, !undoable.isEmpty {
      undoable[undoable.count - 1].edits.append(edit)
      undoable[undoable.count - 1].after = after
    } else {
      undoable.append(Step(edits: [edit], before: before, after: after))
    }
    open = kind
  }

  /// The next edit begins a step, whatever its kind.
  mutating func close() { open = .other }

  mutating func takeUndo() -> Step? {
    close()
    guard let step = undoable.popLast() else { return nil }
    redoable.append(step)
    return step
  }

  mutating func takeRedo() -> Step? {
    close()
    guard let step = redoable.popLast() else { return nil }
    undoable.append(step)
    return step
  }
}
