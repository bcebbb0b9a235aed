import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Decisions that could not be saved, of several sessions.
@Suite struct RescueTests {
  let folder: TemporaryFolder
  let base: Assessment

  init() throws {
    folder = try TemporaryFolder()
    base = try AssessmentFormat.decode(fullBytes(), file: "a", rubrics: catalog()).assessment
  }

  private func store(process: Int32, host: String = "here", running: Set<Int32> = []) throws -> RescueStore {
    let state = folder.path.appending("state").string
    return RescueStore(
      for: folder.path.appending("fraud.mlts.json"), rubrics: try catalog(),
      environment: { $0 == "XDG_STATE_HOME" ? state : nil }, system: .live,
      session: DraftSession(host: host, process: process, runs: { running.contains($0) }))
  }

  private func rescue(_ name: String) -> Rescue {
    var mine = base
    mine.system.name = name
    return Rescue(base: base, mine: mine)
  }

  private func at(_ seconds: Int) -> Timestamp { Timestamp(secondsSince1970: 1_800_000_000 + seconds) }

  @Test func sessionsThatCannotSaveKeepAFileEach() throws {
    let (one, two) = (try store(process: 1), try store(process: 2))
    try one.save(rescue("one"), at: at(1))
    try two.save(rescue("two"), at: at(2))
    try one.save(rescue("one, more"), at: at(3))
    // Each start asks about one of them, the newest first.
    let next = try store(process: 3)
    #expect(next.load().rescue == rescue("one, more"))
    try next.discard()
    let last = try store(process: 4)
    #expect(last.load().rescue == rescue("two"))
    try last.save(rescue("two, taken over"), at: at(4))
    #expect(try store(process: 5).load().rescue == rescue("two, taken over"))
    try last.discard()
    #expect(try store(process: 5).load().rescue == nil)
  }

  @Test func whatARunningSessionKeepsIsNotTakenForLost() throws {
    let one = try store(process: 1)
    try one.save(rescue("one"), at: at(1))
    let other = try store(process: 2, running: [1])
    #expect(other.load().rescue == nil)
    try other.discard()
    #expect(try store(process: 3).load().rescue == rescue("one"))
    let elsewhere = try store(process: 4, host: "there")
    #expect(elsewhere.load(now: at(60)).rescue == nil)
    #expect(elsewhere.load(now: at(3600)).rescue == rescue("one"))
  }

  @Test func oneOfAnEarlierVersionNamesNobodyAndIsOffered() throws {
    let one = try store(process: 1)
    let path = try one.save(rescue("one"), at: at(1))
    guard case .object(var members) = try JSONParser.parse(try SystemCalls.live.content(of: path).bytes) else {
      Issue.record("no object")
      return
    }
    for key in ["at", "host", "process"] { members[key] = nil }
    try folder.write("state/mlts/\(path.lastComponent?.string ?? "")", JSONWriter.write(.object(members)))
    #expect(try store(process: 2, running: [1]).load(now: at(2)).rescue == rescue("one"))
  }

  @Test func aDamagedOneIsToldAndNeverWrittenOver() throws {
    let path = try store(process: 1).save(rescue("one"), at: at(1))
    try folder.write("state/mlts/\(path.lastComponent?.string ?? "")", Array("{".utf8))
    let two = try store(process: 2)
    let (found, damaged) = two.load()
    #expect(found == nil)
    #expect(damaged.map(\.kind) == [.unreadable])
    #expect(damaged.first?.description.contains(path.string) == true)
    #expect(try two.save(rescue("two"), at: at(2)) != path)
    #expect(try SystemCalls.live.content(of: path).bytes == Array("{".utf8))
  }

  @Test func aDamagedOneHidesNoOther() throws {
    let path = try store(process: 1).save(rescue("one"), at: at(1))
    try store(process: 2, running: [1]).save(rescue("two"), at: at(2))
    try folder.write("state/mlts/\(path.lastComponent?.string ?? "")", Array("{".utf8))
    let (found, damaged) = try store(process: 3).load()
    #expect(found == rescue("two"))
    #expect(damaged.count == 1)
  }

  /// Beside the assessment the name says whose it is; in the state folder only the path in it does.
  @Test func oneBesideTheAssessmentGoesWithARenamedFolder() throws {
    func store(in folder: FilePath) throws -> RescueStore {
      RescueStore(
        for: folder.appending("fraud.mlts.json"), rubrics: try catalog(), environment: { _ in nil }, system: .live)
    }
    let (before, after) = (folder.path.appending("before"), folder.path.appending("after"))
    #expect(mkdir(before.string, 0o700) == 0)
    try store(in: before).save(rescue("one"), at: at(1))
    #expect(rename(before.string, after.string) == 0)
    let (found, damaged) = try store(in: after).load()
    #expect(found == rescue("one"))
    #expect(damaged.isEmpty)
    let path = try self.store(process: 1).save(rescue("two"), at: at(2))
    let elsewhere = try RescueStore(
      for: folder.path.appending("other.mlts.json"), rubrics: catalog(),
      environment: { [folder] in $0 == "XDG_STATE_HOME" ? folder.path.appending("state").string : nil },
      system: .live)
    let bytes = try SystemCalls.live.content(of: path).bytes
    let other = try elsewhere.save(rescue("three"), at: at(3))
    try folder.write("state/mlts/\(other.lastComponent?.string ?? "")", bytes)
    #expect(elsewhere.load().rescue == nil)
    #expect(elsewhere.load().damaged.count == 1)
  }
}
