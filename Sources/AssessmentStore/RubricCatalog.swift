import MLTestScore

/// The rubrics that assessments may name.
public struct RubricCatalog: Sendable {
  /// The rubrics, in the order in which they are listed to users.
  public let rubrics: [Rubric]
  private let entries: [Entry]

  /// Makes a catalog.
  public init(_ rubrics: [Rubric]) {
    self.rubrics = rubrics
    entries = rubrics.map(Entry.init)
  }

  /// The rubrics that are part of mlts.
  public static func bundled() throws(FileProblems) -> RubricCatalog { RubricCatalog(try Rubric.bundled()) }

  /// The rubric of this id and edition.
  public func rubric(id: String, version: String) -> Rubric? { entry(id: id, version: version)?.rubric }

  func entry(id: String, version: String) -> Entry? {
    entries.first { $0.rubric.id == id && $0.rubric.version == version }
  }

  /// A rubric with the ids that files are checked against, gathered once for any number of files.
  struct Entry: Sendable {
    let rubric: Rubric
    let tests: Set<String>
    let criteria: Set<String>
    let levels: [String]
    let credits: Set<Points>

    init(_ rubric: Rubric) {
      self.rubric = rubric
      tests = Set(rubric.tests.map(\.id))
      criteria = Set(rubric.criteria.map(\.id))
      levels = rubric.levels.map(\.id)
      credits = Set([.zero] + rubric.levels.map(\.points))
    }
  }
}
