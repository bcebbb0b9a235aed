import MLTestScore

/// The score as one JSON document: what `mlts show FILE --json` prints.
public enum JSONReport {
  /// The score of an assessment on a day.
  public static func render(_ assessment: Assessment, rubric: Rubric, today: Day) -> JSONValue {
    let score = assessment.score(under: rubric, on: today)
    var final: [String: JSONValue] = ["claimed": .points(score.claimed), "supported": .points(score.supported)]
    if score.possible > score.claimed { final["possible"] = .points(score.possible) }
    var document: [String: JSONValue] = [
      "answers": .object([
        "assessed": .integer(score.assessed), "carriedOver": .integer(score.carriedOver),
        "confirmed": .integer(score.confirmed),
      ]), "band": band(score.band), "date": .string("\(today)"), "final": .object(final),
      "floor": .array(score.floor.map { .string($0) }),
      "rubric": .object(["id": .string(rubric.id), "version": .string(rubric.version)]),
      "sections": .object(
        Dictionary(uniqueKeysWithValues: score.sections.map { ($0.id, section($0)) })),
      "system": .string(assessment.system.name),
    ]
    if !assessment.conflicts.isEmpty {
      document["conflicts"] = .array(assessment.conflicts.map { .string($0.pointer) })
    }
    document["flags"] = .array(
      score.tests.flatMap { test in
        test.flags.map { .object(["flag": .string($0.rawValue), "test": .string(test.id)]) }
      })
    if !score.bandsOutOfReach.isEmpty {
      document["outOfReach"] = .array(score.bandsOutOfReach.map { band($0) })
    }
    if let next = score.nextBand {
      document["next"] = .object([
        "band": band(next.band), "reachable": .bool(next.isReachable), "score": .points(next.score),
        "missing": .object(
          Dictionary(uniqueKeysWithValues: next.missing.map { ($0.section, .points($0.points)) })),
      ])
    }
    return .object(document)
  }

  private static func band(_ band: Rubric.Band?) -> JSONValue {
    guard let band else { return .null }
    return .object([
      "above": band.above.map { .points($0) } ?? .null, "label": .string(band.label), "upTo": .points(band.upTo),
    ])
  }

  private static func section(_ section: SectionScore) -> JSONValue {
    var members: [String: JSONValue] = [
      "assessed": .integer(section.assessed), "attainable": .points(section.attainable),
      "claimed": .points(section.claimed), "supported": .points(section.supported),
      "tests": .object(Dictionary(uniqueKeysWithValues: section.tests.map { ($0.id, test($0)) })),
    ]
    if section.possible > section.claimed { members["possible"] = .points(section.possible) }
    return .object(members)
  }

  private static func test(_ test: TestScore) -> JSONValue {
    var members: [String: JSONValue] = [
      "credit": .points(test.claimed), "state": .string(test.state.rawValue), "supported": .points(test.supported),
    ]
    if test.possible > test.claimed { members["possible"] = .points(test.possible) }
    if test.isCarriedOver { members["carriedOver"] = .bool(true) }
    if !test.flags.isEmpty { members["flags"] = .array(test.flags.map { .string($0.rawValue) }) }
    return .object(members)
  }
}
