extension String {
  /// The text with everything that could act on a terminal, or hide, written out as `\u{1B}`.
  ///
  /// Messages quote files that other people wrote.
  package var visible: String {
    guard unicodeScalars.contains(where: \.isHarmful) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isHarmful {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text in quotes for a message: visible, and cut where it is long.
  package var quotedForMessage: String {
    let limit = 60
    // Counted in scalars: a single character may carry any number of combining marks.
    let cut = unicodeScalars.count > limit
    let shown = cut ? String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) : self
    return "\"\(shown.visible)\(cut ? "…" : "")\""
  }
}

extension String {
  /// Visible text in ASCII, for places that read UTF-8 as something else: to some terminals the bytes of a letter are
  /// commands. What has no near sign becomes `?`.
  /// - Parameter half: What ½ becomes: `1/2` by itself, `.5` behind a number of points.
  package func inASCII(half: String = "1/2") -> String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var out = ""
    for character in self {
      guard let scalar = character.unicodeScalars.first else { continue }
      switch scalar.value {
      case 0..<0x80: out.unicodeScalars.append(contentsOf: character.unicodeScalars.filter(\.isASCII))
      case 0xA0: out += " "
      case 0xBD: out += half
      case 0x2010...0x2015: out += "-"
      case 0x2018...0x201B: out += "'"
      case 0x201C...0x201F: out += "\""
      case 0x2026: out += "..."
      case 0x2039: out += "<"
      case 0x203A: out += ">"
      case 0x2192: out += "->"
      // The pictures of control characters, as `cat -v` writes them.
      case 0x2400...0x241F: out += "^\(Unicode.Scalar(UInt8(scalar.value - 0x2400 + 0x40)))"
      case 0x2421: out += "^?"
      default: out += "?"
      }
    }
    return out
  }
}

extension Unicode.Scalar {
  /// Whether the scalar moves, hides or reorders text: controls, line separators, and the invisible format
  /// characters, bidirectional marks among them.
  package var isHarmful: Bool {
    if value < 0x80 { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

/// The candidate that a misspelt word most likely stands for; nothing where none is near.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  guard word.utf8.count <= 64 else { return nil }
  let typed = Array(word.lowercased().utf8)
  var best: (word: String, distance: Int)?
  for candidate in candidates.sorted() {
    let wanted = Array(candidate.lowercased().utf8)
    let distance = editDistance(typed, wanted)
    let isNear = distance <= min(typed.count, wanted.count) / 3
    if isNear, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// The number of bytes to insert, delete, replace or swap with their neighbour to make one word of the other.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
