import MLTestScore

/// Why an assessment could not be read or written. It names what is wrong, where, and what to do.
public struct AssessmentFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, for whoever decides what to do about it.
  public enum Kind: Hashable, Sendable {
    /// There is no such file.
    case notFound
    /// The file is there, but cannot be read, or is no valid assessment.
    case unreadable
    /// There is a file already where a new one was to be made.
    case alreadyExists
    /// The file on disk is no longer the one that was read: somebody else wrote to it.
    case changedOnDisk
    /// The file comes from a newer mlts and must not be written by this one.
    case newerFormat
    /// The file or its folder is write-protected.
    case writeProtected
    /// The disk or the quota is full.
    case diskFull
    /// The folder of the file is gone.
    case folderGone
    /// Anything else that went wrong while writing.
    case writeFailed
  }

  /// What happened.
  public var kind: Kind
  /// The problems, at least one, in the order of the file.
  public var problems: [FileProblem]

  /// Makes an error of several problems.
  public init(kind: Kind, problems: [FileProblem]) {
    self.kind = kind
    self.problems = problems
  }

  /// Makes an error of one problem with a whole file.
  public init(kind: Kind, file: String, reason: String, cure: String) {
    self.init(kind: kind, problems: [FileProblem(file: file, reason: reason, cure: cure)])
  }

  /// The problems as lines: `FILE:LINE:COLUMN: path: reason. cure`.
  public var lines: [String] { problems.map(\.description) }

  /// One problem a line.
  public var description: String { lines.joined(separator: "\n") }

  /// The exit status of a command that fails for it: 4 where the file is not there, 5 where it is unreadable, else 3.
  public var exitStatus: Int32 {
    switch kind {
    case .notFound: 4
    case .unreadable: 5
    default: 3
    }
  }
}
