import ArgumentParser
import AssessmentStore
import Glibc
import MLTestScore
import Screen
import SystemPackage

/// The rubric that a command scores by, when the assessment's own is not to be taken.
struct RubricOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Score by this rubric: a name, as ml-test-score@2016, or a rubric file. Else the one that the assessment names.",
      valueName: "id@version|file"))
  var rubric: String?
}

/// An assessment that a command reads, with the rubric that scores it.
struct AssessmentInput {
  /// The file.
  var file: AssessmentFile
  /// The rubrics that files may name.
  var rubrics: RubricCatalog
  /// The rubric that scores it.
  var rubric: Rubric
  /// Why it must not be changed, if so: a newer format, or another rubric than its own.
  var readOnlyReason: String?

  /// The assessment.
  var assessment: Assessment { file.assessment }

  /// Reads a file. Throws `Failure` with every problem and the exit code.
  init(_ path: String, rubric wanted: String?) throws {
    rubrics = try RubricName.catalog(with: wanted)
    do throws(AssessmentFileError) {
      file = try AssessmentFile.load(FilePath(path), rubrics: rubrics)
    } catch {
      throw Failure(error)
    }
    readOnlyReason = file.readOnlyReason
    let name = file.assessment.rubric
    guard let own = rubrics.rubric(id: name.id, version: name.version) else {
      throw Failure(.unreadable, "mlts does not know the rubric \(Sanitize.line("\(name.id) \(name.version)"))")
    }
    rubric = own
    guard let wanted else { return }
    rubric = try RubricName.find(wanted, in: rubrics)
    guard rubric.id != own.id || rubric.version != own.version else { return }
    let difference = RubricDifference(from: own, to: rubric)
    readOnlyReason = Sanitize.line("scored by another rubric than its own: \(difference.summary)")
  }
}

/// Rubrics by the name that the command line gives them.
enum RubricName {
  /// The bundled rubrics, those in the user's folder, and the file that `wanted` names, if it names one.
  static func catalog(with wanted: String? = nil) throws -> RubricCatalog {
    var rubrics: [Rubric]
    do { rubrics = try Rubric.bundled() } catch { throw Failure(.unable, error.description) }
    // What the user keeps wins over what is bundled, and what the command names over both.
    func add(_ rubric: Rubric) {
      rubrics.removeAll { $0.id == rubric.id && $0.version == rubric.version }
      rubrics.append(rubric)
    }
    for file in UserFile.settings(in: "rubrics", ending: ".json") {
      do {
        add(try read(file))
      } catch let failure as Failure {
        // A review by another rubric must not fail for it.
        Output.error("left out: \(failure.message)")
      }
    }
    if let wanted, isFile(wanted) { add(try read(FilePath(wanted))) }
    return RubricCatalog(rubrics)
  }

  /// The rubric `id@version`, or the one of a file; without `@version` the newest of that id.
  static func find(_ name: String, in catalog: RubricCatalog) throws -> Rubric {
    let rubrics = catalog.rubrics
    if isFile(name) {
      let wanted = try read(FilePath(name))
      return rubrics.first { $0.id == wanted.id && $0.version == wanted.version } ?? wanted
    }
    let found =
      rubrics.first { "\($0.id)@\($0.version)" == name }
      ?? rubrics.filter { $0.id == name }.max { $0.version < $1.version }
    guard let found else {
      let known = rubrics.map(of).joined(separator: ", ")
      throw Failure(.notFound, "there is no rubric \(Sanitize.line(name)): take one of \(known), or a file")
    }
    return found
  }

  /// A rubric's name, fit for a terminal: any version is one, whatever a file calls so.
  static func of(_ rubric: Rubric) -> String { Sanitize.line("\(rubric.id)@\(rubric.version)") }

  /// Reads a rubric file, with every check.
  static func read(_ path: FilePath) throws -> Rubric {
    let text = try UserFile.text(of: path)
    do {
      return try Rubric.decode(Array(text.utf8), file: path.string)
    } catch {
      throw Failure(.unreadable, error.description)
    }
  }

  private static func isFile(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".json") }
}
