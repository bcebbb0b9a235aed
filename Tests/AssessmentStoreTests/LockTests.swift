import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Locks between processes, folders without locks, and what killed processes leave.
@Suite struct LockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func opened(_ system: SystemCalls = .live) throws -> (file: AssessmentFile, changed: Assessment) {
    let path = try folder.write("a.mlts.json", try fullBytes())
    let file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var changed = file.assessment
    changed.system.name = "renamed"
    return (file, changed)
  }

  /// Network folders answer flock(2) in these ways.
  @Test(arguments: [ENOLCK, EOPNOTSUPP, EINVAL, EBADF, ENOSYS])
  func aFolderWithoutLocksIsSavedIntoByTheComparison(_ code: Int32) throws {
    var system = SystemCalls.live
    system.lock = { (_) throws(Errno) in throw Errno(rawValue: code) }
    var (file, changed) = try opened(system)
    #expect(try file.saveMerging(changed) == .saved)
    // What somebody else wrote is seen and merged there too.
    var theirs = changed
    theirs.system.description = "theirs"
    try folder.write("a.mlts.json", AssessmentFormat.encode(theirs))
    changed.system.owner = "ml-lead"
    guard case .merged(let merged) = try file.saveMerging(changed) else {
      Issue.record("it was not merged")
      return
    }
    #expect(merged.system.owner == "ml-lead" && merged.system.description == "theirs")
  }

  /// A child that takes the folder's lock, says so, and keeps it until it is killed.
  private func holder() throws -> pid_t {
    var pipe: [Int32] = [0, 0]
    #expect(Glibc.pipe(&pipe) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
    let arguments = ["flock", "--no-fork", folder.path.string, "sh", "-c", "echo locked; exec sleep 600"]
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for text in argv { free(text) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, "/usr/bin/flock", &actions, nil, &argv, environ) == 0)
    close(pipe[1])
    var byte: UInt8 = 0
    #expect(read(pipe[0], &byte, 1) == 1)
    close(pipe[0])
    return child
  }

  /// On a clock of our own: that of a machine under load proves nothing.
  @Test(arguments: [1, 10, 1000], [EWOULDBLOCK, EINTR])
  func aHeldLockIsWaitedForAFifthOfASecondAtTheMost(oversleeping: Int, code: Int32) throws {
    let clock = FakeClock(oversleeping: oversleeping)
    var system = SystemCalls.live
    system.lock = { (_) throws(Errno) in throw Errno(rawValue: code) }
    system.uptime = { clock.now }
    system.wait = { clock.wait($0) }
    var (file, changed) = try opened(system)
    #expect(try fileError { _ = try file.saveMerging(changed) }.description.contains("another mlts is saving"))
    #expect(clock.asked == 200_000 || (oversleeping > 1 && clock.asked < 200_000))
    #expect(try folder.read("a.mlts.json") == (try fullBytes()))
  }

  private final class FakeClock: @unchecked Sendable {
    private(set) var now = 77_000_000
    /// The microseconds that were asked for.
    private(set) var asked = 0
    private let oversleeping: Int

    init(oversleeping: Int) { self.oversleeping = oversleeping }

    func wait(_ microseconds: Int) {
      asked += microseconds
      now += microseconds * oversleeping
    }
  }

  /// Two names of one file in two folders: the folder of the file itself is locked.
  @Test func whoeverOpensAFileThroughALinkTakesTheSameLock() throws {
    let (file, changed) = try opened()
    let elsewhere = try TemporaryFolder()
    let link = elsewhere.path.appending("link.mlts.json")
    #expect(symlink(file.path.string, link.string) == 0)
    var linked = try AssessmentFile.load(link, rubrics: catalog())
    // A child that another test starts must not get hold of it.
    let holder = try FileDescriptor.open(folder.path, .readOnly, options: .closeOnExec)
    #expect(flock(holder.rawValue, LOCK_EX) == 0)
    #expect(try fileError { _ = try linked.saveMerging(changed) }.description.contains("another mlts is saving"))
    try holder.close()
    #expect(try linked.saveMerging(changed) == .saved)
  }

  /// Where nobody can be locked out, what others write is seen up to the moment of the rename.
  @Test func whatOthersWriteDuringTheFsyncIsMerged() throws {
    let path = try folder.write("a.mlts.json", try fullBytes())
    let turn = Counter()
    var theirs = try AssessmentFile.load(path, rubrics: catalog()).assessment
    theirs.system.description = "theirs"
    let (bytes, folder) = (AssessmentFormat.encode(theirs), folder)
    var system = SystemCalls.live
    system.lock = { (_) throws(Errno) in throw Errno(rawValue: ENOLCK) }
    system.sync = { (file) throws(Errno) in
      try SystemCalls.live.sync(file)
      if try SystemCalls.live.status(file).kind == .regular, turn.next() == 0 {
        _ = try? folder.write("a.mlts.json", bytes)
      }
    }
    var (file, changed) = try opened(system)
    guard case .merged(let merged) = try file.saveMerging(changed) else {
      Issue.record("it was not merged")
      return
    }
    #expect(merged.system.name == "renamed" && merged.system.description == "theirs")
    #expect(try folder.read("a.mlts.json") == AssessmentFormat.encode(merged))
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func somebodyWhoNeverStopsWritingIsToldOf() throws {
    let turn = Counter()
    var (file, changed) = try opened()
    var system = SystemCalls.live
    let (theirs, folder) = (file.assessment, folder)
    system.sync = { (file) throws(Errno) in
      var theirs = theirs
      theirs.system.description = "theirs, \(turn.next())"
      _ = try? folder.write("a.mlts.json", AssessmentFormat.encode(theirs))
    }
    (file, changed) = try opened(system)
    #expect(try fileError { _ = try file.saveMerging(changed) }.kind == .changedOnDisk)
    #expect(turn.next() == AssessmentFile.mergeTries + 1)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func aHeldLockHoldsASaveBackAndIsGoneWithItsProcess() throws {
    var (file, changed) = try opened()
    let child = try holder()
    let error = try fileError { _ = try file.saveMerging(changed) }
    #expect(
      error.description == "\(file.path): not saved: another mlts is saving into this folder. "
        + "It is tried again in a moment")
    #expect(try folder.read("a.mlts.json") == (try fullBytes()))
    kill(child, SIGKILL)
    var status: Int32 = 0
    waitpid(child, &status, 0)
    #expect(try file.saveMerging(changed) == .saved)
    #expect(folder.names == ["a.mlts.json"])
  }

  private func setTime(of path: FilePath, _ seconds: Int) throws {
    var times = [timespec(), timespec()]
    for index in times.indices { times[index].tv_sec = seconds }
    #expect(utimensat(AT_FDCWD, path.string, &times, 0) == 0)
  }

  /// A save that is killed between the write and the rename, of a file that is opened through a link.
  @Test func theNextSessionRemovesWhatAKilledSaveLeft() throws {
    let path = try folder.write("a.mlts.json", try fullBytes())
    let elsewhere = try TemporaryFolder()
    let link = elsewhere.path.appending("link.mlts.json")
    #expect(symlink(path.string, link.string) == 0)
    var system = SystemCalls.live
    system.rename = { (_, _) throws(Errno) in throw .ioError }
    system.remove = { (_) throws(Errno) in throw .ioError }
    var file = try AssessmentFile.load(link, rubrics: catalog(), system: system)
    var changed = file.assessment
    changed.system.name = "renamed"
    _ = try fileError { _ = try file.saveMerging(changed) }
    let left = try #require(folder.names.first { SystemCalls.isTemporary($0) })
    let made = try #require(FileTime(folder.path.appending(left)))
    // Somebody saves the next day, and the session after that finds something that is surely nobody's.
    let tomorrow = made.seconds + 86_400
    try setTime(of: folder.path, tomorrow)
    AssessmentFile.removeLeftovers(beside: link, now: Timestamp(secondsSince1970: tomorrow))
    #expect(folder.names == ["a.mlts.json"])
    #expect(try folder.read("a.mlts.json") == (try fullBytes()))
  }

  private struct FileTime {
    let seconds: Int

    init?(_ path: FilePath) {
      var status = stat()
      guard stat(path.string, &status) == 0 else { return nil }
      seconds = status.st_mtim.tv_sec
    }
  }

  @Test func leftoversInTheStateFolderGoToo() throws {
    let state = try TemporaryFolder()
    #expect(mkdir(state.path.appending("mlts").string, 0o700) == 0)
    try setTime(of: try state.write("mlts/.mlts-0a1b2c3d.tmp", [1]), 1_000_000)
    let drafts = DraftStore(for: folder.path.appending("a.mlts.json")) {
      $0 == "XDG_STATE_HOME" ? state.path.string : nil
    }
    #expect(drafts.load(now: Timestamp(secondsSince1970: 1_800_000_000)).drafts.isEmpty)
    #expect(rmdir(state.path.appending("mlts").string) == 0)
  }

  @Test func leftoversOfKilledSavesAreRemovedWhenTheyAreOld() throws {
    let (file, _) = try opened()
    let now = Timestamp(secondsSince1970: 1_800_000_000)
    func leave(_ name: String, age: Int) throws {
      try setTime(of: try folder.write(name, [1]), now.secondsSince1970 - age)
    }
    try leave(".mlts-0a1b2c3d.tmp", age: 3700)
    try leave(".mlts-11111111.tmp", age: 60)
    try leave(".mlts-22222222.tmp", age: -3700)
    try leave(".mlts-other.tmp", age: 90_000)
    try leave(".mlts-notahexa.tmp", age: 90_000)
    try leave("mine.tmp", age: 90_000)
    #expect(symlink("a.mlts.json", folder.path.appending(".mlts-33333333.tmp").string) == 0)
    let all = folder.names
    // By the clock of the file system, which another machine may go by, nothing is an hour old yet.
    try setTime(of: folder.path, now.secondsSince1970 - 3700)
    AssessmentFile.removeLeftovers(beside: file.path, now: now)
    #expect(folder.names == all)
    try setTime(of: folder.path, now.secondsSince1970)
    // By the clock of this machine neither.
    AssessmentFile.removeLeftovers(beside: file.path, now: Timestamp(secondsSince1970: now.secondsSince1970 - 3600))
    #expect(folder.names == all)
    AssessmentFile.removeLeftovers(beside: file.path, now: now)
    #expect(folder.names == all.filter { $0 != ".mlts-0a1b2c3d.tmp" })
    AssessmentFile.removeLeftovers(beside: "/nowhere/a.mlts.json", now: now)
  }
}
