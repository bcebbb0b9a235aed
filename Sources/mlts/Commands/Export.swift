import ArgumentParser
import AssessmentStore
import MLTestScore
import Reports

/// `mlts export FILE --format markdown`: the review as a document.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print the review as a document for a pull request or a wiki.")

  /// The formats that there are.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case markdown
  }

  @Argument(help: "The assessment, NAME.mlts.json.")
  var file: String

  @Option(help: "The format.")
  var format: Format = .markdown

  @OptionGroup var rubric: RubricOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    let input = try AssessmentInput(file, rubric: rubric.rubric)
    switch format {
    case .markdown:
      Output.print(MarkdownReport.render(input.assessment, rubric: input.rubric, today: try clock.clock().today))
    }
  }
}
