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

  @Test func aHeldLockNeverBlocksForLongAndIsGoneWithItsProcess() throws {
    var (file, changed) = try opened()
    let child = try holder()
    let start = ContinuousClock.now
    let error = try fileError { _ = try file.saveMerging(changed) }
    let waited = ContinuousClock.now - start
    #expect(error.description.contains("another mlts is saving"))
    // A fifth of a second is the bound; on a machine under load the sleeps take longer.
    #expect(waited < .seconds(5))
    #expect(try folder.read("a.mlts.json") == (try fullBytes()))
    kill(child, SIGKILL)
    var status: Int32 = 0
    waitpid(child, &status, 0)
    #expect(try file.saveMerging(changed) == .saved)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func leftoversOfKilledSavesAreRemovedWhenTheyAreOld() throws {
    let (file, _) = try opened()
    let now = Timestamp(secondsSince1970: 1_800_000_000)
    func leave(_ name: String, age: Int) throws {
      let path = try folder.write(name, [1])
      var times = [timespec(), timespec()]
      for index in times.indices { times[index].tv_sec = now.secondsSince1970 - age }
      #expect(utimensat(AT_FDCWD, path.string, &times, 0) == 0)
    }
    try leave(".mlts-0a1b2c3d.tmp", age: 3700)
    try leave(".mlts-11111111.tmp", age: 60)
    try leave(".mlts-22222222.tmp", age: -3700)
    try leave(".mlts-other.tmp", age: 90_000)
    try leave("mine.tmp", age: 90_000)
    #expect(symlink("a.mlts.json", folder.path.appending(".mlts-33333333.tmp").string) == 0)
    AssessmentFile.removeLeftovers(beside: file.path, now: now)
    #expect(
      folder.names == [
        ".mlts-11111111.tmp", ".mlts-22222222.tmp", ".mlts-33333333.tmp", ".mlts-other.tmp", "a.mlts.json",
        "mine.tmp",
      ])
    AssessmentFile.removeLeftovers(beside: "/nowhere/a.mlts.json", now: now)
  }
}
