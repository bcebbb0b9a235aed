import Glibc
import MLTestScore
import SystemPackage

/// Keeps decisions that could not be saved, so that not even a kill loses them: in the user's state folder, because the
/// folder of the assessment is what failed; where that fails too, beside the assessment. Each session keeps a file of its
/// own.
public final class RescueStore {
  private static let format = "mlts.rescue/1"

  private let files: SessionFiles
  private let rubrics: RubricCatalog

  /// Makes the store for an assessment. `environment` gives `XDG_STATE_HOME` and `HOME`.
  public convenience init(
    for file: FilePath, rubrics: RubricCatalog, environment: (String) -> String? = DraftStore.variable
  ) {
    self.init(for: file, rubrics: rubrics, environment: environment, system: .live)
  }

  init(
    for file: FilePath, rubrics: RubricCatalog, environment: (String) -> String?, system: SystemCalls,
    session: DraftSession = .current
  ) {
    self.rubrics = rubrics
    files = SessionFiles(
      of: "rescue", for: file, first: .stateFolder, environment: environment, system: system, session: session)
  }

  /// Keeps decisions in place of this session's last ones and of those that it took over; returns the file that holds
  /// them. Throws where none of the places takes it.
  @discardableResult
  public func save(_ rescue: Rescue, at time: Timestamp) throws(AssessmentFileError) -> FilePath {
    try files.save(
      JSONWriter.write(
        .object([
          "format": .string(RescueStore.format), "file": .string(files.owner), "at": .string(time.text),
          "host": .string(files.session.host), "process": .integer(Int(files.session.process)),
          "base": rescue.base.json, "mine": rescue.mine.json,
        ])))
  }

  /// What a session that has ended could not save, the newest; nothing where there is none. From now on it is this
  /// session's. What other sessions left waits for the next start: each is a question of its own. `damaged` are those
  /// that are there and cannot be used, one error each: they stay where they are, and whoever left them has to know.
  /// - Parameter now: To tell how old what another machine left is.
  public func load(now: Timestamp? = nil) -> (rescue: Rescue?, damaged: [AssessmentFileError]) {
    let (found, damaged) = files.load(now: now) { (bytes, path) throws(AssessmentFileError) in
      try decode(bytes, path.string, file: files.isBeside(path) ? nil : files.owner)
    }
    files.adopt(found.prefix(1).map(\.path))
    return (found.first?.content, damaged)
  }

  /// Reads a rescue; `file` is the assessment that it has to belong to, where that is not clear from its place.
  private func decode(
    _ bytes: [UInt8], _ name: String, file: String?
  ) throws(AssessmentFileError) -> (Rescue, SessionFiles.Origin) {
    guard case .object(let members)? = try? JSONParser.parse(bytes),
      members["format"] == .string(RescueStore.format),
      file == nil || members["file"] == file.map(JSONValue.string),
      let base = members["base"], let mine = members["mine"]
    else {
      throw AssessmentFileError(
        kind: .unreadable, file: name, reason: "what was rescued here cannot be used",
        cure: "Look into it for lost decisions, then remove it")
    }
    let rescue = Rescue(
      base: try AssessmentFormat.decode(JSONWriter.write(base), file: name, rubrics: rubrics).assessment,
      mine: try AssessmentFormat.decode(JSONWriter.write(mine), file: name, rubrics: rubrics).assessment)
    func text(_ key: String) -> String { if case .string(let text)? = members[key] { text } else { "" } }
    var process: Int32 = 0
    if case .number(let digits)? = members["process"] { process = Int32(digits) ?? 0 }
    // One of an earlier version names nobody: whoever wrote it has ended.
    let writer = DraftSession.Writer(host: text("host"), process: process)
    let at = Timestamp(text("at")) ?? Timestamp(secondsSince1970: 0)
    return (rescue, SessionFiles.Origin(writer: writer, at: at))
  }

  /// Leaves what was loaded where it is, for the next start.
  public func leave() { files.adopt([]) }

  /// Removes this session's file and the one that it took over: it is in the assessment now, or was given up.
  public func discard() throws(AssessmentFileError) { try files.discard() }
}
