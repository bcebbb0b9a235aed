import Glibc
import MLTestScore
import SystemPackage

/// Keeps the text that is still in an editor in a file beside the assessment, readable for nobody else.
///
/// Where the folder cannot be written, it goes to `$XDG_STATE_HOME/mlts` instead (XDG Base Directory specification).
/// Two sessions on one assessment keep two files, and a session is offered only what a session that has ended left:
/// nobody's text is taken for lost, or thrown away, while they are typing it.
public final class DraftStore {
  /// Beside the assessment: `.fraud.mlts.draft` for `fraud.mlts.json`.
  let beside: FilePath
  /// In the user's state folder, under a name made of the path; nothing where there is no home.
  let fallback: FilePath?
  /// What the draft says it belongs to: the absolute path of the assessment.
  let owner: String
  private let system: SystemCalls
  private let session: DraftSession
  /// Where this session keeps its draft, once it has one.
  private var own: FilePath?
  /// The drafts of ended sessions that this one took over, and its own earlier ones that could not be removed yet.
  private var adopted: [FilePath] = []

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
    self.session = session
    let target = DraftStore.absolute(file, system)
    owner = target.string
    let name = target.lastComponent?.string ?? "assessment"
    let base = name.hasSuffix(".mlts.json") ? String(name.dropLast(".mlts.json".count)) : name
    let hidden = ".\(base).mlts.draft"
    // A name of more than 255 bytes is none; the path's hash is short.
    let hash = DraftStore.hash(owner)
    beside = target.folder.appending(hidden.utf8.count <= 253 ? hidden : ".\(hash).mlts.draft")
    let stateFolder =
      environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? FilePath($0) : nil }
      ?? environment("HOME").flatMap { $0.hasPrefix("/") ? FilePath($0).appending(".local/state") : nil }
    fallback = stateFolder?.appending("mlts").appending("\(hash).mlts.draft")
  }

  /// Saves a draft in place of this session's last one and of those that it took over; when it returns, the bytes are on
  /// disk.
  public func save(_ draft: Draft) throws(AssessmentFileError) {
    let bytes = JSONWriter.write(draft.json(file: owner, session: session))
    do throws(AssessmentFileError) {
      try place(bytes, in: slots(of: beside))
    } catch {
      guard let fallback else { throw error }
      system.makeFolders(fallback.folder)
      // If that fails too, the first error is the one that the user can do something about.
      guard (try? place(bytes, in: slots(of: fallback))) != nil else { throw error }
    }
    // Their text is in the new one. What cannot be removed is tried again: it would be offered as if it were lost.
    adopted.removeAll { $0 == own || isRemoved($0) }
  }

  private func isRemoved(_ path: FilePath) -> Bool {
    do throws(Errno) {
      try system.remove(path)
      return true
    } catch {
      return error == .noSuchFileOrDirectory || error == .notDirectory
    }
  }

  /// Writes over this session's draft, or one that it took over, or under the first name that no session has.
  private func place(_ bytes: [UInt8], in slots: [FilePath]) throws(AssessmentFileError) {
    // Also where the last fsync fails: the draft is there then, and has to go with the session.
    func isOwn(_ path: FilePath) {
      if let own, own != path { adopted.append(own) }
      own = path
    }
    if let path = own ?? adopted.first, slots.contains(path) {
      try system.place(
        bytes, at: path, .replacing(nil), permissions: .ownerReadWrite, placed: { isOwn(path) })
      return
    }
    for path in slots {
      do throws(AssessmentFileError) {
        try system.place(bytes, at: path, .new, permissions: .ownerReadWrite, placed: { isOwn(path) })
      } catch {
        if error.kind == .alreadyExists, path != slots.last { continue }
        throw error
      }
      return
    }
  }

  /// The drafts that ended sessions left, the newest first; from now on they are this session's.
  ///
  /// Throws `unreadable` where one is there and damaged, so that nobody believes nothing was left.
  /// - Parameter now: To tell how old a draft of another machine is.
  public func load(now: Timestamp? = nil) throws(AssessmentFileError) -> [Draft] {
    if let now, let fallback { AssessmentFile.removeLeftovers(in: fallback.folder, now: now) }
    var found: [(path: FilePath, draft: Draft)] = []
    for path in slots(of: beside) + (fallback.map(slots) ?? []) where !isLink(path) {
      let bytes: [UInt8]
      do throws(AssessmentFileError) {
        bytes = try system.content(of: path).bytes
      } catch {
        if error.kind == .notFound { continue }
        throw error
      }
      let isBeside = path.folder == beside.folder
      let (draft, writer) = try Draft.decode(bytes, name: path.string, file: isBeside ? nil : owner)
      if session.isRunning(writer, wroteAt: draft.at, now: now) { continue }
      found.append((path, draft))
    }
    found.sort { $0.draft.at > $1.draft.at }
    adopted = found.map(\.path)
    return found.map(\.draft)
  }

  /// No session makes links; whoever made one wants another file to be read.
  private func isLink(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Leaves what was loaded where it is: it is not offered now.
  public func leave() { adopted = [] }

  /// Removes this session's draft and those that it took over: their text was committed or given up.
  public func discard() throws(AssessmentFileError) {
    if let own, !adopted.contains(own) { adopted.append(own) }
    own = nil
    var left: [FilePath] = []
    var first: AssessmentFileError?
    for path in adopted {
      do throws(Errno) {
        try system.remove(path)
      } catch {
        if error == .noSuchFileOrDirectory || error == .notDirectory { continue }
        left.append(path)
        first = first ?? system.writeError(error, path: path, isFolder: true)
      }
    }
    adopted = left
    if let first { throw first }
  }

  /// The names that the drafts of several sessions have, `.fraud.mlts.draft` first.
  private func slots(of first: FilePath) -> [FilePath] {
    let stem = first.string.dropLast(".mlts.draft".count)
    return [first] + (2...9).map { FilePath("\(stem).\($0).mlts.draft") }
  }

  /// The path without links, so that a draft is found whichever way the file is opened.
  private static func absolute(_ file: FilePath, _ system: SystemCalls) -> FilePath {
    if let resolved = try? system.resolve(file) { return resolved }
    guard let name = file.lastComponent, let folder = try? system.resolve(file.folder) else { return file }
    return folder.appending(name)
  }

  /// 64-bit FNV-1a in hexadecimal. The draft names its file, so that two paths of one hash are not mixed up.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A variable of this process's environment.
  public static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
