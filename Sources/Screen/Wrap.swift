/// Breaks text into lines that fit a width in columns.
public enum Wrap {
  /// Stands for a cluster that is wider than the whole line.
  static let tooWide = "□"

  /// The lines of `text` at `width` columns: broken at spaces and beside wide characters, inside a word only when the
  /// word is longer than a line. Hard line ends are kept, blanks at a soft line end are not. The lines are sanitized.
  /// No line at all when `width` is not positive.
  public static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    for hard in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      let line = Sanitize.line(String(hard))
      if TextWidth.width(of: line) <= width { lines.append(line) } else { wrap(line, width: width, into: &lines) }
    }
    return lines
  }

  private static func wrap(_ text: String, width: Int, into lines: inout [String]) {
    let pieces = text.map { character in
      let columns = TextWidth.width(of: character)
      return columns <= width ? (text: String(character), columns: columns) : (text: tooWide, columns: 1)
    }
    func isBlank(_ index: Int) -> Bool { pieces[index].text == " " }
    func canBreak(before index: Int) -> Bool {
      isBlank(index - 1) || pieces[index - 1].columns > 1 || pieces[index].columns > 1
    }
    var start = 0
    while start < pieces.count {
      var end = start
      var columns = 0
      var word: Int?
      while end < pieces.count, columns + pieces[end].columns <= width {
        columns += pieces[end].columns
        if word == nil && !isBlank(end) { word = end }
        end += 1
      }
      if end < pieces.count && !isBlank(end), let word {
        var cut = end
        while cut > word && !canBreak(before: cut) { cut -= 1 }
        if cut > word { end = cut }
      }
      var last = end
      if end < pieces.count { while last > start && isBlank(last - 1) { last -= 1 } }
      lines.append(pieces[start..<last].map(\.text).joined())
      if end < pieces.count { while end < pieces.count && isBlank(end) { end += 1 } }
      start = end
    }
  }
}
