import MLTestScore
import Screen

/// The line on top: which system, how long it takes, how far it got, is it saved.
enum HeaderView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    out.frame.fill(rect, surface: .header)
    let separator = " \(state.glyphs.separator) "
    var right = spans(state)
    func width() -> Int {
      right.reduce(0) { $0 + TextWidth.width(of: $1.text) } + separator.count * (right.count - 1) + 1
    }
    // The state of the file outlives everything else on a narrow screen, and a name needs some room too.
    while right.count > 1, width() > rect.columns - 16 { right.removeFirst() }
    var column = rect.trailing - width()
    let room = column - 3
    for (index, span) in right.enumerated() {
      if index > 0 { column += out.frame.put(separator, column: column, row: rect.row, role: .header) }
      column += out.frame.put(span.text, column: column, row: rect.row, role: span.role)
    }
    let name = state.assessment.system.name.isEmpty ? state.fileName : state.assessment.system.name
    let used = out.frame.put(name, column: 1, row: rect.row, maxWidth: room, role: .header)
    // The file's name whole or not at all: half of one tells nothing that the system's name does not.
    if room - used - 2 >= TextWidth.width(of: state.fileName) {
      out.frame.put(
        state.fileName, column: 3 + used, row: rect.row, maxWidth: room - used - 2, role: .muted)
    }
  }

  /// What stands at the right end, the least important first.
  private static func spans(_ state: ReviewState) -> [Span] {
    let glyphs = state.glyphs
    var spans: [Span] = []
    let clock = state.clockWords
    let open = state.score.tests.count { $0.state == .openQuestion }
    let carried = state.score.carriedOver
    let conflicts = state.openConflicts.count
    spans.append(Span(text: "meeting \(clock.meeting)", role: .header))
    if carried > 0 { spans.append(Span(text: "\(carried) carried over", role: .stateCarriedOver)) }
    if open > 0 { spans.append(Span(text: "\(open) open", role: .stateOpen)) }
    spans.append(
      Span(text: "\(state.score.assessed) of \(state.rubric.tests.count) assessed", role: .header))
    // A test that takes longer than agreed is told by a sign, a word and a colour.
    spans.append(
      Span(
        text: (clock.isOver ? "\(glyphs.flag) over time " : "") + "\(clock.test) on \(state.test.label)",
        role: clock.isOver ? .warning : .header))
    if conflicts > 0 {
      spans.append(Span(text: "\(conflicts.counted("conflict")) (R)", role: .warning))
    }
    if state.readOnlyReason != nil {
      spans.append(Span(text: "read-only", role: .warning))
    } else {
      switch state.saveStatus {
      case .saved: spans.append(Span(text: "\(glyphs.saved) saved", role: .saved))
      case .unsaved: spans.append(Span(text: "\(glyphs.unsaved) not saved", role: .unsaved))
      case .failed: spans.append(Span(text: "! NOT SAVED", role: .error))
      }
    }
    return spans
  }
}
