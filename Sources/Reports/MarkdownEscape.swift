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
    var scalars = Array(visible(text).unicodeScalars)
    if scalars.allSatisfy(\.properties.isWhitespace) { return "" }
    var longest = 0
    var run = 0
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    if scalars.first == "`" || scalars.last == "`" { scalars = [" "] + scalars + [" "] }
    let fence = String(repeating: "`", count: longest + 1)
    var out = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar == "|" && place == .cell { out.append("\\") }
      out.append(scalar)
    }
    return fence + String(out) + fence
  }

  /// One line, every sign with a meaning escaped.
  ///
  /// It goes by scalars, as Markdown readers do: with an accent or a joiner on it, `|` is another character to Swift
  /// and still the end of a cell to them.
  private static func line(_ text: Substring) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = ""
    var atStart = true
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case " " where atStart:
        // Blanks at the start would make code, or the text of a list item.
        out += "&nbsp;"
        continue
      // Parentheses and ! mean something only beside brackets, which are escaped.
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "$": out += "\\\(scalar)"
      case "&": out += "&amp;"
      case "#": out += "\\#" + (isDigit(next) ? joiner : "")
      case "@": out += "@" + joiner
      case ":": out += ":" + (isWord(next) || "/+-_".unicodeScalars.contains(next) ? joiner : "")
      case "-" where isDigit(next) && ends(scalars[..<index], with: "gh"): out += joiner + "-"
      case "-", "+", "=": out += atStart ? "\\\(scalar)" : "\(scalar)"
      case ".", ")":
        // A number with a dot or parenthesis begins a list, and www. is a link.
        let isList = index > 0 && next == " " && scalars[..<index].allSatisfy(isDigit)
        let isLink = scalar == "." && ends(scalars[..<index], with: "www")
        out += isList || isLink ? "\\\(scalar)" : "\(scalar)"
      default: out.unicodeScalars.append(scalar)
      }
      atStart = false
    }
    return out
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// Whether the last word is `word`, in capitals or not.
  private static func ends(_ scalars: ArraySlice<Unicode.Scalar>, with word: String) -> Bool {
    let letters = scalars.reversed().prefix(while: isWord).reversed()
    return letters.map { $0.properties.lowercaseMapping }.joined() == word
  }
}
