import MLTestScore
import Screen

/// The part of the summary that scrolls: flags, plan, actions, all tests; as lines, some of which stand for a test.
struct SummaryPage {
  /// One line, and the test that the cursor can go to on it.
  struct Row {
    var line: Line
    var test: String?
    /// What stands at the right end.
    var trailing: Span?
  }

  private(set) var rows: [Row] = []
  private let state: ReviewState

  /// The tests of the lines that have one, in their order: what the cursor goes through.
  var tests: [String] { rows.compactMap(\.test) }

  /// The row of the cursor.
  func row(of index: Int) -> Int? {
    let rows = rows.indices.filter { self.rows[$0].test != nil }
    return rows.indices.contains(index) ? rows[index] : nil
  }

  init(_ state: ReviewState) {
    self.state = state
    addPlan()
    addActions()
    addFlags()
    addTests()
  }

  private mutating func head(_ text: String, _ role: Role = .heading) {
    if !rows.isEmpty { rows.append(Row(line: Line(""))) }
    rows.append(Row(line: Line(text, role)))
  }

  private func title(_ id: String) -> Span {
    Span(text: state.rubric.test(id).map { "\($0.label)  \($0.title)" } ?? id)
  }

  /// What the next band takes, the changes that get there for the least effort.
  private mutating func addPlan() {
    guard let next = state.score.nextBand else { return head("Plan: the highest band is reached") }
    let plan = state.assessment.plan(to: next.score, under: state.rubric, on: state.today)
    head("Plan to \(next.score), \(next.band.label)\(plan.isReachable ? "" : ": cannot be reached as things are")")
    for part in plan.parts {
      let label = state.rubric.sections.first { $0.id == part.section }?.label ?? "All"
      rows.append(Row(line: Line("\(label) \(part.now) \(state.glyphs.right) \(part.goal)", .strong)))
      for change in part.changes {
        let step = "\(state.credit(change.from)) \(state.glyphs.right) \(state.credit(change.to))"
        rows.append(row(change.test, first: "  \(state.glyphs.bullet) ", trailing: Span(text: step, role: .strong)))
      }
      for (test, obstacle) in part.obstacles.sorted(by: { $0.key < $1.key }) {
        let why =
          switch obstacle {
          case .notApplicable: "not applicable"
          case .acceptedGap(let until): "accepted gap until \(until)"
          case .target(let level): "aims at \(state.rubric.level(level)?.title.lowercased() ?? level) only"
          }
        rows.append(row(test, first: "  \(state.glyphs.cross) ", trailing: Span(text: why, role: .muted)))
      }
    }
  }

  private func row(_ test: String, first: String, trailing: Span?) -> Row {
    Row(line: Line(Span(text: first, role: .muted), title(test)), test: test, trailing: trailing)
  }

  private mutating func addTests() {
    head("What if: 0, 5 and 1 plan a credit, P proposes; the answers stay as they are")
    for section in state.score.sections {
      for test in section.tests {
        let mark = ListView.mark(test, state)
        let planned = state.plan[test.id].map { " \(state.glyphs.right) \(state.credit($0))" } ?? ""
        rows.append(
          Row(
            line: Line(Span(text: "  \(mark.glyph) ", role: mark.role), title(test.id)), test: test.id,
            trailing: Span(text: mark.credit + planned, role: planned.isEmpty ? mark.role : .strong)))
      }
    }
  }

  private mutating func addFlags() {
    let flagged = state.score.tests.filter { !$0.flags.isEmpty }
    head("Flags (\(flagged.count))")
    if flagged.isEmpty { rows.append(Row(line: Line("  none: everything that is claimed is supported", .muted))) }
    for test in flagged {
      let words = test.flags.map(\.words).joined(separator: ", ")
      rows.append(row(test.id, first: "  \(state.glyphs.flag) ", trailing: Span(text: words, role: .flag)))
    }
  }

  private mutating func addActions() {
    let actions = state.openActions
    head("Open actions (\(actions.count))")
    if actions.isEmpty { rows.append(Row(line: Line("  none", .muted))) }
    for item in actions {
      let isLate = item.action.due.map { $0 < state.today } ?? false
      let due = item.action.due.map { isLate ? "OVERDUE \($0)" : "due \($0)" } ?? "no date"
      let owner = item.action.owner.isEmpty ? "nobody" : item.action.owner
      let label = state.rubric.test(item.test)?.label ?? item.test
      rows.append(
        Row(
          line: Line(
            Span(text: "  \(state.glyphs.unchecked) ", role: .muted), Span(text: "\(label)  ", role: .heading),
            Span(text: item.action.text)), test: item.test,
          trailing: Span(text: "\(owner), \(due)", role: isLate ? .flag : .muted)))
    }
  }
}
