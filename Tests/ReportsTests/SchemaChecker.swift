import MLTestScore

/// The part of JSON Schema 2020-12 that `docs/assessment.schema.json` uses. A keyword that it does not know is a
/// problem of its own, so that nothing in the schema goes unchecked.
struct SchemaChecker {
  let root: JSONValue

  private static let annotations: Set = ["$schema", "$id", "$defs", "$comment", "title", "description", "format"]

  /// What is wrong with a document, each with its path.
  func problems(_ document: JSONValue) -> [String] { check(document, against: root, at: "$") }

  private func check(_ value: JSONValue, against schema: JSONValue, at path: String) -> [String] {
    switch schema {
    case .bool(true): return []
    case .bool(false): return ["\(path): not allowed"]
    case .object(let keywords):
      return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
        // then belongs to if, which reads it.
        Self.annotations.contains(keyword) || keyword == "then"
          ? [] : check(value, keyword: keyword, rule, of: keywords, at: path)
      }
    default: return ["\(path): \(schema) is no schema"]
    }
  }

  private func check(
    _ value: JSONValue, keyword: String, _ rule: JSONValue, of schema: [String: JSONValue], at path: String
  ) -> [String] {
    func when(_ isMet: Bool) -> [String] { isMet ? [] : ["\(path): \(keyword) \(rule)"] }
    func isValid(_ rule: JSONValue) -> Bool { check(value, against: rule, at: path).isEmpty }
    switch (keyword, rule) {
    case ("$ref", .string(let name)):
      guard let target = definition(name) else { return ["\(path): no definition \(name)"] }
      return check(value, against: target, at: path)
    case ("allOf", .array(let all)): return all.flatMap { check(value, against: $0, at: path) }
    case ("anyOf", .array(let any)): return when(any.contains { check(value, against: $0, at: path).isEmpty })
    case ("not", _): return when(!isValid(rule))
    case ("if", _): return isValid(rule) ? check(value, against: schema["then"] ?? .bool(true), at: path) : []
    case ("const", _): return when(isSame(value, rule))
    case ("enum", .array(let values)): return when(values.contains { isSame(value, $0) })
    case ("type", .string(let name)): return when(type(of: value) == name)
    case ("required", .array(let names)):
      guard case .object(let members) = value else { return [] }
      return names.compactMap { name in
        guard case .string(let key) = name, members[key] == nil else { return nil }
        return "\(path): \(key) is missing"
      }
    case ("properties", .object(let rules)):
      guard case .object(let members) = value else { return [] }
      return members.flatMap { key, member in
        rules[key].map { check(member, against: $0, at: "\(path).\(key)") } ?? []
      }
    case ("additionalProperties", _):
      guard case .object(let members) = value else { return [] }
      var named: [String: JSONValue] = [:]
      if case .object(let rules)? = schema["properties"] { named = rules }
      return members.filter { named[$0.key] == nil }
        .flatMap { check($0.value, against: rule, at: "\(path).\($0.key)") }
    case ("propertyNames", _):
      guard case .object(let members) = value else { return [] }
      return members.keys.flatMap { check(.string($0), against: rule, at: "\(path) key \($0)") }
    case ("items", _):
      guard case .array(let elements) = value else { return [] }
      return elements.enumerated().flatMap { check($0.element, against: rule, at: "\(path)[\($0.offset)]") }
    case ("pattern", .string(let pattern)):
      guard case .string(let text) = value else { return [] }
      guard let regex = try? Regex(pattern) else { return ["\(path): no pattern: \(pattern)"] }
      return when(text.firstMatch(of: regex) != nil)
    case ("uniqueItems", .bool(true)):
      guard case .array(let elements) = value else { return [] }
      return when(Set(elements).count == elements.count)
    case ("multipleOf", .number("0.5")):
      guard case .number(let digits) = value, let number = Double(digits) else { return [] }
      return when(number * 2 == (number * 2).rounded())
    case ("maxLength", .number(let digits)):
      guard case .string(let text) = value, let limit = Int(digits) else { return [] }
      return when(text.unicodeScalars.count <= limit)
    case ("minimum", .number(let digits)):
      guard case .number(let number) = value, let a = Double(number), let b = Double(digits) else { return [] }
      return when(a >= b)
    case ("maximum", .number(let digits)):
      guard case .number(let number) = value, let a = Double(number), let b = Double(digits) else { return [] }
      return when(a <= b)
    default: return ["\(path): the checker does not know \(keyword)"]
    }
  }

  private func definition(_ reference: String) -> JSONValue? {
    let prefix = "#/$defs/"
    guard reference.hasPrefix(prefix), case .object(let schema) = root, case .object(let all)? = schema["$defs"]
    else { return nil }
    return all[String(reference.dropFirst(prefix.count))]
  }

  /// Numbers are the same however they are written: `0.50` and `0.5`.
  private func isSame(_ a: JSONValue, _ b: JSONValue) -> Bool {
    if case .number(let first) = a, case .number(let second) = b { return Double(first) == Double(second) }
    return a == b
  }

  private func type(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
