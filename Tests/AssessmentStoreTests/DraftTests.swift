import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

@Suite struct DraftTests {
  let folder: TemporaryFolder
  let draft: Draft

  init() throws {
    folder = try TemporaryFolder()
    draft = Draft(
      testID: "data-1", field: "note", text: "half a \"sent\nence é\u{1B}",
      at: try #require(Timestamp("2026-11-20T10:00:00Z")), baseText: "before")
  }

  func store(_ name: String = "fraud.mlts.json", _ system: SystemCalls = .live) -> DraftStore {
    let state = folder.path.appending("state").string
    return DraftStore(
      for: folder.path.appending(name), environment: { $0 == "XDG_STATE_HOME" ? state : nil }, system: system)
  }

  @Test func aDraftIsKeptBesideTheFileForItsOwnerOnly() throws {
    #expect(try store().load() == nil)
    try store().save(draft)
    #expect(folder.names == [".fraud.mlts.draft"])
    #expect(try folder.mode(".fraud.mlts.draft") == 0o600)
    #expect(try store().load() == draft)
    var later = draft
    later.text = "more"
    later.baseText = nil
    try store().save(later)
    #expect(try store().load() == later)
    try store().discard()
    #expect(folder.names.isEmpty)
    try store().discard()
  }

  @Test func aDraftIsFoundThroughALink() throws {
    try folder.write("fraud.mlts.json", [])
    #expect(symlink("fraud.mlts.json", folder.path.appending("link.mlts.json").string) == 0)
    try store("link.mlts.json").save(draft)
    #expect(try store().load() == draft)
  }

  @Test func inAReadOnlyFolderItGoesToTheStateFolder() throws {
    var system = SystemCalls.live
    let state = folder.path.appending("state").string
    system.open = { (path, mode, options) throws(Errno) in
      if mode == .writeOnly, !path.string.hasPrefix(state) { throw .readOnlyFileSystem }
      return try SystemCalls.live.open(path, mode, options)
    }
    let store = store("fraud.mlts.json", system)
    try store.save(draft)
    #expect(folder.names == ["state"])
    #expect(try store.load() == draft)
    #expect(try self.store("other.mlts.json", system).load() == nil)
    try store.discard()
    #expect(try store.load() == nil)
    #expect(rmdir(folder.path.appending("state/mlts").string) == 0)
  }

  @Test func withoutAnyPlaceTheFirstErrorIsTold() throws {
    var system = SystemCalls.live
    system.open = { (_, _, _) throws(Errno) in throw .noSpace }
    let error = try fileError { try store("fraud.mlts.json", system).save(draft) }
    #expect(error.kind == .diskFull)
  }

  @Test func aDamagedDraftIsToldAndKept() throws {
    for text in ["", "{", "[]", "{}", #"{"format": "mlts.draft/1"}"#] {
      try folder.write(".fraud.mlts.draft", text.utf8)
      let error = try fileError { _ = try store().load() }
      #expect(error.kind == .unreadable)
      #expect(error.description.contains("this draft cannot be used"))
      #expect(folder.names == [".fraud.mlts.draft"])
    }
  }

  @Test func aDraftNeverWritesThroughALink() throws {
    try folder.write("precious", [1, 2, 3])
    #expect(symlink("precious", folder.path.appending(".fraud.mlts.draft").string) == 0)
    try store().save(draft)
    #expect(try folder.read("precious") == [1, 2, 3])
    #expect(try store().load() == draft)
  }

  @Test func veryLongNamesHaveDraftsToo() throws {
    let name = String(repeating: "n", count: 244) + ".mlts.json"
    try store(name).save(draft)
    #expect(try store(name).load() == draft)
  }
}
