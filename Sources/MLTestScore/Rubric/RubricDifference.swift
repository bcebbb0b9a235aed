/// What two editions of a rubric ask and count differently.
public struct RubricDifference: Hashable, Sendable {
  /// One thing that differs.
  public enum Change: Hashable, Sendable {
    case testAdded(String)
    case testRemoved(String)
    /// The title of a test differs, so it may ask something else.
    case testReworded(id: String, before: String, after: String)
    case criterionAdded(String)
    case criterionRemoved(String)
    case levelAdded(String)
    case levelRemoved(String)
    /// A level earns another number of points.
    case points(level: String, before: Points, after: Points)
    case aggregate(Rubric.Aggregate, Rubric.Aggregate)
    case bands
  }

  /// The earlier edition.
  public var before: Assessment.RubricReference
  /// The later edition.
  public var after: Assessment.RubricReference
  /// Everything that differs; empty where the two ask and count the same.
  public var changes: [Change]

  /// Compares two rubrics.
  public init(from old: Rubric, to new: Rubric) {
    before = Assessment.RubricReference(id: old.id, version: old.version)
    after = Assessment.RubricReference(id: new.id, version: new.version)
    changes = []
    if old.aggregate != new.aggregate { changes.append(.aggregate(old.aggregate, new.aggregate)) }
    for level in old.levels where new.level(level.id) == nil { changes.append(.levelRemoved(level.id)) }
    for level in new.levels {
      guard let earlier = old.level(level.id) else {
        changes.append(.levelAdded(level.id))
        continue
      }
      if earlier.points != level.points {
        changes.append(.points(level: level.id, before: earlier.points, after: level.points))
      }
    }
    let (oldCriteria, newCriteria) = (old.criteria.map(\.id), new.criteria.map(\.id))
    changes += oldCriteria.filter { !newCriteria.contains($0) }.map { .criterionRemoved($0) }
    changes += newCriteria.filter { !oldCriteria.contains($0) }.map { .criterionAdded($0) }
    func limits(_ rubric: Rubric) -> [Points] { rubric.bands.map(\.upTo) }
    if limits(old) != limits(new) || old.bands.map(\.label) != new.bands.map(\.label) { changes.append(.bands) }
    for test in old.tests where new.test(test.id) == nil { changes.append(.testRemoved(test.id)) }
    for test in new.tests {
      guard let earlier = old.test(test.id) else {
        changes.append(.testAdded(test.id))
        continue
      }
      if earlier.title != test.title {
        changes.append(.testReworded(id: test.id, before: earlier.title, after: test.title))
      }
    }
  }

  /// The differences in one sentence, such as "ml-test-score 2016 and 2017 differ: points of levels, bands, 6 tests ask
  /// something else".
  public var summary: String {
    let names =
      before.id == after.id ? "\(before.id) \(before.version) and \(after.version)" : "\(before.id) and \(after.id)"
    if changes.isEmpty { return "\(names) ask and count the same" }
    var parts: [String] = []
    func count(_ one: String, _ many: String, _ matches: (Change) -> Bool) {
      let number = changes.count(where: matches)
      if number > 0 { parts.append(number == 1 ? one : many.replacing("#", with: "\(number)")) }
    }
    let sums = "sections are summed up in another way"
    count(sums, sums) { if case .aggregate = $0 { true } else { false } }
    count("1 level added or removed", "# levels added or removed") {
      switch $0 {
      case .levelAdded, .levelRemoved: true
      default: false
      }
    }
    count("1 level earns other points", "# levels earn other points") {
      if case .points = $0 { true } else { false }
    }
    count("1 criterion added or removed", "# criteria added or removed") {
      switch $0 {
      case .criterionAdded, .criterionRemoved: true
      default: false
      }
    }
    count("other bands", "other bands") { $0 == .bands }
    count("1 test added", "# tests added") { if case .testAdded = $0 { true } else { false } }
    count("1 test removed", "# tests removed") { if case .testRemoved = $0 { true } else { false } }
    count("1 test worded differently", "# tests worded differently") {
      if case .testReworded = $0 { true } else { false }
    }
    return "\(names) differ: \(parts.joined(separator: ", "))"
  }
}
