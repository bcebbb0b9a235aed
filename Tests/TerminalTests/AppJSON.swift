import FoundationEssentials

/// JSON as Foundation reads it, so that mlts' own reader does not vouch for what mlts writes.
enum JSON: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  /// Reads a document.
  init(_ text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

  /// The value at a path of keys.
  subscript(_ path: String...) -> JSON? {
    var value: JSON? = self
    for key in path { value = value?.members[key] }
    return value
  }

  /// The members of an object; none of anything else.
  var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }

  /// The text of a string.
  var text: String? { if case .string(let text) = self { text } else { nil } }
}

extension AppSession {
  /// The file.
  var json: JSON { (try? JSON(file)) ?? .null }

  /// The note of a test, as the file holds it.
  func note(_ test: String) -> String? { json["answers", test, "note"]?.text }
}
