import MLTestScore

extension ReviewState {
  /// The test at hand as plain text, for a chat or a ticket.
  var testText: String {
    let test = test
    let answer = answer
    let mark = ListView.mark(score.sections[testPlace.section].tests[testPlace.test], self)
    var lines = ["\(assessment.system.name): \(test.label) \(test.longTitle)", "Credit: \(mark.credit)"]
    let met = rubric.criteria.filter { answer.criteria.contains($0.id) }.map { $0.title.lowercased() }
    if !met.isEmpty { lines.append("Met: \(met.joined(separator: ", "))") }
    if answer.state == .openQuestion { lines.append("Open question") }
    if answer.state == .notApplicable { lines.append("Not applicable: \(answer.reason)") }
    if !answer.owner.isEmpty { lines.append("Owner: \(answer.owner)") }
    for (_, evidence) in answer.evidenceByDay {
      let day = evidence.day.map { " (\($0))" } ?? ""
      lines.append("Evidence: \(evidence.summary.isEmpty ? "" : evidence.summary + ", ")\(evidence.locator)\(day)")
    }
    if !answer.note.isEmpty { lines.append("Note: \(answer.note)") }
    for (_, action) in answer.actionsInOrder where action.done == nil {
      let due = action.due.map { ", due \($0)" } ?? ""
      lines.append("Action: \(action.text)\(action.owner.isEmpty ? "" : ", \(action.owner)")\(due)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The summary as plain text.
  var summaryText: String {
    var lines = [
      "\(assessment.system.name): score \(score.claimed.interval(to: score.possible)) claimed, "
        + "\(score.supported) supported on \(today)"
    ]
    lines.append(score.band?.label ?? "no band")
    for section in score.sections {
      let floor = score.floor.contains(section.id) ? ", floor" : ""
      lines.append("\(section.label): \(GaugesView.sum(section)) (\(section.supported) supported\(floor))")
    }
    let next = SummaryView.nextStep(self)
    if !next.isEmpty { lines.append(next) }
    lines.append(countWords.filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }.joined(separator: ", "))
    for item in openActions {
      let label = rubric.test(item.test)?.label ?? item.test
      let due = item.action.due.map { ", due \($0)" } ?? ""
      lines.append(
        "\(label): \(item.action.text)\(item.action.owner.isEmpty ? "" : ", \(item.action.owner)")\(due)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The link to open: the evidence under the cursor, else the newest link of the test.
  mutating func openLink() -> [Effect] {
    let links = answer.evidenceByDay.filter { $0.evidence.kind == .link }
    let chosen: Evidence? =
      if case .evidence(let id) = selectedItem { answer.evidence[id] } else { links.first?.evidence }
    guard let evidence = chosen else {
      notice = Notice(.info, "\(test.label) has no link to open")
      return []
    }
    // Whatever a file says is handed to another program, so only what is plainly a web address goes out.
    let locator = evidence.locator
    let isWeb = locator.hasPrefix("https://") || locator.hasPrefix("http://")
    guard isWeb, locator.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      notice = Notice(.info, "Only links that begin with https:// or http:// are opened: \(locator)")
      return []
    }
    return [.openLink(locator)]
  }
}
