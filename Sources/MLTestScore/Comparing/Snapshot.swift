/// One side of a comparison: an assessment on a day, or a milestone.
public struct Snapshot: Hashable, Sendable {
  /// What people call it.
  public var title: String
  /// The rubric that scores it.
  public var rubric: Assessment.RubricReference
  /// Its score.
  public var score: Score
  /// What was written, by test. A milestone keeps decisions only, so it has none.
  public var answers: [String: Answer]?
  /// What was said of the system. A milestone keeps none of it.
  public var descriptions: [Comparison.Description: String]?

  /// The assessment as it stands on a day.
  public init(_ assessment: Assessment, title: String, under rubric: Rubric, on today: Day) {
    self.title = title
    self.rubric = assessment.rubric
    score = assessment.score(under: rubric, on: today)
    answers = assessment.answers
    let (system, scope) = (assessment.system, assessment.scope)
    descriptions = [
      .name: system.name, .description: system.description, .owner: system.owner, .model: scope.model,
      .features: scope.features, .training: scope.training, .serving: scope.serving,
    ]
  }

  /// A milestone.
  public init(_ milestone: Milestone, under rubric: Rubric) {
    title = milestone.title
    self.rubric = milestone.rubric ?? Assessment.RubricReference(id: rubric.id, version: rubric.version)
    score = milestone.score(under: rubric)
  }
}
