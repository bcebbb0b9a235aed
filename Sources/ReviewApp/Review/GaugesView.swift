import MLTestScore
import Screen

/// The four gauges: each section's sum as a bar and a number, the floor marked by word and sign.
enum GaugesView {
  static func draw(_ state: ReviewState, _ layout: ReviewLayout, _ out: inout Rendered) {
    if layout.gauges.rows >= 3 {
      drawBars(state, layout.gauges, &out)
    } else {
      drawNumbers(state, layout.gauges, &out)
    }
  }

  private static func drawBars(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    let sections = state.score.sections
    // Neighbours share a side. What does not divide evenly goes round, a column each.
    let sides = (0...sections.count).map { rect.column + (rect.columns - 1) * $0 / max(1, sections.count) }
    // The current one last, so that its border is whole.
    let order = sections.indices.filter { $0 != state.place.section } + [state.place.section]
    for index in order {
      let box = Rect(column: sides[index], row: rect.row, columns: sides[index + 1] - sides[index] + 1, rows: 3)
      drawBar(sections[index], isCurrent: index == state.place.section, state, box, &out)
      out.add(.section(index), box)
    }
    let joints = state.glyphs.box
    for index in 1..<max(1, sections.count) {
      let isBorderOfCurrent = index == state.place.section || index == state.place.section + 1
      let role: Role = isBorderOfCurrent ? .borderFocus : .border
      out.frame.put(joints.teeTop, column: sides[index], row: rect.row, role: role)
      out.frame.put(joints.teeBottom, column: sides[index], row: rect.row + 2, role: role)
    }
  }

  private static func drawBar(
    _ section: SectionScore, isCurrent: Bool, _ state: ReviewState, _ box: Rect, _ out: inout Rendered
  ) {
    let isFloor = state.score.floor.contains(section.id)
    out.frame.box(box, role: isCurrent ? .borderFocus : .border)
    var column = box.column + 1
    let end = box.trailing - 1
    func put(_ text: String, _ role: Role) {
      column += out.frame.put(text, column: column, row: box.row, maxWidth: end - column, role: role)
    }
    put(isCurrent ? state.glyphs.selected : " ", .borderFocus)
    put("\(section.label) ", isCurrent ? .strong : .heading)
    // The floor's sign is never cut: a long interval makes room for it.
    let sum = sum(section)
    let room = end - column - 1 - (isFloor ? 2 : 0)
    put((TextWidth.width(of: sum) > room ? sum.replacing(" to ", with: "..") : sum) + " ", .strong)
    if isFloor && end - column >= 2 {
      put(end - column >= 8 ? "\(state.glyphs.floor) floor " : "\(state.glyphs.floor) ", .gaugeFloor)
    }
    Gauge.draw(
      into: &out.frame, rect: box.inset(columns: 2, rows: 1), value: section.claimed.halves,
      of: section.maximum.halves, floor: isFloor)
  }

  private static func drawNumbers(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    let sections = state.score.sections
    func width(_ text: (SectionScore) -> String) -> Int {
      sections.reduce(1) { $0 + TextWidth.width(of: text($1)) + 2 }
    }
    // From whole words and intervals to what a narrow screen has room for.
    let hasIntervals = width { "\($0.label) \(sum($0))" } <= rect.columns
    let isShort = width { "\($0.label) \($0.claimed)" } > rect.columns
    var column = rect.column + 1
    for (index, section) in sections.enumerated() {
      let start = column
      let isFloor = state.score.floor.contains(section.id)
      let isCurrent = index == state.place.section
      let label = isShort ? String(section.label.prefix(1)) : section.label + " "
      column += out.frame.put(label, column: column, row: rect.row, role: isCurrent ? .strong : .heading)
      column += out.frame.put(
        hasIntervals ? sum(section) : "\(section.claimed)", column: column, row: rect.row,
        role: isFloor ? .gaugeFloor : .strong)
      column += out.frame.put(isFloor ? state.glyphs.floor : " ", column: column, row: rect.row, role: .gaugeFloor)
      let area = Rect(column: start, row: rect.row, columns: column - start, rows: 1)
      if isCurrent { out.frame.resurface(area, surface: .selectionInactive) }
      out.add(.section(index), area)
      column += 1
    }
  }

  /// The section's sum, an interval where an open question could raise it.
  static func sum(_ section: SectionScore) -> String { section.claimed.interval(to: section.possible) }
}

/// The final score, its band and what is missing to the next one.
enum SummaryView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    guard !rect.isEmpty else { return }
    let score = state.score
    let claimed = score.claimed.interval(to: score.possible)
    let band = score.band?.label ?? "no band"
    let isLess = score.supported < score.claimed
    func words(_ link: String) -> [Span] {
      [
        Span(text: "Score ", role: .heading), Span(text: claimed, role: .strong),
        Span(text: " claimed\(link) ", role: .muted),
        Span(text: "\(score.supported)", role: isLess ? .flag : .strong), Span(text: " supported", role: .muted),
      ]
    }
    guard rect.rows >= 3 else {
      var column = rect.column + 1
      func put(_ text: String, _ role: Role) {
        guard column < rect.trailing else { return }
        column += out.frame.put(text, column: column, row: rect.row, maxWidth: rect.trailing - column, role: role)
      }
      let sep = " \(state.glyphs.separator) "
      let long = words(",")
      func width(_ parts: [String]) -> Int { parts.reduce(0) { $0 + TextWidth.width(of: $1) } }
      // At 80 columns an interval and two sections that are lacking leave no room for the words.
      let isRoomy =
        rect.columns >= 90
        || rect.columns >= 60
          && width(long.map(\.text) + [sep, band, sep, nextStep(state, room: 0)]) <= rect.columns - 2
      let short = [
        Span(text: claimed, role: .strong),
        Span(text: " (\(score.supported) supported)", role: isLess ? .flag : .muted),
      ]
      for span in isRoomy ? long : short { put(span.text, span.role) }
      put(sep, .muted)
      put(band, .text)
      let next = nextStep(state, room: rect.trailing - column - TextWidth.width(of: sep))
      if !next.isEmpty { put(sep + next, .muted) }
      return
    }
    var column = rect.column
    func put(_ text: String, _ role: Role) {
      column += out.frame.put(text, column: column, row: rect.row, maxWidth: rect.trailing - 1 - column, role: role)
    }
    for span in words(" ") { put(span.text, span.role) }
    out.frame.put(band, column: rect.column, row: rect.row + 1, maxWidth: rect.columns - 1)
    out.frame.put(
      nextStep(state, room: rect.columns - 1), column: rect.column, row: rect.row + 2, maxWidth: rect.columns - 1,
      role: .muted)
  }

  /// What the next band takes, floor sections first: "3.5 needs +1.0 in Infra"; without the "in" where the room is short.
  static func nextStep(_ state: ReviewState, room: Int = .max) -> String {
    guard let next = state.score.nextBand else { return "" }
    if !next.isReachable { return "\(next.score) is out of reach: not-applicable tests" }
    // Sections that lack the same are named together, those that lack most first.
    let amounts = Set(next.missing.map(\.points)).sorted(by: >)
    let parts = amounts.map { points -> (points: String, sections: String) in
      let sections = next.missing.filter { $0.points == points }.map(\.section)
      let labels = state.rubric.sections.filter { sections.contains($0.id) }.map(\.label)
      let all = labels.count == state.rubric.sections.count && labels.count > 1
      return ("+\(points)", all ? "every section" : labels.joined(separator: ", "))
    }
    func text(_ link: String) -> String {
      let words = parts.map { $0.sections.isEmpty ? $0.points : $0.points + link + $0.sections }
      return "\(next.score) needs \(words.joined(separator: ", "))"
    }
    let whole = text(" in ")
    return TextWidth.width(of: whole) <= room ? whole : text(" ")
  }
}
