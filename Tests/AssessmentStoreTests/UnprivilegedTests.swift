import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// What the system refuses to those who are not root. The tests of root take on another user for it.
@Suite(.enabled(if: Somebody.canBe, "only root may take on another user"))
struct UnprivilegedTests {
  let folder: TemporaryFolder
  let old: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    old = try fullBytes()
  }

  private func give(_ name: String = "", mode: mode_t, to user: uid_t, group: gid_t? = nil) {
    let path = name.isEmpty ? folder.path.string : folder.path.appending(name).string
    #expect(chown(path, user, group ?? user) == 0 && chmod(path, mode) == 0)
  }

  /// The error of a save by somebody.
  private func refusal() throws -> AssessmentFileError {
    let path = folder.path.appending("a.mlts.json")
    return try Somebody.being {
      var file = try AssessmentFile.load(path, rubrics: catalog())
      var changed = file.assessment
      changed.system.name = "renamed"
      return try fileError { _ = try file.saveMerging(changed) }
    }
  }

  /// Writing into the file itself would work, and could leave half of it.
  @Test func aWritableFileInAProtectedFolderIsLeftAlone() throws {
    let path = try folder.write("a.mlts.json", old)
    give("a.mlts.json", mode: 0o666, to: 0)
    give(mode: 0o755, to: 0)
    let error = try refusal()
    #expect(error.kind == .writeProtected)
    #expect(
      error.description == "\(path): not saved: the folder \"\(folder.path)\" lets you write no files. "
        + "Change its permissions")
    #expect(try folder.read("a.mlts.json") == old)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func draftsOfAProtectedFolderGoToTheStateFolder() throws {
    let path = try folder.write("a.mlts.json", old)
    give(mode: 0o755, to: 0)
    let state = try TemporaryFolder()
    #expect(chown(state.path.string, Somebody.user, Somebody.user) == 0)
    let draft = Draft(
      testID: "data-1", field: "note", text: "t", at: try #require(Timestamp("2026-11-20T10:00:00Z")))
    try Somebody.being {
      let drafts = DraftStore(for: path) { $0 == "XDG_STATE_HOME" ? state.path.string : nil }
      try drafts.save(draft)
      #expect(drafts.load().drafts == [draft])
      try drafts.discard()
    }
    #expect(folder.names == ["a.mlts.json"])
    #expect(rmdir(state.path.appending("mlts").string) == 0)
  }

  /// The folder would allow to replace it; whoever protected the file did not want that.
  @Test func aReadOnlyFileIsNotReplaced() throws {
    let path = try folder.write("a.mlts.json", old)
    give("a.mlts.json", mode: 0o444, to: Somebody.user)
    give(mode: 0o755, to: Somebody.user)
    #expect(
      try refusal().description == "\(path): not saved: the file is write-protected. "
        + "Run `chmod u+w` on it")
    #expect(try folder.read("a.mlts.json") == old)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func aFolderThatMayNotBeReadIsSavedIntoAndSaysWhatIsMissing() throws {
    let path = try folder.write("a.mlts.json", old)
    give("a.mlts.json", mode: 0o644, to: Somebody.user)
    give(mode: 0o300, to: Somebody.user)
    let error = try refusal()
    #expect(error.kind == .writeProtected)
    #expect(
      error.description == "\(path): it is written, but might not outlast a power cut: you may not read the folder "
        + "\"\(folder.path)\". Run `chmod u+r` on the folder")
    #expect(try AssessmentFile.load(path, rubrics: catalog()).assessment.system.name == "renamed")
  }

  @Test func anUnreadableFileSaysSo() throws {
    let path = try folder.write("a.mlts.json", old)
    give("a.mlts.json", mode: 0o600, to: 0)
    give(mode: 0o755, to: 0)
    let error = try Somebody.being {
      try fileError { _ = try AssessmentFile.load(path, rubrics: catalog()) }
    }
    #expect(error.description == "\(path): you have no permission to read it. Ask its owner, or look at `ls -l`")
  }

  /// Somebody who is not in the group of the file cannot give it to that group again. Another group gets nothing of it.
  @Test func aGroupThatCannotBeKeptIsReplacedByNone() throws {
    let path = try folder.write("a.mlts.json", old)
    give("a.mlts.json", mode: 0o660, to: Somebody.user, group: 23_456)
    give(mode: 0o755, to: Somebody.user)
    try Somebody.being {
      var file = try AssessmentFile.load(path, rubrics: catalog())
      var changed = file.assessment
      changed.system.name = "renamed"
      try file.save(changed)
    }
    var status = stat()
    #expect(stat(path.string, &status) == 0)
    #expect(status.st_uid == Somebody.user && status.st_gid == Somebody.user)
    #expect(status.st_mode & 0o7777 == 0o600)
  }
}

/// Takes on a user without rights, for the calls of this thread about files.
enum Somebody {
  /// `nobody`, as it has this number in most systems.
  static let user: uid_t = 65_534

  private typealias Setter = @convention(c) (uid_t) -> CInt

  /// setfsuid(2) and setfsgid(2), which the Glibc module lacks.
  private static func setter(_ name: String) -> Setter? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Setter.self) }
  }

  /// Whether the system does it: asking again, with a number that is none, tells the user that is set.
  static var canBe: Bool {
    guard getuid() == 0, let set = setter("setfsuid"), setter("setfsgid") != nil else { return false }
    _ = set(user)
    let isSet = set(uid_t.max) == CInt(user)
    _ = set(0)
    return isSet
  }

  static func being<Result>(_ body: () throws -> Result) throws -> Result {
    let (setUser, setGroup) = (try #require(setter("setfsuid")), try #require(setter("setfsgid")))
    _ = setGroup(user)
    _ = setUser(user)
    defer {
      _ = setUser(0)
      _ = setGroup(0)
    }
    return try body()
  }
}
