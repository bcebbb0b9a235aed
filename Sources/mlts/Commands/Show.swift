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

  @OptionGroup var rubric: RubricOptions
  @OptionGroup var clock: ClockOptions

  func validate() throws {
    if json && plain { throw ValidationError("--json and --plain exclude each other: give one") }
  }

  func run() throws {
    let input = try AssessmentInput(file, rubric: rubric.rubric)
    let today = try clock.clock().today
    if json {
      Output.write(JSONWriter.write(JSONReport.render(input.assessment, rubric: input.rubric, today: today)))
    } else if plain {
      Output.print(TextReport.plain(input.assessment, rubric: input.rubric, today: today))
    } else {
      Output.print(Self.text(of: input, today: today, ascii: ascii))
    }
  }

  /// The report as text.
  static func text(of input: AssessmentInput, today: Day, ascii: Bool) -> String {
    let options = TextReport.Options(ascii: ascii || !Environment.isUTF8, width: 80)
    let report = TextReport.render(input.assessment, rubric: input.rubric, today: today, options: options)
    return report + (input.readOnlyReason.map { "\nRead-only: \($0).\n" } ?? "")
  }
}
