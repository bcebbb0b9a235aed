/// The problems that a decoder meets. It goes on after each, so that a user sees them all at once.
package final class ProblemCollector {
  /// A problem before its place in the file is known.
  package struct Problem {
    package var path: JSONPath
    package var reason: String
    package var cure: String
  }

  package private(set) var problems: [Problem] = []

  package init() {}

  package func add(_ path: JSONPath, _ reason: String, cure: String) {
    problems.append(Problem(path: path, reason: reason, cure: cure))
  }

  /// The problems with their places, in the order of the file.
  package func located(in document: JSONDocument, file: String) -> [FileProblem] {
    let paths = problems.map { problem in problem.path.nearestExisting(in: document.root) }
    let locations = document.locations(of: paths)
    return zip(problems, paths).map { problem, path in
      FileProblem(
        file: file, location: locations[path], path: problem.path, reason: problem.reason, cure: problem.cure)
    }
    .enumerated()
    .sorted { a, b in
      guard let first = a.element.location, let second = b.element.location, first != second else {
        return a.offset < b.offset
      }
      return first < second
    }
    .map(\.element)
  }
}

extension JSONPath {
  /// The path, or the longest part of it that leads to a value: what is missing is missing *there*.
  func nearestExisting(in root: JSONValue) -> JSONPath {
    var value = root
    var path = JSONPath()
    for component in components {
      switch (component, value) {
      case (.key(let key), .object(let members)):
        guard let next = members[key] else { return path }
        value = next
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return path }
        value = elements[index]
      default: return path
      }
      path.components.append(component)
    }
    return path
  }
}

extension JSONValue {
  /// What the value is, for messages: `a text`, `a number`.
  package var kindInWords: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Reads the members of one object by key and type. A wrong type is reported and read as if the key were missing; the
/// keys that nobody asked for stay as `unknown`.
package struct ObjectReader {
  package let path: JSONPath
  package let problems: ProblemCollector
  private let members: [String: JSONValue]
  private var read: [String] = []

  package init(_ members: [String: JSONValue], path: JSONPath, problems: ProblemCollector) {
    self.members = members
    self.path = path
    self.problems = problems
  }

  /// A reader for `value` if it is an object; reports it otherwise.
  package init?(_ value: JSONValue, path: JSONPath, problems: ProblemCollector) {
    guard case .object(let members) = value else {
      problems.add(path, "\(value.kindInWords) stands where an object is due", cure: "Write it as { … }")
      return nil
    }
    self.init(members, path: path, problems: problems)
  }

  /// The members that were not asked for.
  package var unknown: [String: JSONValue] {
    read.count == members.count ? [:] : members.filter { !read.contains($0.key) }
  }

  /// Whether the object has a key, without reading it.
  package func has(_ key: String) -> Bool { members[key] != nil }

  package func report(_ key: String, _ reason: String, cure: String) {
    problems.add(path.key(key), reason, cure: cure)
  }

  /// The value of a key, which counts as known from now on.
  package mutating func value(_ key: String) -> JSONValue? {
    guard let value = members[key] else { return nil }
    read.append(key)
    return value
  }

  /// Whether the key is there and null, which counts as read then.
  package mutating func isNull(_ key: String) -> Bool {
    guard members[key] == .null else { return false }
    read.append(key)
    return true
  }

  /// A text; nothing where the key is missing.
  package mutating func text(_ key: String, cure: String? = nil) -> String? {
    guard let value = value(key) else { return nil }
    if case .string(let text) = value { return text }
    wrongType(key, value, wanted: "a text", cure: cure ?? value.cureForText)
    return nil
  }

  /// A text that has to be there and to say something.
  package mutating func requiredText(_ key: String, example: String) -> String {
    let problemsBefore = problems.problems.count
    let text = text(key)
    if let text, !text.allSatisfy(\.isWhitespace) { return text }
    if problems.problems.count == problemsBefore {
      report(key, text == nil ? "is missing" : "is empty", cure: "Add \"\(key)\": \(example)")
    }
    return text ?? ""
  }

  package mutating func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if case .bool(let flag) = value { return flag }
    wrongType(key, value, wanted: "true or false", cure: "Write true or false, without quotes")
    return nil
  }

  /// A number as it is written.
  package mutating func number(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if case .number(let digits) = value { return digits }
    wrongType(key, value, wanted: "a number", cure: "Write it like 0.5, without quotes")
    return nil
  }

  /// The members of an object. Nothing where the key is missing.
  package mutating func object(_ key: String) -> [String: JSONValue] {
    guard let value = value(key) else { return [:] }
    guard case .object(let members) = value else {
      wrongType(key, value, wanted: "an object", cure: "Write it as { … }")
      return [:]
    }
    return members
  }

  /// A reader for the object at a key; nothing where it is missing or something else.
  package mutating func reader(_ key: String) -> ObjectReader? {
    value(key).flatMap { ObjectReader($0, path: path.key(key), problems: problems) }
  }

  /// The elements of an array. Nothing where the key is missing.
  package mutating func array(_ key: String) -> [JSONValue]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value else {
      wrongType(key, value, wanted: "an array", cure: "Write it as [ … ]")
      return nil
    }
    return elements
  }

  /// The texts of an array, with their places in it. Nothing where the key is missing.
  package mutating func texts(_ key: String) -> [(index: Int, text: String)] {
    var texts: [(index: Int, text: String)] = []
    for (index, value) in (array(key) ?? []).enumerated() {
      if case .string(let text) = value {
        texts.append((index, text))
      } else {
        problems.add(
          path.key(key).index(index), "is \(value.kindInWords), but a text is due", cure: value.cureForText)
      }
    }
    return texts
  }

  /// One of several words; nothing where the key is missing.
  package mutating func word(_ key: String, of words: [String], called name: String) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value else {
      wrongType(key, value, wanted: "a text", cure: "Use one of: \(words.joined(separator: ", "))")
      return nil
    }
    guard !words.contains(text) else { return text }
    report(key, "\(text.quotedForMessage) is no \(name)", cure: cureForWord(text, words: words))
    return nil
  }

  private func wrongType(_ key: String, _ value: JSONValue, wanted: String, cure: String) {
    report(key, "is \(value.kindInWords), but \(wanted) is due", cure: cure)
  }
}

extension JSONValue {
  fileprivate var cureForText: String {
    switch self {
    case .number(let digits): "Put it in quotes: \(digits.quotedForMessage)"
    case .null: "Leave the key out"
    default: "Write a text in double quotes"
    }
  }
}

/// "Did you mean …?" where a word is near, else the words there are.
package func cureForWord(_ text: String, words: [String]) -> String {
  if let near = nearest(to: text, among: words) { return "Did you mean \"\(near)\"?" }
  return "Use one of: \(words.joined(separator: ", "))"
}
