import MLTestScore

/// The members of an object under construction. What mlts knows wins over an unknown key of the same name.
private struct ObjectBuilder {
  var members: [String: JSONValue]

  init(unknown: [String: JSONValue]) { members = unknown }

  mutating func set(_ key: String, _ value: JSONValue?) {
    if let value { members[key] = value }
  }

  /// Sets a text unless it is empty.
  mutating func set(_ key: String, text: String?) {
    if let text, !text.isEmpty { members[key] = .string(text) }
  }

  /// Sets a map unless it is empty.
  mutating func set<Value>(_ key: String, map: [String: Value], _ json: (Value) -> JSONValue) {
    if !map.isEmpty { members[key] = .object(map.mapValues(json)) }
  }

  /// Sets a list of texts unless it is empty.
  mutating func set(_ key: String, texts: [String]) {
    if !texts.isEmpty { members[key] = .array(texts.map(JSONValue.string)) }
  }
}

extension Set<String> {
  /// The texts in the order of their bytes, which no locale and no Unicode version changes.
  fileprivate var inOrder: [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}

extension Assessment {
  /// The assessment as the file holds it.
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("format", .string(AssessmentFormat.name))
    object.set("id", text: id)
    object.set("rubric", rubric.json)
    var system = ObjectBuilder(unknown: self.system.unknown)
    system.set("name", .string(self.system.name))
    system.set("description", text: self.system.description)
    system.set("owner", text: self.system.owner)
    object.set("system", .object(system.members))
    var scope = ObjectBuilder(unknown: self.scope.unknown)
    scope.set("model", text: self.scope.model)
    scope.set("features", text: self.scope.features)
    scope.set("training", text: self.scope.training)
    scope.set("serving", text: self.scope.serving)
    if !scope.members.isEmpty { object.set("scope", .object(scope.members)) }
    object.set("answers", map: answers.filter { !$0.value.isBlank }, \.json)
    object.set("milestones", map: milestones, \.json)
    object.set("conflicts", map: Dictionary(conflicts.map { ($0.pointer, $0) }) { first, _ in first }, \.json)
    return .object(object.members)
  }
}

extension Answer {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    if state != .notAssessed { object.set("state", .string(state.rawValue)) }
    object.set("criteria", texts: criteria.inOrder)
    object.set("note", text: note)
    object.set("reason", text: reason)
    object.set("evidence", map: evidence, \.json)
    object.set("actions", map: actions, \.json)
    object.set("target", text: target)
    object.set("couldBe", text: couldBe)
    object.set("owner", text: owner)
    object.set("acceptedGap", acceptedGap?.json)
    object.set("decided", decided?.json)
    return .object(object.members)
  }
}

extension Stamp {
  fileprivate var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("at", .string(at.text))
    object.set("by", text: by)
    return .object(object.members)
  }
}

extension Evidence {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("kind", .string(kind.rawValue))
    object.set("locator", .string(locator))
    object.set("summary", text: summary)
    object.set("observed", text: observed?.description)
    object.set("added", added?.json)
    return .object(object.members)
  }
}

extension Action {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("text", .string(text))
    object.set("owner", text: owner)
    object.set("due", text: due?.description)
    object.set("done", text: done?.description)
    object.set("effort", text: effort?.rawValue)
    return .object(object.members)
  }
}

extension AcceptedGap {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("reason", .string(reason))
    object.set("by", text: by)
    object.set("until", .string(until.description))
    return .object(object.members)
  }
}

extension Assessment.RubricReference {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("id", .string(id))
    object.set("version", .string(version))
    return .object(object.members)
  }
}

extension Milestone {
  var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    object.set("title", text: title)
    object.set("at", .string(at.text))
    object.set("participants", texts: participants)
    object.set("rubric", rubric?.json)
    object.set("answers", map: answers, \.json)
    return .object(object.members)
  }
}

extension Milestone.Answer {
  fileprivate var json: JSONValue {
    var object = ObjectBuilder(unknown: unknown)
    // A snapshot holds what was assessed, so that is its default; an answer's is "not assessed".
    if state != .assessed { object.set("state", .string(state.rawValue)) }
    object.set("credit", .points(credit))
    object.set("supported", supported.map(JSONValue.points))
    object.set("criteria", texts: criteria.inOrder)
    object.set("target", text: target)
    return .object(object.members)
  }
}
