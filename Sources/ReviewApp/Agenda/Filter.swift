import MLTestScore

/// Which tests the list shows: the agenda of the meeting.
public enum Filter: String, CaseIterable, Hashable, Sendable {
  /// The tests of the section at hand.
  case all
  case notAssessed = "not-assessed"
  case open
  case floor
  case flagged
  case carriedOver = "carried-over"
  case changed

  /// The agenda's name.
  var title: String {
    switch self {
    case .all: "All tests"
    case .notAssessed: "Not assessed"
    case .open: "Open questions"
    case .floor: "Floor"
    case .flagged: "Flagged"
    case .carriedOver: "Carried over"
    case .changed: "Changed"
    }
  }

  /// What it shows.
  var words: String {
    switch self {
    case .all: "section by section"
    case .notAssessed: "nobody has decided them"
    case .open: "to be decided later"
    case .floor: "the sections that set the final score, credit still to gain"
    case .flagged: "no evidence, stale evidence or no owner"
    case .carriedOver: "decided before the last milestone, not confirmed since"
    case .changed: "since the last milestone"
    }
  }
}

/// A test by its place in the rubric.
struct TestPlace: Hashable {
  var section: Int
  var test: Int
}

extension ReviewState {
  /// The test under the cursor.
  var testPlace: TestPlace { TestPlace(section: place.section, test: place.tests[place.section]) }

  /// The tests that the list shows. The one under the cursor stays until the cursor leaves it, although a decision may
  /// have taken it off the agenda.
  var listed: [TestPlace] {
    guard place.filter != .all else {
      return section.tests.indices.map { TestPlace(section: place.section, test: $0) }
    }
    let changed = place.filter == .changed ? changedTests : []
    return allTests.filter { $0 == testPlace || matches($0, place.filter, changed) }
  }

  /// Whether the test under the cursor belongs to the agenda, or is only still there.
  var isOnAgenda: Bool { matches(testPlace, place.filter, place.filter == .changed ? changedTests : []) }

  /// Every test of the rubric.
  var allTests: [TestPlace] {
    rubric.sections.enumerated().flatMap { index, section in
      section.tests.indices.map { TestPlace(section: index, test: $0) }
    }
  }

  /// A test of the rubric.
  func test(at place: TestPlace) -> Rubric.Test { rubric.sections[place.section].tests[place.test] }

  /// The tests of an agenda, whether it is shown or not.
  func tests(on filter: Filter) -> [TestPlace] {
    let changed = filter == .changed ? changedTests : []
    return allTests.filter { matches($0, filter, changed) }
  }

  /// Whether a test is on an agenda; `changed` are the tests that are on the one of that name.
  private func matches(_ place: TestPlace, _ filter: Filter, _ changed: Set<String>) -> Bool {
    let test = score.sections[place.section].tests[place.test]
    switch filter {
    case .all: return true
    case .notAssessed: return test.state == .notAssessed
    case .open: return test.state == .openQuestion
    case .floor:
      return score.floor.contains(score.sections[place.section].id) && test.claimed < rubric.highestCredit
        && test.state != .notApplicable
    case .flagged: return !test.flags.isEmpty
    case .carriedOver: return test.isCarriedOver
    case .changed: return changed.contains(test.id)
    }
  }

  /// The tests whose answer differs from the last milestone; all that were decided where there is none.
  private var changedTests: Set<String> {
    guard let last = assessment.lastMilestone?.milestone else {
      return Set(assessment.answers.filter { $0.value.state != .notAssessed }.keys)
    }
    return Set(
      rubric.tests.map(\.id).filter { id in
        let answer = assessment.answer(id)
        guard let before = last.answers[id] else { return answer.state != .notAssessed }
        return before.state != answer.state || before.criteria != answer.criteria
          || before.credit != score.test(id)?.claimed
      })
  }
}
