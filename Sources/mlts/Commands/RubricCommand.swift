import ArgumentParser
import MLTestScore
import Reports

/// `mlts rubric`: the questions and the rule that scores them.
struct RubricCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rubric", abstract: "Show the rubric: tests, criteria, bands.", subcommands: [Show.self],
    defaultSubcommand: Show.self)

  /// `mlts rubric show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print all tests with why, how and examples, and how they are scored.")

    func run() throws {
      do {
        Output.print(RubricText.render(try Rubric.mlTestScore2017()))
      } catch {
        throw Failure(.unable, "\(error)")
      }
    }
  }
}
