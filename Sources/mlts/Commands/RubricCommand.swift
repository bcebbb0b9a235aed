import ArgumentParser
import AssessmentStore
import MLTestScore
import Reports
import Screen
import SystemPackage

/// `mlts rubric`: the questions and the rule that scores them.
struct RubricCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rubric", abstract: "List, show or check rubrics: tests, criteria, bands.",
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: Show.self)

  /// `mlts rubric list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the rubrics: bundled, and in ~/.config/mlts/rubrics.")

    func run() throws {
      let rubrics = try RubricName.catalog().rubrics
      Output.print(rubrics.map { "\(RubricName.of($0))  \(Sanitize.line($0.title))\n" }.joined())
    }
  }

  /// `mlts rubric show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print all tests with why, how and examples, and how they are scored.")

    @Argument(help: ArgumentHelp("A rubric, as ml-test-score@2016, or a file.", valueName: "id@version|file"))
    var name = "ml-test-score@2017"

    func run() throws { Output.print(RubricText.render(try RubricName.find(name, in: try RubricName.catalog()))) }
  }

  /// `mlts rubric check FILE`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a rubric file; name every mistake with its place.")

    @Argument(help: "The rubric file (mlts.rubric/1, see docs/rubric.md).")
    var file: String

    func run() throws {
      let rubric = try RubricName.read(FilePath(file))
      let tests = "\(rubric.tests.count) tests in \(rubric.sections.count) sections"
      Output.print("\(Sanitize.line(file)): \(RubricName.of(rubric)) is right: \(tests)\n")
    }
  }
}
