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
    #expect(store().load().drafts.isEmpty)
    try store().save(draft)
    #expect(folder.names == [".fraud.mlts.draft"])
    #expect(try folder.mode(".fraud.mlts.draft") == 0o600)
    #expect(store().load().drafts == [draft])
    var later = draft
    later.text = "more"
    later.baseText = nil
    let again = store()
    #expect(again.load().drafts == [draft])
    try again.save(later)
    #expect(folder.names == [".fraud.mlts.draft"])
    #expect(store().load().drafts == [later])
    try again.discard()
    #expect(folder.names.isEmpty)
    try again.discard()
  }

  @Test func aDraftIsFoundThroughALink() throws {
    try folder.write("fraud.mlts.json", [])
    #expect(symlink("fraud.mlts.json", folder.path.appending("link.mlts.json").string) == 0)
    try store("link.mlts.json").save(draft)
    #expect(store().load().drafts == [draft])
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
    #expect(store.load().drafts == [draft])
    #expect(self.store("other.mlts.json", system).load().drafts.isEmpty)
    try store.discard()
    #expect(store.load().drafts.isEmpty)
    #expect(rmdir(folder.path.appending("state/mlts").string) == 0)
  }

  @Test func withoutAnyPlaceTheFirstErrorIsTold() throws {
    var system = SystemCalls.live
    system.open = { (_, _, _) throws(Errno) in throw .noSpace }
    let error = try fileError { try store("fraud.mlts.json", system).save(draft) }
    #expect(error.kind == .diskFull)
  }

  /// The draft is there when only the fsync of its folder failed, so the next save has to write over it.
  @Test(arguments: [false, true])
  func aDraftThatMightNotLastGoesWithItsSession(hasStateFolder: Bool) throws {
    let turn = Counter()
    var system = SystemCalls.live
    system.sync = { (file) throws(Errno) in
      if try SystemCalls.live.status(file).kind == .folder, turn.next() == 0 { throw .ioError }
    }
    let state = folder.path.appending("state").string
    let store = DraftStore(
      for: folder.path.appending("fraud.mlts.json"),
      environment: { hasStateFolder && $0 == "XDG_STATE_HOME" ? state : nil }, system: system)
    if hasStateFolder {
      try store.save(draft)
      #expect(folder.names == ["state"])
    } else {
      #expect(try fileError { try store.save(draft) }.kind == .writeFailed)
      #expect(folder.names == [".fraud.mlts.draft"])
      try store.save(draft)
      #expect(folder.names == [".fraud.mlts.draft"])
    }
    try store.discard()
    #expect(self.store().load().drafts.isEmpty)
    #expect(folder.names == (hasStateFolder ? ["state"] : []))
  }

  /// An older draft that could not be removed would be offered as if its text were lost.
  @Test func aDraftThatCouldNotBeRemovedIsTriedAgain() throws {
    let turn = Counter()
    let first = FilePath(folder.path.appending(".fraud.mlts.draft").string)
    var system = SystemCalls.live
    system.remove = { (path) throws(Errno) in
      if path == first, turn.next() == 0 { throw .readOnlyFileSystem }
      try SystemCalls.live.remove(path)
    }
    let store = store("fraud.mlts.json", system)
    try store.save(draft)
    #expect(try fileError { try store.discard() }.kind == .writeProtected)
    #expect(folder.names == [".fraud.mlts.draft"])
    try store.discard()
    #expect(folder.names.isEmpty)
  }

  @Test func aDamagedDraftIsToldAndKept() throws {
    for text in ["", "{", "[]", "{}", #"{"format": "mlts.draft/1"}"#] {
      try folder.write(".fraud.mlts.draft", text.utf8)
      let (drafts, damaged) = store().load()
      #expect(drafts.isEmpty)
      #expect(damaged.map(\.kind) == [.unreadable])
      #expect(damaged.first?.description.contains("this draft cannot be used") == true)
      #expect(folder.names == [".fraud.mlts.draft"])
    }
  }

  /// One bad file must not hide the good ones at every start.
  @Test func aDamagedDraftHidesNoOther() throws {
    try folder.write(".fraud.mlts.draft", "{".utf8)
    try other(1001, running: []).save(draft("one"))
    try folder.write(".fraud.3.mlts.draft", "[]".utf8)
    try other(1002, running: [1001]).save(draft("two"))
    let session = other(1003, running: [1003])
    let (drafts, damaged) = session.load()
    #expect(Set(drafts.map(\.text)) == ["one", "two"])
    let names = [".fraud.mlts.draft", ".fraud.3.mlts.draft"]
    #expect(damaged.map { $0.problems.map(\.file) } == names.map { [folder.path.appending($0).string] })
    try session.discard()
    #expect(folder.names == names.sorted())
  }

  @Test func aDraftNeverWritesThroughALink() throws {
    try folder.write("precious", [1, 2, 3])
    #expect(symlink("precious", folder.path.appending(".fraud.mlts.draft").string) == 0)
    try store().save(draft)
    #expect(try folder.read("precious") == [1, 2, 3])
    #expect(store().load().drafts == [draft])
  }

  /// A session of another process, which runs or has ended.
  private func other(_ process: Int32, host: String = "here", running: Set<Int32>) -> DraftStore {
    let state = folder.path.appending("state").string
    return DraftStore(
      for: folder.path.appending("fraud.mlts.json"), environment: { $0 == "XDG_STATE_HOME" ? state : nil },
      system: .live, session: DraftSession(host: host, process: process, runs: { running.contains($0) }))
  }

  private func draft(_ text: String) -> Draft {
    var draft = draft
    draft.text = text
    return draft
  }

  @Test func twoSessionsKeepTwoDraftsAndNeitherIsOfferedWhileItIsTyped() throws {
    let running: Set<Int32> = [1001, 1002, 1003]
    let (one, two) = (other(1001, running: running), other(1002, running: running))
    try one.save(draft("one"))
    try two.save(draft("two"))
    try one.save(draft("one, more"))
    #expect(folder.names == [".fraud.2.mlts.draft", ".fraud.mlts.draft"])
    #expect(other(1003, running: running).load().drafts.isEmpty)
    // One ends by a kill: its draft is offered, the other's is not.
    let third = other(1003, running: [1002, 1003])
    #expect(third.load().drafts.map(\.text) == ["one, more"])
    try third.discard()
    #expect(folder.names == [".fraud.2.mlts.draft"])
    try two.discard()
    #expect(folder.names.isEmpty)
  }

  @Test func whatIsTakenOverIsReplacedByTheFirstSave() throws {
    try other(1001, running: [1001]).save(draft("one"))
    try other(1002, running: [1001, 1002]).save(draft("two"))
    let third = other(1003, running: [1003])
    #expect(Set(third.load().drafts.map(\.text)) == ["one", "two"])
    try third.save(draft("both"))
    #expect(folder.names.count == 1)
    #expect(other(1004, running: []).load().drafts.map(\.text) == ["both"])
  }

  @Test func whatIsLeftAloneIsNeverWrittenOver() throws {
    try other(1001, running: []).save(draft("old"))
    let second = other(1002, running: [])
    #expect(second.load().drafts.count == 1)
    second.leave()
    try second.save(draft("new"))
    try second.discard()
    #expect(other(1003, running: []).load().drafts.map(\.text) == ["old"])
  }

  @Test func aDraftOfAnotherMachineIsOfferedWhenItIsOld() throws {
    try other(7, host: "elsewhere", running: []).save(draft)
    let written = draft.at.secondsSince1970
    let soon = Timestamp(secondsSince1970: written + 60)
    let later = Timestamp(secondsSince1970: written + 601)
    #expect(other(7, running: []).load(now: soon).drafts.isEmpty)
    #expect(other(7, running: []).load(now: later).drafts.count == 1)
  }

  @Test func aProcessThatNobodyHasWaitedForHasEnded() throws {
    var process: pid_t = 0
    var argv: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(argv[0]) }
    try #require(posix_spawn(&process, "/bin/true", nil, nil, &argv, nil) == 0)
    var info = siginfo_t()
    #expect(waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) == 0)
    let program = try #require(DraftSession.Program(of: "\(process)"))
    #expect(program.name == "true" && program.hasEnded)
    waitpid(process, nil, 0)
    #expect(DraftSession.Program(of: "\(process)") == nil)
    #expect(DraftSession.Program(of: "self")?.hasEnded == false)
    let odd = try #require(DraftSession.Program(stat: "7 (a) Z (b)) R 1 7"))
    #expect(odd.name == "a) Z (b)" && !odd.hasEnded)
    #expect(DraftSession.Program(stat: "") == nil)
  }

  @Test func aProcessThatRunsSomethingElseIsNotTakenForTheWriter() throws {
    let session = DraftSession.current
    // The first process of the system is no test runner.
    #expect(!session.isRunning(.init(host: session.host, process: 1), wroteAt: draft.at, now: nil))
    #expect(!session.isRunning(.init(host: session.host, process: getpid()), wroteAt: draft.at, now: nil))
  }

  @Test func veryLongNamesHaveDraftsToo() throws {
    let name = String(repeating: "n", count: 244) + ".mlts.json"
    try store(name).save(draft)
    #expect(store(name).load().drafts == [draft])
  }
}
