extension JSONReader {
  /// A text in quotes; the offset is at the opening quote.
  mutating func string() throws(JSONFailure) -> String {
    let start = offset
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let content = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<offset])
        guard let text = String(validating: content, as: UTF8.self) else {
          throw invalidUTF8(from: start) ?? cutOff()
        }
        offset += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
      if byte < 0x20 { throw controlCharacter(byte, start: start) }
      offset += 1
    }
    throw cutOff()
  }

  /// The rest of a text in which an escape was met. `offset` is at its backslash.
  private mutating func stringWithEscapes(from start: Int) throws(JSONFailure) -> String {
    var content = Array(bytes[(start + 1)..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw invalidUTF8(from: start) ?? cutOff()
        }
        offset += 1
        return text
      case UInt8(ascii: "\\"): content.append(contentsOf: Array(String(Character(try escape())).utf8))
      case 0..<0x20: throw controlCharacter(byte, start: start)
      default:
        content.append(byte)
        offset += 1
      }
    }
    throw cutOff()
  }

  private mutating func escape() throws(JSONFailure) -> Unicode.Scalar {
    let start = offset
    guard offset + 1 < bytes.count else { throw cutOff() }
    let letter = bytes[offset + 1]
    offset += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default:
      throw JSONFailure(
        offset: start, reason: "JSON has no such escape", cure: #"A backslash itself is written \\"#)
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONFailure) -> Unicode.Scalar {
    let unit = try hexUnit(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let lone = JSONFailure(
      offset: start, reason: "half of a surrogate pair stands alone",
      cure: "Write the character itself, or both halves")
    guard unit < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { throw lone }
    offset += 2
    let low = try hexUnit(from: start)
    guard low >= 0xDC00, low < 0xE000,
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func hexUnit(from start: Int) throws(JSONFailure) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw cutOff() }
    var unit: UInt32 = 0
    for byte in bytes[offset..<(offset + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw JSONFailure(offset: start, reason: #"\u needs four hexadecimal digits"#)
      }
      unit = unit << 4 | UInt32(digit)
    }
    offset += 4
    return unit
  }
}

// What is wrong, in words. Only reached when a file is refused.
extension JSONReader {
  func isWordByte(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return switch bytes[index] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The failure at the first bytes from `start` on that are no UTF-8, if there are any.
  func invalidUTF8(from start: Int) -> JSONFailure? {
    var index = start
    while index < bytes.count {
      let length = UTF8Length.ofSequence(in: bytes, at: index)
      guard length > 0 else {
        let hex = String(bytes[index], radix: 16, uppercase: true)
        return JSONFailure(
          offset: index, reason: "the file is not UTF-8: byte \(hex.count < 2 ? "0x0" : "0x")\(hex)",
          cure: "Save it as UTF-8")
      }
      index += length
    }
    return nil
  }

  func cutOff() -> JSONFailure {
    invalidUTF8(from: 0)
      ?? JSONFailure(
        offset: bytes.count, reason: "the file ends in the middle",
        cure: "It seems cut off: restore it from version control or a backup")
  }

  func controlCharacter(_ byte: UInt8, start: Int) -> JSONFailure {
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      return JSONFailure(
        offset: start, reason: "the text is not closed on its line",
        cure: #"Add the closing quote; a line break in a text is written \n"#)
    }
    let hex = String(byte, radix: 16, uppercase: true)
    return JSONFailure(
      offset: offset, reason: "a text holds the control character U+\(byte < 16 ? "000" : "00")\(hex)",
      cure: #"Write it as \u\#(byte < 16 ? "000" : "00")\#(hex)"#)
  }

  func duplicate(_ key: String, at start: Int, in members: [String: JSONValue]) -> JSONFailure {
    let isSpelledAlike = members.keys.contains { $0.utf8.elementsEqual(key.utf8) }
    return JSONFailure(
      offset: start,
      reason: isSpelledAlike
        ? "the key occurs twice in this object"
        : "another key of this object differs only in Unicode normalisation",
      cure: isSpelledAlike ? "Keep one of the two" : "Rename one of the two", steps: [.key(key)])
  }

  func badNumber(_ start: Int) -> JSONFailure {
    JSONFailure(offset: start, reason: "\(token(at: start)) is not a JSON number", cure: "Write it like 12 or 0.5")
  }

  func missingComma(before end: UInt8) -> JSONFailure {
    if let failure = unexpectedSign() { return failure }
    switch bytes[offset] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      return JSONFailure(
        offset: offset,
        reason: "\(token(at: offset)) closes what was opened otherwise: \(Character(Unicode.Scalar(end))) is due")
    default: return JSONFailure(offset: offset, reason: "a comma is missing before \(token(at: offset))")
    }
  }

  func unexpectedKey() -> JSONFailure {
    if let failure = unexpectedSign() { return failure }
    return JSONFailure(
      offset: offset, reason: "a key is due, but here is \(token(at: offset))", cure: "Keys stand in double quotes")
  }

  func unexpectedValue() -> JSONFailure {
    if let failure = unexpectedSign() { return failure }
    switch bytes[offset] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
      return JSONFailure(offset: offset, reason: "a value is missing before \(token(at: offset))")
    case UInt8(ascii: "+"), UInt8(ascii: "."): return badNumber(offset)
    default:
      return JSONFailure(
        offset: offset, reason: "\(token(at: offset)) is no JSON value",
        cure: "Texts stand in double quotes; the words are true, false and null")
    }
  }

  /// What is refused wherever it stands: bytes that are no UTF-8, comments, single quotes.
  func unexpectedSign() -> JSONFailure? {
    guard let byte = current else { return cutOff() }
    if byte >= 0x80, let failure = invalidUTF8(from: offset), failure.offset == offset { return failure }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      return JSONFailure(offset: offset, reason: "JSON has no comments", cure: "Remove it, or write it as a note")
    case UInt8(ascii: "'"): return JSONFailure(offset: offset, reason: "texts and keys stand in double quotes")
    default: return nil
    }
  }

  /// The word or character at `start` for a message.
  private func token(at start: Int) -> String {
    var end = start
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      var reader = self
      reader.offset = start
      if let text = try? reader.string() { return text.quotedForMessage }
    }
    while isWordByte(at: end), end - start < 40 { end += 1 }
    if end == start { end = min(bytes.count, start + max(1, UTF8Length.ofSequence(in: bytes, at: start))) }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self).visible
  }
}

/// The length of UTF-8 sequences (Unicode, table 3-7).
enum UTF8Length {
  /// The number of bytes of the well-formed sequence at `index`, 0 where there is none.
  static func ofSequence(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    func follows(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + distance < bytes.count && range.contains(bytes[index + distance])
    }
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> = first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF
      return follows(1, second) && follows(2) ? 3 : 0
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> = first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      return follows(1, second) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }
}
