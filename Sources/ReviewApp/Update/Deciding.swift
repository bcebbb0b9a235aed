import MLTestScore
import Screen

extension ReviewState {
  /// Decides the test at the level that earns `points`.
  mutating func decide(_ points: Points) -> [Effect] {
    let level = rubric.levels.first { $0.points == points }
    if points > .zero && level == nil {
      notice = Notice(.info, "This rubric has no level that earns \(points.credit())")
      return []
    }
    let (rubric, stamp) = (rubric, stamp)
    return commit("\(test.label) \(glyphs.right) \(credit(points))", on: test.id) {
      $0.decide(level: level, rubric: rubric, stamp: stamp)
    }
  }

  mutating func toggleCriterion() -> [Effect] {
    guard place.pane == .detail else {
      move(.intoDetail)
      return []
    }
    guard case .criterion(let id) = selectedItem else {
      notice = Notice(.info, "The cursor is on no criterion; go up to the criteria")
      return []
    }
    return toggle(criterion: id)
  }

  mutating func toggle(criterion id: String) -> [Effect] {
    let verb = answer.criteria.contains(id) ? "unticked" : "ticked"
    let stamp = stamp
    return commit("\(test.label) \(id) \(verb)", on: test.id) { $0.toggle(criterion: id, stamp: stamp) }
  }

  /// Leaves the test open. Pressed again, it goes through what the question could become.
  mutating func leaveOpen() -> [Effect] {
    let answer = answer
    guard answer.state == .openQuestion else {
      let stamp = stamp
      return commit("\(test.label) open", on: test.id) { $0.leaveOpen(stamp: stamp) }
    }
    let credit = rubric.credit(meeting: answer.criteria)
    let choices = [nil] + rubric.levels.filter { $0.points > credit }.map { Optional($0.id) }
    let next = choices[((choices.firstIndex(of: answer.couldBe) ?? -1) + 1) % choices.count]
    let words = next.flatMap { rubric.level($0) }.map { "could be \(self.credit($0.points))" } ?? "open"
    let effects = commit("\(test.label) \(words)", on: test.id) { $0.couldBe = next }
    if !effects.isEmpty { notice = Notice(.info, "\(test.label): \(words)") }
    return effects
  }

  mutating func clear() -> [Effect] {
    commit("\(test.label) cleared", on: test.id) { $0.clearDecision() }
  }

  mutating func confirm() -> [Effect] {
    guard answer.state != .notAssessed else {
      notice = Notice(.info, "\(test.label) is not decided yet: there is nothing to confirm")
      return []
    }
    guard assessment.isCarriedOver(answer) else {
      notice = Notice(.info, "\(test.label) was decided in this review: there is nothing to confirm")
      return []
    }
    let stamp = stamp
    return commit("\(test.label) confirmed", on: test.id) { $0.decided = stamp }
  }

  /// The credit as this terminal can show it.
  func credit(_ points: Points) -> String { points.credit(ascii: glyphs == .ascii) }
}
