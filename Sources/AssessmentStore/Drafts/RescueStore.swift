import Glibc
import MLTestScore
import SystemPackage

/// Decisions that could not be saved: what the file held, and what was decided on top of it.
public struct Rescue: Hashable, Sendable {
  /// What the file held when it was last read or written.
  public var base: Assessment
  /// What was decided on top of it.
  public var mine: Assessment

  /// Makes a rescue.
  public init(base: Assessment, mine: Assessment) {
    self.base = base
    self.mine = mine
  }
}

/// Keeps decisions that could not be saved, so that not even a kill loses them: in the user's state folder, because the
/// folder of the assessment is what failed; where that fails too, beside the assessment.
public struct RescueStore: Sendable {
  private static let format = "mlts.rescue/1"

  private let places: [FilePath]
  private let owner: String
  private let rubrics: RubricCatalog
  private let system: SystemCalls

  /// Makes the store for an assessment. `environment` gives `XDG_STATE_HOME` and `HOME`.
  public init(
    for file: FilePath, rubrics: RubricCatalog, environment: (String) -> String? = DraftStore.variable
  ) {
    self.init(for: file, rubrics: rubrics, environment: environment, system: .live)
  }

  init(for file: FilePath, rubrics: RubricCatalog, environment: (String) -> String?, system: SystemCalls) {
    let drafts = DraftStore(for: file, environment: environment, system: system)
    places = [drafts.fallback, drafts.beside].compactMap { path in
      path.map { FilePath(String($0.string.dropLast("draft".count)) + "rescue") }
    }
    owner = drafts.owner
    self.rubrics = rubrics
    self.system = system
  }

  /// Keeps decisions; returns the file that holds them. Throws where none of the places takes it.
  @discardableResult
  public func save(_ rescue: Rescue) throws(AssessmentFileError) -> FilePath {
    let bytes = JSONWriter.write(
      .object([
        "format": .string(RescueStore.format), "file": .string(owner), "base": rescue.base.json,
        "mine": rescue.mine.json,
      ]))
    var first: AssessmentFileError?
    for place in places {
      system.makeFolders(place.folder)
      do throws(AssessmentFileError) {
        try system.place(bytes, at: place, .replacing(nil), permissions: .ownerReadWrite)
        // An older one in another place would be taken for this one.
        for other in places where other != place { system.removeQuietly(other) }
        return place
      } catch {
        first = first ?? error
      }
    }
    throw first
      ?? AssessmentFileError(
        kind: .writeFailed, file: owner, reason: "there is no place to keep unsaved changes", cure: "Set $HOME")
  }

  /// What an earlier run could not save; nothing where there is none.
  ///
  /// Throws `unreadable` where it is there and damaged, so that nobody believes nothing was left.
  public func load() throws(AssessmentFileError) -> Rescue? {
    for place in places {
      let bytes: [UInt8]
      do throws(AssessmentFileError) {
        bytes = try system.content(of: place).bytes
      } catch {
        if error.kind == .notFound { continue }
        throw error
      }
      guard let members = members(bytes), members["file"] == .string(owner), let base = members["base"],
        let mine = members["mine"]
      else {
        throw AssessmentFileError(
          kind: .unreadable, file: place.string, reason: "what was rescued here cannot be used",
          cure: "Look into it for lost decisions, then remove it")
      }
      return Rescue(
        base: try AssessmentFormat.decode(JSONWriter.write(base), file: place.string, rubrics: rubrics).assessment,
        mine: try AssessmentFormat.decode(JSONWriter.write(mine), file: place.string, rubrics: rubrics).assessment)
    }
    return nil
  }

  private func members(_ bytes: [UInt8]) -> [String: JSONValue]? {
    guard case .object(let members)? = try? JSONParser.parse(bytes),
      members["format"] == .string(RescueStore.format)
    else { return nil }
    return members
  }

  /// Removes what was kept: it is in the file now, or was given up.
  public func discard() throws(AssessmentFileError) {
    var first: AssessmentFileError?
    for place in places {
      do throws(Errno) {
        try system.remove(place)
      } catch {
        if error == .noSuchFileOrDirectory || error == .notDirectory || !isThere(place) { continue }
        first = first ?? system.writeError(error, path: place, isFolder: true)
      }
    }
    if let first { throw first }
  }

  /// On a read-only file system even what is not there cannot be removed.
  private func isThere(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0
  }
}
