import MLTestScore
import Screen

/// Draws the review. Pure: the same state gives the same frame.
public enum ReviewScreen {
  /// The whole screen, with what lies over it.
  public static func frame(_ state: ReviewState) -> Frame { render(state).frame }

  static func render(_ state: ReviewState) -> Rendered {
    let layout = ReviewLayout(state)
    var out = Rendered(frame: Frame(size: state.size, glyphs: state.glyphs))
    guard layout.arrangement != .tooSmall else {
      out.frame.put("mlts needs 30x8; this is \(state.size.columns)x\(state.size.rows)", column: 0, row: 0)
      out.frame.cursor = Position(column: 0, row: 0)
      return out
    }
    drawHeader(state, layout.header, &out)
    GaugesView.draw(state, layout, &out)
    SummaryView.draw(state, layout.summary, &out)
    drawDivider(state, layout, &out)
    if !layout.list.isEmpty { ListView.draw(state, layout.list, &out) }
    if case .note(let note) = state.layers.last {
      NoteView.draw(state, note, layout, &out)
    } else if !layout.detail.isEmpty {
      DetailView.draw(state, layout, &out)
    }
    drawFooter(state, layout.footer, &out)
    switch state.layers.last {
    case .form(let form): FormView.draw(state, form, &out)
    case .help(let scroll): HelpView.draw(state, scroll: scroll, &out)
    case .question(let question): QuestionView.draw(state, question, &out)
    case .note, nil: break
    }
    return out
  }

  // Header

  private static func drawHeader(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    out.frame.fill(rect, surface: .header)
    let glyphs = state.glyphs
    var right: [Span] = []
    let open = state.score.tests.count { $0.state == .openQuestion }
    let carried = state.score.carriedOver
    if rect.columns >= 60 {
      right.append(Span(text: "\(state.score.assessed) of \(state.rubric.tests.count) assessed", role: .header))
      if open > 0 { right.append(Span(text: "\(open) open", role: .stateOpen)) }
      if carried > 0 { right.append(Span(text: "\(carried) carried over", role: .stateCarriedOver)) }
    }
    if state.readOnlyReason != nil {
      right.append(Span(text: "read-only", role: .warning))
    } else {
      switch state.saveStatus {
      case .saved: right.append(Span(text: "\(glyphs.saved) saved", role: .saved))
      case .unsaved: right.append(Span(text: "\(glyphs.unsaved) not saved", role: .unsaved))
      case .failed: right.append(Span(text: "! NOT SAVED", role: .error))
      }
    }
    let separator = " \(glyphs.separator) "
    let width = right.reduce(0) { $0 + TextWidth.width(of: $1.text) } + separator.count * (right.count - 1) + 1
    var column = rect.trailing - width
    let room = column - 3
    for (index, span) in right.enumerated() {
      if index > 0 { column += out.frame.put(separator, column: column, row: rect.row, role: .header) }
      column += out.frame.put(span.text, column: column, row: rect.row, role: span.role)
    }
    let name = state.assessment.system.name.isEmpty ? state.fileName : state.assessment.system.name
    let used = out.frame.put(name, column: 1, row: rect.row, maxWidth: room, role: .header)
    if room - used > 12 {
      out.frame.put(
        state.fileName, column: 3 + used, row: rect.row, maxWidth: room - used - 2, role: .muted)
    }
  }

  // The line between list and detail

  private static func drawDivider(_ state: ReviewState, _ layout: ReviewLayout, _ out: inout Rendered) {
    let rect = layout.divider
    guard !rect.isEmpty else { return }
    let role: Role = state.place.pane == .detail ? .borderFocus : .border
    if rect.rows == 1 && rect.columns > 1 {
      out.frame.horizontalLine(column: rect.column, row: rect.row, columns: rect.columns, role: role)
    } else {
      out.frame.verticalLine(column: rect.column, row: rect.row, rows: rect.rows, role: role)
    }
  }

  // Footer

  private static func drawFooter(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
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
          Hint(key: "M-e", word: "$EDITOR"), Hint(key: "^W", word: "word"), Hint(key: "^U", word: "to start"),
          Hint(key: "^K", word: "to end"), Hint(key: "^_", word: "undo"),
        ]
      )
    case .form:
      return (
        [Hint(key: "Esc", word: "put aside")],
        [Hint(key: "Enter", word: "next, save"), Hint(key: "Tab", word: "field"), Hint(key: "^S", word: "save")]
      )
    case .help: return ([Hint(key: "Esc", word: "back")], [Hint(key: "j k", word: "scroll")])
    case .question: return ([], [])
    case nil:
      let bindings = KeyTable.bindings.filter {
        $0.hint != nil && $0.panes.contains(state.place.pane) && state.isUseful($0.command)
      }
      func hint(_ binding: Binding) -> Hint {
        Hint(key: binding.keys[0].name, word: state.hint(binding), command: binding.command)
      }
      let exits: Set<Command> = [.help, .quit]
      return (
        bindings.filter { exits.contains($0.command) }.map(hint),
        bindings.filter { !exits.contains($0.command) }.map(hint)
      )
    }
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
    case .deleteItem:
      switch selectedItem {
      case .evidence, .action: true
      default: false
      }
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
    case .decideHalf: credit(.half)
    case .decideOne where rubric.highestCredit > Points(whole: 1): "one"
    default: binding.hint ?? ""
    }
  }
}
