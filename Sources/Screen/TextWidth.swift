/// How many terminal columns text takes, by the rule of ncurses and glibc's `wcwidth`: a cluster is as wide as its
/// scalars together. Joiners and variation selectors take nothing, so a family emoji of three people is 6 columns.
///
/// Text is measured as `Frame.put` draws it: what `Sanitize` would replace counts as its replacement.
public enum TextWidth {
  /// The columns of one scalar: 0, 1 or 2. Control characters are 0; `Sanitize` makes them visible.
  public static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return (0x20...0x7E).contains(value) || value >= 0xA0 ? 1 : 0 }
    if value >= 0x2500 && value < 0x25FD { return 1 }
    if (0x4E00...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value) { return 2 }
    if contains(TextWidthTables.zero, value) || value == 0x2028 || value == 0x2029 { return 0 }
    return contains(TextWidthTables.wide, value) ? 2 : 1
  }

  /// The columns of one cluster as it is drawn, at least 1 (a lone combining mark stands on a dotted circle).
  public static func width(of character: Character) -> Int {
    if character.isASCII { return 1 }
    return Sanitize.shown(character).width
  }

  /// The columns of a text drawn on one line.
  public static func width(of text: String) -> Int {
    var ascii = 0
    for byte in text.utf8 {
      guard byte >= 0x20 && byte < 0x7F else { return text.reduce(0) { $0 + width(of: $1) } }
      ascii += 1
    }
    return ascii
  }

  /// Whether Unicode 15 gives this scalar no character (noncharacters included), so that no width is known for it.
  static func isUnassigned(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x378 && contains(TextWidthTables.unassigned, scalar.value)
  }

  /// Binary search in a flat table of `first, last` pairs.
  private static func contains(_ table: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = table.count / 2 - 1
    while low <= high {
      let middle = (low + high) / 2
      if value < table[2 * middle] {
        high = middle - 1
      } else if value > table[2 * middle + 1] {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
