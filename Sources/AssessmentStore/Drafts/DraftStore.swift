import Glibc
import MLTestScore
import SystemPackage

/// Keeps the text that is still in an editor in a file beside the assessment; where that folder cannot be written, in the
/// state folder. Each session keeps a file of its own.
public final class DraftStore {
  private let files: SessionFiles
  private let system: SystemCalls

  /// Makes the store for an assessment. `environment` gives `XDG_STATE_HOME` and `HOME`.
  public convenience init(
    for file: FilePath, environment: (String) -> String? = DraftStore.variable
  ) {
    self.init(for: file, environment: environment, system: .live)
  }

  init(
    for file: FilePath, environment: (String) -> String?, system: SystemCalls, session: DraftSession = .current
  ) {
    self.system = system
    files = SessionFiles(
      of: "draft", for: file, first: .besideAssessment, environment: environment, system: system, session: session)
  }

  /// Saves a draft in place of this session's last one and of those that it took over; when it returns, the bytes are on
  /// disk.
  public func save(_ draft: Draft) throws(AssessmentFileError) {
    try files.save(JSONWriter.write(draft.json(file: files.owner, session: files.session)))
  }

  /// The drafts that ended sessions left, the newest first; from now on they are this session's. `damaged` are those
  /// that are there and cannot be used, one error each: they stay where they are, and whoever left them has to know.
  /// - Parameter now: To tell how old a draft of another machine is.
  public func load(now: Timestamp? = nil) -> (drafts: [Draft], damaged: [AssessmentFileError]) {
    if let now {
      for place in files.places where !files.isBeside(place) {
        AssessmentFile.removeLeftovers(in: place.folder, now: now)
      }
    }
    let (found, damaged) = files.load(now: now) { (bytes, path) throws(AssessmentFileError) in
      let (draft, writer) = try Draft.decode(
        bytes, name: path.string, file: files.isBeside(path) ? nil : files.owner)
      return (draft, SessionFiles.Origin(writer: writer, at: draft.at))
    }
    files.adopt(found.map(\.path))
    return (found.map(\.content), damaged)
  }

  /// Leaves what was loaded where it is: it is not offered now.
  public func leave() { files.adopt([]) }

  /// Removes this session's draft and those that it took over: their text was committed or given up.
  public func discard() throws(AssessmentFileError) { try files.discard() }

  /// A variable of this process's environment.
  public static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
