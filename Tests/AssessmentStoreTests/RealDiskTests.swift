import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import AssessmentStore

/// File systems as they are: full, read-only, with links, modes and groups. Where mounting is not allowed, the tests that
/// need it are reported as skipped.
@Suite(.serialized) struct RealDiskTests {
  static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    guard mount("none", folder.path.string, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount2(folder.path.string, Int32(MNT_DETACH))
    return true
  }()

  /// A small file system of its own, gone with the test.
  private final class SmallDisk {
    let folder: TemporaryFolder
    var path: FilePath { folder.path }

    init(size: String) throws {
      folder = try TemporaryFolder()
      try #require(mount("none", folder.path.string, "tmpfs", 0, "size=\(size)") == 0)
    }

    deinit { umount2(folder.path.string, Int32(MNT_DETACH)) }

    func fill() throws {
      let file = open(path.appending("ballast").string, O_WRONLY | O_CREAT, 0o600)
      try #require(file >= 0)
      let block = [UInt8](repeating: 0, count: 4096)
      while write(file, block, block.count) > 0 {}
      close(file)
    }
  }

  @Test(.enabled(if: canMount, "mounting a tmpfs needs root and CAP_SYS_ADMIN"))
  func aFullDiskKeepsTheOldFileAndTakesTheNewOneWhenThereIsRoomAgain() throws {
    let disk = try SmallDisk(size: "64k")
    let old = try fullBytes()
    let path = try disk.folder.write("a.mlts.json", old)
    var file = try AssessmentFile.load(path, rubrics: catalog())
    var changed = file.assessment
    changed.system.description = String(repeating: "long ", count: 2000)
    try disk.fill()
    let error = try fileError { try file.save(changed) }
    #expect(error.kind == .diskFull)
    #expect(error.description.contains("the disk is full"))
    #expect(try disk.folder.read("a.mlts.json") == old)
    #expect(disk.folder.names == ["a.mlts.json", "ballast"])
    unlink(disk.path.appending("ballast").string)
    try file.save(changed)
    #expect(try AssessmentFile.load(path, rubrics: catalog()).assessment == changed)
  }

  @Test(.enabled(if: canMount, "mounting a tmpfs needs root and CAP_SYS_ADMIN"))
  func aReadOnlyMountIsNamedAndDraftsGoElsewhere() throws {
    let disk = try SmallDisk(size: "256k")
    let old = try fullBytes()
    let path = try disk.folder.write("a.mlts.json", old)
    var file = try AssessmentFile.load(path, rubrics: catalog())
    var changed = file.assessment
    changed.system.name = "renamed"
    let flags = UInt(MS_REMOUNT) | UInt(MS_RDONLY)
    try #require(mount("none", disk.path.string, "tmpfs", flags, "") == 0)
    let error = try fileError { try file.save(changed) }
    #expect(error.kind == .writeProtected)
    #expect(error.description.contains("mounted read-only"))
    #expect(try disk.folder.read("a.mlts.json") == old)
    let state = try TemporaryFolder()
    let environment: (String) -> String? = { $0 == "XDG_STATE_HOME" ? state.path.string : nil }
    let draft = Draft(
      testID: "data-1", field: "note", text: "t", at: try #require(Timestamp("2026-11-20T10:00:00Z")))
    try DraftStore(for: path, environment: environment).save(draft)
    #expect(DraftStore(for: path, environment: environment).load().drafts == [draft])
    let rescues = RescueStore(for: path, rubrics: try catalog(), environment: environment)
    try rescues.save(
      Rescue(base: file.assessment, mine: changed), at: try #require(Timestamp("2026-11-20T10:00:00Z")))
    #expect(rescues.load().rescue == Rescue(base: file.assessment, mine: changed))
    try rescues.discard()
    #expect(rescues.load().rescue == nil)
  }

  private func mode(_ name: String, in folder: TemporaryFolder) throws -> stat {
    var status = stat()
    try #require(stat(folder.path.appending(name).string, &status) == 0)
    return status
  }

  @Test(arguments: [0o600, 0o640, 0o664, 0o444] as [mode_t])
  func theModeIsKept(_ mode: mode_t) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", try fullBytes())
    var file = try AssessmentFile.load(path, rubrics: catalog())
    var changed = file.assessment
    changed.system.name = "renamed"
    chmod(path.string, mode)
    if mode == 0o444 && getuid() != 0 {
      #expect(try fileError { try file.save(changed) }.kind == .writeProtected)
    } else {
      try file.save(changed)
    }
    #expect(try self.mode("a.mlts.json", in: folder).st_mode & 0o7777 == mode)
  }

  @Test(.enabled(if: canGiveFilesAway, "only root may give a file to another group"))
  func aForeignOwnerAndGroupAreKept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mlts.json", try fullBytes())
    #expect(chown(path.string, 12_345, 23_456) == 0)
    chmod(path.string, 0o640)
    var file = try AssessmentFile.load(path, rubrics: catalog())
    var changed = file.assessment
    changed.system.name = "renamed"
    try file.save(changed)
    let status = try mode("a.mlts.json", in: folder)
    #expect(status.st_uid == 12_345 && status.st_gid == 23_456)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  /// Files in a shared folder belong to its group, whoever makes them; a file that has another group keeps that.
  @Test(.enabled(if: canGiveFilesAway, "only root may give a folder to another group"))
  func aSharedFolderGivesItsGroupToNewFilesAndTakesItFromNone() throws {
    let folder = try TemporaryFolder()
    #expect(chown(folder.path.string, 0, 23_456) == 0 && chmod(folder.path.string, 0o2775) == 0)
    let assessment = try AssessmentFormat.decode(try fullBytes(), file: "a", rubrics: catalog()).assessment
    let path = folder.path.appending("a.mlts.json")
    var file = try AssessmentFile.create(assessment, at: path, rubrics: catalog())
    #expect(try mode("a.mlts.json", in: folder).st_gid == 23_456)
    var changed = assessment
    changed.system.name = "renamed"
    try file.save(changed)
    #expect(try mode("a.mlts.json", in: folder).st_gid == 23_456)
    #expect(chown(path.string, 0, 34_567) == 0)
    try file.save(assessment)
    #expect(try mode("a.mlts.json", in: folder).st_gid == 34_567)
  }

  /// The price of never being between two versions; the other name keeps the old one whole.
  @Test func aSecondHardLinkKeepsWhatTheFileHeld() throws {
    let folder = try TemporaryFolder()
    let old = try fullBytes()
    let path = try folder.write("a.mlts.json", old)
    #expect(link(path.string, folder.path.appending("second.mlts.json").string) == 0)
    var file = try AssessmentFile.load(path, rubrics: catalog())
    var changed = file.assessment
    changed.system.name = "renamed"
    try file.save(changed)
    #expect(try folder.read("a.mlts.json") == AssessmentFormat.encode(changed))
    #expect(try folder.read("second.mlts.json") == old)
  }

  /// FAT and some network folders have no links and give all files the permissions of the mount.
  @Test(arguments: [0o644, 0o600, 0o666] as [CInterop.Mode])
  func aDiskWithoutPermissionsIsWrittenIfItShutsNobodyOutAndLetsNobodyIn(_ mount: CInterop.Mode) throws {
    let folder = try TemporaryFolder()
    var system = SystemCalls.live
    system.link = { (_, _) throws(Errno) in throw .notPermitted }
    system.setPermissions = { (_, _) throws(Errno) in throw .notPermitted }
    system.status = { (file) throws(Errno) in
      var status = try SystemCalls.live.status(file)
      status.permissions = FilePermissions(rawValue: mount)
      return status
    }
    let bytes = try fullBytes()
    let path = folder.path.appending("a.mlts.json")
    func place(_ permissions: CInterop.Mode, _ placement: Placement) -> AssessmentFileError.Kind? {
      do throws(AssessmentFileError) {
        try system.place(bytes, at: path, placement, permissions: FilePermissions(rawValue: permissions))
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(place(0o644, .new) == (mount == 0o666 ? .writeProtected : nil))
    #expect(place(0o666, .new) == (mount == 0o666 ? nil : .alreadyExists))
    #expect(place(mount, .replacing(nil)) == nil)
    #expect(place(mount ^ 0o044, .replacing(nil)) == .writeProtected)
    #expect(folder.names == ["a.mlts.json"])
  }

  @Test func linksStayLinksHoweverTheyLead() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mlts.json", try fullBytes())
    let names = ["relative", "absolute", "chained"]
    #expect(symlink("a.mlts.json", folder.path.appending("relative").string) == 0)
    #expect(symlink(folder.path.appending("a.mlts.json").string, folder.path.appending("absolute").string) == 0)
    #expect(symlink("relative", folder.path.appending("chained").string) == 0)
    for name in names {
      var file = try AssessmentFile.load(folder.path.appending(name), rubrics: catalog())
      var changed = file.assessment
      changed.system.name = name
      try file.save(changed)
      #expect(try folder.read("a.mlts.json") == AssessmentFormat.encode(changed))
    }
    for name in names {
      var status = stat()
      #expect(lstat(folder.path.appending(name).string, &status) == 0)
      #expect(status.st_mode & S_IFMT == S_IFLNK, "\(name)")
    }
  }
}
