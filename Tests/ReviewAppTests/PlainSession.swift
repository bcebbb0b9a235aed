import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// A plain review without a terminal: lines in; what is said and what is saved out.
struct PlainSession {
  var review: PlainReview
  /// What was said to the last line, what came of its effects included.
  var said: [String] = []
  /// What was wrong with the last line.
  var problems: [String] = []
  /// What was saved, the last one last.
  var saves: [Assessment] = []
  /// Why saves fail, while they do.
  var failure: String?
  /// Everything that was asked of the runtime.
  var effects: [Effect] = []
  var hasEnded = false

  init(
    _ assessment: Assessment? = nil, rubric: Rubric = .mini, readOnly: String? = nil, interactive: Bool = false,
    ascii: Bool = false
  ) {
    let blank = Assessment(
      id: "id", rubric: .init(id: rubric.id, version: rubric.version), system: .init(name: "fraud-scoring"),
      scope: .init(model: "The scorer"))
    let state = ReviewState(
      assessment: assessment ?? blank, rubric: rubric, fileName: "fraud.mlts.json", readOnlyReason: readOnly,
      now: Timestamp(secondsSince1970: 1_790_000_000), today: Day(daysSince1970: 20_717), reviewer: "facilitator",
      size: Size(columns: 80, rows: 24), glyphs: PlainReview.glyphs, seed: 7)
    review = PlainReview(state, isInteractive: interactive, isASCII: ascii)
    take(review.start())
  }

  /// Types lines, one after the other; what is said is that of the last.
  mutating func type(_ lines: String...) {
    for line in lines {
      (said, problems) = ([], [])
      take(review.take(line: line))
    }
  }

  mutating func hear(_ message: Message) {
    (said, problems) = ([], [])
    take(review.hear(message))
  }

  mutating func end() {
    (said, problems) = ([], [])
    take(review.end())
  }

  private mutating func take(_ reply: PlainReview.Reply) {
    said += reply.lines
    problems += reply.problems
    effects += reply.effects
    hasEnded = hasEnded || reply.ends
    for effect in reply.effects {
      guard case .save(let assessment) = effect else { continue }
      if let failure {
        take(review.hear(.saveFailed(failure)))
      } else {
        saves.append(assessment)
        take(review.hear(.saved(assessment)))
      }
    }
  }

  /// All that was said, as one text.
  var text: String { said.joined(separator: "\n") }

  func answer(_ id: String) -> Answer { review.state.assessment.answer(id) }
}
