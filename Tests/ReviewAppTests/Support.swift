import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// A review without a terminal: keys in, frames and effects out. Reads like the story of a session.
struct Replay {
  var state: ReviewState
  /// Everything that the app asked of the runtime so far.
  var effects: [Effect] = []
  /// Whether saves succeed at once, as they do on a healthy disk.
  var savesSucceed = true

  init(
    _ assessment: Assessment? = nil, rubric: Rubric = .mini, columns: Int = 100, rows: Int = 30,
    readOnly: String? = nil, glyphs: Glyphs = .unicode
  ) {
    let blank = Assessment(
      id: "id", rubric: .init(id: rubric.id, version: rubric.version), system: .init(name: "fraud-scoring"),
      scope: .init(model: "The scorer"))
    state = ReviewState(
      assessment: assessment ?? blank, rubric: rubric, fileName: "fraud.mlts.json", readOnlyReason: readOnly,
      now: Timestamp(secondsSince1970: 1_790_000_000), today: Day(daysSince1970: 20_717), reviewer: "facilitator",
      size: Size(columns: columns, rows: rows), glyphs: glyphs, seed: 7)
  }

  mutating func send(_ message: Message) {
    let new = update(&state, message)
    effects += new
    for effect in new {
      if case .save(let assessment) = effect, savesSucceed { send(.saved(assessment)) }
    }
  }

  /// Presses keys: each character of `keys` is one.
  mutating func type(_ keys: String) {
    for character in keys { send(.event(.key(.character(character)))) }
  }

  mutating func press(_ keys: Key...) {
    for key in keys { send(.event(.key(key))) }
  }

  mutating func paste(_ text: String) { send(.event(.paste(text))) }

  /// Lets a second pass.
  mutating func tick(seconds: Int = 1) {
    send(.clock(Timestamp(secondsSince1970: state.now.secondsSince1970 + seconds), today: state.today))
  }

  var screen: String { ReviewScreen.frame(state).text }

  var saves: [Assessment] {
    effects.compactMap { if case .save(let assessment) = $0 { assessment } else { nil } }
  }

  func answer(_ id: String) -> Answer { state.assessment.answer(id) }

  var quits: Bool {
    effects.contains { if case .quit = $0 { true } else { false } }
  }
}

extension Rubric {
  /// The paper's rule with the paper's section names and two tests for each, small enough for a test to reason about.
  static var mini: Rubric {
    func criteria(_ ids: String...) -> [Criterion] {
      ids.map { Criterion(id: $0, title: $0.prefix(1).uppercased() + $0.dropFirst(), question: "Is it \($0)?") }
    }
    let names = ["data", "model", "infra", "monitor"]
    return Rubric(
      id: "mini", version: "1", title: "Mini", source: Source(title: "", authors: [], venue: "", doi: ""),
      levels: [
        Level(
          id: "manual", points: .half, title: "Manual",
          criteria: criteria("performed", "documented", "distributed"), freshnessDays: 180),
        Level(
          id: "automated", points: Points(whole: 1), title: "Automated",
          criteria: criteria("automatic", "repeated"), freshnessDays: 30),
      ], aggregate: .minimum,
      bands: [
        Band(above: nil, upTo: .zero, label: "Research project", text: ""),
        Band(above: .zero, upTo: Points(whole: 1), label: "Not totally untested", text: ""),
        Band(above: Points(whole: 1), upTo: Points(whole: 2), label: "First pass", text: ""),
      ],
      sections: names.map { name in
        let label = name.prefix(1).uppercased() + name.dropFirst()
        return Section(
          id: name, label: label, title: "Tests for \(label)",
          tests: (1...2).map { number in
            Test(
              id: "\(name)-\(number)", label: "\(label) \(number)", title: "The \(name) test number \(number)",
              longTitle: "The \(name) test number \(number) in full",
              why: "Because nobody else looks.", how: ["By looking."],
              examples: ["manual": "Somebody looks.", "automated": "A job looks every night."],
              ownerRequired: name == "data" && number == 1)
          })
      })
  }
}
