import ArgumentParser
import AssessmentStore
import MLTestScore
import Screen
import SystemPackage

/// `mlts merge BASE OURS THEIRS [PATH]`: three versions of an assessment into one, in the place of OURS. Made to be
/// git's merge driver (gitattributes(5), "Defining a custom merge driver").
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merge three versions of an assessment (git merge driver).",
    discussion: """
      Writes the result over OURS. Edits of different things are both kept. Where both sides changed the same thing \
      differently, OURS keeps our side and records all three values under "conflicts"; opening the file shows them.

      Exit code 0: merged; 1: merged, with conflicts recorded; 2: a version cannot be read, and OURS is untouched. An \
      empty BASE means that both sides added the file. `mlts git install` makes git use it.
      """)

  @Argument(help: "The version that both started from; may be empty.")
  var base: String

  @Argument(help: "Our version; takes the result.")
  var ours: String

  @Argument(help: "Their version.")
  var theirs: String

  @Argument(help: "The file's name in the repository, for messages.")
  var path: String?

  func run() throws {
    let rubrics = try RubricName.catalog()
    do throws(AssessmentFileError) {
      var file = try load(ours, rubrics)
      let theirs = try load(self.theirs, rubrics).assessment
      let base = try isEmpty(self.base) ? nil : load(self.base, rubrics).assessment
      let name = file.assessment.rubric
      let result = Assessment.merge(
        base: base, ours: file.assessment, theirs: theirs, under: rubrics.rubric(id: name.id, version: name.version)
      )
      var merged = result.assessment
      merged.record(result.conflicts)
      try file.save(merged)
      let open = merged.conflicts.count
      guard open > 0 else { return }
      let shown = Sanitize.line(path ?? ours)
      Output.error(
        "\(shown): \(open.counted("conflict")) to settle: \(places(merged)). Open it: mlts \(shown)"
      )
      finish(.no)
    } catch {
      // Git takes any code that is not 0 for a conflict, and OURS as it was for the best result.
      Output.error(error.description)
      Output.error("not merged, \(Sanitize.line(path ?? ours)) is as it was on our side")
      finish(.usage)
    }
  }

  private func load(_ name: String, _ rubrics: RubricCatalog) throws(AssessmentFileError) -> AssessmentFile {
    let file = try AssessmentFile.load(FilePath(name), rubrics: rubrics)
    if let reason = file.readOnlyReason {
      throw AssessmentFileError(kind: .newerFormat, file: name, reason: reason, cure: "")
    }
    return file
  }

  private func isEmpty(_ name: String) throws(AssessmentFileError) -> Bool {
    do throws(Failure) {
      return try UserFile.text(of: FilePath(name), limit: 64 << 20).allSatisfy(\.isWhitespace)
    } catch {
      throw AssessmentFileError(kind: .unreadable, file: name, reason: error.message, cure: "")
    }
  }

  private func places(_ assessment: Assessment) -> String {
    let places = assessment.conflicts.map { Sanitize.line($0.path.joined(separator: " ")) }
    return places.prefix(6).joined(separator: ", ") + (places.count > 6 ? " and \(places.count - 6) more" : "")
  }
}
