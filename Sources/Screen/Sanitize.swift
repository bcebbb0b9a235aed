/// Makes text from anywhere safe to draw: nothing it returns can move the cursor, reorder the line, hide itself or
/// take another width than `TextWidth` says.
public enum Sanitize {
  /// Zero-width marks kept on one base: an ncurses cell holds one base and four more.
  static let marksPerBase = 4
  /// Columns that one cluster may take. The widest real ones, families with skin tones, take 16.
  static let columnsPerCluster = 16
  /// Invisible scalars that are spelt out in one cluster before the rest of it is left out.
  private static let spelledPerCluster = 4

  /// `text` as one line: line ends and tabs become spaces, everything else that cannot be shown a visible mark.
  public static func line(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ isPlain($0) }) { return text }
    var out = ""
    for character in text {
      switch character {
      case "\n", "\r\n", "\t": out += " "
      default: out += shown(character).text
      }
    }
    return out
  }

  /// One cluster as it can be shown: itself, or marks such as `␛` and `‹U+202E›` that stand for what is in it.
  public static func visible(_ character: Character) -> String { shown(character).text }

  /// A cluster made fit to draw.
  struct Shown {
    /// The text to draw.
    var text: String
    /// Its columns.
    var width: Int
    /// Whether the text is one cluster for one cell (and the cells it covers).
    var isOneCluster: Bool
  }

  /// What `Frame` draws for a cluster.
  static func shown(_ character: Character) -> Shown {
    let scalars = character.unicodeScalars
    if let first = scalars.first, isPlain(first), scalars.index(after: scalars.startIndex) == scalars.endIndex {
      return Shown(text: String(character), width: TextWidth.width(of: first), isOneCluster: true)
    }
    if character == "\r\n" { return Shown(text: "\u{240A}", width: 1, isOneCluster: true) }
    var builder = ClusterBuilder()
    for scalar in scalars where !builder.isFull { builder.add(scalar) }
    return Shown(text: String(builder.out), width: builder.width, isOneCluster: builder.isOneCluster)
  }

  /// Scalars that need no look at what stands beside them: they are printable and start a cluster of their own.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x2423,
      0x2460...0x2B73, 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FE, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// Builds the drawable form of one cluster, scalar by scalar.
  private struct ClusterBuilder {
    var out = String.UnicodeScalarView()
    var width = 0
    var isOneCluster = true
    var isFull = false
    private var base: Unicode.Scalar?
    private var marks = 0
    private var tags = 0
    private var spelled = 0

    mutating func add(_ scalar: Unicode.Scalar) {
      if let replacement = Sanitize.replacement(scalar) {
        append(replacement)
      } else if (0xE0020...0xE007F).contains(scalar.value) {
        // A flag of a part of a country: its tags do not fit a cell, the black flag stands for it. Anywhere else
        // tags are a way to hide text.
        tags += 1
        if base?.value != 0x1F3F4 || tags > 7 { append(Sanitize.spelled(scalar)) }
      } else if TextWidth.width(of: scalar) == 0 {
        addMark(scalar)
      } else {
        let columns = TextWidth.width(of: scalar)
        guard width + columns <= Sanitize.columnsPerCluster else {
          isFull = true
          return
        }
        out.append(scalar)
        width += columns
        base = scalar
        marks = 0
      }
    }

    private mutating func addMark(_ scalar: Unicode.Scalar) {
      if base == nil {
        // Selectors, joiners and conjoining vowels do not stand on a dotted circle.
        let category = scalar.properties.generalCategory
        guard category == .nonspacingMark || category == .enclosingMark, !Sanitize.isSelectorOrJoiner(scalar)
        else { return append(Sanitize.spelled(scalar)) }
        out.append("\u{25CC}")
        width += 1
        base = "\u{25CC}"
        marks = 0
      }
      marks += 1
      if marks <= Sanitize.marksPerBase { out.append(scalar) }
    }

    private mutating func append(_ text: String) {
      spelled += 1
      guard spelled <= Sanitize.spelledPerCluster else {
        isFull = true
        return
      }
      isOneCluster = isOneCluster && out.isEmpty && text.unicodeScalars.count == 1
      out.append(contentsOf: text.unicodeScalars)
      width += text.unicodeScalars.count
      base = nil
    }
  }
}

extension Sanitize {
  /// What stands for a scalar that is never drawn as it is; nil for one that is. One column for each scalar of it.
  fileprivate static func replacement(_ scalar: Unicode.Scalar) -> String? {
    if isPlain(scalar) { return nil }
    let value = scalar.value
    if value < 0x20 { return Unicode.Scalar(0x2400 + value).map { String($0) } }
    if value == 0x7F { return "\u{2421}" }
    // A terminal may show a soft hyphen as a hyphen or as nothing; the hyphen keeps the columns certain.
    if value == 0xAD { return "-" }
    if value < 0xA0 { return spelled(scalar) }
    if isSelectorOrJoiner(scalar) || (0xE0020...0xE007F).contains(value) { return nil }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return spelled(scalar)
    default: return TextWidth.isUnassigned(scalar) ? spelled(scalar) : nil
    }
  }

  /// Zero-width joiner and non-joiner and the variation selectors: part of ordinary text when they follow something.
  fileprivate static func isSelectorOrJoiner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }

  /// The scalar's code point between angle quotes.
  fileprivate static func spelled(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "‹U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "›"
  }
}
