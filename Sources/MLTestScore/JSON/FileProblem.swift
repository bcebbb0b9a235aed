/// One thing that is wrong with a file: where, what, and what to do about it.
public struct FileProblem: Error, Hashable, Sendable {
  /// The file as the user named it.
  public var file: String
  /// Where in the file, if it is about a place in it.
  public var location: JSONLocation?
  /// The value it is about, if it is about one.
  public var path: JSONPath
  /// What is wrong.
  public var reason: String
  /// What to do.
  public var cure: String

  /// Makes a problem.
  public init(
    file: String, location: JSONLocation? = nil, path: JSONPath = JSONPath(), reason: String, cure: String
  ) {
    self.file = file
    self.location = location
    self.path = path
    self.reason = reason
    self.cure = cure
  }
}

extension FileProblem: CustomStringConvertible {
  /// The problem on one line, in the form that editors know: `FILE:LINE:COLUMN: path: reason. cure`.
  public var description: String {
    var text = file.visible
    if let location { text += ":\(location.line):\(location.column)" }
    let path = path.description
    if !path.isEmpty { text += ": \(path)" }
    return cure.isEmpty ? "\(text): \(reason)" : "\(text): \(reason). \(cure)"
  }
}

/// Everything that is wrong with a file, in the order of the file.
public struct FileProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems, at least one.
  public var problems: [FileProblem]

  /// Makes a list of problems.
  public init(_ problems: [FileProblem]) { self.problems = problems }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// A place in a text file.
public struct JSONLocation: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int

  /// Makes a location.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Compares by line, then by column.
  public static func < (a: JSONLocation, b: JSONLocation) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
