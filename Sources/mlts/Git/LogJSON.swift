import MLTestScore

extension LogEntry {
  /// The commit as `mlts log --json` prints it. Texts are as they were written; what reads JSON cleans them for its own
  /// screen.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "author": .string(revision.author), "commit": .string(revision.hash),
      "day": revision.day.map { .string("\($0)") } ?? .null, "kind": .string(revision.kind.rawValue),
      "path": .string(revision.path), "subject": .string(revision.subject),
    ]
    if let oldPath = revision.oldPath { members["oldPath"] = .string(oldPath) }
    if case .unreadable(let reason)? = after { members["unreadable"] = .string(reason) }
    if let score { members["final"] = Self.points(score.claimed, score.supported) }
    if case .success(let comparison)? = comparison {
      members["before"] = Self.points(comparison.claimed.before, comparison.supported.before)
      members["tests"] = .object(
        Dictionary(uniqueKeysWithValues: comparison.tests.map { ($0.id, Self.test($0)) }))
      if !comparison.descriptions.isEmpty {
        members["other"] = .array(comparison.descriptions.map { .string("\($0.rawValue) changed") })
      }
    }
    if !closed.isEmpty { members["closed"] = .array(closed.map { .string($0) }) }
    if openConflicts > 0 { members["conflicts"] = .integer(openConflicts) }
    return .object(members)
  }

  private static func points(_ claimed: Points, _ supported: Points) -> JSONValue {
    .object(["claimed": .points(claimed), "supported": .points(supported)])
  }

  private static func test(_ test: Comparison.TestChange) -> JSONValue {
    var members: [String: JSONValue] = [
      "before": .points(test.claimed.before), "after": .points(test.claimed.after),
    ]
    for change in test.changes {
      if case .state(let old, let new) = change {
        members["state"] = .object(["before": .string(old.rawValue), "after": .string(new.rawValue)])
      }
    }
    let others = TestChangeWords(test).others
    if !others.isEmpty { members["other"] = .array(others.map { .string($0) }) }
    return .object(members)
  }
}
