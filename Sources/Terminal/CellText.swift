import CNcurses

/// The wide characters that show a cluster in exactly so many columns.
enum CellText {
  /// What one cell of ncurses holds at most: a base and four that combine with it (CCHARW_MAX).
  static let mostScalars = 5

  /// The cluster as it is when the C library gives it this width; else its first character, as nearer to the truth
  /// than a box; else U+FFFD. Padded with blanks.
  static func fitting(_ text: String, width: Int) -> [wchar_t] {
    var scalars: [wchar_t] = []
    var measured = 0
    var usable = true
    for scalar in text.unicodeScalars {
      let value = wchar_t(bitPattern: scalar.value)
      let columns = Int(wcwidth(value))
      // -1: a control character, or one that this C library does not know. A mark needs something to stand on.
      guard columns >= 0, columns > 0 || !scalars.isEmpty, scalars.count < mostScalars else {
        usable = false
        break
      }
      scalars.append(value)
      measured += columns
    }
    if usable, measured == width, !scalars.isEmpty { return scalars }
    if let base = scalars.first, case let columns = Int(wcwidth(base)), columns <= width {
      return [base] + Array(repeating: 0x20, count: width - columns)
    }
    return text.isEmpty ? Array(repeating: 0x20, count: width) : padded(0xfffd, width)
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
