import MLTestScore
import Screen

/// One test for a room: the title, then question by question with room between them, then what was written.
///
/// A terminal cannot write large letters; air, full sentences and nothing beside the test are what it can give.
struct PresenterLines {
  private(set) var lines: [Line] = []
  private let state: ReviewState
  private let width: Int
  /// Blank lines between the parts, fewer on a low screen.
  private let air: Int

  init(_ state: ReviewState, width: Int) {
    self.state = state
    self.width = max(1, width)
    air = state.size.rows >= 30 ? 1 : 0
    addTitle()
    addQuestions()
    addAnswer()
  }

  private mutating func add(
    _ text: String, _ role: Role = .text, indent: Int = 0, first: Span? = nil, item: DetailItem? = nil
  ) {
    let margin = String(repeating: " ", count: indent)
    for (index, piece) in Wrap.lines(text, width: max(1, width - indent)).enumerated() {
      let head = index == 0 ? first ?? Span(text: margin, item: item) : Span(text: margin, item: item)
      lines.append(Line(head, Span(text: piece, role: role, item: item)))
    }
  }

  private mutating func addSpace(_ count: Int = 1) {
    for _ in 0..<count { lines.append(Line("")) }
  }

  private mutating func addTitle() {
    let test = state.test
    let count = state.section.tests.count
    let sep = " \(state.glyphs.separator) "
    lines.append(
      Line(
        Span(text: test.label.uppercased(), role: .heading),
        Span(text: "\(sep)\(state.testPlace.test + 1) of \(count) in \(state.section.title)", role: .muted)))
    addSpace(air)
    add(test.longTitle, .strong)
    addSpace(air)
    add(test.why, .muted)
    addSpace()
  }

  private mutating func addQuestions() {
    let answer = state.answer
    let met = state.rubric.level(meeting: answer.criteria)?.id
    for level in state.rubric.levels {
      let credit = state.credit(level.points)
      let isMet = met == level.id
      lines.append(
        Line(
          Span(text: "\(credit) \(level.title)", role: isMet ? .creditFull : .heading),
          Span(text: isMet ? "  \(state.glyphs.tick) earned" : "", role: .creditFull)))
      for criterion in level.criteria {
        let isTicked = answer.criteria.contains(criterion.id)
        let mark = isTicked ? state.glyphs.checked : state.glyphs.unchecked
        let item = DetailItem.criterion(criterion.id)
        add(
          criterion.question, isTicked ? .strong : .text, indent: 6,
          first: Span(text: "  \(mark) ", role: isTicked ? .creditFull : .muted, item: item), item: item)
        addSpace(air)
      }
      if air == 0 { addSpace() }
    }
  }

  private mutating func addAnswer() {
    let answer = state.answer
    let score = state.score.sections[state.testPlace.section].tests[state.testPlace.test]
    let mark = ListView.mark(score, state)
    var parts = ["Credit \(mark.credit)"]
    if score.state == .openQuestion { parts.append("open question") }
    if score.state == .notApplicable { parts.append(answer.reason) }
    if score.isCarriedOver { parts.append("carried over") }
    parts += score.flags.map(\.words)
    lines.append(
      Line(
        Span(text: "\(mark.glyph) ", role: mark.role),
        Span(text: parts.joined(separator: " \(state.glyphs.separator) "), role: .strong)))
    add("Owner: \(answer.owner.isEmpty ? "nobody named" : answer.owner)", item: .owner)
    for (id, evidence) in answer.evidenceByDay {
      let isStale = state.isStale(evidence, of: answer)
      let day = evidence.day.map { " \(state.glyphs.separator) \($0)" } ?? ""
      let summary = evidence.summary.isEmpty ? evidence.locator : evidence.summary
      add(
        summary + day + (isStale ? " \(state.glyphs.separator) stale" : ""), indent: 2,
        first: Span(
          text: "\(isStale ? state.glyphs.flag : state.glyphs.tick) ", role: isStale ? .flag : .creditFull,
          item: .evidence(id)), item: .evidence(id))
    }
    add(answer.note.isEmpty ? "No note" : answer.note, answer.note.isEmpty ? .muted : .text, item: .note)
    for (id, action) in answer.actionsInOrder {
      let mark = action.done == nil ? state.glyphs.unchecked : state.glyphs.checked
      let due = action.due.map { " \(state.glyphs.separator) due \($0)" } ?? ""
      add(
        action.text + due, indent: 4, first: Span(text: "\(mark) ", role: .muted, item: .action(id)),
        item: .action(id))
    }
  }
}
