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

  /// The first word and what follows it.
  static func head(_ text: String) -> (word: String, rest: String) {
    let word = text.prefix { !$0.isWhitespace }
    return (String(word), text.dropFirst(word.count).trimmed)
  }

  /// Fields parted by bars that stand alone. A bar inside a word is part of it, as in a URL.
  static func fields(_ text: String) -> [String] {
    var fields: [[Substring]] = [[]]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word == "|" { fields.append([]) } else { fields[fields.count - 1].append(word) }
    }
    return fields.map { $0.joined(separator: " ").trimmed }
  }
}
