import MLTestScore

/// Text that is still in an editor: what a crash would lose.
public struct Draft: Hashable, Sendable {
  /// The test that the text is about; empty for a field of the assessment itself.
  public var testID: String
  /// The field that is edited, such as `note`. The app chooses the names.
  public var field: String
  /// The text as it stands in the editor.
  public var text: String
  /// When it was typed.
  public var at: Timestamp
  /// What the field held when the editor was opened, so that a later change of the file can be noticed.
  public var baseText: String?

  /// Makes a draft.
  public init(testID: String, field: String, text: String, at: Timestamp, baseText: String? = nil) {
    self.testID = testID
    self.field = field
    self.text = text
    self.at = at
    self.baseText = baseText
  }
}

extension Draft {
  static let format = "mlts.draft/1"

  /// The draft as its file holds it, with the assessment that it belongs to.
  func json(file: String, session: DraftSession) -> JSONValue {
    var members: [String: JSONValue] = [
      "format": .string(Draft.format), "file": .string(file), "test": .string(testID), "field": .string(field),
      "text": .string(text), "at": .string(at.text), "host": .string(session.host),
      "process": .integer(Int(session.process)),
    ]
    members["base"] = baseText.map(JSONValue.string)
    return .object(members)
  }

  /// Reads a draft; `file` is the assessment that it has to belong to, where that is not clear from its place.
  static func decode(
    _ bytes: [UInt8], name: String, file: String?
  ) throws(AssessmentFileError) -> (draft: Draft, writer: DraftSession.Writer) {
    func unreadable(_ reason: String) -> AssessmentFileError {
      AssessmentFileError(
        kind: .unreadable, file: name, reason: "this draft cannot be used: \(reason)",
        cure: "Look into it for lost text, then remove it")
    }
    let root: JSONValue
    do throws(JSONSyntaxError) { root = try JSONParser.parse(bytes) } catch { throw unreadable(error.reason) }
    let problems = ProblemCollector()
    guard var reader = ObjectReader(root, path: JSONPath(), problems: problems),
      reader.text("format") == Draft.format, let test = reader.text("test"), let field = reader.text("field"),
      let text = reader.text("text"), let at = reader.text("at").flatMap({ Timestamp($0) })
    else { throw unreadable("it is no \(Draft.format)") }
    let owner = reader.text("file")
    guard file == nil || owner == file else { throw unreadable("it belongs to another file") }
    let writer = DraftSession.Writer(
      host: reader.text("host") ?? "", process: reader.number("process").flatMap { Int32($0) } ?? 0)
    return (Draft(testID: test, field: field, text: text, at: at, baseText: reader.text("base")), writer)
  }
}
