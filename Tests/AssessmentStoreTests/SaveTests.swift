import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

@Suite struct SaveTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func load(_ path: FilePath, _ system: SystemCalls = .live) throws -> AssessmentFile {
    try AssessmentFile.load(path, rubrics: catalog(), system: system)
  }

  func renamed(_ assessment: Assessment) -> Assessment {
    var assessment = assessment
    assessment.system.name = "renamed"
    return assessment
  }

  @Test func anUnchangedFileKeepsTheBytesThatAPersonFormatted() throws {
    let bytes = Array(fullText.utf8) + Array("\r\n  \n".utf8)
    let path = try folder.write("a.mlts.json", bytes)
    var file = try load(path)
    try file.save(file.assessment)
    #expect(try folder.read("a.mlts.json") == bytes)
    // Changed and changed back before the next save is unchanged, too.
    var assessment = renamed(file.assessment)
    assessment.system.name = file.assessment.system.name
    try file.save(assessment)
    #expect(try folder.read("a.mlts.json") == bytes)
  }

  /// Swift takes both for the same text, and the system takes them for two names.
  @Test func anotherSpellingOfTheSameCharacterIsSaved() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try load(path)
    for spelling in ["caf\u{E9}", "cafe\u{301}", "caf\u{E9}"] {
      var assessment = file.assessment
      assessment.answers["data-1"]?.evidence["e-7f3a21c0"]?.locator = spelling
      try file.save(assessment)
      let locator = try load(path).assessment.answers["data-1"]?.evidence["e-7f3a21c0"]?.locator
      #expect(locator.map { Array($0.utf8) } == Array(spelling.utf8))
    }
  }

  /// Whichever is canonical already: what was read, or what the last save wrote.
  @Test func anUnchangedAssessmentIsNotWritten() throws {
    let path = try folder.write("a.mlts.json", try fullBytes())
    var system = SystemCalls.live
    let writes = Counter()
    system.rename = { (from, to) throws(Errno) in
      _ = writes.next()
      try SystemCalls.live.rename(from, to)
    }
    var file = try load(path, system)
    try file.save(file.assessment)
    try file.save(renamed(file.assessment))
    try file.save(file.assessment)
    var blank = file.assessment
    blank.answers["model-1"] = Answer()
    try file.save(blank)
    #expect(writes.next() == 1)
  }

  @Test func aChangedMilestoneIsNeverSaved() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try load(path)
    var assessment = file.assessment
    let id = try #require(assessment.milestones.keys.first)
    assessment.milestones[id]?.title = "Better than it was"
    let error = #expect(throws: AssessmentFileError.self) { try file.save(assessment) }
    #expect(error?.description.contains("milestones never are") == true)
    #expect(try folder.read("a.mlts.json") == Array(fullText.utf8))
  }

  @Test func aChangeIsOnDiskInCanonicalFormAndNothingElseIsLeft() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try load(path)
    try file.save(renamed(file.assessment))
    #expect(file.assessment.system.name == "renamed")
    let expected = String(decoding: try fullBytes(), as: UTF8.self).replacing(
      "\"fraud-scoring\"", with: "\"renamed\"")
    #expect(String(decoding: try folder.read("a.mlts.json"), as: UTF8.self) == expected)
    #expect(folder.names == ["a.mlts.json"])
    try file.save(renamed(file.assessment))
    #expect(try load(path).assessment == file.assessment)
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o664, 0o400] as [UInt32])
  func permissionsAreKept(_ mode: UInt32) throws {
    let path = try folder.write("a.mlts.json", fullText.utf8, mode: mode)
    var system = SystemCalls.live
    system.checkWritable = { (_) throws(Errno) in }
    var file = try load(path, system)
    try file.save(renamed(file.assessment))
    #expect(try folder.mode("a.mlts.json") == mode)
  }

  @Test func theOwnerIsKeptAndElseNoOtherGroupMayRead() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8, mode: 0o664)
    var file = try load(path, .onSomebodyElsesFile())
    try file.save(renamed(file.assessment))
    #expect(try folder.mode("a.mlts.json") == 0o604)
  }

  @Test func aSymbolicLinkStaysAndItsTargetIsReplaced() throws {
    try folder.write("real.mlts.json", fullText.utf8, mode: 0o600)
    let link = folder.path.appending("link.mlts.json")
    #expect(symlink("real.mlts.json", link.string) == 0)
    var file = try load(link)
    try file.save(renamed(file.assessment))
    var status = stat()
    #expect(lstat(link.string, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(try folder.read("real.mlts.json") == AssessmentFormat.encode(file.assessment))
    #expect(try folder.mode("real.mlts.json") == 0o600)
    // The target is gone, the link is still there: the file comes back where it was.
    #expect(unlink(folder.path.appending("real.mlts.json").string) == 0)
    try file.save(file.assessment)
    #expect(folder.names == ["link.mlts.json", "real.mlts.json"])
    #expect(try load(link).assessment == file.assessment)
  }

  @Test func aFileThatChangedSinceItWasReadIsNotOverwritten() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try load(path)
    let other = Array(fullText.utf8) + [0x0A]
    try folder.write("a.mlts.json", other)
    let error = try fileError { try file.save(renamed(file.assessment)) }
    #expect(error.kind == .changedOnDisk)
    #expect(
      error.description == "\(path): not saved: somebody else changed the file since it was read. "
        + "Load it again, or save yours under another name")
    #expect(try folder.read("a.mlts.json") == other)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func aRemovedFileIsMadeAnewWithItsPermissions() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8, mode: 0o600)
    var file = try load(path)
    #expect(unlink(path.string) == 0)
    try file.save(file.assessment)
    #expect(try folder.mode("a.mlts.json") == 0o600)
  }

  @Test func aVanishedFolderIsNamed() throws {
    let inner = folder.path.appending("inner")
    #expect(mkdir(inner.string, 0o700) == 0)
    let path = try folder.write("inner/a.mlts.json", fullText.utf8)
    var file = try load(path)
    #expect(unlink(path.string) == 0 && rmdir(inner.string) == 0)
    let error = try fileError { try file.save(renamed(file.assessment)) }
    #expect(error.kind == .folderGone)
    #expect(error.description.hasSuffix("there is no folder \"\(inner)\". Make it"))
    // It is back: the next try succeeds, since nothing was lost in memory.
    #expect(mkdir(inner.string, 0o700) == 0)
    try file.save(renamed(file.assessment))
    #expect(try load(path).assessment.system.name == "renamed")
    #expect(unlink(path.string) == 0)
  }

  @Test func aNewerFormatIsReadAndNeverWritten() throws {
    let newer = fullText.replacing("mlts.assessment/1", with: "mlts.assessment/2").replacing(
      "\"open\"", with: "\"dreamt\"")
    let path = try folder.write("a.mlts.json", newer.utf8)
    var file = try load(path)
    #expect(file.assessment.system.name == "fraud-scoring")
    #expect(file.readOnlyReason?.contains("mlts.assessment/2") == true)
    #expect(try fileError { try file.save(renamed(file.assessment)) }.kind == .newerFormat)
    #expect(try folder.read("a.mlts.json") == Array(newer.utf8))
  }

  @Test func whatCouldNotBeReadAgainIsNotWritten() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try load(path)
    var broken = file.assessment
    broken.system.name = ""
    let error = try fileError { try file.save(broken) }
    #expect(error.kind == .writeFailed)
    #expect(error.description == "\(path): system.name: not saved: is empty. Add \"name\": \"…\"")
    #expect(try folder.read("a.mlts.json") == Array(fullText.utf8))
  }

  /// It could not be opened again, by anybody.
  @Test func whatIsTooLargeToBeReadAgainIsNotWritten() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var system = SystemCalls.live
    system.sizeLimit = 1 << 20
    system.write = { (_, _) throws(Errno) in
      Issue.record("written")
      throw .ioError
    }
    var file = try load(path, system)
    var large = file.assessment
    large.system.description = String(repeating: "x", count: 1 << 20)
    let error = try fileError { try file.save(large) }
    #expect(error.kind == .writeFailed)
    #expect(
      error.description == "\(path): not saved: the file would have 2 MB, and mlts reads up to 1 MB. "
        + "Shorten what was pasted last: an assessment has some 60 KB")
    let new = folder.path.appending("new.mlts.json")
    #expect(
      try fileError { _ = try AssessmentFile.create(large, at: new, rubrics: catalog(), system: system) }.kind
        == .writeFailed)
    #expect(folder.names == ["a.mlts.json"])
    // What is kept of it is offered again.
    let state = folder.path.appending("state").string
    func store() throws -> RescueStore {
      var system = SystemCalls.live
      system.sizeLimit = 1 << 20
      return RescueStore(
        for: path, rubrics: try catalog(), environment: { $0 == "XDG_STATE_HOME" ? state : nil }, system: system)
    }
    let rescue = Rescue(base: file.assessment, mine: large)
    try store().save(rescue, at: Timestamp(secondsSince1970: 1_800_000_000))
    #expect(try store().load().rescue == rescue)
  }

  @Test func aNewFileNeverReplacesAnother() throws {
    let rubric = try Rubric.mlTestScore2017()
    let path = folder.path.appending("new.mlts.json")
    var file = try AssessmentFile.create(
      .new(system: "ranker", rubric: rubric, id: "1"), at: path, rubrics: catalog())
    try file.save(renamed(file.assessment))
    #expect(try folder.mode("new.mlts.json") & 0o600 == 0o600)
    let error = try fileError {
      _ = try AssessmentFile.create(.new(system: "x", rubric: rubric, id: "2"), at: path, rubrics: catalog())
    }
    #expect(error.kind == .alreadyExists)
    #expect(try load(path).assessment.system.name == "renamed")
    #expect(folder.names == ["new.mlts.json"])
  }
}
