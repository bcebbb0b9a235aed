import MLTestScore

/// The review as Markdown for a pull request or a wiki: what `mlts export --format markdown` prints.
///
/// Everything from the file is escaped (`MarkdownEscape`). The order is always the same, so that two reports of one
/// assessment differ only where the assessment does.
public enum MarkdownReport {
  /// The report of an assessment on a day.
  public static func render(_ assessment: Assessment, rubric: Rubric, today: Day) -> String {
    var writer = MarkdownWriter(assessment: assessment, rubric: rubric, today: today)
    writer.head()
    writer.sectionTable()
    writer.outlook()
    writer.sinceLastMilestone()
    for index in rubric.sections.indices { writer.section(index) }
    writer.actions()
    writer.foot()
    return writer.lines.joined(separator: "\n") + "\n"
  }
}

/// Builds the report line by line.
struct MarkdownWriter {
  let assessment: Assessment
  let rubric: Rubric
  let today: Day
  let score: Score
  var lines: [String] = []

  init(assessment: Assessment, rubric: Rubric, today: Day) {
    self.assessment = assessment
    self.rubric = rubric
    self.today = today
    score = assessment.score(under: rubric, on: today)
  }

  private func escape(_ text: String) -> String { MarkdownEscape.inline(text) }

  mutating func head() {
    lines.append("# \(escape(rubric.title)): \(escape(assessment.system.name))")
    lines.append("")
    let band = score.band.map { escape($0.label) } ?? "no band"
    lines.append(
      "**Score \(score.claimed.interval(to: score.possible))** claimed, **\(score.supported)** supported on \(today): "
        + "**\(band)**")
    lines.append("")
    if let text = score.band?.text { lines += [escape(text), ""] }
    if let words = assessment.conflictWords { lines += ["**\(escape(words)).**", ""] }
    if !assessment.system.description.isEmpty {
      lines += MarkdownEscape.quote(assessment.system.description) + [""]
    }
    let scope = assessment.scope
    let parts = [
      ("Model", scope.model), ("Features", scope.features), ("Training", scope.training),
      ("Serving", scope.serving),
    ].filter { !$0.1.isEmpty }
    for (name, text) in parts { lines.append("- \(name): \(escape(text))") }
    if !assessment.system.owner.isEmpty { lines.append("- Owner: \(escape(assessment.system.owner))") }
    if lines.last != "" { lines.append("") }
  }

  mutating func sectionTable() {
    lines.append("| Section | Score | | Supported | Assessed | At most |")
    lines.append("|:--|--:|:--|--:|--:|--:|")
    for (section, sum) in zip(rubric.sections, score.sections) {
      let isFloor = score.floor.contains(section.id)
      let label = MarkdownEscape.inline(section.label, .cell)
      let name = isFloor ? "**\(label)** ◂ floor" : label
      lines.append(
        "| \(name) | \(sum.claimed.interval(to: sum.possible)) | "
          + "\(bar(sum.claimed, of: sum.maximum, width: 14, ascii: false)) | \(sum.supported) | "
          + "\(sum.assessed) of \(sum.tests.count) | \(sum.attainable) |")
    }
    lines.append("")
  }

  mutating func outlook() {
    let floor = score.floorLabels().map(escape).joined(separator: ", ")
    if rubric.aggregate == .minimum {
      let verb = score.floor.count > 1 ? "set" : "sets"
      lines.append("\(floor) \(verb) the final score: it is the smallest section sum.")
    }
    if let next = score.nextStep(rubric) { lines.append("Next: \(escape(next)).") }
    if let bands = score.outOfReach() { lines.append("\(escape(bands)).") }
    let flagged = score.tests.count { !$0.flags.isEmpty }
    if flagged > 0 {
      let tests = flagged == 1 ? "1 test claims" : "\(flagged) tests claim"
      lines.append("\(tests) credit that nothing supports today (marked ⚠).")
    }
    let carried = score.carriedOver
    if carried > 0 {
      lines.append(
        "\(carried == 1 ? "1 answer was" : "\(carried) answers were") carried over from before the last milestone (marked ↻)."
      )
    }
    lines.append("")
  }

  mutating func sinceLastMilestone() {
    guard let last = assessment.lastMilestone?.milestone else { return }
    let before = Snapshot(last, under: rubric)
    let after = Snapshot(assessment, title: "now", under: rubric, on: today)
    guard let comparison = try? Comparison(from: before, to: after) else { return }
    lines.append("## Since \(escape(last.title)) (\(last.at.day))")
    lines.append("")
    lines.append(escape(comparison.summary))
    lines.append("")
    let moved = comparison.tests.filter { $0.claimed.change != .zero }
    for change in moved {
      guard let test = rubric.test(change.id) else { continue }
      lines.append(
        "- \(escape(test.label)) \(change.claimed.before.credit()) → \(change.claimed.after.credit()): "
          + escape(test.title))
    }
    if !moved.isEmpty { lines.append("") }
  }

  mutating func section(_ index: Int) {
    let section = rubric.sections[index]
    let sum = score.sections[index]
    lines.append("## \(escape(section.label)) \(sum.claimed.interval(to: sum.possible))")
    lines.append("")
    lines.append("| Test | | Credit | State | Evidence |")
    lines.append("|:--|:--|--:|:--|:--|")
    for (test, result) in zip(section.tests, sum.tests) {
      let answer = assessment.answer(test.id)
      let marks = (result.flags.isEmpty ? "" : " ⚠") + (result.isCarriedOver ? " ↻" : "")
      let evidence = answer.evidenceByDay.map { _, evidence in
        let day = evidence.day.map { ", \($0)" } ?? ", no date"
        return MarkdownEscape.link(evidence.locator, text: evidence.summary, .cell) + day
      }
      lines.append(
        "| \(MarkdownEscape.inline(test.label, .cell)) | \(MarkdownEscape.inline(test.title, .cell)) | "
          + "\(credit(result))\(marks) | \(result.state.words) | \(evidence.joined(separator: "<br>")) |")
    }
    lines.append("")
    for (test, result) in zip(section.tests, sum.tests) { details(test, result) }
  }

  private func credit(_ result: TestScore) -> String {
    switch result.state {
    case .notAssessed: "–"
    case .notApplicable: "n/a"
    default:
      result.possible > result.claimed
        ? "\(result.claimed.credit()) to \(result.possible.credit())" : result.claimed.credit()
    }
  }

  /// What people wrote about a test, and what is to be said of it.
  private mutating func details(_ test: Rubric.Test, _ result: TestScore) {
    let answer = assessment.answer(test.id)
    var facts: [String] = []
    if result.state == .notApplicable { facts.append("Not applicable, earns 0: \(escape(answer.reason))") }
    if result.state == .openQuestion {
      facts.append(
        result.possible > result.claimed
          ? "Open question: counts \(result.claimed.credit()), could be \(result.possible.credit())"
          : "Open question: counts \(result.claimed.credit())")
    }
    if !result.flags.isEmpty {
      facts.append("⚠ Not supported today: \(result.flags.map(\.words).joined(separator: ", "))")
    }
    if let gap = answer.acceptedGap {
      let state = gap.until < today ? "ran out on" : "until"
      facts.append("Accepted gap \(state) \(gap.until), by \(escape(gap.by)): \(escape(gap.reason))")
    }
    if !answer.owner.isEmpty { facts.append("Owner: \(escape(answer.owner))") }
    // An owner alone is no reason to take up room.
    guard facts.count > (answer.owner.isEmpty ? 0 : 1) || !answer.note.isEmpty else { return }
    lines.append("**\(escape(test.label))** \(escape(test.title))")
    lines.append("")
    for fact in facts { lines.append("- \(fact)") }
    if !facts.isEmpty { lines.append("") }
    if !answer.note.isEmpty { lines += MarkdownEscape.quote(answer.note) + [""] }
  }

  mutating func actions() {
    let open = assessment.openActions(rubric)
    let done = assessment.answers.values.reduce(0) { $0 + $1.actions.values.count { $0.done != nil } }
    guard !open.isEmpty || done > 0 else { return }
    lines.append("## Actions")
    lines.append("")
    if !open.isEmpty {
      lines.append("| Due | Owner | Test | Action | Effort |")
      lines.append("|:--|:--|:--|:--|:--|")
      for item in open {
        let due = item.action.due.map { $0 < today ? "**overdue** \($0)" : "\($0)" } ?? "–"
        let owner = item.action.owner.isEmpty ? "nobody" : MarkdownEscape.inline(item.action.owner, .cell)
        lines.append(
          "| \(due) | \(owner) | \(MarkdownEscape.inline(item.test.label, .cell)) | "
            + "\(MarkdownEscape.inline(item.action.text, .cell)) | \(item.action.effort?.rawValue ?? "") |")
      }
      lines.append("")
    }
    if done > 0 { lines += ["\(done) done.", ""] }
  }

  mutating func foot() {
    let source = rubric.source
    lines.append("---")
    lines.append("")
    var citation = "Scored by \(escape(rubric.title)), edition \(escape(rubric.version))"
    if !source.title.isEmpty {
      citation +=
        ": \(escape(source.authors.joined(separator: ", "))), *\(escape(source.title))*, \(escape(source.venue))"
    }
    if !source.doi.isEmpty, let address = MarkdownEscape.address("https://doi.org/\(source.doi)") {
      citation += ", [doi:\(escape(source.doi))](\(address))"
    }
    let final = rubric.aggregate == .minimum ? "the smallest section sum" : "the sum of the sections"
    lines.append(
      citation
        + ". The final score is \(final); supported counts only credit with fresh evidence and, where it is asked for, a named owner."
    )
  }
}
