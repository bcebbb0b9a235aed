import Glibc
import MLTestScore
import SystemPackage

/// Keeps the text that is still in an editor in a file beside the assessment, readable for nobody else.
///
/// Where the folder cannot be written, it goes to `$XDG_STATE_HOME/mlts` instead (XDG Base Directory specification).
public struct DraftStore: Sendable {
  /// Beside the assessment: `.fraud.mlts.draft` for `fraud.mlts.json`.
  let beside: FilePath
  /// In the user's state folder, under a name made of the path; nothing where there is no home.
  let fallback: FilePath?
  /// What the draft says it belongs to: the absolute path of the assessment.
  let owner: String
  private let system: SystemCalls

  /// Makes the store for an assessment. `environment` gives `XDG_STATE_HOME` and `HOME`.
  public init(
    for file: FilePath, environment: (String) -> String? = DraftStore.variable
  ) {
    self.init(for: file, environment: environment, system: .live)
  }

  init(for file: FilePath, environment: (String) -> String?, system: SystemCalls) {
    self.system = system
    let target = DraftStore.absolute(file, system)
    owner = target.string
    let name = target.lastComponent?.string ?? "assessment"
    let base = name.hasSuffix(".mlts.json") ? String(name.dropLast(".mlts.json".count)) : name
    let hidden = ".\(base).mlts.draft"
    // A name of more than 255 bytes is none; the path's hash is short.
    let hash = DraftStore.hash(owner)
    beside = target.folder.appending(hidden.utf8.count <= 255 ? hidden : ".\(hash).mlts.draft")
    let stateFolder =
      environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? FilePath($0) : nil }
      ?? environment("HOME").flatMap { $0.hasPrefix("/") ? FilePath($0).appending(".local/state") : nil }
    fallback = stateFolder?.appending("mlts").appending("\(hash).mlts.draft")
  }

  /// Saves a draft in place of the last one; when it returns, the bytes are on disk.
  public func save(_ draft: Draft) throws(AssessmentFileError) {
    let bytes = JSONWriter.write(draft.json(file: owner))
    do throws(AssessmentFileError) {
      try system.place(bytes, at: beside, .replacing(nil), permissions: .ownerReadWrite)
    } catch {
      guard [.writeProtected, .folderGone, .diskFull].contains(error.kind), let fallback else { throw error }
      makeFolders(fallback.folder)
      // If that fails too, the first error is the one that the user can do something about.
      guard (try? system.place(bytes, at: fallback, .replacing(nil), permissions: .ownerReadWrite)) != nil else {
        throw error
      }
    }
  }

  /// The draft that was left, the newer one where there are two; nothing where there is none.
  ///
  /// Throws `unreadable` where a draft is there and damaged, so that nobody believes nothing was left.
  public func load() throws(AssessmentFileError) -> Draft? {
    var newest: Draft?
    for path in [beside, fallback].compactMap(\.self) {
      let bytes: [UInt8]
      do throws(AssessmentFileError) {
        bytes = try system.content(of: path).bytes
      } catch {
        if error.kind == .notFound { continue }
        throw error
      }
      let draft = try Draft.decode(bytes, name: path.string, file: path == beside ? nil : owner)
      if let found = newest, found.at >= draft.at { continue }
      newest = draft
    }
    return newest
  }

  /// Removes the draft: its text was committed or given up.
  public func discard() throws(AssessmentFileError) {
    for path in [beside, fallback].compactMap(\.self) {
      do throws(Errno) {
        try system.remove(path)
      } catch {
        if error == .noSuchFileOrDirectory || error == .notDirectory { continue }
        throw system.writeError(error, path: path, isFolder: true)
      }
    }
  }

  /// Makes a folder and those above it; what fails shows when the file is written.
  private func makeFolders(_ folder: FilePath) {
    do throws(Errno) {
      try system.makeFolder(folder)
    } catch {
      guard error == .noSuchFileOrDirectory, folder.folder != folder else { return }
      makeFolders(folder.folder)
      try? system.makeFolder(folder)
    }
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
