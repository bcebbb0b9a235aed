import MLTestScore
import Screen

/// Makes lines fit to be read aloud and printed anywhere.
enum PlainText {
  /// The text on one line, nothing in it that a terminal could obey; on request in ASCII.
  static func line(_ text: String, ascii: Bool) -> String {
    let safe = Sanitize.line(text)
    // As `Points.credit` writes it: 1½ is 1.5.
    return ascii ? safe.inASCII(half: ".5") : safe
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
