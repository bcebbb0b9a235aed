import ArgumentParser
import AssessmentStore
import MLTestScore
import Screen
import SystemPackage

/// `mlts new FILE --system NAME`: an assessment in which nothing is assessed yet.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a new assessment file.",
    usage: "mlts new <file> --system <name> [<options>]",
    discussion: "Refuses, with exit code 1, to write over a file that is already there.")

  @Argument(help: "The file to make, NAME.mlts.json.")
  var file: String

  @Option(help: "The name of the system under review.")
  var system: String

  @Option(help: "What the system does.")
  var description = ""

  @Option(help: "Who answers for it: a role, such as ml-lead.")
  var owner = ""

  @Option(help: ArgumentHelp("The rubric to score by; see `mlts rubric list`.", valueName: "id@version|file"))
  var rubric = "ml-test-score@2017"

  func validate() throws {
    if system.allSatisfy(\.isWhitespace) { throw ValidationError("--system needs a name, such as fraud-scoring") }
  }

  func run() throws {
    var random = SystemRandomNumberGenerator()
    do {
      let rubrics = try RubricName.catalog(with: rubric)
      var assessment = Assessment.new(
        system: system, rubric: try RubricName.find(rubric, in: rubrics), id: IDs.assessment(using: &random))
      assessment.system.description = description
      assessment.system.owner = owner
      let made = try AssessmentFile.create(assessment, at: FilePath(file), rubrics: rubrics)
      let name = Sanitize.line(made.path.string)
      Output.print("Made \(name). Open it: mlts \(name)\n")
    } catch let error as AssessmentFileError {
      switch error.kind {
      case .alreadyExists: throw Failure(.no, error.description)
      case .folderGone: throw Failure(.notFound, error.description)
      default: throw Failure(error)
      }
    }
  }
}
