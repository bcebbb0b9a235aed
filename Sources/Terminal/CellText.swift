import CNcurses

/// The wide characters that show a cluster in exactly so many columns.
enum CellText {
  /// How many scalars may follow the base in one cell of ncurses (CCHARW_MAX less the base).
  private static let mostMarks = 4

  /// The cluster as it is when the C library gives it this width; else its first character, as nearer to the truth
  /// than a box; else U+FFFD. Padded with blanks.
  static func fitting(_ text: String, width: Int) -> [wchar_t] {
    var scalars: [wchar_t] = []
    var measured = 0
    var marks = 0
    for scalar in text.unicodeScalars {
      let value = wchar_t(bitPattern: scalar.value)
      let columns = Int(wcwidth(value))
      // -1: a control character, or one that this C library does not know. A mark needs something to stand on.
      guard columns >= 0, columns > 0 || !scalars.isEmpty else {
        measured = -1
        break
      }
      measured += columns
      if columns > 0 { marks = 0 }
      switch meaning(of: scalar, after: scalars.last) {
      case .keep where columns > 0 || marks < mostMarks:
        scalars.append(value)
        if columns == 0 { marks += 1 }
      case .keep, .drop: break
      case .blank: scalars += Array(repeating: 0x20, count: columns)
      }
    }
    if measured == width, !scalars.isEmpty { return scalars }
    if let base = scalars.first, case let columns = Int(wcwidth(base)), columns <= width {
      return [base] + Array(repeating: 0x20, count: width - columns)
    }
    return text.isEmpty ? Array(repeating: 0x20, count: width) : padded(0xfffd, width)
  }

  private enum Meaning { case keep, drop, blank }

  /// What joins or recolours emoji is where terminals and the C library disagree about width: some draw one picture of
  /// two columns where the library counts each part. Parts side by side take the same columns everywhere.
  private static func meaning(of scalar: Unicode.Scalar, after previous: wchar_t?) -> Meaning {
    guard let previous else { return .keep }
    switch scalar.value {
    case 0xfe0e, 0xfe0f: return .drop
    case 0x200d where wcwidth(previous) == 2 || previous == 0x20: return .drop
    case 0x1f3fb...0x1f3ff: return .blank
    default: return .keep
    }
  }

  /// For a locale without the characters: one printable ASCII character, or `?`, padded with blanks.
  static func ascii(_ text: String, width: Int) -> [wchar_t] {
    guard let first = text.utf8.first else { return Array(repeating: 0x20, count: width) }
    let isPlain = text.utf8.count == 1 && (0x20..<0x7f).contains(first)
    return padded(isPlain ? wchar_t(first) : 0x3f, width)
  }

  private static func padded(_ character: wchar_t, _ width: Int) -> [wchar_t] {
    [character] + Array(repeating: 0x20, count: width - 1)
  }
}
