import MLTestScore

/// Reads the parts of an assessment against its rubric, and reports what is wrong in each.
struct AssessmentDecoder {
  private static let states = Answer.State.allCases.map(\.rawValue)

  let rubric: RubricCatalog.Entry
  let problems: ProblemCollector

  func assessment(_ reader: inout ObjectReader, rubric: Assessment.RubricReference) -> Assessment {
    let id = reader.text("id") ?? ""
    let system = system(&reader)
    let scope = scope(&reader)
    let answers = tests("answers", of: &reader, read: answer)
    let milestones = entries("milestones", of: &reader, read: milestone)
    let conflicts = conflicts(&reader)
    return Assessment(
      id: id, rubric: rubric, system: system, scope: scope, answers: answers, milestones: milestones,
      conflicts: conflicts, unknown: reader.unknown)
  }

  private func system(_ reader: inout ObjectReader) -> Assessment.System {
    let before = problems.problems.count
    guard var inner = reader.reader("system") else {
      if problems.problems.count == before {
        reader.report("system", "is missing", cure: "Add \"system\": {\"name\": \"…\"}")
      }
      return Assessment.System(name: "")
    }
    let name = inner.requiredText("name", example: "\"…\"")
    let description = inner.text("description") ?? ""
    let owner = inner.text("owner") ?? ""
    return Assessment.System(name: name, description: description, owner: owner, unknown: inner.unknown)
  }

  private func scope(_ reader: inout ObjectReader) -> Assessment.Scope {
    guard var inner = reader.reader("scope") else { return Assessment.Scope() }
    var scope = Assessment.Scope()
    scope.model = inner.text("model") ?? ""
    scope.features = inner.text("features") ?? ""
    scope.training = inner.text("training") ?? ""
    scope.serving = inner.text("serving") ?? ""
    scope.unknown = inner.unknown
    return scope
  }

  // Maps by id

  /// A map by test id; ids that the rubric does not have are reported.
  func tests<Value>(
    _ key: String, of reader: inout ObjectReader, read: (inout ObjectReader) -> Value?
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    let here = reader.path.key(key)
    for (id, value) in reader.object(key) {
      let path = here.key(id)
      if !rubric.tests.contains(id) {
        problems.add(path, "the rubric has no test \(id.quotedForMessage)", cure: cure(forTest: id))
        continue
      }
      guard var inner = ObjectReader(value, path: path, problems: problems) else { continue }
      if let value = read(&inner) { values[id] = value }
    }
    return values
  }

  /// A misspelt id gets the nearest one; a number that its section does not have gets those that it has.
  private func cure(forTest id: String) -> String {
    for section in rubric.rubric.sections where id.hasPrefix("\(section.id)-") {
      return "\(section.label) has \(section.tests.map(\.id).joined(separator: ", "))"
    }
    guard let near = nearest(to: id, among: rubric.tests) else { return "`mlts rubric` lists the tests" }
    return "Did you mean \"\(near)\"?"
  }

  /// A map by an id that mlts or a person chose.
  func entries<Value>(
    _ key: String, of reader: inout ObjectReader, read: (inout ObjectReader) -> Value?
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    let here = reader.path.key(key)
    for (id, value) in reader.object(key) {
      let path = here.key(id)
      if let reason = AssessmentDecoder.whyNotAnID(id) {
        problems.add(path, reason, cure: "Rename it, such as \"e-7f3a21c0\"")
        continue
      }
      guard var inner = ObjectReader(value, path: path, problems: problems) else { continue }
      if let value = read(&inner) { values[id] = value }
    }
    return values
  }

  /// Ids stand in paths, merges, reports and web pages, so they must be visible, short, and no word that a program in
  /// JavaScript would stumble over.
  static func whyNotAnID(_ id: String) -> String? {
    if id.allSatisfy(\.isWhitespace) { return "the id is empty" }
    if id.utf8.count > 200 { return "the id is longer than 200 bytes" }
    if id.unicodeScalars.contains(where: \.isHarmful) { return "the id holds invisible characters" }
    if id.first?.isWhitespace == true || id.last?.isWhitespace == true {
      return "the id begins or ends with white space"
    }
    if ["__proto__", "constructor", "prototype"].contains(id) { return "the id is a reserved word" }
    return nil
  }

  // Values

  func day(_ key: String, _ reader: inout ObjectReader) -> Day? {
    let cure = "Write it like \"2026-11-20\""
    guard let text = reader.text(key, cure: cure) else { return nil }
    if let day = Day(text) { return day }
    reader.report(key, "\(text.quotedForMessage) is no day of the calendar", cure: cure)
    return nil
  }

  func timestamp(_ key: String, _ reader: inout ObjectReader) -> Timestamp? {
    let before = problems.problems.count
    let cure = "Write it like \"2026-11-20T10:00:00Z\""
    guard let text = reader.text(key, cure: cure) else {
      if problems.problems.count == before {
        reader.report(key, "is missing", cure: "Add \"\(key)\": \"2026-11-20T10:00:00Z\"")
      }
      return nil
    }
    if let time = Timestamp(text) { return time }
    reader.report(key, "\(text.quotedForMessage) is no time", cure: cure)
    return nil
  }

  func level(_ key: String, _ reader: inout ObjectReader) -> String? {
    reader.word(key, of: rubric.levels, called: "level of the rubric")
  }

  func state(_ reader: inout ObjectReader) -> Answer.State? {
    reader.word("state", of: AssessmentDecoder.states, called: "state").flatMap(Answer.State.init)
  }

  func criteria(_ reader: inout ObjectReader) -> Set<String> {
    var met: Set<String> = []
    for (index, id) in reader.texts("criteria") {
      if rubric.criteria.contains(id) {
        met.insert(id)
      } else {
        problems.add(
          reader.path.key("criteria").index(index), "the rubric has no criterion \(id.quotedForMessage)",
          cure: cureForWord(id, words: rubric.rubric.criteria.map(\.id)))
      }
    }
    return met
  }

  func stamp(_ key: String, _ reader: inout ObjectReader) -> Stamp? {
    guard var inner = reader.reader(key) else { return nil }
    let at = timestamp("at", &inner)
    let by = inner.text("by") ?? ""
    return at.map { Stamp(at: $0, by: by, unknown: inner.unknown) }
  }
}
