import ArgumentParser
import AssessmentStore
import MLTestScore
import Reports

/// `mlts show FILE`: the score report.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the score report of an assessment.")

  @Argument(help: "The assessment, NAME.mlts.json.")
  var file: String

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "One fact a line, for diffs (git textconv).")
  var plain = false

  @Flag(help: "ASCII characters only.")
  var ascii = false

  @OptionGroup var clock: ClockOptions

  func validate() throws {
    if json && plain { throw ValidationError("--json and --plain exclude each other: give one") }
  }

  func run() throws {
    let (file, rubrics) = try AssessmentInput.load(file)
    let today = try clock.clock().today
    let rubric = try AssessmentInput.rubric(of: file.assessment, in: rubrics)
    if json {
      Output.write(JSONWriter.write(JSONReport.render(file.assessment, rubric: rubric, today: today)))
    } else if plain {
      Output.print(TextReport.plain(file.assessment, rubric: rubric, today: today))
    } else {
      Output.print(try Self.text(of: file, rubrics: rubrics, today: today, ascii: ascii))
    }
  }

  /// The report as text.
  static func text(
    of file: AssessmentFile, rubrics: RubricCatalog, today: Day, ascii: Bool
  ) throws -> String {
    let rubric = try AssessmentInput.rubric(of: file.assessment, in: rubrics)
    return TextReport.render(
      file.assessment, rubric: rubric, today: today,
      options: TextReport.Options(ascii: ascii || !Environment.isUTF8, width: 80))
  }
}
