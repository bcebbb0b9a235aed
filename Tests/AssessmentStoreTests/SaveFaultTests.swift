import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// A call of the store that fails, with what mlts says then.
struct Fault: Sendable, CustomTestStringConvertible {
  let call: String
  let errno: Errno
  let kind: AssessmentFileError.Kind
  let reason: String
  var testDescription: String { "\(call) \(errno)" }

  init(_ call: String, _ errno: Errno, _ kind: AssessmentFileError.Kind, _ reason: String) {
    self.call = call
    self.errno = errno
    self.kind = kind
    self.reason = reason
  }

  var system: SystemCalls {
    let errno = errno
    var system = SystemCalls.live
    switch call {
    case "open":
      system.open = { (path, mode, options) throws(Errno) in
        if mode == .writeOnly { throw errno }
        return try SystemCalls.live.open(path, mode, options)
      }
    case "write": system.write = { (_, _) throws(Errno) in throw errno }
    case "write late":
      let turn = Counter()
      system.write = { (file, buffer) throws(Errno) in
        if turn.next() > 2 { throw errno }
        return try SystemCalls.live.write(file, UnsafeRawBufferPointer(rebasing: buffer.prefix(100)))
      }
    case "fsync": system.sync = { (_) throws(Errno) in throw errno }
    case "fchmod": system.setPermissions = { (_, _) throws(Errno) in throw errno }
    case "close":
      // Closing after reading stays silent; only the writer's close tells of lost bytes.
      let written = Counter()
      system.write = { (file, buffer) throws(Errno) in
        _ = written.next()
        return try SystemCalls.live.write(file, buffer)
      }
      system.close = { (file) throws(Errno) in
        try SystemCalls.live.close(file)
        if written.next() > 0 { throw errno }
      }
    case "rename": system.rename = { (_, _) throws(Errno) in throw errno }
    case "access": system.checkWritable = { (_) throws(Errno) in throw errno }
    default: Issue.record("no such call: \(call)")
    }
    return system
  }
}

@Suite struct SaveFaultTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    Fault("open", .noSpace, .diskFull, "the disk is full"),
    Fault("open", .permissionDenied, .writeProtected, "the folder FOLDER lets you write no files"),
    Fault("open", .readOnlyFileSystem, .writeProtected, "the file system is mounted read-only"),
    Fault("open", .noSuchFileOrDirectory, .folderGone, "there is no folder FOLDER"),
    Fault("open", .tooManyOpenFiles, .writeFailed, "\(Errno.tooManyOpenFiles)"),
    Fault("write", .noSpace, .diskFull, "the disk is full"),
    Fault("write late", .noSpace, .diskFull, "the disk is full"),
    Fault("write late", .ioError, .writeFailed, "\(Errno.ioError)"),
    Fault("write", Errno(rawValue: 122), .diskFull, "your disk quota is used up"),
    Fault("write", .fileTooLarge, .diskFull, "the file would be larger than the limit allows"),
    Fault("fsync", .ioError, .writeFailed, "\(Errno.ioError)"),
    Fault("fchmod", .notPermitted, .writeProtected, "the folder FOLDER lets you write no files"),
    Fault("close", .noSpace, .diskFull, "the disk is full"),
    Fault("rename", .ioError, .writeFailed, "\(Errno.ioError)"),
    Fault("rename", .permissionDenied, .writeProtected, "the folder FOLDER lets you write no files"),
    Fault("access", .permissionDenied, .writeProtected, "the file is write-protected"),
  ])
  func aFailedSaveLeavesTheOldFileAndTheEdits(_ fault: Fault) throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: fault.system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    let error = try fileError { try file.save(assessment) }
    #expect(error.kind == fault.kind)
    let reason = fault.reason.replacing("FOLDER", with: "\"\(folder.path)\"")
    #expect(error.problems.map(\.reason) == ["not saved: \(reason)"])
    #expect(error.problems.allSatisfy { !$0.cure.isEmpty })
    #expect(try folder.read("a.mlts.json") == Array(fullText.utf8))
    #expect(folder.names == ["a.mlts.json"])
    // The next try, with the fault gone, works.
    var again = try AssessmentFile.load(path, rubrics: catalog())
    try again.save(assessment)
    #expect(try AssessmentFile.load(path, rubrics: catalog()).assessment == assessment)
  }

  @Test func signalsAndShortWritesChangeNothing() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var system = SystemCalls.live
    let turn = Counter()
    system.write = { (file, buffer) throws(Errno) in
      if turn.next() % 3 == 0 { throw .interrupted }
      return try SystemCalls.live.write(file, UnsafeRawBufferPointer(rebasing: buffer.prefix(11)))
    }
    system.sync = { (file) throws(Errno) in
      if turn.next() % 2 == 0 { throw .interrupted }
      try SystemCalls.live.sync(file)
    }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    try file.save(assessment)
    #expect(try folder.read("a.mlts.json") == AssessmentFormat.encode(assessment))
  }

  @Test func aDiskThatWritesNothingDoesNotHang() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var system = SystemCalls.live
    system.write = { (_, _) throws(Errno) in 0 }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    #expect(try fileError { try file.save(assessment) }.kind == .writeFailed)
  }

  @Test func theStepsComeInTheOrderThatSurvivesAPowerCut() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    let log = Log()
    var system = SystemCalls.live
    system.write = { (file, buffer) throws(Errno) in
      log.add("write")
      return try SystemCalls.live.write(file, buffer)
    }
    system.sync = { (file) throws(Errno) in
      log.add(try SystemCalls.live.status(file).kind == .folder ? "fsync folder" : "fsync file")
      try SystemCalls.live.sync(file)
    }
    system.rename = { (from, to) throws(Errno) in
      log.add("rename")
      try SystemCalls.live.rename(from, to)
    }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    try file.save(assessment)
    #expect(log.entries == ["write", "fsync file", "rename", "fsync folder"])
  }

  @Test func whenOnlyTheFolderCouldNotBeSyncedTheNextSaveStillKnowsTheFile() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    let turn = Counter()
    var system = SystemCalls.live
    system.sync = { (file) throws(Errno) in
      if try SystemCalls.live.status(file).kind == .folder, turn.next() == 0 { throw .ioError }
    }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    #expect(try fileError { try file.save(assessment) }.kind == .writeFailed)
    // The same save again may not call it done without another fsync.
    try file.save(assessment)
    #expect(turn.next() == 2)
    assessment.system.name = "renamed again"
    try file.save(assessment)
    #expect(try AssessmentFile.load(path, rubrics: catalog()).assessment == assessment)
  }

  @Test func fileSystemsWithoutSyncAreWrittenAllTheSame() throws {
    let path = try folder.write("a.mlts.json", fullText.utf8)
    var system = SystemCalls.live
    system.sync = { (_) throws(Errno) in throw .invalidArgument }
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var assessment = file.assessment
    assessment.system.name = "renamed"
    try file.save(assessment)
    #expect(try AssessmentFile.load(path, rubrics: catalog()).assessment == assessment)
  }
}

/// What was called, in order.
final class Log: @unchecked Sendable {
  private(set) var entries: [String] = []
  func add(_ entry: String) { entries.append(entry) }
}
