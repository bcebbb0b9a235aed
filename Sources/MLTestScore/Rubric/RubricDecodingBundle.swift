extension Rubric {
  /// The rubrics that are part of mlts, or what is wrong with them. Decoded once.
  private static let bundle: Result<[Rubric], FileProblems> = {
    let files = [
      ("ml-test-score-2017.json", PackageResources.ml_test_score_2017_json),
      ("ml-test-score-2016.json", PackageResources.ml_test_score_2016_json),
    ]
    do throws(FileProblems) {
      var rubrics: [Rubric] = []
      for (name, bytes) in files { rubrics.append(try Rubric.decode(bytes, file: name)) }
      return .success(rubrics)
    } catch {
      return .failure(error)
    }
  }()

  /// The rubrics that are part of mlts. Throws only if mlts was built with a broken rubric file.
  public static func bundled() throws(FileProblems) -> [Rubric] { try bundle.get() }

  /// The rubric of this id and edition that is part of mlts; nothing where there is none.
  public static func bundled(id: String, version: String) throws(FileProblems) -> Rubric? {
    try bundled().first { $0.id == id && $0.version == version }
  }

  /// The rubric of the 2017 paper: four sections of seven tests, the final score their minimum.
  public static func mlTestScore2017() throws(FileProblems) -> Rubric {
    guard let rubric = try bundled(id: "ml-test-score", version: "2017") else {
      throw FileProblems([
        FileProblem(file: "mlts", reason: "the rubric ml-test-score 2017 is not built in", cure: "Build mlts again")
      ])
    }
    return rubric
  }
}
