import ArgumentParser
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
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the bundled rubrics.")

    func run() throws {
      let rubrics = try RubricName.bundled()
      Output.print(rubrics.map { "\($0.id)@\($0.version)  \($0.title)\n" }.joined())
    }
  }

  /// `mlts rubric show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print all tests with why, how and examples, and how they are scored.")

    @Argument(help: ArgumentHelp("A bundled rubric, as ml-test-score@2016.", valueName: "id@version"))
    var name = "ml-test-score@2017"

    func run() throws { Output.print(RubricText.render(try RubricName.find(name))) }
  }

  /// `mlts rubric check FILE`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a rubric file; name every mistake with its place.")

    @Argument(help: "The rubric file (mlts.rubric/1, see docs/rubric.md).")
    var file: String

    func run() throws {
      let text = try TextFile.read(FilePath(file), limit: 8 << 20)
      do {
        let rubric = try Rubric.decode(Array(text.utf8), file: file)
        let tests = "\(rubric.tests.count) tests in \(rubric.sections.count) sections"
        Output.print("\(Sanitize.line(file)): \(rubric.id)@\(rubric.version) is right: \(tests)\n")
      } catch {
        throw Failure(.unreadable, error.description)
      }
    }
  }
}

/// Rubrics by the name that the command line gives them.
enum RubricName {
  /// The rubrics that are part of mlts.
  static func bundled() throws -> [Rubric] {
    do { return try Rubric.bundled() } catch { throw Failure(.unable, error.description) }
  }

  /// The bundled rubric `id@version`; without `@version` the newest of that id.
  static func find(_ name: String) throws -> Rubric {
    let rubrics = try bundled()
    let found =
      rubrics.first { "\($0.id)@\($0.version)" == name }
      ?? rubrics.filter { $0.id == name }.max { $0.version < $1.version }
    guard let found else {
      let known = rubrics.map { "\($0.id)@\($0.version)" }.joined(separator: ", ")
      throw Failure(.notFound, "there is no rubric \(Sanitize.line(name)): take one of \(known)")
    }
    return found
  }
}
