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
    guard !sections.isEmpty else { return }
    var column = rect.column
    for (index, section) in sections.enumerated() {
      // What does not divide evenly goes to the last ones, a column each.
      let share = (rect.columns * (index + 1)) / sections.count - (rect.columns * index) / sections.count
      let box = Rect(column: column, row: rect.row, columns: share, rows: 3)
      column += share
      let isFloor = state.score.floor.contains(section.id)
      let isCurrent = index == state.place.section
      out.frame.box(box, role: isCurrent ? .borderFocus : .border)
      var titleColumn = box.column + 2
      let label = (isCurrent ? state.glyphs.selected : "") + " \(section.label) "
      titleColumn += out.frame.put(
        label, column: titleColumn, row: box.row, maxWidth: box.columns - 4, role: isCurrent ? .strong : .heading)
      titleColumn += out.frame.put(
        "\(sum(section)) ", column: titleColumn, row: box.row, maxWidth: box.trailing - 1 - titleColumn,
        role: .strong)
      if isFloor {
        let word = box.trailing - titleColumn > 9 ? "\(state.glyphs.floor) floor " : "\(state.glyphs.floor) "
        out.frame.put(
          word, column: titleColumn, row: box.row, maxWidth: box.trailing - 1 - titleColumn, role: .gaugeFloor,
          ellipsis: false)
      }
      let bar = box.inset(columns: 2, rows: 1)
      Gauge.draw(
        into: &out.frame, rect: bar, halves: section.claimed.halves, maximum: section.maximum.halves,
        isFloor: isFloor)
      out.add(.section(index), box)
    }
  }

  private static func drawNumbers(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    let sections = state.score.sections
    let full = sections.map { TextWidth.width(of: "\($0.label) \(sum($0))") + 3 }.reduce(0, +)
    let isShort = full > rect.columns - 1
    var column = rect.column + 1
    for (index, section) in sections.enumerated() {
      let start = column
      let isFloor = state.score.floor.contains(section.id)
      let isCurrent = index == state.place.section
      let label = isShort ? String(section.label.prefix(1)) : section.label + " "
      column += out.frame.put(label, column: column, row: rect.row, role: isCurrent ? .strong : .heading)
      column += out.frame.put(
        "\(section.claimed)", column: column, row: rect.row, role: isFloor ? .gaugeFloor : .strong)
      column += out.frame.put(isFloor ? state.glyphs.floor : " ", column: column, row: rect.row, role: .gaugeFloor)
      let area = Rect(column: start, row: rect.row, columns: column - start, rows: 1)
      if isCurrent { out.frame.resurface(area, surface: .selectionInactive) }
      out.add(.section(index), area)
      column += 1
    }
  }

  /// The section's sum, an interval where an open question could raise it.
  static func sum(_ section: SectionScore) -> String { interval(section.claimed, section.possible) }
}

/// The final score, its band and what is missing to the next one.
enum SummaryView {
  static func draw(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    guard !rect.isEmpty else { return }
    let score = state.score
    let claimed = interval(score.claimed, score.possible)
    let band = score.band?.label ?? "no band"
    guard rect.rows >= 3 else {
      var column = rect.column + 1
      func put(_ text: String, _ role: Role) {
        guard column < rect.trailing else { return }
        column += out.frame.put(text, column: column, row: rect.row, maxWidth: rect.trailing - column, role: role)
      }
      let sep = " \(state.glyphs.separator) "
      if rect.columns >= 60 {
        put("Score ", .heading)
        put(claimed, .strong)
        put(" claimed, ", .muted)
        put("\(score.supported)", score.supported < score.claimed ? .flag : .strong)
        put(" supported", .muted)
      } else {
        put(claimed, .strong)
        put(" (\(score.supported) supported)", score.supported < score.claimed ? .flag : .muted)
      }
      put(sep, .muted)
      put(band, .text)
      let next = nextStep(state)
      if !next.isEmpty { put(sep + next, .muted) }
      return
    }
    row(state, 0, "Score", claimed, "claimed", .strong, rect, &out)
    row(
      state, 1, "", "\(score.supported)", "supported today", score.supported < score.claimed ? .flag : .strong,
      rect,
      &out)
    out.frame.put(
      [band, nextStep(state)].filter { !$0.isEmpty }.joined(separator: " \(state.glyphs.separator) "),
      column: rect.column, row: rect.row + 2, maxWidth: rect.columns - 1)
  }

  private static func row(
    _ state: ReviewState, _ index: Int, _ head: String, _ number: String, _ word: String, _ role: Role,
    _ rect: Rect,
    _ out: inout Rendered
  ) {
    out.frame.put(head, column: rect.column, row: rect.row + index, role: .heading)
    let used = out.frame.put(number, column: rect.column + 6, row: rect.row + index, role: role)
    out.frame.put(
      word, column: rect.column + 7 + used, row: rect.row + index, maxWidth: rect.columns - 8 - used, role: .muted)
  }

  /// What the next band takes, floor sections first: "3.5 needs +1.0 in Infra".
  static func nextStep(_ state: ReviewState) -> String {
    guard let next = state.score.nextBand else { return "" }
    if !next.isReachable { return "\(next.score) is out of reach: not-applicable tests" }
    let parts = next.missing.sorted { $0.points > $1.points }.map { missing in
      let label = state.rubric.sections.first { $0.id == missing.section }?.label
      return "+\(missing.points)" + (label.map { " in \($0)" } ?? "")
    }
    return "\(next.score) needs \(parts.joined(separator: ", "))"
  }
}

/// A number of points, or an interval where it could become more.
func interval(_ low: Points, _ high: Points) -> String { high > low ? "\(low) to \(high)" : "\(low)" }
