import MLTestScore

/// What the cursor can stand on in the detail pane.
public enum DetailItem: Hashable, Sendable {
  /// A criterion, by id.
  case criterion(String)
  /// The owner of the answer.
  case owner
  /// A piece of evidence, by id.
  case evidence(String)
  /// The note.
  case note
  /// An action, by id.
  case action(String)
}

extension ReviewState {
  /// The section shown.
  public var section: Rubric.Section { rubric.sections[place.section] }

  /// The test under the cursor.
  public var test: Rubric.Test { section.tests[place.tests[place.section]] }

  /// The answer under the cursor.
  public var answer: Answer { assessment.answer(test.id) }

  /// The items of the detail pane, from top to bottom.
  public var detailItems: [DetailItem] {
    let answer = answer
    return rubric.criteria.map { .criterion($0.id) } + [.owner] + answer.evidenceByDay.map { .evidence($0.id) }
      + [.note] + answer.actionsInOrder.map { .action($0.id) }
  }

  /// The item under the cursor while the detail pane has the keys.
  public var selectedItem: DetailItem? {
    let items = detailItems
    guard place.pane == .detail, items.indices.contains(place.item) else { return nil }
    return items[place.item]
  }
}

extension ReviewState {
  /// Whether evidence is too old, or of no day, for the credit of its answer.
  func isStale(_ evidence: Evidence, of answer: Answer) -> Bool {
    rubric.level(meeting: answer.criteria)?.freshnessDays.map { !evidence.isFresh(on: today, days: $0) } ?? false
  }
}

extension Answer {
  /// The actions: open ones first, by due date, undated ones after dated ones.
  var actionsInOrder: [(id: String, action: Action)] {
    func rank(_ action: Action) -> (Int, Int) {
      (action.done == nil ? 0 : 1, (action.done ?? action.due)?.daysSince1970 ?? .max)
    }
    return actions.map { (id: $0.key, action: $0.value) }.sorted { a, b in
      let (first, second) = (rank(a.action), rank(b.action))
      return first != second ? first < second : a.id < b.id
    }
  }
}
