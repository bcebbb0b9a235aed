import MLTestScore

extension ReviewState {
  /// A place of the file in the words of the screen: `Infra 4 note`.
  func place(of conflict: Conflict) -> String {
    guard let id = conflict.test, let test = rubric.test(id) else { return conflict.path.joined(separator: " ") }
    let rest = conflict.path.dropFirst(2)
    guard let field = rest.first else { return "\(test.label) decision" }
    let answer = assessment.answer(id)
    // Ids say nothing to people; what the evidence shows does.
    switch (field, rest.count) {
    case ("evidence", 2...):
      let evidence = answer.evidence[conflict.path[3]]
      let name = evidence.map { $0.summary.isEmpty ? $0.locator : $0.summary } ?? conflict.path[3]
      return ([test.label, "evidence", "\"\(name)\""] + rest.dropFirst(2)).joined(separator: " ")
    case ("actions", 2...):
      let name = answer.actions[conflict.path[3]]?.text ?? conflict.path[3]
      return ([test.label, "action", "\"\(name)\""] + rest.dropFirst(2)).joined(separator: " ")
    case ("acceptedGap", _): return "\(test.label) accepted gap"
    default: return "\(test.label) \(rest.joined(separator: " "))"
    }
  }

  /// A value of a conflict in words, line by line.
  func words(for value: Conflict.Value?) -> [String] {
    switch value {
    case nil: return ["(not there)"]
    case .text(""): return ["(empty)"]
    case .text(let text): return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .decision(let decision): return words(for: decision)
    case .evidence(let evidence):
      return ["\(evidence.kind.rawValue): \(evidence.locator)"]
        + (evidence.summary.isEmpty ? [] : [evidence.summary])
        + (evidence.observed.map { ["of \($0)"] } ?? [])
    case .action(let action):
      let about = [
        action.owner, action.due.map { "due \($0)" } ?? "", action.done.map { "done \($0)" } ?? "",
        action.effort.map { "effort \($0.rawValue)" } ?? "",
      ].filter { !$0.isEmpty }
      return [action.text] + (about.isEmpty ? [] : [about.joined(separator: ", ")])
    case .acceptedGap(let gap):
      return ["until \(gap.until)", gap.reason] + (gap.by.isEmpty ? [] : ["by \(gap.by)"])
    case .milestone(let milestone): return [milestone.title, "\(milestone.at)"]
    case .rubric(let rubric): return ["\(rubric.id) \(rubric.version)"]
    case .json(let json):
      return String(decoding: JSONWriter.write(json), as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  private func words(for decision: Conflict.Decision) -> [String] {
    let met = rubric.criteria.filter { decision.criteria.contains($0.id) }.map { $0.title.lowercased() }
    let credit = credit(rubric.credit(meeting: decision.criteria))
    let ticks = met.isEmpty ? ["nothing ticked"] : [met.joined(separator: ", ")]
    switch decision.state {
    case .notAssessed: return ["not assessed"] + (met.isEmpty ? [] : ticks)
    case .assessed: return ["earns \(credit)"] + ticks
    case .openQuestion:
      let could = decision.couldBe.flatMap { rubric.level($0) }.map { ", could be \(self.credit($0.points))" } ?? ""
      return ["open question\(could)"] + ticks
    case .notApplicable: return ["not applicable: \(decision.reason)"]
    }
  }
}
