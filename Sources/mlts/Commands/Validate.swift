import ArgumentParser
import AssessmentStore
import MLTestScore
import Screen

/// `mlts validate FILE…`: whether files are assessments that mlts can open.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check assessment files; name every mistake with its place.",
    discussion: "Exit code 0 when all are right, 4 or 5 when one is not.")

  @Argument(help: "The assessments, NAME.mlts.json.")
  var files: [String]

  @OptionGroup var rubric: RubricOptions

  func run() throws {
    var worst: Failure?
    for name in files {
      do {
        let input = try AssessmentInput(name, rubric: rubric.rubric)
        let remark = input.readOnlyReason.map { ", read-only: \($0)" } ?? ""
        let open = input.assessment.conflicts.count
        let conflicts = open == 0 ? "" : ", \(open.counted("conflict")) to settle"
        Output.print("\(Sanitize.line(name)): right\(conflicts)\(remark)\n")
      } catch let failure as Failure {
        Output.error(failure.message)
        if worst.map({ $0.code.rawValue < failure.code.rawValue }) ?? true { worst = failure }
      }
    }
    if let worst { finish(worst.code) }
  }
}
