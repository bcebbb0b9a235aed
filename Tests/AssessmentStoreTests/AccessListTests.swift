import CXattr
import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// Lists of who may do what with a file, beyond its owner and its group (acl(5)).
@Suite struct AccessListTests {
  /// The owner and one named user may read and write, the owning group nothing; the mask lets through what they have.
  private static let named = AccessList(bytes: list(group: 0))

  private static func list(group: UInt8) -> [UInt8] {
    func entry(_ tag: UInt8, _ permissions: UInt8, _ id: [UInt8] = [255, 255, 255, 255]) -> [UInt8] {
      [tag, 0, permissions, 0] + id
    }
    return [2, 0, 0, 0] + entry(0x01, 6) + entry(0x02, 6, [0x39, 0x30, 0, 0]) + entry(0x04, group) + entry(0x10, 6)
      + entry(0x20, 0)
  }

  /// Whether the file system of the tests has such lists.
  private static let areThere: Bool = {
    guard let folder = try? TemporaryFolder(), let path = try? folder.write("a", []) else { return false }
    return give(named, to: path)
  }()

  private static func give(
    _ list: AccessList, to path: FilePath, attribute: String = AccessList.attribute
  ) -> Bool {
    setxattr(path.string, attribute, list.bytes, list.bytes.count, 0) == 0
  }

  private func status(_ path: FilePath) throws -> FileStatus {
    try SystemCalls.live.content(of: path).status
  }

  private func save(_ path: FilePath, _ system: SystemCalls = .live) throws {
    var file = try AssessmentFile.load(path, rubrics: catalog(), system: system)
    var changed = file.assessment
    changed.system.name = "renamed"
    try file.save(changed)
  }

  @Test(.enabled(if: areThere, "the file system has no access control lists"))
  func theListIsKept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", fullText.utf8, mode: 0o600)
    #expect(Self.give(Self.named, to: path))
    try save(path)
    let after = try status(path)
    #expect(after.accessList == Self.named)
    #expect(after.permissions.rawValue == 0o660)
    #expect(try folder.read("a.mlts.json") != Array(fullText.utf8))
  }

  @Test(.enabled(if: areThere, "the file system has no access control lists"))
  func theListOfTheFolderIsNotPutOnAFileThatHadNone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", fullText.utf8, mode: 0o660)
    #expect(Self.give(Self.named, to: folder.path, attribute: "system.posix_acl_default"))
    try save(path)
    let after = try status(path)
    #expect(after.accessList == nil)
    #expect(after.permissions.rawValue == 0o660)
  }

  @Test(.enabled(if: areThere, "the file system has no access control lists"))
  func aGroupThatCannotBeKeptLetsNobodyElseIn() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", fullText.utf8)
    #expect(Self.give(AccessList(bytes: Self.list(group: 6)), to: path))
    try save(path, .onSomebodyElsesFile())
    #expect(try status(path).accessList == Self.named)
  }

  @Test(.enabled(if: areThere, "the file system has no access control lists"))
  func aListThatCannotBeKeptStopsTheSave() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", fullText.utf8)
    #expect(Self.give(Self.named, to: path))
    var system = SystemCalls.live
    system.setAccessList = { (_, _) throws(Errno) in throw .noSpace }
    let error = try fileError { try save(path, system) }
    #expect(error.kind == .diskFull)
    #expect(try folder.read("a.mlts.json") == Array(fullText.utf8))
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func onlyTheOwningGroupIsShutOut() {
    #expect(AccessList(bytes: Self.list(group: 6)).withoutOwningGroup == Self.named)
    #expect(AccessList(bytes: []).withoutOwningGroup.bytes.isEmpty)
    #expect(AccessList(bytes: [2, 0, 0, 0, 4]).withoutOwningGroup.bytes == [2, 0, 0, 0, 4])
  }
}
