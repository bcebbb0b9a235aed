import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

@Suite struct SpecialFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func refusal(_ path: FilePath, _ system: SystemCalls = .live) throws -> AssessmentFileError {
    try fileError { _ = try AssessmentFile.load(path, rubrics: catalog(), system: system) }
  }

  @Test func aMissingFileOffersToMakeOne() throws {
    let path = folder.path.appending("a.mlts.json")
    let error = try refusal(path)
    #expect(error.kind == .notFound && error.exitStatus == 4)
    #expect(error.description == "\(path): there is no such file. `mlts new \(path) --system NAME` makes a new one")
  }

  @Test func aDanglingLinkIsAMissingFile() throws {
    let path = folder.path.appending("link")
    #expect(symlink("nowhere", path.string) == 0)
    let error = try refusal(path)
    #expect(error.kind == .notFound)
    #expect(
      error.description == "\(path): it is a symbolic link that leads to nothing: \"nowhere\". "
        + "Bring back what it leads to, or remove the link")
    // Nor is anything made in its place, or where it leads.
    let assessment = Assessment.new(system: "ranker", rubric: try Rubric.mlTestScore2017(), id: "1")
    let taken = try fileError { _ = try AssessmentFile.create(assessment, at: path, rubrics: catalog()) }
    #expect(taken.kind == .alreadyExists && taken.description.contains("leads to nothing: \"nowhere\""))
    #expect(folder.names == ["link"])
  }

  @Test func linksInACircleAreNamed() throws {
    let path = folder.path.appending("link")
    #expect(symlink("link", path.string) == 0)
    let error = try refusal(path)
    #expect(error.kind == .unreadable)
    #expect(error.problems.first?.reason == "its symbolic links go round in a circle")
  }

  @Test func aPathThroughAFileIsNotFound() throws {
    try folder.write("file", [])
    #expect(try refusal(folder.path.appending("file").appending("x")).kind == .notFound)
  }

  @Test func aFolderIsNoFile() throws {
    let error = try refusal(folder.path)
    #expect(error.kind == .unreadable && error.exitStatus == 5)
    #expect(error.description == "\(folder.path): it is a folder. Name a file in it")
  }

  @Test func aPipeWithoutAWriterDoesNotHang() throws {
    let path = folder.path.appending("pipe")
    #expect(mkfifo(path.string, 0o600) == 0)
    #expect(try refusal(path).description == "\(path): it is a pipe (FIFO), no file. Check the path")
  }

  @Test func anEndlessDeviceIsRefused() throws {
    #expect(try refusal("/dev/zero").description == "/dev/zero: it is a device, no file. Check the path")
  }

  @Test func aSocketIsRefused() throws {
    let path = folder.path.appending("socket")
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.string.utf8.prefix(100)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    #expect(try refusal(path).description == "\(path): it is a socket or a device, no file. Check the path")
  }

  @Test func aHugeFileIsRefusedWithoutReadingIt() throws {
    let path = try folder.write("huge.mlts.json", [])
    #expect(truncate(path.string, 200 << 20) == 0)
    var system = SystemCalls.live
    system.read = { (_, _) throws(Errno) in
      Issue.record("read")
      throw .ioError
    }
    let error = try refusal(path, system)
    #expect(
      error.description == "\(path): the file has 200 MB, and mlts reads up to 64 MB. "
        + "An assessment has some 60 KB: check that it is the right file")
  }

  @Test func aFileThatGrowsWhileItIsReadIsStopped() throws {
    let path = try folder.write("a", [UInt8](repeating: 0x20, count: 5000))
    var system = SystemCalls.live
    system.sizeLimit = 4999
    let error = try fileError { [system] in _ = try system.content(of: path) }
    #expect(error.kind == .unreadable)
    system.status = { (file) throws(Errno) in
      var status = try SystemCalls.live.status(file)
      status.size = 10
      return status
    }
    let grown = try fileError { [system] in _ = try system.content(of: path) }
    #expect(grown.problems.first?.reason.contains("grew") == true)
  }

  @Test func aFileWithoutPermissionSaysSo() throws {
    let path = try folder.write("a", [])
    var system = SystemCalls.live
    system.open = { (_, _, _) throws(Errno) in throw .permissionDenied }
    let error = try refusal(path, system)
    #expect(error.kind == .unreadable)
    #expect(error.description == "\(path): you have no permission to read it. Ask its owner, or look at `ls -l`")
  }

  @Test func aDiskThatCannotBeReadIsNamed() throws {
    let path = try folder.write("a", [1])
    var system = SystemCalls.live
    system.read = { (_, _) throws(Errno) in throw .ioError }
    #expect(try refusal(path, system).problems.first?.reason.hasPrefix("the system could not read it") == true)
  }

  @Test func signalsAndShortReadsChangeNothing() throws {
    let bytes = try fullBytes()
    let path = try folder.write("a.mlts.json", bytes)
    var system = SystemCalls.live
    let turn = Counter()
    system.open = { (path, mode, options) throws(Errno) in
      if turn.next() % 2 == 0 { throw .interrupted }
      return try SystemCalls.live.open(path, mode, options)
    }
    system.read = { (file, buffer) throws(Errno) in
      if turn.next() % 3 == 0 { throw .interrupted }
      return try SystemCalls.live.read(file, UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(7)))
    }
    #expect(try system.content(of: path).bytes == bytes)
  }

  @Test func bytesThatAreNoUTF8AreNamedWithLineAndColumn() throws {
    let path = try folder.write("a.mlts.json", Array("{\n \"é".utf8) + [0xE9, 0x22])
    #expect(try refusal(path).description == "\(path):2:4: the file is not UTF-8: byte 0xE9. Save it as UTF-8")
  }

  @Test func aHostileFileNameIsMadeVisible() throws {
    let error = try refusal(folder.path.appending("a\u{1B}[2J"))
    #expect(!error.description.unicodeScalars.contains("\u{1B}"))
    #expect(error.description.contains("a\\u{1B}[2J"))
  }
}
