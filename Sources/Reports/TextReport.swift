import MLTestScore

/// The score report as text: what `mlts show FILE` prints.
public enum TextReport {
  /// How the text is written.
  public struct Options: Sendable {
    /// Whether to use ASCII only. What people wrote in other letters becomes `?`: a terminal that does not read UTF-8
    /// may take the bytes of a letter for a command.
    public var ascii: Bool
    /// The columns at which text is wrapped. A section's line with its gauge stays whole; it takes up to 70.
    public var width: Int

    /// Makes options.
    public init(ascii: Bool = false, width: Int = 80) {
      self.ascii = ascii
      self.width = max(40, width)
    }
  }

  /// The report of an assessment on a day.
  public static func render(_ assessment: Assessment, rubric: Rubric, today: Day, options: Options = Options())
    -> String
  {
    var writer = Writer(assessment: assessment, rubric: rubric, today: today, options: options)
    writer.head()
    for index in rubric.sections.indices { writer.section(index) }
    writer.actions()
    let text = writer.lines.joined(separator: "\n") + "\n"
    return options.ascii ? text.inASCII() : text
  }

  /// Builds the report line by line.
  private struct Writer {
    let assessment: Assessment
    let rubric: Rubric
    let today: Day
    let options: Options
    let score: Score
    var lines: [String] = []

    init(assessment: Assessment, rubric: Rubric, today: Day, options: Options) {
      self.assessment = assessment
      self.rubric = rubric
      self.today = today
      self.options = options
      score = assessment.score(under: rubric, on: today)
    }

    mutating func head() {
      lines += wrapped(visible(assessment.system.name), width: options.width)
      if !assessment.system.description.isEmpty {
        lines += wrapped(visible(assessment.system.description), width: options.width - 2).map { "  " + $0 }
      }
      lines.append("")
      let width = rubric.sections.map(\.label.count).max() ?? 0
      for section in score.sections {
        let label = visible(section.label) + String(repeating: " ", count: width - section.label.count)
        let bar = bar(section.claimed, of: section.maximum, width: 14, ascii: options.ascii)
        var line = "  \(label)  \(bar)  \(section.claimed.interval(to: section.possible))"
        if section.supported < section.claimed { line += " (\(section.supported) supported)" }
        if section.attainable < section.maximum { line += ", at most \(section.attainable)" }
        if score.floor.contains(section.id) { line += options.ascii ? "  < floor" : "  ◂ floor" }
        lines.append(line)
      }
      lines.append("")
      lines.append(
        "  Score      \(score.claimed.interval(to: score.possible)) claimed, \(score.supported) supported on \(today)"
      )
      let band = score.band.map { $0.text.hasPrefix($0.label) ? $0.text : "\($0.label). \($0.text)" }
      add("Band", band ?? "none for this score")
      if score.supportedBand != score.band {
        add("Supported", score.supportedBand?.label ?? "none for this score")
      }
      if let next = score.nextStep(rubric) { add("Next", next) }
      if let bands = score.outOfReach() { add("", bands) }
      if let words = assessment.conflictWords { add("Conflicts", words) }
      lines.append("  Assessed   \(score.assessed) of \(rubric.tests.count)" + counts())
    }

    /// A fact under its name, wrapped beside it.
    private mutating func add(_ name: String, _ text: String) {
      for (offset, piece) in wrapped(visible(text), width: options.width - 13).enumerated() {
        let margin = offset == 0 ? "  " + name : ""
        lines.append(margin + String(repeating: " ", count: 13 - margin.count) + piece)
      }
    }

    private func counts() -> String {
      let open = score.tests.count { $0.state == .openQuestion }
      let carried = score.carriedOver
      let flagged = score.tests.count { !$0.flags.isEmpty }
      return (open > 0 ? ", \(open) open" : "") + (carried > 0 ? ", \(carried) carried over" : "")
        + (flagged > 0 ? ", \(flagged) flagged" : "")
    }

    mutating func section(_ index: Int) {
      let section = rubric.sections[index]
      let sum = score.sections[index]
      lines.append("")
      lines += wrapped(
        visible("\(section.label): \(section.title), \(sum.assessed) of \(section.tests.count) assessed"),
        width: options.width)
      for (test, result) in zip(section.tests, sum.tests) {
        let credit = credit(result)
        let head = "\(String(repeating: " ", count: max(2, 7 - credit.count)))\(credit)  \(visible(test.label))  "
        for (offset, piece) in wrapped(visible(test.title), width: options.width - head.count).enumerated() {
          lines.append((offset == 0 ? head : String(repeating: " ", count: 11)) + piece)
        }
        let margin = String(repeating: " ", count: 9)
        func add(_ text: String) {
          for (offset, piece) in wrapped(text, width: options.width - 11).enumerated() {
            lines.append(margin + (offset == 0 ? "" : "  ") + piece)
          }
        }
        let answer = assessment.answer(test.id)
        if result.state == .notApplicable { add("not applicable: \(visible(answer.reason))") }
        if result.state == .openQuestion { add(openQuestion(result)) }
        if !result.flags.isEmpty {
          add("! \(result.flags.map(\.words).joined(separator: ", ")): supports 0 today")
        }
        if result.isCarriedOver { add("carried over from before the last milestone") }
        if let gap = answer.acceptedGap {
          let state = gap.until < today ? "ran out on" : "until"
          add("accepted gap \(state) \(gap.until): \(visible(gap.reason)) (\(visible(gap.by)))")
        }
      }
    }

    private func credit(_ result: TestScore) -> String {
      let dash = options.ascii ? "-" : "–"
      switch result.state {
      case .notAssessed: return dash
      case .notApplicable: return "n/a"
      case .openQuestion: return "? " + result.claimed.credit(ascii: options.ascii)
      case .assessed: return result.claimed.credit(ascii: options.ascii)
      }
    }

    private func openQuestion(_ result: TestScore) -> String {
      result.possible > result.claimed
        ? "open question: could be \(result.possible.credit(ascii: options.ascii))" : "open question"
    }

    mutating func actions() {
      let open = assessment.openActions(rubric)
      guard !open.isEmpty else { return }
      lines.append("")
      lines.append("Open actions")
      for item in open {
        let due = item.action.due.map { $0 < today ? "OVERDUE \($0)" : "due \($0)" } ?? "no date"
        let owner = item.action.owner.isEmpty ? "nobody" : visible(item.action.owner)
        let text = "\(visible(item.test.label)): \(visible(item.action.text)) (\(owner), \(due))"
        for (offset, piece) in wrapped(text, width: options.width - 4).enumerated() {
          lines.append((offset == 0 ? "  " : "    ") + piece)
        }
      }
    }
  }
}
