extension Rubric {
  /// The format that rubric files name.
  public static let format = "mlts.rubric/1"

  /// Reads a rubric file, with every check; `file` is its name for messages.
  ///
  /// Throws all problems at once. Keys that mlts does not know are passed over.
  public static func decode(_ bytes: [UInt8], file: String) throws(FileProblems) -> Rubric {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(bytes)
    } catch {
      throw FileProblems([FileProblem(file: file, error)])
    }
    let problems = ProblemCollector()
    var decoder = RubricDecoder(problems: problems)
    let rubric = decoder.rubric(document.root)
    guard problems.problems.isEmpty, let rubric else {
      throw FileProblems(problems.located(in: document, file: file))
    }
    return rubric
  }
}

extension FileProblem {
  /// A problem of syntax.
  package init(file: String, _ error: JSONSyntaxError) {
    self.init(file: file, location: error.location, path: error.path, reason: error.reason, cure: error.cure)
  }
}

/// Reads the parts of a rubric and reports what is wrong in each.
struct RubricDecoder {
  let problems: ProblemCollector
  private var levelIDs: [String] = []
  private var usedIDs: Set<String> = []

  init(problems: ProblemCollector) { self.problems = problems }

  mutating func rubric(_ root: JSONValue) -> Rubric? {
    guard var reader = ObjectReader(root, path: JSONPath(), problems: problems) else { return nil }
    guard let format = reader.text("format"), format == Rubric.format else {
      reader.report(
        "format", "this is no rubric of a kind that mlts reads", cure: "Add \"format\": \"\(Rubric.format)\"")
      return nil
    }
    let id = identifier(&reader, example: "\"ml-test-score\"")
    let version = reader.requiredText("version", example: "\"2017\"")
    let title = reader.requiredText("title", example: "\"The ML Test Score\"")
    let source = source(&reader)
    let aggregate =
      reader.word("aggregate", of: Rubric.Aggregate.allCases.map(\.rawValue), called: "way to sum up")
      .flatMap(Rubric.Aggregate.init) ?? .minimum
    let levels = levels(&reader)
    levelIDs = levels.map(\.id)
    let sections = sections(&reader)
    let rubric = Rubric(
      id: id, version: version, title: title, source: source, levels: levels, aggregate: aggregate,
      bands: bands(&reader), sections: sections)
    if problems.problems.isEmpty { checkBands(rubric) }
    return rubric
  }

  /// An id: lower-case letters, digits and hyphens, so that it can stand in a path, a file name and a command.
  private mutating func identifier(_ reader: inout ObjectReader, example: String) -> String {
    let id = reader.requiredText("id", example: example)
    let isPlain = id.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    if !isPlain || id.utf8.count > 64 {
      reader.report("id", "\(id.quotedForMessage) is no id", cure: "Use up to 64 of a-z, 0-9 and -")
    }
    return id
  }

  /// An id that nothing else of the same kind has.
  private mutating func uniqueIdentifier(
    _ reader: inout ObjectReader, kind: String, example: String
  ) -> String {
    let before = problems.problems.count
    let id = identifier(&reader, example: example)
    if problems.problems.count == before, !usedIDs.insert("\(kind) \(id)").inserted {
      reader.report(
        "id", "another \(kind) has the id \(id.quotedForMessage) already", cure: "Give it one of its own")
    }
    return id
  }

  private func source(_ reader: inout ObjectReader) -> Rubric.Source {
    var source = reader.reader("source")
    return Rubric.Source(
      title: source?.text("title") ?? "", authors: source?.texts("authors").map(\.text) ?? [],
      venue: source?.text("venue") ?? "", doi: source?.text("doi") ?? "")
  }

  /// Readers for the objects of an array that may not be empty.
  private func objects(_ key: String, of reader: inout ObjectReader, what: String) -> [ObjectReader] {
    let before = problems.problems.count
    guard let array = reader.array(key), !array.isEmpty else {
      if problems.problems.count == before {
        reader.report(key, "there is no \(what)", cure: "Add at least one")
      }
      return []
    }
    let here = reader.path.key(key)
    return array.enumerated().compactMap { index, value in
      ObjectReader(value, path: here.index(index), problems: problems)
    }
  }

  private mutating func levels(_ reader: inout ObjectReader) -> [Rubric.Level] {
    var levels: [Rubric.Level] = []
    for var item in objects("levels", of: &reader, what: "level") {
      let id = uniqueIdentifier(&item, kind: "level", example: "\"manual\"")
      let points = points("points", &item)
      if let points {
        if points <= .zero || points > Points(whole: 2) {
          item.report("points", "a level earns more than 0 and at most 2 points", cure: "Write 0.5, 1, 1.5 or 2")
        } else if let last = levels.last, points <= last.points {
          item.report(
            "points", "the levels do not rise", cure: "Order them by their points, each above the one before")
        }
      }
      let title = item.requiredText("title", example: "\"Manual\"")
      var criteria: [Rubric.Criterion] = []
      for var criterion in objects("criteria", of: &item, what: "criterion") {
        criteria.append(
          Rubric.Criterion(
            id: uniqueIdentifier(&criterion, kind: "criterion", example: "\"documented\""),
            title: criterion.requiredText("title", example: "\"Documented\""),
            question: criterion.requiredText("question", example: "\"Are the results written down?\"")))
      }
      levels.append(
        Rubric.Level(
          id: id, points: points ?? .zero, title: title, criteria: criteria, freshnessDays: days(&item)))
    }
    return levels
  }

  private func days(_ reader: inout ObjectReader) -> Int? {
    guard let digits = reader.number("freshnessDays") else { return nil }
    if let days = Int(digits), (1...36_500).contains(days) { return days }
    reader.report(
      "freshnessDays", "\(digits.quotedForMessage) is no number of days",
      cure: "Write a whole number from 1 to 36500")
    return nil
  }

  /// A number of points, which are multiples of ½.
  private func points(_ key: String, _ reader: inout ObjectReader, isRequired: Bool = true) -> Points? {
    let before = problems.problems.count
    guard let digits = reader.number(key) else {
      if isRequired, problems.problems.count == before {
        reader.report(key, "is missing", cure: "Add \"\(key)\": 1")
      }
      return nil
    }
    if let points = Double(digits).flatMap({ Points(exactly: $0) }) { return points }
    reader.report(key, "\(digits.quotedForMessage) is no multiple of ½", cure: "Write it like 0.5, 1 or 2.5")
    return nil
  }

  private mutating func sections(_ reader: inout ObjectReader) -> [Rubric.Section] {
    var sections: [Rubric.Section] = []
    for var item in objects("sections", of: &reader, what: "section") {
      let id = uniqueIdentifier(&item, kind: "section", example: "\"data\"")
      let label = item.requiredText("label", example: "\"Data\"")
      let title = item.requiredText("title", example: "\"Tests for features and data\"")
      var tests: [Rubric.Test] = []
      for var test in objects("tests", of: &item, what: "test") { tests.append(self.test(&test)) }
      sections.append(Rubric.Section(id: id, label: label, title: title, tests: tests))
    }
    return sections
  }

  private mutating func test(_ reader: inout ObjectReader) -> Rubric.Test {
    let id = uniqueIdentifier(&reader, kind: "test", example: "\"data-1\"")
    let label = reader.requiredText("label", example: "\"Data 1\"")
    let title = reader.requiredText("title", example: "\"…\"")
    var examples: [String: String] = [:]
    for (level, value) in reader.object("examples") {
      let path = reader.path.key("examples").key(level)
      if !levelIDs.contains(level) {
        problems.add(
          path, "the rubric has no level \(level.quotedForMessage)", cure: cureForWord(level, words: levelIDs))
      }
      if case .string(let text) = value {
        examples[level] = text
      } else {
        problems.add(path, "is \(value.kindInWords), but a text is due", cure: "Put it in double quotes")
      }
    }
    return Rubric.Test(
      id: id, label: label, title: title, longTitle: reader.text("longTitle") ?? title,
      why: reader.text("why") ?? "", how: reader.texts("how").map(\.text), examples: examples,
      nature: reader.text("nature"), ownerRequired: reader.bool("ownerRequired") ?? false)
  }

  private func bands(_ reader: inout ObjectReader) -> [Rubric.Band] {
    objects("bands", of: &reader, what: "band").enumerated().map { index, item in
      var item = item
      let above: Points?
      if item.isNull("above") {
        above = nil
      } else {
        above = points("above", &item, isRequired: index > 0)
      }
      return Rubric.Band(
        above: above, upTo: points("upTo", &item) ?? .zero,
        label: item.requiredText("label", example: "\"First pass\""),
        text: item.requiredText("text", example: "\"What it says about the system\""),
        isGap: item.bool("gap") ?? false)
    }
  }

  /// Every score from 0 to the highest must lie in exactly one band, and every band must hold a score.
  private func checkBands(_ rubric: Rubric) {
    let path = JSONPath([.key("bands")])
    let sums = rubric.sections.map { $0.tests.count * rubric.highestCredit.halves }
    let highest = Points(halves: rubric.aggregate == .minimum ? sums.min() ?? 0 : sums.reduce(0, +))
    var previous: Rubric.Band?
    for (index, band) in rubric.bands.enumerated() {
      let here = path.index(index)
      if let previous {
        guard let above = band.above else {
          problems.add(here.key("above"), "only the lowest band begins at 0", cure: "Write \(previous.upTo)")
          return
        }
        if above != previous.upTo {
          let what = above < previous.upTo ? "overlaps the band before" : "leaves a gap after the band before"
          problems.add(
            here.key("above"), "the band \(what), which ends at \(previous.upTo)", cure: "Write \(previous.upTo)")
        }
        if band.upTo <= above {
          problems.add(here.key("upTo"), "the band ends where it begins or below", cure: "Write more than \(above)")
        } else if above >= highest {
          problems.add(
            here.key("above"), "no score can reach the band: the highest is \(highest)", cure: "Remove the band")
        }
      } else if band.above != nil || band.upTo < .zero {
        problems.add(
          here.key(band.above == nil ? "upTo" : "above"), "the lowest band begins at 0",
          cure: "Write null for \"above\" and 0 or more for \"upTo\"")
      }
      previous = band
    }
    if let last = previous, last.upTo < highest {
      problems.add(
        path.index(rubric.bands.count - 1).key("upTo"),
        "the scores above \(last.upTo) lie in no band: the highest is \(highest)", cure: "Write \(highest)")
    }
  }
}
