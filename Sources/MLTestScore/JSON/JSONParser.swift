/// Reads JSON (RFC 8259) strictly: what another program could read otherwise is refused.
///
/// Refused are invalid UTF-8, a byte order mark, keys that occur twice in one object, lone surrogates, comments,
/// trailing commas and nesting deeper than `maximumDepth`. Numbers are kept as they are written.
public enum JSONParser {
  /// How deep arrays and objects may nest.
  public static let maximumDepth = 128

  /// Reads one JSON document; throws at the first place that is none.
  public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONSyntaxError> in
      do throws(JSONSyntaxError) {
        return .success(try parse(buffer))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Reads one JSON document; throws at the first place that is none.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    do throws(JSONFailure) {
      return try reader.document()
    } catch {
      var counter = LineCounter(bytes)
      throw JSONSyntaxError(
        location: counter.location(of: error.offset), path: JSONPath(error.steps.reversed()),
        reason: error.reason, cure: error.cure)
    }
  }
}

/// The state of one parse: the bytes and how far they are read.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte here, or nothing at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func document() throws(JSONFailure) -> JSONValue {
    try checkStart()
    skipSpace()
    if offset == bytes.count {
      throw JSONFailure(offset: 0, reason: bytes.isEmpty ? "the file is empty" : "the file holds only white space")
    }
    let value = try value()
    skipSpace()
    if offset < bytes.count {
      if let failure = unexpectedSign() { throw failure }
      throw JSONFailure(
        offset: offset, reason: "there is more after the end of the document",
        cure: "Remove it: a file holds one JSON value")
    }
    return value
  }

  private func checkStart() throws(JSONFailure) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw JSONFailure(
        offset: 0, reason: "the file begins with a byte order mark (BOM)", cure: "Save it as UTF-8 without BOM")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw JSONFailure(offset: 0, reason: "the file is UTF-16", cure: "Save it as UTF-8 without BOM")
    }
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  mutating func value() throws(JSONFailure) -> JSONValue {
    guard let byte = current else { throw cutOff() }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw unexpectedValue()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    let length = word.utf8CodeUnitCount
    let matches =
      offset + length <= bytes.count && (0..<length).allSatisfy { bytes[offset + $0] == word.utf8Start[$0] }
    guard matches, !isWordByte(at: offset + length) else { throw unexpectedValue() }
    offset += length
    return value
  }

  private mutating func array() throws(JSONFailure) -> JSONValue {
    try descend()
    var elements: [JSONValue] = []
    while true {
      if !elements.isEmpty || current == UInt8(ascii: "]") {
        if try endOrComma(UInt8(ascii: "]")) { break }
      }
      do throws(JSONFailure) {
        elements.append(try value())
      } catch {
        throw error.inside(.index(elements.count))
      }
      skipSpace()
    }
    depth -= 1
    return .array(elements)
  }

  private mutating func object() throws(JSONFailure) -> JSONValue {
    try descend()
    var members: [String: JSONValue] = [:]
    while true {
      if !members.isEmpty || current == UInt8(ascii: "}") {
        if try endOrComma(UInt8(ascii: "}")) { break }
      }
      let start = offset
      let key = try key()
      let value: JSONValue
      do throws(JSONFailure) {
        value = try self.value()
      } catch {
        throw error.inside(.key(key))
      }
      // Swift compares canonically equivalent texts as equal, so two keys that only look alike are found here too.
      if members.updateValue(value, forKey: key) != nil { throw duplicate(key, at: start, in: members) }
      skipSpace()
    }
    depth -= 1
    return .object(members)
  }

  private mutating func descend() throws(JSONFailure) {
    depth += 1
    if depth > JSONParser.maximumDepth {
      throw JSONFailure(
        offset: offset, reason: "arrays and objects nest deeper than \(JSONParser.maximumDepth) levels",
        cure: "No assessment needs that: restore the file")
    }
    offset += 1
    skipSpace()
  }

  /// After a value: true at the end of the array or object, false after a comma.
  mutating func endOrComma(_ end: UInt8) throws(JSONFailure) -> Bool {
    guard let byte = current else { throw cutOff() }
    if byte == end {
      offset += 1
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw missingComma(before: end) }
    let comma = offset
    offset += 1
    skipSpace()
    if current == end {
      throw JSONFailure(
        offset: comma, reason: "there is a comma before the closing \(Character(Unicode.Scalar(end)))",
        cure: "Remove the comma")
    }
    return false
  }

  /// A key, its colon, and the space around.
  mutating func key() throws(JSONFailure) -> String {
    guard let byte = current else { throw cutOff() }
    guard byte == UInt8(ascii: "\"") else { throw unexpectedKey() }
    let key = try string()
    skipSpace()
    guard let colon = current else { throw cutOff() }
    guard colon == UInt8(ascii: ":") else {
      throw JSONFailure(offset: offset, reason: "a colon is missing after the key \(key.quotedForMessage)")
    }
    offset += 1
    skipSpace()
    return key
  }

  private mutating func number() throws(JSONFailure) -> String {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    if current == UInt8(ascii: "0") {
      offset += 1
    } else if skipDigits() == 0 {
      throw badNumber(start)
    }
    if current == UInt8(ascii: ".") {
      offset += 1
      if skipDigits() == 0 { throw badNumber(start) }
    }
    if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      if skipDigits() == 0 { throw badNumber(start) }
    }
    if isWordByte(at: offset) { throw badNumber(start) }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
  }

  private mutating func skipDigits() -> Int {
    let start = offset
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
    return offset - start
  }
}

extension JSONFailure {
  func inside(_ component: JSONPath.Component) -> JSONFailure {
    var failure = self
    failure.steps.append(component)
    return failure
  }
}
