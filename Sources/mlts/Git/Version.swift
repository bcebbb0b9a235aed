import AssessmentStore
import MLTestScore
import Screen

/// The file as one commit left it.
enum Version {
  /// An assessment, and the rubric that scores it.
  case read(Assessment, Rubric)
  /// Why it cannot be read, as one line.
  case unreadable(String)

  /// Reads a content; `name` is the file's for messages. `wanted` scores it instead of the rubric that it names.
  init(_ content: Result<[UInt8], Failure>?, name: String, rubrics: RubricCatalog, wanted: Rubric?) {
    do {
      guard let bytes = try content?.get() else {
        self = .unreadable("its content is not in this clone")
        return
      }
      let decoded = try AssessmentFormat.decode(bytes, file: name, rubrics: rubrics)
      let reference = decoded.assessment.rubric
      if let reason = decoded.readOnlyReason {
        self = .unreadable(Sanitize.line(reason))
      } else if let rubric = wanted ?? rubrics.rubric(id: reference.id, version: reference.version) {
        self = .read(decoded.assessment, rubric)
      } else {
        self = .unreadable("mlts does not know the rubric \(Sanitize.line("\(reference.id) \(reference.version)"))")
      }
    } catch let error as AssessmentFileError {
      let more = error.problems.count > 1 ? " (and \(error.problems.count - 1) more)" : ""
      self = .unreadable(Sanitize.line(error.lines.first ?? "it is no assessment") + more)
    } catch let failure as Failure {
      self = .unreadable(failure.message)
    } catch {
      self = .unreadable("\(error)")
    }
  }
}

/// A commit with what it did to the scores.
struct LogEntry {
  var revision: Revision
  /// The file before; nothing where there was none.
  var before: Version?
  /// The file after; nothing where it was deleted.
  var after: Version?

  /// The score after, on the day of the commit.
  var score: Score? { snapshot(after)?.score }

  /// What changed, or why that cannot be said; nothing where one side is not there or cannot be read.
  var comparison: Result<Comparison, UnlikeRubrics>? {
    guard let before = snapshot(before), let after = snapshot(after) else { return nil }
    do throws(UnlikeRubrics) {
      return .success(try Comparison(from: before, to: after))
    } catch {
      return .failure(error)
    }
  }

  /// The titles of the reviews that the commit closed.
  var closed: [String] {
    guard case .read(let old, _)? = before, case .read(let new, _)? = after else { return [] }
    return new.milestonesByDate.filter { old.milestones[$0.id] == nil }.map(\.milestone.title)
  }

  /// How many conflicts of a merge the file has after the commit.
  var openConflicts: Int {
    guard case .read(let assessment, _)? = after else { return 0 }
    return assessment.conflicts.count
  }

  /// Both sides are scored on the day of the commit, so that evidence that grew old is not told as a change.
  private func snapshot(_ version: Version?) -> Snapshot? {
    guard case .read(let assessment, let rubric)? = version else { return nil }
    return Snapshot(assessment, title: revision.shortHash, under: rubric, on: revision.day ?? Day(daysSince1970: 0))
  }
}
