/// All that is wrong with a theme file.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named to the parser.
    public var file: String
    /// The line, from 1; nil when the problem belongs to no line (something is missing).
    public var line: Int?
    /// The column, from 1, where the syntax breaks; nil for other problems.
    public var column: Int?
    /// What is wrong.
    public var what: String
    /// What would be right.
    public var allowed: String?

    /// `FILE:LINE:COLUMN: what; what would be right`.
    public var description: String {
      var place = Sanitize.line(file)
      if let line { place += ":\(line)" }
      if let column { place += ":\(column)" }
      return "\(place): \(what)" + (allowed.map { "; \($0)" } ?? "")
    }
  }

  /// The problems, in the order of their lines.
  public var problems: [Problem]

  /// A line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
