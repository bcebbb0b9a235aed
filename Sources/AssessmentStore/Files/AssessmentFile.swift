import MLTestScore
import SystemPackage

/// An assessment in a file, with what is needed to save it without losing anything: the bytes that were read, and the
/// permissions and owner of the file.
public struct AssessmentFile: Sendable {
  /// The file as the user named it; a symbolic link stays one.
  public let path: FilePath
  /// The assessment as it is on disk.
  public private(set) var assessment: Assessment
  /// Why the file must not be written, if so (a newer format).
  public let readOnlyReason: String?
  /// What could be seen of the file when it was last read or written here, also where that led to conflicts. It was asked
  /// of the open file, so a write by somebody else right after it shows in `Signature(of: path)`. Nothing where the
  /// system did not tell; then it counts as changed.
  public internal(set) var signature: Signature?

  /// The bytes on disk.
  var bytes: [UInt8]
  /// The canonical bytes of `assessment`, once a save has made them; `bytes` may be formatted by hand.
  private var canonical: [UInt8]?
  private var status: FileStatus?
  /// The file behind any symbolic links, also while it is gone.
  private var target: FilePath
  /// False after a save whose last fsync failed: the next one has to write again, even without a change.
  var isDurable = true
  let rubrics: RubricCatalog
  let system: SystemCalls

  /// Reads a file. Throws `notFound` or `unreadable`, with all problems at once.
  public static func load(
    _ path: FilePath, rubrics: RubricCatalog
  ) throws(AssessmentFileError) -> AssessmentFile {
    try load(path, rubrics: rubrics, system: .live)
  }

  /// Makes a new file. Throws `alreadyExists` where the name is taken, and else what `save` throws.
  public static func create(
    _ assessment: Assessment, at path: FilePath, rubrics: RubricCatalog
  ) throws(AssessmentFileError) -> AssessmentFile {
    try create(assessment, at: path, rubrics: rubrics, system: .live)
  }

  static func load(
    _ path: FilePath, rubrics: RubricCatalog, system: SystemCalls
  ) throws(AssessmentFileError) -> AssessmentFile {
    let content = try system.content(of: path)
    let decoded = try AssessmentFormat.decode(content.bytes, file: path.string, rubrics: rubrics)
    return AssessmentFile(
      path: path, assessment: decoded.assessment, readOnlyReason: decoded.readOnlyReason,
      signature: content.status.signature, bytes: content.bytes, status: content.status, target: content.target,
      rubrics: rubrics, system: system)
  }

  static func create(
    _ assessment: Assessment, at path: FilePath, rubrics: RubricCatalog, system: SystemCalls
  ) throws(AssessmentFileError) -> AssessmentFile {
    var file = AssessmentFile(
      path: path, assessment: assessment, readOnlyReason: nil, bytes: AssessmentFormat.encode(assessment),
      status: nil,
      target: path, rubrics: rubrics, system: system)
    try file.check(file.bytes)
    file.canonical = file.bytes
    var signature: Signature?
    try system.place(file.bytes, at: path, .new, permissions: .ofNewFiles, placed: { signature = $0 })
    file.signature = signature
    if let content = try? system.content(of: path) {
      file.status = content.status
      file.target = content.target
    }
    return file
  }

  /// Saves an assessment; when it returns, the bytes are on disk.
  ///
  /// An assessment that says what the file says already leaves the file byte for byte as it is. Throws
  /// `changedOnDisk` where somebody else wrote to the file since it was read, and else an error that names cause and
  /// cure; the file on disk is whole in any case.
  ///
  /// Kept are symbolic links, the permissions and, as far as the system lets us, owner and group. A second hard link to
  /// the file is not: it goes on naming what the file held before. A file without write permission is not replaced,
  /// though the folder would allow it; and where only the folder is write-protected nothing is saved either, because
  /// writing into the file itself could leave half of it.
  public mutating func save(_ assessment: Assessment) throws(AssessmentFileError) {
    if let readOnlyReason {
      throw AssessmentFileError(
        kind: .newerFormat, file: path.string, reason: "not saved: \(readOnlyReason)", cure: "")
    }
    // One that is gone was taken back by undo, one that is there under another id made room in a merge; one that says
    // something else was tampered with.
    let changed = assessment.milestonesChanged(since: self.assessment).first { id in
      assessment.milestones[id] != nil
        && !assessment.milestones.values.contains { $0 == self.assessment.milestones[id] }
    }
    if let changed {
      throw AssessmentFileError(
        kind: .writeFailed, file: path.string,
        reason: "not saved: the milestone \(changed.quotedForMessage) was changed, and milestones never are",
        cure: "Close a new review instead")
    }
    let isThere = try refresh()
    let before = self
    // Bytes tell what is to be saved, not values: Swift takes two ways to write an é for equal, and file names differ.
    let new = AssessmentFormat.encode(assessment)
    // Formatting by hand is kept as long as the file says the same.
    if isThere, isDurable, new == bytes || new == canonical ?? AssessmentFormat.encode(self.assessment) {
      self.assessment = assessment
      canonical = new
      return
    }
    try check(new)
    let old = status
    var isPlaced = false
    var written: Signature?
    isDurable = false
    defer {
      // Also where only the fsync of the folder failed: the file on disk is the new one then.
      if isPlaced {
        signature = written
        bytes = new
        canonical = new
        self.assessment = assessment
      }
    }
    try system.place(
      new, at: target, .replacing(isThere ? old : nil),
      permissions: old?.permissions ?? .ofNewFiles,
      // Again, because the fsync may have taken long, and not everybody who writes knows our lock.
      check: { () throws(AssessmentFileError) in _ = try before.contentAsRead() },
      placed: {
        isPlaced = true
        written = $0
      })
    isDurable = true
  }

  /// Checks that the file still has the bytes that were read, and looks again where it is and who may read it. False
  /// where it is gone: then it is made anew, since nothing is lost by that.
  private mutating func refresh() throws(AssessmentFileError) -> Bool {
    guard let content = try contentAsRead() else { return false }
    signature = content.status.signature
    status = content.status
    target = content.target
    return true
  }

  /// What is on disk, which is what was read; nothing where it is gone. Throws `changedOnDisk` for anything else.
  private func contentAsRead() throws(AssessmentFileError) -> FileContent? {
    let content: FileContent
    do throws(AssessmentFileError) {
      content = try system.content(of: path)
    } catch {
      if error.kind == .notFound { return nil }
      throw error
    }
    guard content.bytes == bytes else {
      throw AssessmentFileError(
        kind: .changedOnDisk, file: path.string,
        reason: "not saved: somebody else changed the file since it was read",
        cure: "Load it again, or save yours under another name")
    }
    return content
  }

  /// The file itself, behind any symbolic links as they are now.
  var realPath: FilePath { (try? system.resolve(path)) ?? target }

  /// Reads bytes back before they are written: a file that mlts would refuse to open is never written.
  private func check(_ bytes: [UInt8]) throws(AssessmentFileError) {
    guard bytes.count <= system.sizeLimit else {
      let (size, limit) = (system.megabytes(bytes.count), system.megabytes(system.sizeLimit))
      throw AssessmentFileError(
        kind: .writeFailed, file: path.string,
        reason: "not saved: the file would have \(size) MB, and mlts reads up to \(limit) MB",
        cure: "Shorten what was pasted last: an assessment has some 60 KB")
    }
    do throws(AssessmentFileError) {
      _ = try AssessmentFormat.decode(bytes, file: path.string, rubrics: rubrics)
    } catch {
      var problems = error.problems
      for index in problems.indices {
        problems[index].location = nil
        problems[index].reason = "not saved: \(problems[index].reason)"
      }
      throw AssessmentFileError(kind: .writeFailed, problems: problems)
    }
  }
}
