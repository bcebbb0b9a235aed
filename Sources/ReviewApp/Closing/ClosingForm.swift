import MLTestScore
import Screen

extension ReviewState {
  mutating func openClosing() -> [Effect] {
    guard canEdit() else { return [] }
    guard assessment.conflicts.isEmpty, pendingResolve == nil else {
      notice = Notice(.warning, "Conflicts are open, so there is no score to put on record: R settles them")
      return []
    }
    return open(.closing)
  }

  /// The title and the participants of the review, and what changed since the last one.
  var closingForm: Form {
    let last = assessment.lastMilestone?.milestone
    var form = Form(
      purpose: .closing, title: "Close the review",
      fields: [
        .text("title", "Title", "the name of this review", "Review of \(today)"),
        .text(
          "participants", "With", "who took part: roles, parted by commas",
          last?.participants.joined(separator: ", ") ?? ""),
      ], focus: 0)
    form.about = closingWords(since: last)
    return form
  }

  private func closingWords(since last: Milestone?) -> [String] {
    var words = ["Score \(score.claimed.interval(to: score.possible)) claimed, \(score.supported) supported."]
    if let last {
      do {
        let comparison = try Comparison(
          from: Snapshot(last, under: rubric), to: Snapshot(assessment, title: "now", under: rubric, on: today))
        words.append("Since \(last.title): \(comparison.summary)")
        let moved = comparison.tests.filter { $0.claimed.change != .zero }.map { change in
          let label = rubric.test(change.id)?.label ?? change.id
          return "\(label) \(credit(change.claimed.before)) \(glyphs.right) \(credit(change.claimed.after))"
        }
        if !moved.isEmpty { words.append(moved.joined(separator: ", ")) }
      } catch {
        words.append("\(error)")
      }
    } else {
      words.append("This is the first milestone.")
    }
    let open = rubric.tests.count - score.assessed
    if open > 0 { words.append("\(open) of \(rubric.tests.count) tests are not decided.") }
    if score.carriedOver > 0 { words.append("\(score.carriedOver) answers are carried over and not confirmed.") }
    return words
  }

  mutating func commitClosing(_ form: inout Form) -> [Effect] {
    form.require("title", "A milestone needs a title that people know it by")
    guard form.isRight else { return [] }
    let names = form["participants"].split(separator: ",").map(\.trimmed)
    var closed = assessment
    do {
      try closed.close(title: form["title"], at: now, participants: names, under: rubric, on: today)
    } catch {
      if let index = form.fields.firstIndex(where: { $0.id == "title" }) { form.fields[index].problem = "\(error)" }
      return []
    }
    return commit("review closed") { $0 = closed }
  }
}
