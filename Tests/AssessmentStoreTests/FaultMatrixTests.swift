import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Every system call of every operation of the store, made to fail at every step in every way.
@Suite struct FaultMatrixTests {
  /// How a call fails.
  enum Failure: CaseIterable, CustomTestStringConvertible {
    case ioError, noSpace, readOnly, quota, accessDenied, interrupted
    /// Nothing that the process does from here on happens.
    case kill

    var errno: Errno {
      switch self {
      case .ioError, .kill: .ioError
      case .noSpace: .noSpace
      case .readOnly: .readOnlyFileSystem
      case .quota: Errno(rawValue: EDQUOT)
      case .accessDenied: .permissionDenied
      case .interrupted: .interrupted
      }
    }

    var testDescription: String { "\(self)" }
  }

  /// The system, with the call of one number made to fail; counts the calls.
  private final class Faulty: @unchecked Sendable {
    let failing: Int?
    let failure: Failure
    private(set) var calls = 0

    init(_ failing: Int?, _ failure: Failure) {
      self.failing = failing
      self.failure = failure
    }

    /// - Parameter canBeInterrupted: Whether POSIX lets a signal interrupt the call.
    func step(canBeInterrupted: Bool = true) throws(Errno) {
      calls += 1
      guard let failing else { return }
      if failure == .interrupted && !canBeInterrupted { return }
      if calls == failing || (failure == .kill && calls > failing) { throw failure.errno }
    }

    var system: SystemCalls {
      let live = SystemCalls.live
      var system = live
      system.open = { [self] (path, mode, options) throws(Errno) in
        try step()
        return try live.open(path, mode, options)
      }
      system.read = { [self] (file, buffer) throws(Errno) in
        try step()
        return try live.read(file, buffer)
      }
      system.write = { [self] (file, buffer) throws(Errno) in
        try step()
        // Short writes, so that there are several to fail.
        return try live.write(file, UnsafeRawBufferPointer(rebasing: buffer.prefix(1500)))
      }
      system.status = { [self] (file) throws(Errno) in
        try step()
        return try live.status(file)
      }
      system.setPermissions = { [self] (file, mode) throws(Errno) in
        try step()
        try live.setPermissions(file, mode)
      }
      system.setOwner = { [self] (file, owner, group) throws(Errno) in
        try step()
        try live.setOwner(file, owner, group)
      }
      system.sync = { [self] (file) throws(Errno) in
        try step()
        try live.sync(file)
      }
      system.close = { [self] (file) throws(Errno) in
        // The descriptor is gone either way; only what the call says differs.
        try live.close(file)
        try step()
      }
      system.rename = { [self] (from, to) throws(Errno) in
        try step(canBeInterrupted: false)
        try live.rename(from, to)
      }
      system.link = { [self] (from, to) throws(Errno) in
        try step(canBeInterrupted: false)
        try live.link(from, to)
      }
      system.remove = { [self] (path) throws(Errno) in
        try step(canBeInterrupted: false)
        try live.remove(path)
      }
      system.makeFolder = { [self] (path) throws(Errno) in
        try step(canBeInterrupted: false)
        try live.makeFolder(path)
      }
      system.checkWritable = { [self] (path) throws(Errno) in
        try step()
        try live.checkWritable(path)
      }
      system.lock = { [self] (folder) throws(Errno) in
        try step()
        try live.lock(folder)
      }
      system.resolve = { [self] (path) throws(Errno) in
        try step()
        return try live.resolve(path)
      }
      return system
    }
  }

  /// Runs an operation once without a fault to count its calls, then once for each call and each way to fail.
  private func everyFault(
    _ operation: (TemporaryFolder, SystemCalls) throws -> Bool,
    check: (TemporaryFolder, _ succeeded: Bool, _ what: Comment) throws -> Void
  ) throws {
    func run(_ failing: Int?, _ failure: Failure) throws -> Int {
      let folder = try TemporaryFolder()
      let faulty = Faulty(failing, failure)
      let succeeded = try operation(folder, faulty.system)
      try check(folder, succeeded, "call \(failing ?? 0), \(failure)")
      return faulty.calls
    }
    let calls = try run(nil, .ioError)
    #expect(calls > 5)
    for failure in Failure.allCases {
      for index in 1...calls { _ = try run(index, failure) }
    }
  }

  private func renamed(_ assessment: Assessment) -> Assessment {
    var assessment = assessment
    assessment.system.name = "renamed"
    return assessment
  }

  private func succeeds(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as AssessmentFileError {
      // Every message names the file or its folder and says what to do.
      #expect(error.description.contains("mlts"), "\(error)")
      #expect(error.problems.allSatisfy { !$0.reason.isEmpty && !$0.cure.isEmpty }, "\(error)")
      return false
    }
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
    #expect(names.allSatisfy { $0 == "a.mlts.json" || $0.hasPrefix(".mlts-") }, what)
  }

  @Test func aSaveIsOldOrNewAndNeverBetween() throws {
    let old = try fullBytes()
    let before = try AssessmentFormat.decode(old, file: "a", rubrics: catalog()).assessment
    let new = AssessmentFormat.encode(renamed(before))
    try everyFault { folder, system in
      let path = try folder.write("a.mlts.json", old)
      return try succeeds {
        var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
        try file.save(renamed(before))
      }
    } check: { folder, succeeded, what in
      try expectOldOrNew(folder, old: old, new: new, succeeded, what)
    }
  }

  @Test func aMergingSaveKeepsBothOrTheirs() throws {
    let base = try AssessmentFormat.decode(try fullBytes(), file: "a", rubrics: catalog()).assessment
    var theirs = base
    theirs.system.description = "theirs"
    let old = AssessmentFormat.encode(theirs)
    var both = renamed(base)
    both.system.description = "theirs"
    let new = AssessmentFormat.encode(both)
    try everyFault { folder, system in
      let path = try folder.write("a.mlts.json", AssessmentFormat.encode(base))
      // Only the save is under test; somebody else writes between the load and it.
      guard var file = try? AssessmentFile.load(path, rubrics: catalog(), system: system) else {
        try folder.write("a.mlts.json", old)
        return false
      }
      try folder.write("a.mlts.json", old)
      return try succeeds {
        let outcome = try file.saveMerging(renamed(base))
        #expect(outcome != .saved)
      }
    } check: { folder, succeeded, what in
      try expectOldOrNew(folder, old: old, new: new, succeeded, what)
    }
  }

  @Test func aNewFileIsWholeOrNotThere() throws {
    let assessment = try AssessmentFormat.decode(try fullBytes(), file: "a", rubrics: catalog()).assessment
    try everyFault { folder, system in
      try succeeds {
        _ = try AssessmentFile.create(
          assessment, at: folder.path.appending("a.mlts.json"), rubrics: catalog(), system: system)
      }
    } check: { folder, succeeded, what in
      try expectOldOrNew(folder, old: nil, new: AssessmentFormat.encode(assessment), succeeded, what)
    }
  }

  @Test func aDraftIsTheLastOrTheOneBefore() throws {
    func draft(_ text: String) throws -> Draft {
      Draft(testID: "data-1", field: "note", text: text, at: try #require(Timestamp("2026-11-20T10:00:00Z")))
    }
    try everyFault { folder, system in
      func store(_ system: SystemCalls) -> DraftStore {
        DraftStore(for: folder.path.appending("a.mlts.json"), environment: { _ in nil }, system: system)
      }
      try store(.live).save(try draft("before"))
      return try succeeds {
        let store = store(system)
        _ = try store.load()
        try store.save(try draft("after"))
      }
    } check: { folder, succeeded, what in
      let kept = try DraftStore(
        for: folder.path.appending("a.mlts.json"), environment: { _ in nil }, system: .live
      ).load().map(\.text)
      #expect(kept.contains("after") || !succeeded, what)
      #expect(kept == ["after"] || kept == ["before"] || Set(kept) == ["after", "before"], what)
    }
  }

  /// Signals interrupt calls; no save fails for that.
  @Test func interruptedCallsAreMadeAgain() throws {
    let old = try fullBytes()
    let before = try AssessmentFormat.decode(old, file: "a", rubrics: catalog()).assessment
    var interrupted = 0
    for index in 1...60 {
      let folder = try TemporaryFolder()
      let path = try folder.write("a.mlts.json", old)
      let faulty = Faulty(index, .interrupted)
      var file = try AssessmentFile.load(path, rubrics: catalog(), system: faulty.system)
      try file.save(renamed(before))
      #expect(try folder.read("a.mlts.json") == AssessmentFormat.encode(renamed(before)))
      if faulty.calls >= index { interrupted += 1 }
    }
    #expect(interrupted > 10)
  }
}
