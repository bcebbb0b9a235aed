import MLTestScore

extension AssessmentDecoder {
  private static let kinds = Evidence.Kind.allCases.map(\.rawValue)
  private static let efforts = Action.Effort.allCases.map(\.rawValue)

  func answer(_ reader: inout ObjectReader) -> Answer? {
    for key in ["credit", "score", "points"] where reader.has(key) {
      reader.report(key, "credit is derived from the criteria", cure: "Remove the key and tick criteria")
    }
    var answer = Answer()
    answer.state = state(&reader) ?? .notAssessed
    answer.criteria = criteria(&reader)
    answer.note = reader.text("note") ?? ""
    if answer.state == .notApplicable {
      answer.reason = reader.requiredText("reason", example: "\"why the test does not apply\"")
    } else {
      answer.reason = reader.text("reason") ?? ""
    }
    answer.evidence = entries("evidence", of: &reader, read: evidence)
    answer.actions = entries("actions", of: &reader, read: action)
    answer.target = level("target", &reader)
    answer.couldBe = level("couldBe", &reader)
    answer.owner = reader.text("owner") ?? ""
    answer.acceptedGap = acceptedGap(&reader)
    answer.decided = stamp("decided", &reader)
    answer.unknown = reader.unknown
    return answer
  }

  func evidence(_ reader: inout ObjectReader) -> Evidence? {
    let kinds = AssessmentDecoder.kinds
    let before = problems.problems.count
    let kind = reader.word("kind", of: kinds, called: "kind of evidence").flatMap(Evidence.Kind.init)
    if kind == nil, problems.problems.count == before {
      reader.report("kind", "is missing", cure: "Use one of: \(kinds.joined(separator: ", "))")
    }
    let locator = reader.requiredText("locator", example: "\"where the evidence is\"")
    let summary = reader.text("summary") ?? ""
    let observed = day("observed", &reader)
    let added = stamp("added", &reader)
    return kind.map {
      Evidence(
        kind: $0, locator: locator, summary: summary, observed: observed, added: added, unknown: reader.unknown)
    }
  }

  func action(_ reader: inout ObjectReader) -> Action? {
    let text = reader.requiredText("text", example: "\"what is to be done\"")
    let owner = reader.text("owner") ?? ""
    let due = day("due", &reader)
    let done = day("done", &reader)
    let effort = reader.word("effort", of: AssessmentDecoder.efforts, called: "effort")
      .flatMap(Action.Effort.init)
    return Action(text: text, owner: owner, due: due, done: done, effort: effort, unknown: reader.unknown)
  }

  private func acceptedGap(_ reader: inout ObjectReader) -> AcceptedGap? {
    guard var inner = reader.reader("acceptedGap") else { return nil }
    return gap(&inner)
  }

  func gap(_ inner: inout ObjectReader) -> AcceptedGap? {
    let reason = inner.requiredText("reason", example: "\"why the gap is accepted\"")
    let by = inner.text("by") ?? ""
    let before = problems.problems.count
    let until = day("until", &inner)
    if until == nil, problems.problems.count == before {
      inner.report("until", "is missing", cure: "Add \"until\": \"2027-01-31\" (no gap is accepted for ever)")
    }
    return until.map { AcceptedGap(reason: reason, by: by, until: $0, unknown: inner.unknown) }
  }

  func milestone(_ reader: inout ObjectReader) -> Milestone? {
    let title = reader.text("title") ?? ""
    let at = timestamp("at", &reader)
    let participants = reader.texts("participants").map(\.text)
    let answers = tests("answers", of: &reader, read: milestoneAnswer)
    var rubric: Assessment.RubricReference?
    if var inner = reader.reader("rubric") {
      let id = inner.requiredText("id", example: "\"ml-test-score\"")
      let version = inner.requiredText("version", example: "\"2017\"")
      rubric = Assessment.RubricReference(id: id, version: version, unknown: inner.unknown)
    }
    return at.map {
      Milestone(
        title: title, at: $0, participants: participants, rubric: rubric, answers: answers, unknown: reader.unknown)
    }
  }

  private func milestoneAnswer(_ reader: inout ObjectReader) -> Milestone.Answer? {
    let state = state(&reader) ?? .assessed
    let credit = self.credit("credit", &reader) ?? .zero
    let supported = self.credit("supported", &reader)
    let criteria = criteria(&reader)
    let target = level("target", &reader)
    if let supported, supported > credit {
      reader.report(
        "supported", "the supported credit is higher than the claimed one", cure: "Write \(written(credit)) or less"
      )
    }
    return Milestone.Answer(
      state: state, credit: credit, supported: supported, criteria: criteria, target: target,
      unknown: reader.unknown)
  }

  private func credit(_ key: String, _ reader: inout ObjectReader) -> Points? {
    guard let digits = reader.number(key) else { return nil }
    if let points = Double(digits).flatMap({ Points(exactly: $0) }), rubric.credits.contains(points) {
      return points
    }
    reader.report(
      key, "the rubric has no credit of \(digits.quotedForMessage)",
      cure: "Use one of: \(rubric.credits.sorted().map(written).joined(separator: ", "))")
    return nil
  }

  /// Points as the file writes them.
  private func written(_ points: Points) -> String {
    if case .number(let digits) = JSONValue.points(points) { digits } else { "" }
  }
}
