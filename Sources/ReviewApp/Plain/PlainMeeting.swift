import MLTestScore
import Screen

/// What leads a plain review through a meeting: agenda, time, plan.
extension PlainReview {
  /// Chooses the tests to go through; without a name, says how many each agenda has.
  mutating func agenda(_ name: String) {
    guard !name.isEmpty else {
      for filter in Filter.allCases {
        let now = filter == state.place.filter ? ", chosen" : ""
        let tests = state.tests(on: filter).count.counted("test")
        say("\(filter.rawValue): \(tests)\(now); \(filter.words)")
      }
      return
    }
    guard let filter = Filter(rawValue: name.lowercased()) else {
      let names = Filter.allCases.map(\.rawValue).joined(separator: ", ")
      return problem("\"\(name)\" is no agenda: say one of \(names)")
    }
    let before = state.test.id
    state.notice = nil
    state.show(filter)
    if let notice = state.notice { say("\(notice.text).") }
    guard state.place.filter == filter else { return }
    if filter != .all { for test in state.tests(on: filter) { say(state.listLine(state.test(at: test))) } }
    if state.test.id != before { sayTest() }
  }

  /// How long the meeting and the test took.
  mutating func sayTime() {
    let (meeting, now) = (state.meeting, state.now)
    let box = state.options.timebox.map { " of \(Meeting.clock($0))" } ?? ""
    say("Meeting: \(Meeting.clock(meeting.total(at: now)))")
    say("\(state.test.label): \(Meeting.clock(meeting.onTest(at: now)))\(box)")
  }

  /// Says once for each test that its time box is over.
  mutating func sayTimeIsOver() {
    guard let box = state.options.timebox, state.clockWords.isOver, overrun != state.test.id else { return }
    overrun = state.test.id
    say("The time box of \(Meeting.clock(box)) for \(state.test.label) is over.")
  }

  /// What the next band takes, and what is planned. `words` plan: `next`, `clear`, or a test and its credit.
  mutating func plan(_ words: String) {
    guard !words.isEmpty else {
      sayWay()
      return sayPlan()
    }
    state.notice = nil
    switch words.lowercased() {
    case "next":
      state.proposePlan()
      // What is planned is said below; the screen's words name its keys.
      if state.notice?.kind == .info, !state.plan.isEmpty { state.notice = nil }
    case "clear": state.plan = [:]
    default:
      let (name, credit) = PlainText.head(words)
      guard let points = Self.credits[credit.lowercased()] else {
        return problem("Say a test and its credit, such as data-4 half; or next, or clear")
      }
      guard let test = test(named: name) else { return }
      state.plan(test, points)
    }
    if let notice = state.notice { return say("\(notice.text).") }
    sayPlan()
  }

  private static let credits: [String: Points] = [
    "0": .zero, "none": .zero, "5": .half, "½": .half, "half": .half, "0.5": .half, "1": Points(whole: 1),
    "one": Points(whole: 1), "2": Points(whole: 2), "two": Points(whole: 2),
  ]

  /// The changes that reach the next band for the least effort.
  private mutating func sayWay() {
    guard let next = state.score.nextBand else { return say("The highest band is reached.") }
    let way = state.assessment.plan(to: next.score, under: state.rubric, on: state.today)
    let changes = way.parts.flatMap(\.changes)
    say(
      way.isReachable
        ? "\(next.band.label) at \(next.score) takes \(changes.count.counted("change")):"
        : "\(next.band.label) at \(next.score) cannot be reached as things are; nearest come:")
    for change in changes {
      say("\(change.test), \(state.credit(change.from)) to \(state.credit(change.to)): \(title(change.test))")
    }
  }

  private mutating func sayPlan() {
    guard !state.plan.isEmpty else { return say("Nothing is planned.") }
    for test in state.rubric.tests {
      guard let points = state.plan[test.id] else { continue }
      let now = state.credit(state.score.test(test.id)?.claimed ?? .zero)
      say("Planned: \(test.id), \(now) to \(state.credit(points)): \(test.title)")
    }
    let planned = state.plannedScore
    let score = planned.claimed.interval(to: planned.possible)
    say(
      "That would give a final score of \(score), \(planned.band?.label ?? "no band"). No answer is changed by it.")
  }

  private func title(_ test: String) -> String { state.rubric.test(test)?.title ?? "" }
}
