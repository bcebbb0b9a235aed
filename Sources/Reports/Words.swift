import MLTestScore

/// Words that all reports share, so that text, Markdown and screens call a thing by one name.
extension Answer.State {
  /// The state in words.
  public var words: String {
    switch self {
    case .notAssessed: "not assessed"
    case .assessed: "assessed"
    case .openQuestion: "open question"
    case .notApplicable: "not applicable"
    }
  }
}

extension Score {
  /// What the next band takes, sections that lack most first: "2.5 needs +1.0 in Infra, +0.5 in Data, Model".
  func nextStep(_ rubric: Rubric) -> String? {
    guard let next = nextBand else { return nil }
    // Told by `outOfReach`.
    guard next.isReachable else { return nil }
    let amounts = Set(next.missing.map(\.points)).sorted(by: >)
    let parts = amounts.map { points in
      let ids = next.missing.filter { $0.points == points }.map(\.section)
      let labels = rubric.sections.filter { ids.contains($0.id) }.map(\.label)
      return labels.isEmpty ? "+\(points)" : "+\(points) in \(labels.joined(separator: ", "))"
    }
    return "\(next.score) (\(next.band.label)) needs \(parts.joined(separator: ", "))"
  }

  /// The bands that not-applicable tests put out of reach, in words.
  func outOfReach() -> String? {
    guard !bandsOutOfReach.isEmpty else { return nil }
    return "\(bandsOutOfReach.map(\.label).joined(separator: ", ")): out of reach while tests are not applicable"
  }

  /// The labels of the floor sections.
  func floorLabels() -> [String] { sections.filter { floor.contains($0.id) }.map(\.label) }
}

extension Assessment {
  /// That a merge left something for people to settle, in words; nothing where it did not.
  var conflictWords: String? {
    guard !conflicts.isEmpty else { return nil }
    return
      "\(conflicts.count.counted("conflict")) left by a merge and not settled: our side stands, the score is not to be relied on"
  }
}

/// An action with the test that it belongs to.
struct OpenAction {
  var test: Rubric.Test
  var action: Action
}

extension Assessment {
  /// The actions that are not done, by due date; undated ones last.
  func openActions(_ rubric: Rubric) -> [OpenAction] {
    let all = rubric.tests.flatMap { test in
      answer(test.id).actions.sorted { $0.key < $1.key }.map { OpenAction(test: test, action: $0.value) }
    }
    let open = all.filter { $0.action.done == nil }
    return open.indices.sorted { a, b in
      (open[a].action.due?.daysSince1970 ?? .max, a) < (open[b].action.due?.daysSince1970 ?? .max, b)
    }.map { open[$0] }
  }
}

/// A bar of `width` characters in eighths of one, or in ASCII of `#` and `.`.
func bar(_ value: Points, of maximum: Points, width: Int, ascii: Bool) -> String {
  guard maximum > .zero, width > 0 else { return "" }
  if ascii {
    let full = min(width, (value.halves * width * 2 + maximum.halves) / (2 * maximum.halves))
    return String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
  }
  let eighths = min(width * 8, value.halves * width * 8 / maximum.halves)
  var text = String(repeating: "█", count: eighths / 8)
  if eighths % 8 > 0 { text += ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1] }
  return text + String(repeating: "░", count: width - (eighths + 7) / 8)
}

/// Text from a file, made harmless for a terminal and for people: control characters, line ends and the invisible
/// signs that hide text or turn its direction become visible marks.
func visible(_ text: String, keepingLines: Bool = false) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x20...0x7E: out.append(scalar)
    case 0x0A where keepingLines: out.append(scalar)
    case 0x09, 0x0A: out.append(" ")
    case 0...0x1F: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
    case 0x7F: out.append("\u{2421}")
    // Joiners hold emoji and some scripts together.
    case 0x200C, 0x200D: out.append(scalar)
    // A soft hyphen shows as a hyphen or not at all.
    case 0xAD: out.append("-")
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        out.append(contentsOf: "‹U+\(String(scalar.value, radix: 16, uppercase: true))›".unicodeScalars)
      default: out.append(scalar)
      }
    }
  }
  return String(out)
}

/// Breaks text into lines of at most `width` characters at blanks; a longer word stands alone.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
  }
  return lines
}
