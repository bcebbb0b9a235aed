import MLTestScore
import Screen

/// The detail pane as lines: the test, its criteria, what the reviewers wrote, then why and how.
struct DetailLines {
  private(set) var lines: [Line] = []
  private let state: ReviewState
  private let width: Int

  /// The lines of the detail as it is shown now: in full, or for a projector.
  static func lines(_ state: ReviewState, width: Int) -> [Line] {
    state.isPresenting ? PresenterLines(state, width: width).lines : DetailLines(state, width: width).lines
  }

  private init(_ state: ReviewState, width: Int) {
    self.state = state
    self.width = max(1, width)
    let test = state.test
    let answer = state.answer
    addTitle(test)
    addState(answer)
    addLevels(test, answer)
    addOwner(test, answer)
    addEvidence(answer)
    addNote(answer)
    addActions(answer)
    addGuidance(test)
  }

  private var glyphs: Glyphs { state.glyphs }

  private mutating func addWrapped(
    _ text: String, _ role: Role = .text, indent: Int = 0, first: Span? = nil, item: DetailItem? = nil,
    limit: Int = .max, link: String? = nil
  ) {
    var pieces = Wrap.lines(text, width: max(1, width - indent))
    var first = first
    if let head = first, TextWidth.width(of: head.text) > indent {
      // A head that is wider than the margin has a line of its own, or the first line would be cut.
      lines.append(Line(head))
      first = nil
    }
    if pieces.count > limit {
      pieces = Array(pieces.prefix(limit))
      pieces[limit - 1] = Self.shortened(pieces[limit - 1], to: width - indent, with: glyphs.ellipsis)
    }
    let margin = String(repeating: " ", count: indent)
    for (index, piece) in pieces.enumerated() {
      if index == 0, let first {
        lines.append(Line(first, Span(text: piece, role: role, item: item, link: link)))
      } else {
        lines.append(Line(Span(text: margin, item: item), Span(text: piece, role: role, item: item, link: link)))
      }
    }
  }

  /// The text with an ellipsis at its end, within `width` columns.
  private static func shortened(_ text: String, to width: Int, with ellipsis: String) -> String {
    var text = text
    while !text.isEmpty && TextWidth.width(of: text) + TextWidth.width(of: ellipsis) > width { text.removeLast() }
    return text + ellipsis
  }

  private mutating func addTitle(_ test: Rubric.Test) {
    addWrapped(
      test.longTitle, .strong, indent: test.label.count + 2, first: Span(text: test.label + "  ", role: .heading))
    addWrapped(test.why, .muted, limit: state.size.rows >= 30 ? .max : 2)
  }

  private mutating func addState(_ answer: Answer) {
    let score = state.score.test(state.test.id)
    switch answer.state {
    case .notAssessed, .assessed: break
    case .openQuestion:
      let could =
        answer.couldBe.flatMap { state.rubric.level($0) }.map { ", could be \(state.credit($0.points))" } ?? ""
      addState(
        "\(glyphs.open) Open question", .stateOpen,
        ": to be decided; counts \(state.credit(score?.claimed ?? .zero)) now\(could)")
    case .notApplicable:
      addWrapped(
        answer.reason, indent: 2,
        first: Span(text: "\(glyphs.notApplicable) Not applicable, earns 0", role: .stateNotApplicable))
    }
    if score?.isCarriedOver == true {
      addState(
        "\(glyphs.carriedOver) Carried over", .stateCarriedOver, " from before the last milestone: c confirms it")
    }
    if let target = answer.target.flatMap({ state.rubric.level($0) }) {
      addState("Target: \(target.title)", .heading, ", \(state.credit(target.points))")
    }
    if let gap = answer.acceptedGap {
      // One that ran out is an open gap again and asks to be looked at.
      let ranOut = gap.until < state.today
      let head =
        ranOut ? "\(glyphs.flag) Accepted gap ran out on \(gap.until)" : "Accepted gap until \(gap.until)"
      addWrapped(
        gap.by.isEmpty ? gap.reason : "\(gap.reason) (\(gap.by))", .muted, indent: 2,
        first: Span(text: head, role: ranOut ? .flag : .heading))
    }
    for flag in score?.flags ?? [] {
      let words = flag.words.prefix(1).uppercased() + flag.words.dropFirst()
      addState("\(glyphs.flag) \(words)", .flag, ": supports 0 today")
    }
  }

  /// A few words about the answer, and what follows from them; on as many lines as they need.
  private mutating func addState(_ head: String, _ role: Role, _ rest: String) {
    for (index, piece) in Wrap.lines(head + rest, width: max(1, width - 2)).enumerated() {
      if index == 0, piece.hasPrefix(head) {
        lines.append(
          Line(Span(text: head, role: role), Span(text: String(piece.dropFirst(head.count)), role: .muted)))
      } else {
        lines.append(Line(Span(text: index == 0 ? piece : "  \(piece)", role: index == 0 ? role : .muted)))
      }
    }
  }

  private mutating func addLevels(_ test: Rubric.Test, _ answer: Answer) {
    lines.append(Line(""))
    let titleWidth = state.rubric.levels.map { $0.title.count }.max() ?? 0
    for level in state.rubric.levels {
      let points = state.credit(level.points)
      let head = "\(points) \(level.title)" + String(repeating: " ", count: titleWidth - level.title.count + 2)
      let isMet = state.rubric.level(meeting: answer.criteria)?.id == level.id
      let headSpan = Span(text: head, role: isMet ? role(for: level.points) : .strong)
      var line = Line(headSpan)
      var used = TextWidth.width(of: head)
      for criterion in level.criteria {
        let met = answer.criteria.contains(criterion.id)
        let text = "\(met ? glyphs.checked : glyphs.unchecked) \(criterion.title.lowercased())"
        let isFirst = used == TextWidth.width(of: head)
        if !isFirst && used + 2 + TextWidth.width(of: text) > width {
          lines.append(line)
          line = Line(String(repeating: " ", count: TextWidth.width(of: head)))
          used = TextWidth.width(of: head)
        } else if !isFirst {
          line.spans.append(Span(text: "  "))
          used += 2
        }
        line.spans.append(Span(text: text, role: met ? .text : .muted, item: .criterion(criterion.id)))
        used += TextWidth.width(of: text)
      }
      lines.append(line)
      if case .criterion(let id) = state.selectedItem, let asked = level.criteria.first(where: { $0.id == id }) {
        addWrapped(asked.question, .strong, indent: 2, first: Span(text: "\(glyphs.bullet) ", role: .heading))
      }
      if let example = test.examples[level.id] { addWrapped(example, .muted, indent: 2, first: Span(text: "  ")) }
    }
    lines.append(Line(""))
  }

  private func role(for points: Points) -> Role {
    points >= state.rubric.highestCredit ? .creditFull : points > .zero ? .creditHalf : .creditNone
  }

  private mutating func addOwner(_ test: Rubric.Test, _ answer: Answer) {
    let isNamed = !answer.owner.isEmpty
    var line = Line(Span(text: "Owner", role: .heading, item: .owner), Span(text: "  ", item: .owner))
    if isNamed {
      line.spans.append(Span(text: answer.owner, item: .owner))
    } else {
      let words = test.ownerRequired ? "nobody named: who would be paged? (w)" : "nobody named (w)"
      line.spans.append(Span(text: words, role: test.ownerRequired ? .flag : .muted, item: .owner))
    }
    lines.append(line)
  }

  private mutating func addEvidence(_ answer: Answer) {
    lines.append(Line("Evidence (\(answer.evidence.count))", .heading))
    if answer.evidence.isEmpty { lines.append(Line("  none: e adds some", .muted)) }
    for (id, evidence) in answer.evidenceByDay {
      let stale = state.isStale(evidence, of: answer)
      let mark = Span(
        text: " \(stale ? glyphs.flag : glyphs.tick) ", role: stale ? .flag : .creditFull, item: .evidence(id))
      let date = evidence.day.map { " \(glyphs.separator) \($0)" } ?? " \(glyphs.separator) no date"
      let summary = evidence.summary.isEmpty ? evidence.kind.rawValue : evidence.summary
      addWrapped(
        summary + date + (stale ? " \(glyphs.separator) stale" : ""), indent: 3, first: mark, item: .evidence(id))
      addWrapped(
        "\(evidence.kind.rawValue): \(evidence.locator)", evidence.kind == .link ? .link : .muted, indent: 3,
        first: Span(text: "   ", item: .evidence(id)), item: .evidence(id), limit: 3,
        link: evidence.kind == .link ? evidence.locator : nil)
    }
  }

  private mutating func addNote(_ answer: Answer) {
    lines.append(Line("Note", .heading, item: .note))
    if answer.note.isEmpty {
      lines.append(Line("  none: i writes one", .muted, item: .note))
    } else {
      addWrapped(answer.note, indent: 2, first: Span(text: "  ", item: .note), item: .note)
    }
  }

  private mutating func addActions(_ answer: Answer) {
    guard !answer.actions.isEmpty else { return }
    let open = answer.actions.values.count { $0.done == nil }
    lines.append(Line("Actions (\(open) open)", .heading))
    for (id, action) in answer.actionsInOrder {
      let item = DetailItem.action(id)
      let isLate = action.done == nil && action.due.map { $0 < state.today } ?? false
      var about: [String] = []
      if !action.owner.isEmpty { about.append(action.owner) }
      if let done = action.done {
        about.append("done \(done)")
      } else if let due = action.due {
        about.append(isLate ? "OVERDUE since \(due)" : "due \(due)")
      }
      if let effort = action.effort { about.append("effort \(effort.rawValue)") }
      let words = ([action.text] + about).joined(separator: " \(glyphs.separator) ")
      let mark = action.done == nil ? glyphs.unchecked : glyphs.checked
      addWrapped(
        words, isLate ? .flag : action.done == nil ? .text : .muted, indent: 5,
        first: Span(text: " \(mark) ", role: .muted, item: item), item: item)
    }
  }

  private mutating func addGuidance(_ test: Rubric.Test) {
    lines.append(Line(""))
    if state.size.rows < 30 && !test.why.isEmpty {
      lines.append(Line("Why", .heading))
      addWrapped(test.why, .muted, indent: 2, first: Span(text: "  "))
    }
    if !test.how.isEmpty {
      lines.append(Line("How", .heading))
      for way in test.how {
        addWrapped(way, .muted, indent: 4, first: Span(text: "  \(glyphs.bullet) ", role: .muted))
      }
    }
  }
}
