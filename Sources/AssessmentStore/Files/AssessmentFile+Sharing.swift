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
    return try system.withFolderLocked(of: realPath) { () throws(AssessmentFileError) in
      do throws(AssessmentFileError) {
        try file.save(ours)
        return .saved
      } catch {
        guard error.kind == .changedOnDisk else { throw error }
      }
      // Whoever does not know our lock may write again while we merge; somebody who never stops is told of.
      for _ in 1..<AssessmentFile.mergeTries {
        do throws(AssessmentFileError) {
          return try file.merge(ours, settled: settled)
        } catch {
          guard error.kind == .changedOnDisk else { throw error }
        }
      }
      return try file.merge(ours, settled: settled)
    }
  }

  /// How often one save merges before it gives up.
  static let mergeTries = 4

  /// Merges what others changed with what is to be saved, and saves that.
  private mutating func merge(
    _ ours: Assessment, settled: [Settlement]
  ) throws(AssessmentFileError) -> SaveOutcome {
    var merged = try AssessmentFile.load(path, rubrics: rubrics, system: system)
    let rubric = rubrics.rubric(id: ours.rubric.id, version: ours.rubric.version)
    var result = Assessment.merge(base: assessment, ours: ours, theirs: merged.assessment, under: rubric)
    for conflict in result.conflicts {
      guard let settlement = settled.first(where: { $0.conflict == conflict }) else {
        // Seen, though nothing came of it yet.
        signature = merged.signature
        return .conflicts(result.conflicts)
      }
      result.assessment.settle(settlement)
    }
    // What is found on disk may be what an earlier try of ours put there, without its last fsync.
    merged.isDurable = isDurable
    do throws(AssessmentFileError) {
      try merged.save(result.assessment)
    } catch {
      isDurable = merged.isDurable
      throw error
    }
    self = merged
    return .merged(result.assessment)
  }

  /// What others may do to the file while it is open here.
  public enum OutsideChange: Hashable, Sendable {
    case written, removed
  }

  /// What others did to the file since it was last read or written here; nothing where they did nothing, or it cannot be
  /// told: a folder that does not answer is no proof that the file is gone. Looks at no content.
  public var outsideChange: OutsideChange? {
    if let now = Signature(of: path) { return now == signature ? nil : .written }
    return signature != nil && Errno(rawValue: errno).isMissing ? .removed : nil
  }

  /// Whether the file was there when it was last read or written, and somebody removed it since.
  public var isGone: Bool { outsideChange == .removed }

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
      self.init(status)
    }

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }
}
