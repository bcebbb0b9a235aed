import MLTestScore

// Conflicts, one after the other. All that the plain review knows of them is in this file.
extension PlainReview {
  /// After a change of the state: goes through conflicts that the screen would show now. A script has to ask for it,
  /// or its next line would be an answer.
  mutating func meetConflicts() {
    guard isInteractive, case .commands = mode, openResolveLayer != nil else {
      if case .resolve = mode { return }
      state.layers = []
      return
    }
    mode = .resolve
    sayConflict()
  }

  mutating func openResolve() {
    state.notice = nil
    _ = state.openResolve()
    guard openResolveLayer != nil else {
      if let notice = state.notice { say("\(notice.text).") }
      return
    }
    mode = .resolve
    sayConflict()
  }

  /// Takes the answer to a conflict.
  mutating func settle(_ answer: String) {
    let choices: [String: Command] = [
      "m": .takeMine, "mine": .takeMine, "t": .takeTheirs, "theirs": .takeTheirs, "b": .takeBase,
      "base": .takeBase, "+": .takeBoth, "both": .takeBoth,
    ]
    switch answer.lowercased() {
    case "": return sayConflict()
    case "l", "later", "q": return postpone()
    case let word:
      guard let choice = choices[word] else {
        return problem("\"\(answer)\" is no answer to it: mine, theirs, base, both or later")
      }
      state.notice = nil
      _ = state.perform(choice)
      if let notice = state.notice { say("\(notice.text).") }
    }
    guard let resolve = openResolveLayer, resolve.isSettled else { return sayConflict() }
    mode = .commands
    change({ _ in "Settled" }) { $0.perform(.settle) }
  }

  /// Leaves what is not settled for later; what was chosen is kept.
  mutating func postpone() {
    mode = .commands
    change({ _ in "Settled as far as it was chosen" }) { $0.perform(.back) }
    state.layers = []
  }

  private var openResolveLayer: Resolve? {
    if case .resolve(let resolve)? = state.layers.last { resolve } else { nil }
  }

  private mutating func sayConflict() {
    guard let resolve = openResolveLayer else { return }
    let conflict = resolve.current
    say("Conflict \(resolve.index + 1) of \(resolve.conflicts.count): \(state.place(of: conflict)).")
    for (side, value) in [("Mine", conflict.ours), ("Theirs", conflict.theirs), ("Base", conflict.base)] {
      for line in state.words(for: value) { say("\(side): \(line)") }
    }
  }
}
