import MLTestScore

extension Conflict {
  /// The conflict as a file records it; the key is its `pointer`.
  var json: JSONValue {
    var members = unknown
    members["base"] = base?.json
    members["ours"] = ours?.json
    members["theirs"] = theirs?.json
    return .object(members)
  }
}

extension Conflict.Value {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .decision(let decision):
      .object(
        decision.json.merging(["state": .string(decision.state.rawValue)]) { known, _ in known })
    case .evidence(let evidence): evidence.json
    case .action(let action): action.json
    case .acceptedGap(let gap): gap.json
    case .milestone(let milestone): milestone.json
    case .rubric(let reference): reference.json
    case .json(let value): value
    }
  }
}

extension Conflict.Decision {
  fileprivate var json: [String: JSONValue] {
    // The parts of an answer that a decision is made of, in the words of the answer.
    let answer = Answer(state: state, criteria: criteria, reason: reason, couldBe: couldBe, unknown: unknown)
    guard case .object(let members) = answer.json else { return [:] }
    return members
  }
}

extension AssessmentDecoder {
  /// The conflicts that a merge recorded, by their JSON Pointers (RFC 6901).
  func conflicts(_ reader: inout ObjectReader) -> [Conflict] {
    let here = reader.path.key("conflicts")
    var conflicts: [Conflict] = []
    for (pointer, value) in reader.object("conflicts") {
      let place = here.key(pointer)
      guard let path = Conflict.path(pointer: pointer) else {
        problems.add(
          place, "\(pointer.quotedForMessage) is no place in the file",
          cure: "Write it like \"/answers/data-1/note\"")
        continue
      }
      if let test = Conflict(path: path, base: nil, ours: nil, theirs: nil).test, !rubric.tests.contains(test) {
        problems.add(
          place, "the rubric has no test \(test.quotedForMessage)", cure: "Remove the conflict, or name its rubric")
        continue
      }
      guard var inner = ObjectReader(value, path: place, problems: problems) else { continue }
      var sides: [Conflict.Value?] = []
      for side in ["base", "ours", "theirs"] {
        sides.append(inner.value(side).flatMap { self.value($0, at: path, place: place.key(side)) })
      }
      guard sides.contains(where: { $0 != nil }) else {
        if !["base", "ours", "theirs"].contains(where: inner.has) {
          problems.add(place, "holds neither base, ours nor theirs", cure: "Remove it")
        }
        continue
      }
      conflicts.append(
        Conflict(path: path, base: sides[0], ours: sides[1], theirs: sides[2], unknown: inner.unknown))
    }
    return conflicts.sorted { $0.pointer < $1.pointer }
  }

  /// One side of a conflict; what it has to be follows from its place.
  private func value(_ value: JSONValue, at path: [String], place: JSONPath) -> Conflict.Value? {
    func read<Value>(_ read: (inout ObjectReader) -> Value?) -> Value? {
      guard var reader = ObjectReader(value, path: place, problems: problems) else { return nil }
      return read(&reader)
    }
    switch (path.first, path.count) {
    case ("rubric", 1):
      return read { reader in
        let id = reader.requiredText("id", example: "\"ml-test-score\"")
        let version = reader.requiredText("version", example: "\"2017\"")
        return .rubric(Assessment.RubricReference(id: id, version: version, unknown: reader.unknown))
      }
    case ("milestones", 2): return read(milestone).map { .milestone($0) }
    case ("answers", 2):
      return read(answer).map {
        .decision(
          Conflict.Decision(
            state: $0.state, criteria: $0.criteria, reason: $0.reason, couldBe: $0.couldBe, unknown: $0.unknown))
      }
    case ("answers", 3) where path[2] == "acceptedGap": return read(gap).map { .acceptedGap($0) }
    case ("answers", 4) where path[2] == "evidence": return read(evidence).map { .evidence($0) }
    case ("answers", 4) where path[2] == "actions": return read(action).map { .action($0) }
    default: break
    }
    guard Self.isText(path) else { return .json(value) }
    if case .string(let text) = value { return .text(text) }
    problems.add(place, "is \(value.kindInWords), but a text is due", cure: "Write a text in double quotes")
    return nil
  }

  /// Whether a text that mlts knows stands at a place.
  private static func isText(_ path: [String]) -> Bool {
    let known: [String]
    switch (path.first, path.count) {
    case ("id", 1): return true
    case ("system", 2): known = ["name", "description", "owner"]
    case ("scope", 2): known = ["model", "features", "training", "serving"]
    case ("answers", 3): known = ["note", "owner", "target"]
    case ("answers", 5) where path[2] == "evidence": known = ["kind", "locator", "observed", "summary"]
    case ("answers", 5) where path[2] == "actions": known = ["done", "due", "effort", "owner", "text"]
    default: return false
    }
    return known.contains(path[path.count - 1])
  }
}
