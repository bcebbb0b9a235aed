import Glibc
import MLTestScore
import SystemPackage

extension AssessmentFile {
  /// What came of a save in a file that others write to as well.
  public enum SaveOutcome: Hashable, Sendable {
    /// The file holds what was to be saved.
    case saved
    /// Somebody else had changed the file; both changes are in it now. This is what it holds.
    case merged(Assessment)
    /// Both changed the same things differently. Nothing was written.
    case conflicts([Conflict])
  }

  /// Saves an assessment into a file that others may have changed since it was read: what they changed is merged in
  /// (promise 3 of the store), under a lock, so that two writers lose nothing.
  ///
  /// - Parameters:
  ///   - ours: What is to be saved.
  ///   - settled: What people decided about conflicts that they were shown. A conflict that is not among them, or that
  ///     looks different by now, is reported, with all others, and nothing is written.
  /// - Throws: What `save` and `load` throw.
  public mutating func saveMerging(
    _ ours: Assessment, settled: [Settlement] = []
  ) throws(AssessmentFileError) -> SaveOutcome {
    // A copy is worked on under the lock; a closure may not change self.
    var file = self
    defer { self = file }
    return try system.withFolderLocked(path.removingLastComponent().orHere) { () throws(AssessmentFileError) in
      do throws(AssessmentFileError) {
        try file.save(ours)
        return .saved
      } catch {
        guard error.kind == .changedOnDisk else { throw error }
      }
      let theirs = try AssessmentFile.load(file.path, rubrics: file.rubrics, system: file.system)
      let rubric = file.rubrics.rubric(id: ours.rubric.id, version: ours.rubric.version)
      let base = file.assessment
      var result = Assessment.merge(base: base, ours: ours, theirs: theirs.assessment, under: rubric)
      for conflict in result.conflicts {
        guard let settlement = settled.first(where: { $0.conflict == conflict }) else {
          return .conflicts(result.conflicts)
        }
        result.assessment.settle(settlement)
      }
      var merged = theirs
      try merged.save(result.assessment)
      file = merged
      return .merged(result.assessment)
    }
  }

  /// What can be seen of the file without reading it; another one means that somebody wrote to it.
  public struct Signature: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// The signature of the file at a path, links followed; nothing where there is none.
    public init?(of path: FilePath) {
      var status = stat()
      guard stat(path.string, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }
}

extension FilePath {
  /// The path, or the current folder where it is empty.
  fileprivate var orHere: FilePath { isEmpty ? FilePath(".") : self }
}
