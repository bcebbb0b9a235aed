import MLTestScore

/// A rubric as text: what `mlts rubric show` prints.
public enum RubricText {
  /// All of a rubric, within so many columns.
  public static func render(_ rubric: Rubric, width: Int = 80) -> String {
    var lines: [String] = ["\(visible(rubric.title)) (\(visible(rubric.id)) \(visible(rubric.version)))"]
    func add(_ text: String, first: String, rest: String) {
      for (index, piece) in wrapped(visible(text), width: width - max(first.count, rest.count)).enumerated() {
        lines.append((index == 0 ? first : rest) + piece)
      }
    }
    let source = rubric.source
    if !source.title.isEmpty {
      let doi = source.doi.isEmpty ? "" : ", doi:\(source.doi)"
      add(
        "\(source.authors.joined(separator: ", ")): \(source.title). \(source.venue)\(doi)", first: "  ", rest: "  "
      )
    }
    lines += ["", "Levels: a level counts when all its criteria are met; the best one wins."]
    for level in rubric.levels {
      lines.append("  \(level.points)  \(visible(level.title))")
      for criterion in level.criteria {
        add("\(criterion.title): \(criterion.question)", first: "       - ", rest: "         ")
      }
      if let days = level.freshnessDays { lines.append("       Evidence supports it for \(days) days.") }
    }
    let final =
      switch rubric.aggregate {
      case .minimum: "the smallest section sum"
      case .sum: "the sum of the section sums"
      }
    lines.append("")
    add("Bands: the final score is \(final). Lower ends are open, upper ends closed.", first: "", rest: "  ")
    for band in rubric.bands {
      let range = band.above.map { "above \($0), up to \(band.upTo)" } ?? "up to \(band.upTo)"
      add("\(range): \(band.label). \(band.text)", first: "  ", rest: "    ")
    }
    for section in rubric.sections {
      lines.append("")
      add("\(section.label): \(section.title)", first: "", rest: "  ")
      for test in section.tests {
        lines.append("")
        add("\(test.label)  \(test.longTitle)", first: "  ", rest: "    ")
        if !test.why.isEmpty { add(test.why, first: "    Why: ", rest: "      ") }
        for way in test.how { add(way, first: "    How: ", rest: "      ") }
        for level in rubric.levels {
          if let example = test.examples[level.id] {
            add(example, first: "    \(level.points): ", rest: "      ")
          }
        }
        if test.ownerRequired { add("Credit needs a named owner to be supported.", first: "    ", rest: "    ") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
