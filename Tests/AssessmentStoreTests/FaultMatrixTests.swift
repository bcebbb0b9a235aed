import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Every system call that an operation of the store makes, made to fail in every way: one run records the calls, and one
/// more follows for each of them and each way to fail.
@Suite struct FaultMatrixTests {
  private func everyFault(
    over base: SystemCalls = .live, calls least: Set<String>,
    _ trial: (TemporaryFolder, FaultyCalls, Failure) throws -> Void
  ) throws {
    func run(_ failing: Int?, _ failure: Failure) throws -> [String] {
      let folder = try TemporaryFolder()
      let faulty = FaultyCalls(failing, failure, over: base)
      try trial(folder, faulty, failure)
      #expect(faulty.openFiles == 0, faulty.description)
      #expect(!faulty.namedTooEarly, faulty.description)
      return faulty.calls
    }
    // Without a number to fail at, any way to fail does nothing.
    let calls = try run(nil, .short)
    #expect(least.isSubset(of: calls), "\(calls)")
    for failure in Failure.allCases {
      for (index, call) in calls.enumerated() where failure.canHappen(to: call) { _ = try run(index + 1, failure) }
    }
  }

  /// Whether it succeeds; where it fails, the message has to name the file and the cause and say what to do.
  private func succeeds(_ faulty: FaultyCalls, _ failure: Failure, _ body: () throws -> Void) throws -> Bool {
    do {
      try body()
    } catch let error as AssessmentFileError {
      #expect(!failure.isHarmless, "\(faulty.description): \(error)")
      for problem in error.problems {
        #expect(problem.description.contains(".mlts."), "\(faulty.description): \(error)")
        #expect(failure.words.contains { problem.reason.contains($0) }, "\(faulty.description): \(error)")
        #expect(!problem.cure.isEmpty, "\(faulty.description): \(error)")
      }
      return false
    }
    return true
  }

  /// The same for a save: what is called saved outlasts a power cut.
  private func saves(_ faulty: FaultyCalls, _ failure: Failure, _ body: () throws -> Void) throws -> Bool {
    guard try succeeds(faulty, failure, body) else { return false }
    #expect(faulty.isFolderDurable, faulty.description)
    return true
  }

  private func renamed(_ assessment: Assessment) -> Assessment {
    var assessment = assessment
    assessment.system.name = "renamed"
    return assessment
  }

  private func before() throws -> Assessment {
    try AssessmentFormat.decode(try fullBytes(), file: "a", rubrics: catalog()).assessment
  }

  private func expectOldOrNew(
    _ folder: TemporaryFolder, old: [UInt8]?, new: [UInt8], _ succeeded: Bool, _ what: Comment
  ) throws {
    let names = folder.names
    let now = names.contains("a.mlts.json") ? try folder.read("a.mlts.json") : nil
    #expect(now == old || now == new, what)
    if succeeded { #expect(now == new, what) }
    if let now { _ = try AssessmentFormat.decode(now, file: "a", rubrics: catalog()) }
    // At the most one temporary file is left, where removing it failed too.
    #expect(names.filter { $0 != "a.mlts.json" }.count <= 1, what)
    #expect(names.allSatisfy { $0 == "a.mlts.json" || SystemCalls.isTemporary($0) }, what)
  }

  private static let savingCalls: Set<String> = [
    "open", "open to write", "read", "fstat", "realpath", "access", "fchmod", "write", "fsync", "close", "rename",
  ]

  @Test func aSaveIsOldOrNewAndNeverBetween() throws {
    let (old, assessment) = (try fullBytes(), try before())
    let new = AssessmentFormat.encode(renamed(assessment))
    try everyFault(calls: FaultMatrixTests.savingCalls) { folder, faulty, failure in
      let path = try folder.write("a.mlts.json", old)
      let succeeded = try saves(faulty, failure) {
        var file = try AssessmentFile.load(path, rubrics: catalog(), system: faulty.system)
        try file.save(renamed(assessment))
      }
      try expectOldOrNew(folder, old: old, new: new, succeeded, faulty.description)
    }
  }

  /// A foreign owner makes the store give the new file away.
  @Test(.enabled(if: canGiveFilesAway, "only root may give files away"))
  func aSaveOfSomebodyElsesFileIsOldOrNew() throws {
    let (old, assessment) = (try fullBytes(), try before())
    let new = AssessmentFormat.encode(renamed(assessment))
    try everyFault(calls: FaultMatrixTests.savingCalls.union(["fchown"])) { folder, faulty, failure in
      let path = try folder.write("a.mlts.json", old, mode: 0o660)
      #expect(chown(path.string, 12_345, 23_456) == 0)
      let succeeded = try saves(faulty, failure) {
        var file = try AssessmentFile.load(path, rubrics: catalog(), system: faulty.system)
        try file.save(renamed(assessment))
      }
      try expectOldOrNew(folder, old: old, new: new, succeeded, faulty.description)
      // Whatever of the owner could not be kept, no other group got in.
      let status = try SystemCalls.live.content(of: path).status
      #expect(status.group == 23_456 || status.permissions.rawValue & 0o077 == 0, faulty.description)
    }
  }

  @Test func aMergingSaveKeepsBothAndTheNextOneSucceeds() throws {
    let base = try before()
    var theirs = base
    theirs.system.description = "theirs"
    let old = AssessmentFormat.encode(theirs)
    var both = renamed(base)
    both.system.description = "theirs"
    let new = AssessmentFormat.encode(both)
    try everyFault(calls: FaultMatrixTests.savingCalls.union(["flock"])) { folder, faulty, failure in
      let path = try folder.write("a.mlts.json", AssessmentFormat.encode(base))
      // Somebody else writes between the load and the save.
      var loaded: AssessmentFile?
      _ = try succeeds(faulty, failure) {
        loaded = try AssessmentFile.load(path, rubrics: catalog(), system: faulty.system)
      }
      try folder.write("a.mlts.json", old)
      if var file = loaded {
        let succeeded = try saves(faulty, failure) {
          let outcome = try file.saveMerging(renamed(base))
          #expect(outcome == .merged(both), faulty.description)
        }
        try expectOldOrNew(folder, old: old, new: new, succeeded, faulty.description)
        // Nor does a signal make anybody save without the lock.
        if failure.isHarmless { #expect(faulty.calls.contains("flock"), faulty.description) }
        loaded = file
      }
      // The app tries again: the fault is over, or a new process starts after the kill.
      if failure == .kill || loaded == nil { loaded = try AssessmentFile.load(path, rubrics: catalog()) }
      var file = try #require(loaded)
      let wanted = failure == .kill ? both : renamed(file.assessment)
      // The fault may come only now, and be over the time after.
      if try !succeeds(faulty, failure, { _ = try file.saveMerging(wanted) }) { _ = try file.saveMerging(wanted) }
      #expect(failure == .kill || faulty.isFolderDurable, faulty.description)
      #expect(try folder.read("a.mlts.json") == new, faulty.description)
    }
  }

  private func expectWholeOrNotThere(over base: SystemCalls, calls: Set<String>) throws {
    let assessment = try before()
    let new = AssessmentFormat.encode(assessment)
    try everyFault(over: base, calls: calls) { folder, faulty, failure in
      let path = folder.path.appending("a.mlts.json")
      let succeeded = try saves(faulty, failure) {
        _ = try AssessmentFile.create(assessment, at: path, rubrics: catalog(), system: faulty.system)
      }
      try expectOldOrNew(folder, old: nil, new: new, succeeded, faulty.description)
      // What is there can be opened and saved, and what is not can be made.
      if folder.names.contains("a.mlts.json") {
        var file = try AssessmentFile.load(path, rubrics: catalog())
        try file.save(renamed(assessment))
      } else {
        _ = try AssessmentFile.create(assessment, at: path, rubrics: catalog(), system: base)
      }
    }
  }

  @Test func aNewFileIsWholeOrNotThere() throws {
    try expectWholeOrNotThere(over: .live, calls: ["open to write", "write", "fsync", "link", "unlink"])
  }

  @Test func aNewFileIsWholeOrNotThereOnADiskWithoutLinks() throws {
    var base = SystemCalls.live
    base.link = { (_, _) throws(Errno) in throw .notPermitted }
    try expectWholeOrNotThere(over: base, calls: ["open to write", "write", "fsync", "link", "rename"])
  }

  /// A session with drafts: it takes over what an ended one left, writes its own, and removes it when it is committed.
  @Test(arguments: [false, true])
  func draftsAreWholeAndGoWithTheirSession(hasStateFolder: Bool) throws {
    func draft(_ text: String, _ time: String) throws -> Draft {
      Draft(testID: "data-1", field: "note", text: text, at: try #require(Timestamp(time)))
    }
    let first = try draft("before", "2026-11-20T10:00:00Z")
    let second = try draft("after", "2026-11-20T10:00:01Z")
    let least: Set<String> = ["open", "open to write", "read", "write", "fsync", "rename", "unlink"]
    try everyFault(calls: least) { folder, faulty, failure in
      func store(_ system: SystemCalls) -> DraftStore {
        let state = folder.path.appending("state").string
        return DraftStore(
          for: folder.path.appending("a.mlts.json"),
          environment: { hasStateFolder && $0 == "XDG_STATE_HOME" ? state : nil }, system: system)
      }
      let other = store(.live)
      try other.save(first)
      let session = store(faulty.system)
      let (found, damaged) = session.load()
      let isTakenOver = !found.isEmpty
      for error in damaged { _ = try succeeds(faulty, failure) { () throws in throw error } }
      // Nobody believes that nothing was left.
      #expect(isTakenOver || !damaged.isEmpty, faulty.description)
      let isSaved = try saves(faulty, failure) { try session.save(second) }
      var kept = other.load().drafts.map(\.text)
      if isSaved { #expect(kept.first == "after", faulty.description) }
      // What fails beside the assessment does not fail in the state folder.
      if hasStateFolder && failure != .kill { #expect(isSaved, faulty.description) }
      #expect(Set(kept).isSubset(of: ["before", "after"]) && !kept.isEmpty, faulty.description)
      let isDiscarded = try succeeds(faulty, failure) { try session.discard() }
      if !isDiscarded && failure != .kill { try session.discard() }
      kept = other.load().drafts.map(\.text)
      // Committed text is not offered again, and what was not taken over is not thrown away.
      if failure != .kill { #expect(kept == (isTakenOver ? [] : ["before"]), faulty.description) }
    }
  }

  @Test func aRescueIsTheLastOrTheOneBefore() throws {
    let base = try before()
    let first = Rescue(base: base, mine: base)
    let second = Rescue(base: base, mine: renamed(base))
    try everyFault(calls: ["open to write", "write", "fsync", "link"]) { folder, faulty, failure in
      func store(_ system: SystemCalls) throws -> RescueStore {
        let state = folder.path.appending("state").string
        return RescueStore(
          for: folder.path.appending("a.mlts.json"), rubrics: try catalog(),
          environment: { $0 == "XDG_STATE_HOME" ? state : nil }, system: system)
      }
      try store(.live).save(first, at: Timestamp(secondsSince1970: 10))
      let store = try store(faulty.system)
      let succeeded = try saves(faulty, failure) { try store.save(second, at: Timestamp(secondsSince1970: 20)) }
      let kept = RescueStore(
        for: folder.path.appending("a.mlts.json"), rubrics: try catalog(),
        environment: { $0 == "XDG_STATE_HOME" ? folder.path.appending("state").string : nil }
      ).load().rescue
      #expect(kept == second || (kept == first && !succeeded), faulty.description)
    }
  }
}
