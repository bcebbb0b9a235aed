import MLTestScore

extension PlainReview {
  /// The section of the test and the final score, after a change.
  var scoreWords: String {
    let score = state.score
    let section = score.sections.first { $0.id == state.section.id }
    let sum = section.map { "\($0.label) \($0.claimed.interval(to: $0.possible)), " } ?? ""
    return "\(sum)final score \(score.claimed.interval(to: score.possible))."
  }

  /// The system, its scores and what needs attention.
  mutating func sayScores() {
    let (score, assessment, rubric) = (state.score, state.assessment, state.rubric)
    say("System: \(assessment.system.name)")
    say("File: \(state.fileName)")
    if let reason = state.readOnlyReason { say("Read-only: \(reason)") }
    for section in score.sections {
      say(
        "\(section.label): \(section.claimed.interval(to: section.possible)) of \(section.maximum), "
          + "supported today \(section.supported), \(section.assessed) of \(section.tests.count) assessed")
    }
    let floor = score.floor.compactMap { id in score.sections.first { $0.id == id }?.label }
    let by = rubric.aggregate == .minimum ? ", set by \(floor.joined(separator: ", "))" : ""
    say("Final score: \(score.claimed.interval(to: score.possible))\(by)")
    say("Supported today: \(score.supported)")
    say("Band: \(score.band?.label ?? "none")")
    if let text = score.band?.text, !text.isEmpty { say("What it means: \(text)") }
    if let next = score.nextBand {
      let missing = next.missing.map { part in
        let label = score.sections.first { $0.id == part.section }?.label
        return "\(part.points) more\(label.map { " in \($0)" } ?? "")"
      }
      let reach = next.isReachable ? "" : "; out of reach while tests are not applicable"
      say("Next band: \(next.band.label) at \(next.score), needs \(missing.joined(separator: ", "))\(reach)")
    }
    say("Assessed: \(score.assessed) of \(rubric.tests.count) tests")
    let open = score.tests.count { $0.state == .openQuestion }
    if open > 0 { say("Open questions: \(open)") }
    if score.carriedOver > 0 { say("Carried over and not confirmed: \(score.carriedOver)") }
    if !state.openConflicts.isEmpty {
      say("Conflicts: \(state.openConflicts.count) not settled; resolve goes through them")
    }
    if case .failed(let reason) = state.saveStatus { say("Not saved: \(reason)") }
  }

  /// One line for each test.
  mutating func sayList() {
    for (section, score) in zip(state.rubric.sections, state.score.sections) {
      say("\(section.title): \(score.claimed.interval(to: score.possible)) of \(score.maximum)")
      for test in section.tests { say(state.listLine(test)) }
    }
  }

  /// How to do the test.
  mutating func sayWays() {
    let ways = state.test.how
    if ways.isEmpty { say("The rubric names no ways to do \(state.test.label).") }
    for (index, way) in ways.enumerated() { say("Way \(index + 1) of \(ways.count): \(way)") }
  }

  /// The test, one piece of information a line, always in the same order.
  mutating func sayTest(full: Bool = false) {
    let (test, answer, rubric) = (state.test, state.answer, state.rubric)
    let number = (rubric.tests.firstIndex { $0.id == test.id } ?? 0) + 1
    say("\(test.label), test \(number) of \(rubric.tests.count): \(test.longTitle)")
    if full || !isBrief { sayLevels(test, answer) }
    say("Answer: \(state.answerWords(test))")
    sayDoubts(test, answer)
    say("Owner: \(answer.owner.isEmpty ? "nobody named" : answer.owner)")
    sayEvidence(answer)
    if answer.note.isEmpty { say("Note: none") }
    let lines = answer.note.split(separator: "\n", omittingEmptySubsequences: false)
    if !answer.note.isEmpty { for line in lines { say("Note: \(line)") } }
    sayActions(answer)
  }

  private mutating func sayLevels(_ test: Rubric.Test, _ answer: Answer) {
    if !test.why.isEmpty { say("Why: \(test.why)") }
    var count = 0
    for level in state.rubric.levels {
      let example = test.examples[level.id].map { ": \($0)" } ?? ""
      say("Level \(level.title), earns \(state.credit(level.points))\(example)")
      for criterion in level.criteria {
        count += 1
        let tick = answer.criteria.contains(criterion.id) ? "ticked" : "not ticked"
        say("Criterion \(count), \(criterion.id), \(tick): \(criterion.question)")
      }
    }
  }

  private mutating func sayDoubts(_ test: Rubric.Test, _ answer: Answer) {
    let score = state.score.test(test.id)
    if score?.isCarriedOver == true { say("Carried over from before the last milestone: c confirms it") }
    if let target = answer.target.flatMap({ state.rubric.level($0) }) {
      say("Target: \(target.title), \(state.credit(target.points))")
    }
    if let gap = answer.acceptedGap {
      let head = gap.until < state.today ? "Accepted gap that ran out on" : "Accepted gap until"
      say("\(head) \(gap.until)\(gap.by.isEmpty ? "" : " by \(gap.by)"): \(gap.reason)")
    }
    for flag in score?.flags ?? [] { say("Doubt: \(flag.words), so it supports 0 today") }
    for conflict in state.openConflicts where conflict.test == test.id {
      say("Conflict about \(state.place(of: conflict)): resolve settles it")
    }
  }

  private mutating func sayEvidence(_ answer: Answer) {
    if answer.evidence.isEmpty { say("Evidence: none") }
    for (index, (_, evidence)) in answer.evidenceByDay.enumerated() {
      let head = "Evidence \(index + 1) of \(answer.evidence.count)"
      let date = evidence.day.map { "\($0)" } ?? "no date"
      let isStale = state.isStale(evidence, of: answer)
      say("\(head), \(evidence.kind.rawValue), \(date)\(isStale ? ", stale" : ""): \(evidence.locator)")
      if !evidence.summary.isEmpty { say("\(head) shows: \(evidence.summary)") }
    }
  }

  private mutating func sayActions(_ answer: Answer) {
    if answer.actions.isEmpty { say("Actions: none") }
    for (index, (id, _)) in answer.actionsInOrder.enumerated() {
      say("Action \(index + 1) of \(answer.actions.count): \(state.actionWords(id))")
    }
  }
}

extension ReviewState {
  /// The test under the cursor and its answer.
  var answerLine: String { "\(test.label): \(answerWords(test))" }

  /// A test in a list.
  func listLine(_ test: Rubric.Test) -> String { "\(test.id), \(answerWords(test)): \(test.title)" }

  /// The answer to a test in words.
  func answerWords(_ test: Rubric.Test) -> String {
    let answer = assessment.answer(test.id)
    let credit = credit(score.test(test.id)?.claimed ?? .zero)
    switch answer.state {
    case .notAssessed: return "not assessed"
    case .assessed: return "earns \(credit)"
    case .openQuestion:
      let could = answer.couldBe.flatMap { rubric.level($0) }.map { ", could be \(self.credit($0.points))" }
      return "open question, counts \(credit) now\(could ?? "")"
    case .notApplicable: return "not applicable, earns 0, because \(answer.reason)"
    }
  }

  /// An action in words.
  func actionWords(_ id: String) -> String {
    guard let action = answer.actions[id] else { return "" }
    var words = [action.done.map { "done \($0)" } ?? "open"]
    if !action.owner.isEmpty { words.append(action.owner) }
    if action.done == nil, let due = action.due {
      words.append(due < today ? "overdue since \(due)" : "due \(due)")
    }
    if let effort = action.effort { words.append("effort \(effort.rawValue)") }
    return "\(words.joined(separator: ", ")): \(action.text)"
  }

  /// An action after a change of it.
  func words(ofAction id: String) -> String { "\(test.label): action \(actionWords(id))" }

  /// What a form was filled in for, after it was.
  func words(for purpose: Form.Purpose) -> String {
    let label = rubric.test(purpose.test)?.label ?? ""
    switch purpose {
    case .evidence(_, let id): return "\(label): evidence \(id == nil ? "added" : "changed")"
    case .action(_, let id): return "\(label): action \(id == nil ? "added" : "changed")"
    case .reason: return answerLine
    case .owner:
      let owner = assessment.answer(purpose.test).owner
      return owner.isEmpty ? "\(label): nobody named as owner" : "\(label): owner \(owner)"
    case .target: return "\(label): target written"
    case .scope: return "Scope written"
    case .closing: return "The review is closed"
    }
  }
}
