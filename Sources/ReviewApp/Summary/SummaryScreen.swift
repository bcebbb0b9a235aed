import MLTestScore
import Screen

/// Draws the summary: gauges at full width with the bands marked under them, the score, counts, then the page.
enum SummaryScreen {
  static func draw(_ state: ReviewState, _ summary: Summary, _ out: inout Rendered) {
    let area = area(state)
    out.frame.fill(area)
    let (head, body) = area.splitTop(headRows(state))
    drawHead(state, head, &out)
    drawBody(state, summary, body, &out)
  }

  private static func area(_ state: ReviewState) -> Rect {
    let layout = ReviewLayout(state)
    return Rect(
      column: 0, row: layout.header.bottom, columns: layout.header.columns,
      rows: max(0, layout.footer.row - layout.header.bottom))
  }

  /// Gauges, their ruler, score, band, counts and a line; in a low screen the score and the counts alone.
  private static func headRows(_ state: ReviewState) -> Int {
    let all = state.rubric.sections.count + 5
    return area(state).rows >= all + 5 ? all : 3
  }

  /// The rows for the page.
  static func bodyRows(_ state: ReviewState) -> Int { max(0, area(state).rows - headRows(state)) }

  // The head

  private static func drawHead(_ state: ReviewState, _ rect: Rect, _ out: inout Rendered) {
    var row = rect.row
    let planned = state.plannedScore
    if rect.rows > 3 {
      drawGauges(state, planned, rect, &out)
      row += state.rubric.sections.count + 1
    }
    var pen = Pen(column: 1, row: row, end: rect.columns - 1)
    pen.put("Score ", .heading, &out)
    pen.put(state.score.claimed.interval(to: state.score.possible), .strong, &out)
    pen.put(" claimed", .muted, &out)
    if !state.plan.isEmpty {
      pen.put(" \(state.glyphs.right) ", .muted, &out)
      pen.put("\(planned.claimed)", .strong, &out)
      pen.put(" planned (\(state.plan.count.counted("change")))", .muted, &out)
    }
    pen.put("  ", .muted, &out)
    let isLess = state.score.supported < state.score.claimed
    pen.put("\(state.score.supported)", isLess ? .flag : .strong, &out)
    pen.put(" supported", .muted, &out)
    let labels = planned.sections.filter { planned.floor.contains($0.id) }.map(\.label)
    pen.put("  floor: \(labels.joined(separator: ", "))", .gaugeFloor, &out)
    row += 1
    if rect.rows > 3 {
      var band = Pen(column: 1, row: row, end: rect.columns - 1)
      band.put(state.score.band?.label ?? "no band", .text, &out)
      if !state.plan.isEmpty, planned.band != state.score.band {
        band.put(" \(state.glyphs.right) \(planned.band?.label ?? "no band")", .strong, &out)
      } else {
        let next = SummaryView.nextStep(state)
        if !next.isEmpty { band.put(" \(state.glyphs.separator) \(next)", .muted, &out) }
      }
      row += 1
    }
    var counts = Pen(column: 1, row: row, end: rect.columns - 1)
    for (index, item) in state.countWords.enumerated() {
      if index > 0 { counts.put(" \(state.glyphs.separator) ", .muted, &out) }
      counts.put("\(item.count) ", .strong, &out)
      counts.put(item.word, item.count > 0 ? item.role : .muted, &out)
    }
    out.frame.horizontalLine(column: 0, row: rect.bottom - 1, columns: rect.columns, role: .border)
  }

  /// A bar for each section over the whole width, and under them where the bands begin.
  private static func drawGauges(_ state: ReviewState, _ planned: Score, _ rect: Rect, _ out: inout Rendered) {
    let sections = state.score.sections
    let labels = sections.map { TextWidth.width(of: $0.label) }.max() ?? 0
    let sums = zip(sections, planned.sections).map { now, then in
      GaugesView.sum(now) + (now.claimed == then.claimed ? "" : " \(state.glyphs.right) \(then.claimed)")
    }
    let sumWidth = sums.map { TextWidth.width(of: $0) }.max() ?? 0
    let bar = Rect(
      column: 1 + labels + 1, row: rect.row, columns: max(1, rect.columns - labels - sumWidth - 12), rows: 1)
    for (index, section) in sections.enumerated() {
      let row = rect.row + index
      let isFloor = planned.floor.contains(section.id)
      out.frame.put(section.label, column: 1, row: row, role: .heading)
      Gauge.draw(
        into: &out.frame, rect: Rect(column: bar.column, row: row, columns: bar.columns, rows: 1),
        value: planned.sections[index].claimed.halves, of: section.maximum.halves, floor: isFloor)
      let used = out.frame.put(sums[index], column: bar.trailing + 1, row: row, role: .strong)
      if isFloor {
        out.frame.put("\(state.glyphs.floor) floor", column: bar.trailing + 2 + used, row: row, role: .gaugeFloor)
      }
    }
    // The bands speak of the final score, the smallest sum: where each begins.
    let maximum = sections.map(\.maximum.halves).max() ?? 1
    let ruler = rect.row + sections.count
    var free = bar.column
    for band in state.rubric.bands {
      guard let above = band.above, above >= .zero, maximum > 0 else { continue }
      let column = bar.column + bar.columns * above.halves / maximum
      let mark = "\(state.glyphs.box.teeTop)\(above == .zero ? "0" : "\(above)")"
      guard column >= free, column + TextWidth.width(of: mark) <= bar.trailing + 1 else { continue }
      out.frame.put(mark, column: column, row: ruler, role: .muted)
      free = column + TextWidth.width(of: mark) + 1
    }
    out.frame.put("bands", column: 1, row: ruler, maxWidth: labels, role: .muted)
  }

  /// Writes one run after another.
  private struct Pen {
    var column: Int
    let row: Int
    let end: Int

    mutating func put(_ text: String, _ role: Role, _ out: inout Rendered) {
      guard column < end else { return }
      column += out.frame.put(text, column: column, row: row, maxWidth: end - column, role: role)
    }
  }

  // The page

  private static func drawBody(_ state: ReviewState, _ summary: Summary, _ rect: Rect, _ out: inout Rendered) {
    guard !rect.isEmpty else { return }
    let page = SummaryPage(state)
    let selected = page.row(of: summary.index)
    var viewport = ListViewport()
    viewport.show(selected: selected ?? 0, of: page.rows.count, height: rect.rows, margin: 2)
    let visible = viewport.visible(of: page.rows.count, height: rect.rows)
    var item = page.rows[..<visible.lowerBound].count { $0.test != nil }
    for index in visible {
      let entry = page.rows[index]
      let row = rect.row + index - visible.lowerBound
      // On a wide screen the eye must still find what belongs to a title.
      let line = Rect(column: rect.column, row: row, columns: min(rect.columns - 1, 110), rows: 1)
      var end = line.trailing - 1
      if let trailing = entry.trailing {
        // The words at the end leave at least half of the line to the title.
        let width = min(TextWidth.width(of: trailing.text), line.columns / 2)
        out.frame.put(trailing.text, column: end - width, row: row, maxWidth: width, role: trailing.role)
        end -= width + 1
      }
      var column = line.column + 1
      for span in entry.line.spans {
        column += out.frame.put(
          span.text, marking: state.search, column: column, row: row, maxWidth: max(0, end - column),
          role: span.role)
      }
      guard entry.test != nil else { continue }
      out.add(.row(item), line)
      item += 1
      if index == selected {
        out.frame.resurface(line, surface: .selection)
        out.frame.put(state.glyphs.selected, column: line.column, row: row, role: .borderFocus)
        if out.frame.cursor == nil { out.frame.cursor = Position(column: line.column, row: row) }
      }
    }
    if page.rows.count > rect.rows {
      ScrollBar.draw(
        into: &out.frame, rect: Rect(column: rect.trailing - 1, row: rect.row, columns: 1, rows: rect.rows),
        offset: visible.lowerBound, of: page.rows.count)
    }
  }
}
