import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import AssessmentStore

/// Settings and git's files, replaced whole by the calls of the store.
@Suite struct WholeFileTests {
  private func text(_ path: String) -> String? { Folders.read(path).map { String(decoding: $0, as: UTF8.self) } }

  private func link(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    return count < 0 ? nil : String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test func aLinkStaysOneAlsoWhereItLeadsToNothingYet() throws {
    let place = try Workplace()
    mkdir("\(place.path)/dotfiles", 0o755)
    symlink("dotfiles/second", "\(place.path)/first")
    symlink("../real/file", "\(place.path)/dotfiles/second")
    for bytes in ["made", "replaced"] {
      try WholeFile.replace(FilePath("\(place.path)/first"), with: Array(bytes.utf8))
      #expect(link("\(place.path)/first") == "dotfiles/second")
      #expect(link("\(place.path)/dotfiles/second") == "../real/file")
      #expect(text("\(place.path)/real/file") == bytes)
      #expect(Folders.names(in: "\(place.path)/real") == ["file"])
    }
    symlink("circle", "\(place.path)/circle")
    #expect(throws: AssessmentFileError.self) {
      try WholeFile.replace(FilePath("\(place.path)/circle"), with: [1])
    }
    #expect(link("\(place.path)/circle") == "circle")
  }

  @Test func whatIsNoFileIsNotReplaced() throws {
    let place = try Workplace()
    mkfifo("\(place.path)/pipe", 0o600)
    mkdir("\(place.path)/folder", 0o700)
    for (name, kind) in [("pipe", S_IFIFO), ("folder", S_IFDIR)] {
      symlink(name, "\(place.path)/to-\(name)")
      for path in ["\(place.path)/\(name)", "\(place.path)/to-\(name)"] {
        let error = #expect(throws: AssessmentFileError.self) {
          try WholeFile.replace(FilePath(path), with: [1])
        }
        #expect(error?.description.contains("is no file") == true)
      }
      var status = stat()
      #expect(lstat("\(place.path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == kind)
    }
  }

  @Test func permissionsStayAndFoldersAreMade() throws {
    let place = try Workplace()
    let path = "\(place.path)/a/b/file"
    try WholeFile.replace(FilePath(path), with: Array("one".utf8))
    chmod(path, 0o604)
    try WholeFile.replace(FilePath(path), with: Array("two".utf8))
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o604)
    #expect(text(path) == "two")
  }

  @Test func aNewFileTakesNobodysName() throws {
    let place = try Workplace()
    let path = FilePath("\(place.path)/file")
    try WholeFile.create(path, with: Array("one".utf8))
    let error = #expect(throws: AssessmentFileError.self) { try WholeFile.create(path, with: Array("two".utf8)) }
    #expect(error?.kind == .alreadyExists)
    #expect(text(path.string) == "one")
  }

  @Test func whatIsTooLargeIsNotRead() throws {
    let place = try Workplace()
    try place.write([1, 2, 3], to: "file")
    #expect(try WholeFile.read(FilePath("\(place.path)/file"), limit: 3) == [1, 2, 3])
    let error = #expect(throws: Errno.self) { try WholeFile.read(FilePath("\(place.path)/file"), limit: 2) }
    #expect(error == .fileTooLarge)
  }

  /// A signal, such as that of a resized window, is no reason to fail.
  @Test func anInterruptedCallIsMadeAgain() throws {
    let place = try Workplace()
    try place.write(Array("old".utf8), to: "file")
    let path = FilePath("\(place.path)/file")
    let live = SystemCalls.live
    let interrupted = Counter()
    var system = live
    system.open = { (path, mode, options) throws(Errno) in
      if interrupted.isOdd("open") { throw .interrupted }
      return try live.open(path, mode, options)
    }
    system.sync = { (file) throws(Errno) in
      if interrupted.isOdd("sync") { throw .interrupted }
      try live.sync(file)
    }
    try WholeFile.replace(path, with: Array("new".utf8), system: system)
    #expect(text(path.string) == "new")
    #expect(interrupted.count("sync") == 4)
    #expect(Folders.names(in: place.path) == ["file"])
  }
}

/// How often each call was made.
private final class Counter: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  func count(_ name: String) -> Int { counts.withLock { $0[name, default: 0] } }

  func isOdd(_ name: String) -> Bool {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0] % 2 == 1
    }
  }
}
