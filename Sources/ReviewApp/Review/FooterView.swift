import MLTestScore
import Screen

/// The line at the bottom: what just happened, or what the keys do here and now.
enum FooterView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    out.frame.fill(rect, surface: .footer)
    if let notice = state.notice {
      let role: Role =
        switch notice.kind {
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
      out.frame.put(notice.text, column: 1, row: rect.row, maxWidth: rect.columns - 2, role: role)
      return
    }
    var column = 1
    var trailing = rect.trailing - 1
    func put(_ hint: Hint, at column: Int) {
      let used = out.frame.put(hint.key, column: column, row: rect.row, role: .hintKey)
      out.frame.put(hint.word, column: column + used + 1, row: rect.row, role: .footer)
      guard let command = hint.command else { return }
      out.add(.command(command), Rect(column: column, row: rect.row, columns: hint.width, rows: 1))
    }
    let (exits, rest) = hints(state)
    for hint in exits.reversed() where trailing - hint.width > 0 {
      trailing -= hint.width
      put(hint, at: trailing)
      trailing -= 2
    }
    for hint in rest where column + hint.width <= trailing {
      put(hint, at: column)
      column += hint.width + 2
    }
  }

  private struct Hint {
    var key: String
    var word: String
    var command: Command?

    var width: Int { TextWidth.width(of: key) + 1 + TextWidth.width(of: word) }
  }

  /// What the keys do here and now; apart, at the right end, the keys that lead out and must always be in sight.
  private static func hints(_ state: ReviewState) -> (exits: [Hint], rest: [Hint]) {
    switch state.layers.last {
    case .note:
      return (
        [Hint(key: "Esc", word: "keep the text")],
        [
          Hint(key: "M-e", word: "$EDITOR"), Hint(key: "^Home", word: "top"), Hint(key: "^W", word: "word"),
          Hint(key: "^U", word: "to start"),
          Hint(key: "^K", word: "to end"), Hint(key: "^_", word: "undo"),
        ]
      )
    case .form:
      return (
        [Hint(key: "Esc", word: "put aside")],
        [Hint(key: "Enter", word: "next, save"), Hint(key: "Tab", word: "field"), Hint(key: "^S", word: "save")]
      )
    case .palette:
      return (
        [Hint(key: "Esc", word: "back")], [Hint(key: "Enter", word: "do it"), Hint(key: "Up Down", word: "choose")]
      )
    case .question, .find: return ([], [])
    case .help, .resolve, .summary, .menu, nil: break
    }
    guard let context = state.context else { return ([], []) }
    let bindings = state.keys.bindings.filter {
      $0.hint != nil && !$0.keys.isEmpty && $0.contexts.contains(context) && state.isUseful($0.command)
    }
    func hint(_ binding: Binding) -> Hint {
      Hint(key: binding.keys[0].name, word: state.hint(binding), command: binding.command)
    }
    let exits: Set<Command> = [.help, .quit, .back]
    return (
      bindings.filter { exits.contains($0.command) }.map(hint),
      bindings.filter { !exits.contains($0.command) }.map(hint)
    )
  }
}

extension ReviewState {
  /// Whether a command would do something now, so that the footer offers nothing that does not work.
  func isUseful(_ command: Command) -> Bool {
    switch command {
    case .decideHalf: rubric.levels.contains { $0.points == .half }
    case .decideOne: rubric.levels.contains { $0.points == Points(whole: 1) }
    case .decideTwo: rubric.levels.contains { $0.points == Points(whole: 2) }
    case .confirm: assessment.isCarriedOver(answer)
    case .undo: !undoSteps.isEmpty
    case .resolve: !openConflicts.isEmpty
    case .findNext, .findPrevious: !search.isEmpty
    case .takeBoth:
      if case .resolve(let resolve) = layers.last { resolve.current.canKeepBoth } else { false }
    case .settle:
      if case .resolve(let resolve) = layers.last { resolve.isSettled } else { false }
    case .proposePlan: score.nextBand != nil
    case .deleteItem:
      switch selectedItem {
      case .evidence, .action: true
      default: false
      }
    case .openItem where context == .summary: true
    case .clear where context == .summary: !plan.isEmpty
    case .openItem:
      switch selectedItem {
      case .criterion, nil: false
      default: true
      }
    case .toggleCriterion:
      if place.pane == .detail, case .criterion = selectedItem { true } else { place.pane == .list }
    default: true
    }
  }

  /// The footer's word for a binding, in glyphs that this terminal has.
  func hint(_ binding: Binding) -> String {
    switch binding.command {
    case .decideHalf: (context == .summary ? "plan " : "") + credit(.half)
    case .decideOne where rubric.highestCredit > Points(whole: 1): "one"
    default: binding.hint ?? ""
    }
  }
}
