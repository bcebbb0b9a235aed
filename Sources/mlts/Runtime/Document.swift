import AssessmentStore
import MLTestScore
import ReviewApp
import SystemPackage

/// The file of a review with its draft: saves, and tells the app what came of it.
final class Document {
  private var file: AssessmentFile
  private let rubrics: RubricCatalog
  private let drafts: DraftStore
  private let clock: Clock
  /// The draft as it is on disk.
  private var keptDraft: ReviewApp.Draft?
  private var lastDraft = ContinuousClock.now - .seconds(3600)
  private var lastTry = ContinuousClock.now

  init(file: AssessmentFile, rubrics: RubricCatalog, clock: Clock) {
    self.file = file
    self.rubrics = rubrics
    self.clock = clock
    drafts = DraftStore(for: file.path)
  }

  // Saving

  /// Saves; tells the app what came of it.
  func save(_ assessment: Assessment) -> Message {
    lastTry = .now
    do {
      try file.save(assessment)
      return .saved(assessment)
    } catch {
      return error.kind == .changedOnDisk ? .changedOnDisk : .saveFailed(error.lines.joined(separator: " "))
    }
  }

  /// Saves over whatever the file holds now.
  func overwrite(with assessment: Assessment) -> Message {
    if let current = try? AssessmentFile.load(file.path, rubrics: rubrics) { file = current }
    return save(assessment)
  }

  /// Reads the file again.
  func reload() -> Message {
    do {
      file = try AssessmentFile.load(file.path, rubrics: rubrics)
      return .reloaded(file.assessment)
    } catch {
      return .failed(error.lines.joined(separator: " "))
    }
  }

  /// Whether a save that failed may be tried again.
  func retryIsDue(interval milliseconds: Int) -> Bool {
    ContinuousClock.now - lastTry >= .milliseconds(milliseconds)
  }

  // Drafts

  /// The draft that an earlier run left.
  func loadDraft() -> ReviewApp.Draft? {
    guard let found = drafts.load() else { return nil }
    let draft = ReviewApp.Draft(test: found.test, field: found.field, values: found.values)
    keptDraft = draft
    return draft
  }

  /// Whether the time has come to write down what is being written. Asked at every key, so it looks at no text.
  func draftIsDue(interval milliseconds: Int) -> Bool {
    ContinuousClock.now - lastDraft >= .milliseconds(milliseconds)
  }

  /// Brings the draft file to this text; without one, takes it away. A draft that cannot be written must not disturb the
  /// meeting: it is tried again in a second.
  func keep(_ draft: ReviewApp.Draft?) {
    lastDraft = .now
    guard draft != keptDraft else { return }
    do {
      if let draft {
        try drafts.save(
          AssessmentStore.Draft(test: draft.test, field: draft.field, values: draft.values, at: clock.now))
      } else {
        try drafts.discard()
      }
      keptDraft = draft
    } catch {}
  }
}
