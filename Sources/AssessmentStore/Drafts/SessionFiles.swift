import Glibc
import MLTestScore
import SystemPackage

/// Files that the sessions on one assessment keep for themselves, one for each session, readable for nobody else.
///
/// They lie beside the assessment or in `$XDG_STATE_HOME/mlts` (XDG Base Directory specification), whichever is asked
/// for first; where one cannot be written, the other takes it. A session is offered only what a session that has ended
/// left: nothing is taken for lost, or thrown away, while somebody is at it.
final class SessionFiles {
  /// Which place is tried first.
  enum Preference {
    case besideAssessment, stateFolder
  }

  /// Who wrote a file, and when.
  struct Origin {
    var writer: DraftSession.Writer
    var at: Timestamp
  }

  /// The absolute path of the assessment, for the files to name.
  let owner: String
  let session: DraftSession
  /// The first names of the files, the preferred place first.
  let places: [FilePath]
  /// The folder of the assessment: a file in it belongs to it by its name.
  private let besideFolder: FilePath
  private let ending: String
  private let system: SystemCalls
  /// Where this session keeps its file, once it has one.
  private var own: FilePath?
  /// The files of ended sessions that this one took over, and its own earlier ones that could not be removed yet.
  private var adopted: [FilePath] = []

  /// Makes the files of one kind: `.fraud.mlts.KIND` beside `fraud.mlts.json`, a name made of the path in the state
  /// folder. `environment` gives `XDG_STATE_HOME` and `HOME`.
  init(
    of kind: String, for file: FilePath, first: Preference, environment: (String) -> String?, system: SystemCalls,
    session: DraftSession
  ) {
    // What made the assessment too large to be saved is kept all the same; a rescue holds two assessments.
    var system = system
    system.sizeLimit *= 4
    self.system = system
    self.session = session
    ending = ".mlts.\(kind)"
    let target = SessionFiles.absolute(file, system)
    owner = target.string
    besideFolder = target.folder
    let name = target.lastComponent?.string ?? "assessment"
    let base = name.hasSuffix(".mlts.json") ? String(name.dropLast(".mlts.json".count)) : name
    let hidden = ".\(base)\(ending)"
    // A name of more than 255 bytes is none; the path's hash is short. Two bytes are for the number of a session.
    let hash = SessionFiles.hash(owner)
    let beside = target.folder.appending(hidden.utf8.count <= 253 ? hidden : ".\(hash)\(ending)")
    let inState = Folder.ofUser("XDG_STATE_HOME", else: ".local/state", environment: environment)?.appending("mlts")
      .appending("\(hash)\(ending)")
    let both: [FilePath?] = first == .besideAssessment ? [beside, inState] : [inState, beside]
    places = both.compactMap(\.self)
  }

  /// Whether a file lies beside the assessment.
  func isBeside(_ path: FilePath) -> Bool { path.folder == besideFolder }

  /// Saves this session's file in place of its last one and of those that it took over, and returns its path; then the
  /// bytes are on disk. Throws what the preferred place said: that is what the user can do something about.
  @discardableResult
  func save(_ bytes: [UInt8]) throws(AssessmentFileError) -> FilePath {
    var first: AssessmentFileError?
    for place in places {
      if !isBeside(place) { system.makeFolders(place.folder) }
      do throws(AssessmentFileError) {
        let path = try put(bytes, in: slots(of: place))
        // Their content is in the new one. What cannot be removed is tried again: it would be offered as if it were
        // lost.
        adopted.removeAll { $0 == own || whyNotRemoved($0) == nil }
        return path
      } catch {
        first = first ?? error
      }
    }
    throw first
      ?? AssessmentFileError(
        kind: .writeFailed, file: owner, reason: "there is no place to keep unsaved changes", cure: "Set $HOME")
  }

  /// Takes a file away; why it is still there, if it is.
  private func whyNotRemoved(_ path: FilePath) -> Errno? {
    do throws(Errno) {
      try system.remove(path)
      return nil
    } catch {
      return error.isMissing ? nil : error
    }
  }

  /// Writes over this session's file, or one that it took over, or under the first name that no session has.
  private func put(_ bytes: [UInt8], in slots: [FilePath]) throws(AssessmentFileError) -> FilePath {
    func place(_ path: FilePath, _ placement: Placement) throws(AssessmentFileError) -> FilePath {
      // Also where the last fsync fails: the file is there then, and has to go with the session.
      func isOwn() {
        if let own, own != path { adopted.append(own) }
        own = path
      }
      try system.place(bytes, at: path, placement, permissions: .ownerReadWrite, placed: { _ in isOwn() })
      return path
    }
    if let path = own ?? adopted.first, slots.contains(path) { return try place(path, .replacing(nil)) }
    for path in slots.dropLast() {
      do throws(AssessmentFileError) {
        return try place(path, .new)
      } catch {
        if error.kind != .alreadyExists { throw error }
      }
    }
    return try place(slots[slots.count - 1], .new)
  }

  /// What ended sessions left, the newest first, and what is there and damaged: nobody shall believe that nothing was
  /// left, nor that one damaged file is all there is.
  /// - Parameter now: To tell how old a file of another machine is.
  func load<Content>(
    now: Timestamp?,
    decode: (_ bytes: [UInt8], _ path: FilePath) throws(AssessmentFileError) -> (Content, Origin)
  ) -> (found: [(path: FilePath, content: Content)], damaged: [AssessmentFileError]) {
    var found: [(path: FilePath, content: Content, at: Timestamp)] = []
    var damaged: [AssessmentFileError] = []
    for place in places {
      for path in slots(of: place) where !isLink(path) {
        do throws(AssessmentFileError) {
          let (content, origin) = try decode(try system.content(of: path).bytes, path)
          if session.isRunning(origin.writer, wroteAt: origin.at, now: now) { continue }
          found.append((path, content, origin.at))
        } catch {
          if error.kind == .notFound { continue }
          damaged.append(error)
          // Of a folder that nobody may look into, the other names would say the same.
          if isHidden(path) { break }
        }
      }
    }
    return (found.sorted { $0.at > $1.at }.map { ($0.path, $0.content) }, damaged)
  }

  /// No session makes links; whoever made one wants another file to be read.
  private func isLink(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether not even its folder tells of it.
  private func isHidden(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) != 0 && errno != ENOENT
  }

  /// Takes over files that were loaded; they go with this session's own. Without any, what was loaded stays where it is.
  func adopt(_ paths: [FilePath]) { adopted = paths }

  /// Removes this session's file and those that it took over: what they held was saved or given up.
  func discard() throws(AssessmentFileError) {
    if let own, !adopted.contains(own) { adopted.append(own) }
    own = nil
    var left: [FilePath] = []
    var first: AssessmentFileError?
    for path in adopted {
      guard let reason = whyNotRemoved(path) else { continue }
      left.append(path)
      first = first ?? system.writeError(reason, path: path, isFolder: true)
    }
    adopted = left
    if let first { throw first }
  }

  /// The names that the files of several sessions have, `.fraud.mlts.draft` first.
  private func slots(of first: FilePath) -> [FilePath] {
    let stem = first.string.dropLast(ending.count)
    return [first] + (2...9).map { FilePath("\(stem).\($0)\(ending)") }
  }

  /// The path without links, so that a file is found whichever way the assessment is opened.
  private static func absolute(_ file: FilePath, _ system: SystemCalls) -> FilePath {
    if let resolved = try? system.resolve(file) { return resolved }
    guard let name = file.lastComponent, let folder = try? system.resolve(file.folder) else { return file }
    return folder.appending(name)
  }

  /// 64-bit FNV-1a in hexadecimal. The file names its assessment, so that two paths of one hash are not mixed up.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
