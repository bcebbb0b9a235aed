import ArgumentParser
import AssessmentStore
import MLTestScore
import Screen

/// `mlts check FILE`: a yes or no for scripts and CI.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether an assessment reaches a score (exit code 0 or 1).",
    discussion: """
      Judges the supported score, what stands today: claimed credit without fresh evidence does not count. \
      --claimed judges what the reviewers decided.

      Exit code 0: it does; 1: it does not; 3: it cannot be said, because a merge left conflicts that nobody has settled.
      """)

  @Argument(help: "The assessment, NAME.mlts.json.")
  var file: String

  @Option(help: ArgumentHelp("The final score to reach.", valueName: "points"))
  var min: String = "0.5"

  @Flag(help: "Judge the claimed score.")
  var claimed = false

  @OptionGroup var rubric: RubricOptions
  @OptionGroup var clock: ClockOptions

  func validate() throws {
    guard wanted != nil else {
      throw ValidationError("--min \(Sanitize.line(min)) is no score: write points in halves, such as 2.5")
    }
  }

  private var wanted: Points? { Double(min).flatMap { Points(exactly: $0) } }

  func run() throws {
    let input = try AssessmentInput(file, rubric: rubric.rubric)
    let name = Sanitize.line(file)
    let open = input.assessment.conflicts.count
    guard open == 0 else {
      throw Failure(
        .unable,
        "\(name): not scored: a merge left \(open.counted("conflict")) that nobody has settled. "
          + "Settle them: mlts \(name)")
    }
    let score = input.assessment.score(under: input.rubric, on: try clock.clock().today)
    let (points, kind) = claimed ? (score.claimed, "claimed") : (score.supported, "supported")
    guard let wanted else { return }
    let reaches = points >= wanted
    Output.print("\(name): \(points) \(kind), \(reaches ? "reaches" : "below") \(wanted)\n")
    if !reaches { finish(.no) }
  }
}
