import Screen

/// Makes lines fit to be read aloud and printed anywhere.
enum PlainText {
  /// The text on one line, nothing in it that a terminal could obey; on request in ASCII.
  static func line(_ text: String, ascii: Bool) -> String {
    let safe = Sanitize.line(text)
    return ascii ? Self.ascii(safe) : safe
  }

  /// Safe text in ASCII, for places that read UTF-8 as something else: to some of them the bytes of a letter are
  /// commands. What has no near sign becomes `?`.
  private static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var out = ""
    for character in text {
      guard let scalar = character.unicodeScalars.first else { continue }
      switch scalar.value {
      case 0..<0x80: out.unicodeScalars.append(scalar)
      case 0xA0: out += " "
      // As `Points.credit` writes it: 1½ is 1.5.
      case 0xBD: out += ".5"
      case 0x2010...0x2015: out += "-"
      case 0x2018...0x201B: out += "'"
      case 0x201C...0x201F: out += "\""
      case 0x2026: out += "..."
      case 0x2039: out += "<"
      case 0x203A: out += ">"
      // The pictures of control characters, as `cat -v` writes them.
      case 0x2400...0x241F: out += "^\(Unicode.Scalar(UInt8(scalar.value - 0x2400 + 0x40)))"
      case 0x2421: out += "^?"
      default: out += "?"
      }
    }
    return out
  }

  /// The text without blanks at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let text = text.drop { $0.isWhitespace }
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...last])
  }

  /// The first word and what follows it.
  static func head(_ text: String) -> (word: String, rest: String) {
    let word = text.prefix { !$0.isWhitespace }
    return (String(word), trimmed(text.dropFirst(word.count)))
  }

  /// Fields parted by bars that stand alone. A bar inside a word is part of it, as in a URL.
  static func fields(_ text: String) -> [String] {
    var fields: [[Substring]] = [[]]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word == "|" { fields.append([]) } else { fields[fields.count - 1].append(word) }
    }
    return fields.map { trimmed($0.joined(separator: " ")) }
  }
}
