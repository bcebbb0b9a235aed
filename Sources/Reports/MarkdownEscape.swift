/// Makes text from a file harmless in GitHub-flavoured Markdown: it reads as it was written, and can forge no heading,
/// list, table cell, link, image, HTML, code, mention, reference or emoji.
enum MarkdownEscape {
  /// Where the text stands.
  enum Place {
    /// In a paragraph, list item or block quote.
    case text
    /// In a table cell, where a line end and `|` would break the table.
    case cell
  }

  /// A character that shows nothing and takes no room, put where hosts look for mentions and references after Markdown
  /// is rendered, when a backslash is gone already.
  private static let joiner = "&#8288;"

  /// One line of text; line ends become `<br>` in a cell and blanks elsewhere.
  static func inline(_ text: String, _ place: Place = .text) -> String {
    let lines = visible(text, keepingLines: true).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line($0) }.joined(separator: place == .cell ? "<br>" : " ")
  }

  /// Text of several lines as a block quote, every line on a line of its own.
  static func quote(_ text: String) -> [String] {
    let lines = visible(text, keepingLines: true).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, text in
      let isLast = index + 1 == lines.count || lines[index + 1].allSatisfy(\.isWhitespace)
      let escaped = line(text)
      if escaped.isEmpty { return ">" }
      // A backslash at the end keeps the line break.
      return "> " + escaped + (isLast ? "" : "\\")
    }
  }

  /// A link where the locator is a web address, else the locator as code.
  static func link(_ locator: String, text: String, _ place: Place) -> String {
    let words = inline(text.isEmpty ? locator : text, place)
    if let address = address(locator) { return "[\(words)](\(address))" }
    return text.isEmpty ? code(locator, place) : "\(words) (\(code(locator, place)))"
  }

  /// The address of a web page in a form that cannot end the link early; nothing for any other scheme.
  static func address(_ locator: String) -> String? {
    let lower = locator.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
    let harmless = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'*+,;=%".utf8)
    var address = ""
    for byte in locator.utf8 {
      if harmless.contains(byte) {
        address.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        address += "%" + (hex.count == 1 ? "0" + hex : hex)
      }
    }
    // An ampersand could begin an entity.
    return address.replacing("&", with: "&amp;")
  }

  /// Text as code: nothing in it is read as Markdown.
  static func code(_ text: String, _ place: Place) -> String {
    var text = visible(text)
    if text.allSatisfy(\.isWhitespace) { return "" }
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    if text.hasPrefix("`") || text.hasSuffix("`") { text = " \(text) " }
    if place == .cell { text = text.replacing("|", with: "\\|") }
    return fence + text + fence
  }

  /// One line, every sign with a meaning escaped.
  private static func line(_ text: Substring) -> String {
    var out = ""
    let characters = Array(text)
    var atStart = true
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      switch character {
      case " " where atStart:
        // Blanks at the start would make code, or the text of a list item.
        out += "&nbsp;"
        continue
      // Parentheses and ! mean something only beside brackets, which are escaped.
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "$":
        out += "\\\(character)"
      case "&": out += "&amp;"
      case "#": out += "\\#" + (next.isNumber ? joiner : "")
      case "@": out += "@" + joiner
      case ":":
        out += ":" + (next == "/" || next.isLetter || next.isNumber || next == "+" || next == "-" ? joiner : "")
      case "-", "+", "=": out += atStart ? "\\\(character)" : String(character)
      case ".", ")":
        let follows = index > 0 ? characters[index - 1] : " "
        // A number with a dot or parenthesis begins a list, and www. is a link.
        let isList = index > 0 && next == " " && characters[..<index].allSatisfy { $0.isNumber }
        let isLink = character == "." && (follows == "w" || follows == "W")
        out += isList || isLink ? "\\\(character)" : String(character)
      default: out.append(character)
      }
      atStart = false
    }
    return out
  }
}
