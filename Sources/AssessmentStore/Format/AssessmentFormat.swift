import MLTestScore

/// The file format `mlts.assessment/1`: bytes to assessment and back.
public enum AssessmentFormat {
  /// What files of this format say under `format`.
  public static let name = "mlts.assessment/1"

  /// Reads an assessment; `file` is its name for messages.
  ///
  /// A file of a newer format is read as far as it is understood, and comes with a reason why it must not be written.
  /// Throws `unreadable` with all problems at once.
  public static func decode(
    _ bytes: [UInt8], file: String, rubrics: RubricCatalog
  ) throws(AssessmentFileError) -> (assessment: Assessment, readOnlyReason: String?) {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(bytes)
    } catch {
      throw AssessmentFileError(kind: .unreadable, problems: [syntaxProblem(error, in: bytes, file: file)])
    }
    let problems = ProblemCollector()
    let decoded = decode(document.root, rubrics: rubrics, problems: problems)
    guard let decoded, problems.problems.isEmpty || decoded.readOnlyReason != nil else {
      throw AssessmentFileError(kind: .unreadable, problems: problems.located(in: document, file: file))
    }
    return decoded
  }

  /// The canonical bytes of an assessment: empty texts, empty maps and default values are left out.
  public static func encode(_ assessment: Assessment) -> [UInt8] { JSONWriter.write(assessment.json) }

  private static func decode(
    _ root: JSONValue, rubrics: RubricCatalog, problems: ProblemCollector
  ) -> (assessment: Assessment, readOnlyReason: String?)? {
    guard case .object(let members) = root else {
      problems.add(JSONPath(), "this is \(root.kindInWords), no assessment", cure: Guess.makeNew)
      return nil
    }
    var reader = ObjectReader(members, path: JSONPath(), problems: problems)
    guard let version = formatVersion(&reader, members: members),
      let rubric = rubricEntry(&reader, rubrics: rubrics, problems: problems)
    else { return nil }
    let decoder = AssessmentDecoder(rubric: rubric.entry, problems: problems)
    let assessment = decoder.assessment(&reader, rubric: rubric.reference)
    guard version > 1 else { return (assessment, nil) }
    return (
      assessment,
      "the file has the newer format mlts.assessment/\(version), and this mlts writes \(name): update mlts to edit it"
    )
  }

  /// The number of the format; reports what the file is instead if it is no assessment.
  private static func formatVersion(_ reader: inout ObjectReader, members: [String: JSONValue]) -> Int? {
    let problems = reader.problems
    let before = problems.problems.count
    let format = reader.text("format", cure: "An assessment says \"\(name)\"")
    if problems.problems.count > before { return nil }
    let prefix = "mlts.assessment/"
    if let format, format.hasPrefix(prefix), let version = Int(format.dropFirst(prefix.count)),
      version >= 1, format == "\(prefix)\(version)"
    {
      return version
    }
    if let what = Guess.kind(of: members, format: format) {
      problems.add(JSONPath(), "this is \(what), no assessment", cure: Guess.makeNew)
    } else if let format {
      reader.report(
        "format", "\(format.quotedForMessage) is no format that mlts reads", cure: "An assessment says \"\(name)\"")
    } else {
      reader.report("format", "is missing", cure: "If this is an assessment, add \"format\": \"\(name)\"")
    }
    return nil
  }

  private static func rubricEntry(
    _ reader: inout ObjectReader, rubrics: RubricCatalog, problems: ProblemCollector
  ) -> (entry: RubricCatalog.Entry, reference: Assessment.RubricReference)? {
    let before = problems.problems.count
    let known = rubrics.rubrics.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    guard var inner = reader.reader("rubric") else {
      if problems.problems.count == before {
        reader.report(
          "rubric", "is missing", cure: "Add \"rubric\": {\"id\": …, \"version\": …}; known are: \(known)")
      }
      return nil
    }
    let id = inner.requiredText("id", example: "\"ml-test-score\"")
    let version = inner.requiredText("version", example: "\"2017\"")
    guard problems.problems.count == before else { return nil }
    guard let entry = rubrics.entry(id: id, version: version) else {
      let name = "\(id) \(version)"
      reader.report("rubric", "mlts does not know the rubric \(name.quotedForMessage)", cure: "Known are: \(known)")
      return nil
    }
    return (entry, Assessment.RubricReference(id: id, version: version, unknown: inner.unknown))
  }

  /// Git's conflict markers are the usual way in which an assessment stops being JSON, so they get their own words.
  private static func syntaxProblem(_ error: JSONSyntaxError, in bytes: [UInt8], file: String) -> FileProblem {
    var problem = FileProblem(file: file, error)
    let markers = ["<<<<<<< ", "=======", ">>>>>>> "].map { Array($0.utf8) }
    let line =
      bytes.split(separator: UInt8(ascii: "\n"), maxSplits: error.line, omittingEmptySubsequences: false)
      .dropFirst(error.line - 1).first ?? []
    if markers.contains(where: { line.starts(with: $0) }) {
      problem.reason = "git left the markers of a merge conflict here"
      problem.cure = "Resolve the conflict in the file; `mlts git install` teaches git to merge assessments"
    } else if bytes.allSatisfy({ [0x20, 0x0A, 0x0D, 0x09].contains($0) }) {
      problem.cure = Guess.makeNew
    }
    return problem
  }
}

/// What a JSON file that is no assessment seems to be.
enum Guess {
  static let makeNew = "`mlts new FILE --system NAME` makes a new one"

  static func kind(of members: [String: JSONValue], format: String?) -> String? {
    func has(_ keys: String...) -> Bool { keys.allSatisfy { members[$0] != nil } }
    if let format {
      guard format.hasPrefix("mlts."), !format.hasPrefix("mlts.assessment/") else { return nil }
      if format.hasPrefix("mlts.rubric/") { return "a rubric" }
      return "an mlts file of the kind \(format.quotedForMessage)"
    }
    if has("levels", "sections") { return "a rubric" }
    if has("cells", "nbformat") { return "a Jupyter notebook" }
    if has("name", "version") && (has("dependencies") || has("scripts") || has("devDependencies")) {
      return "a package.json"
    }
    if has("$schema"), has("properties") || has("type") || has("$defs") { return "a JSON Schema" }
    return members.isEmpty ? "an empty object" : nil
  }
}
