import MLTestScore

extension TextReport {
  /// The report with one fact a line and nothing that another fact could change: made for `diff` and git's textconv.
  /// Every field of the file that mlts knows has its line, so that no change is hidden from a diff.
  public static func plain(_ assessment: Assessment, rubric: Rubric, today: Day) -> String {
    let score = assessment.score(under: rubric, on: today)
    var facts = PlainFacts()
    facts.add("system", assessment.system.name)
    facts.add("system description", lines: assessment.system.description)
    facts.add("system owner", assessment.system.owner)
    facts.add("rubric", "\(rubric.id) \(rubric.version)")
    let scope = assessment.scope
    facts.add("scope model", lines: scope.model)
    facts.add("scope features", lines: scope.features)
    facts.add("scope training", lines: scope.training)
    facts.add("scope serving", lines: scope.serving)
    facts.add("final claimed", score.claimed.interval(to: score.possible))
    facts.add("final supported", "\(score.supported)")
    facts.add("band", score.band?.label ?? "none")
    facts.add("floor", score.floor.joined(separator: " "))
    for section in score.sections {
      let claimed = section.claimed.interval(to: section.possible)
      facts.add("\(section.id) claimed", "\(claimed) supported \(section.supported)")
    }
    for conflict in assessment.conflicts { facts.add("conflict", conflict.pointer) }
    for test in score.tests { facts.add(test, assessment.answer(test.id), rubric: rubric) }
    for (id, milestone) in assessment.milestonesByDate { facts.add(milestone, id: id, rubric: rubric) }
    return facts.lines.joined(separator: "\n") + "\n"
  }
}

/// Collects facts, each on a line that it cannot leave.
private struct PlainFacts {
  var lines: [String] = []

  /// A fact; nothing where the text is empty.
  mutating func add(_ name: String, _ text: String) {
    if !text.isEmpty { lines.append("\(visible(name)) \(visible(text))") }
  }

  /// Each line of a text as a fact of its own.
  mutating func add(_ name: String, lines text: String) {
    guard !text.isEmpty else { return }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append("\(visible(name)) \(visible(String(line)))")
    }
  }

  mutating func add(_ test: TestScore, _ answer: Answer, rubric: Rubric) {
    add(test.id, "\(test.state.rawValue) \(test.claimed)")
    for flag in test.flags { add("\(test.id) flag", flag.rawValue) }
    for id in rubric.criteria.map(\.id) where answer.criteria.contains(id) { add("\(test.id) criterion", id) }
    add("\(test.id) could-be", answer.couldBe ?? "")
    add("\(test.id) target", answer.target ?? "")
    add("\(test.id) reason", lines: answer.reason)
    add("\(test.id) owner", answer.owner)
    if let gap = answer.acceptedGap {
      add("\(test.id) accepted-gap", "until \(gap.until) \(gap.by): \(gap.reason)")
    }
    for (id, evidence) in answer.evidence.sorted(by: { $0.key < $1.key }) {
      let day = evidence.day.map { " \($0)" } ?? ""
      add("\(test.id) evidence \(id)", "\(evidence.kind.rawValue)\(day) \(evidence.locator): \(evidence.summary)")
    }
    add("\(test.id) note", lines: answer.note)
    for (id, action) in answer.actions.sorted(by: { $0.key < $1.key }) {
      let due = action.due.map { " due \($0)" } ?? ""
      let effort = action.effort.map { " \($0.rawValue)" } ?? ""
      let state = action.done.map { "done \($0)" } ?? "open"
      add("\(test.id) action \(id)", "\(state)\(due)\(effort) \(action.owner): \(action.text)")
    }
    if let decided = answer.decided { add("\(test.id) decided", "\(decided.at) \(decided.by)") }
  }

  mutating func add(_ milestone: Milestone, id: String, rubric: Rubric) {
    let score = milestone.score(under: rubric)
    add("milestone \(id)", "\(milestone.at) \(milestone.title)")
    add("milestone \(id) participants", milestone.participants.joined(separator: ", "))
    add("milestone \(id) final", "claimed \(score.claimed) supported \(score.supported)")
  }
}
