/// Where the keys of a TOML text stand. TOMLKit says where the syntax breaks but not where a value came from.
package struct TOMLLines {
  private var lineOfKey: [[String]: Int] = [:]

  package init(_ text: String) {
    var header: [String] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      var rest = line.drop { $0 == " " || $0 == "\t" }
      let isHeader = rest.first == "["
      if isHeader { rest = rest.drop { $0 == "[" } }
      guard let key = TOMLLines.key(at: rest) else { continue }
      if isHeader { header = key }
      let path = isHeader ? key : header + key
      for count in 1...path.count where lineOfKey[Array(path.prefix(count))] == nil {
        lineOfKey[Array(path.prefix(count))] = index + 1
      }
    }
  }

  /// The place of a table header without a key, such as `[=`. TOMLKit 0.6.0 ends the process on one (an assertion of
  /// its parser), so it must not see it. A multi-line text is taken for lines of its own here; no theme needs one.
  package static func brokenHeader(in text: String) -> (line: Int, column: Int)? {
    var number = 1
    // By scalars, and with all of TOMLKit's line ends and the byte order mark that it skips.
    for line in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: { isLineEnd($0) }) {
      var rest = line.drop { isBlank($0) }
      if rest.first == "[" {
        rest = rest.dropFirst().drop { isBlank($0) }
        if rest.first == "[" { rest = rest.dropFirst().drop { isBlank($0) } }
        guard let first = rest.first, startsKey(first) else { return (number, line.count - rest.count + 1) }
      }
      if line.endIndex < text.endIndex, text.unicodeScalars[line.endIndex] == "\n" { number += 1 }
    }
    return nil
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    (0x0A...0x0D).contains(scalar.value) || scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{FEFF}"
  }

  private static func startsKey(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "\"", "'": true
    default: false
    }
  }

  /// The line of the key, from 1, or of the table that it is in (an inline table stands on one line).
  package func line(of path: [String]) -> Int? {
    var path = path[...]
    while !path.isEmpty {
      if let line = lineOfKey[Array(path)] { return line }
      path.removeLast()
    }
    return nil
  }

  /// The parts of the key that a line starts with: bare or quoted, with dots between.
  private static func key(at text: Substring) -> [String]? {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { part.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "." {
        parts.append(part)
        part = ""
      } else if character == "=" || character == "]" {
        return parts + [part]
      } else if character == "#" {
        return nil
      } else if character != " " && character != "\t" {
        part.append(character)
      }
    }
    return nil
  }
}

/// The nearest of some names, for "did you mean".
package enum Nearest {
  /// The name with the fewest changed letters, when they are few enough for a slip.
  package static func name(to name: String, among names: [String]) -> String? {
    let best = names.map { (name: $0, distance: distance(Array(name), Array($0))) }.min {
      $0.distance < $1.distance
    }
    guard let best, best.distance <= max(2, best.name.count / 2) else { return nil }
    return best.name
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let change = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
