import MLTestScore
import Screen

/// The summary screen: where its cursor is. What it shows is derived.
public struct Summary: Hashable, Sendable {
  /// The row under the cursor, counted among those that name a test.
  public var index = 0
}

extension ReviewState {
  /// The score that the planned credits would give.
  var plannedScore: Score {
    guard !plan.isEmpty else { return score }
    var planned = assessment
    for (id, points) in plan {
      var answer = planned.answer(id)
      answer.decide(level: rubric.levels.first { $0.points == points }, rubric: rubric, stamp: stamp)
      planned.answers[id] = answer
    }
    return planned.score(under: rubric, on: today)
  }

  mutating func openSummary() {
    isPresenting = false
    layers.append(.summary(Summary()))
  }

  mutating func perform(_ command: Command, summary: Summary) -> [Effect] {
    let tests = SummaryPage(self).tests
    func show(_ index: Int) {
      layers[layers.count - 1] = .summary(Summary(index: min(max(0, index), max(0, tests.count - 1))))
    }
    let page = max(1, SummaryScreen.bodyRows(self) - 2)
    let test = tests.indices.contains(summary.index) ? tests[summary.index] : nil
    switch command {
    case .up: show(summary.index - 1)
    case .down: show(summary.index + 1)
    case .pageUp: show(summary.index - page)
    case .pageDown: show(summary.index + page)
    case .top: show(0)
    case .bottom: show(.max)
    case .decideNone: plan(test, .zero)
    case .decideHalf: plan(test, .half)
    case .decideOne: plan(test, Points(whole: 1))
    case .decideTwo: plan(test, Points(whole: 2))
    case .clear: clearPlan(test)
    case .proposePlan: proposePlan()
    case .openItem:
      guard let test else { break }
      layers.removeLast()
      place.filter = .all
      go(to: test)
    case .copy: return [.copy(summaryText, what: "the summary")]
    case .undo: return undo()
    case .redo: return redo()
    case .themes: return [.listThemes]
    case .back, .summary: layers.removeLast()
    default: break
    }
    return []
  }

  /// Plans a credit for a test; the one that it has already is no plan.
  mutating func plan(_ test: String?, _ points: Points) {
    guard let test, let now = score.test(test) else { return }
    guard points == .zero || rubric.levels.contains(where: { $0.points == points }) else {
      notice = Notice(.info, "This rubric has no level that earns \(points.credit())")
      return
    }
    guard now.state != .notApplicable else {
      notice = Notice(.info, "It is not applicable: change that in the review first")
      return
    }
    plan[test] = points == now.claimed ? nil : points
  }

  private mutating func clearPlan(_ test: String?) {
    if let test, plan.removeValue(forKey: test) != nil { return }
    guard !plan.isEmpty else {
      notice = Notice(.info, "Nothing is planned")
      return
    }
    plan = [:]
    notice = Notice(.info, "Every planned change was taken back")
  }

  /// Plans what reaches the next band for the least effort.
  mutating func proposePlan() {
    guard let next = score.nextBand else {
      notice = Notice(.info, "There is no band above this one")
      return
    }
    let cheapest = assessment.plan(to: next.score, under: rubric, on: today)
    plan = Dictionary(
      cheapest.parts.flatMap(\.changes).map { ($0.test, $0.to) }, uniquingKeysWith: { first, _ in first })
    notice = Notice(
      cheapest.isReachable ? .info : .warning,
      cheapest.isReachable
        ? "Planned: \(plan.count.counted("change")) to \(next.score), \(next.band.label); - takes them back"
        : "\(next.score) cannot be reached with what the team allows; these changes come nearest")
  }
}

/// The open actions of all tests.
struct OpenAction: Hashable {
  var test: String
  var action: Action
}

extension ReviewState {
  /// The actions that are not done, by due date; undated ones last.
  var openActions: [OpenAction] {
    let open = rubric.tests.flatMap { test in
      assessment.answer(test.id).actionsInOrder.filter { $0.action.done == nil }.map {
        OpenAction(test: test.id, action: $0.action)
      }
    }
    // In the order of the rubric where the days are the same.
    return open.enumerated().sorted { a, b in
      (a.element.action.due?.daysSince1970 ?? .max, a.offset) < (
        b.element.action.due?.daysSince1970 ?? .max, b.offset
      )
    }.map(\.element)
  }

  /// How many tests have each outcome, in words.
  var countWords: [(count: Int, word: String, role: Role)] {
    let tests = score.tests
    func count(_ matches: (TestScore) -> Bool) -> Int { tests.count(where: matches) }
    return [
      (count { $0.state == .assessed && $0.claimed == rubric.highestCredit }, "full", .creditFull),
      (
        count { $0.state == .assessed && $0.claimed > .zero && $0.claimed < rubric.highestCredit }, "half",
        .creditHalf
      ),
      (count { $0.state == .assessed && $0.claimed == .zero }, "none", .creditNone),
      (count { $0.state == .openQuestion }, "open", .stateOpen),
      (count { $0.state == .notApplicable }, "not applicable", .stateNotApplicable),
      (count { $0.state == .notAssessed }, "not assessed", .stateNotAssessed),
    ]
  }
}
