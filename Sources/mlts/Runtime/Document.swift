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

  /// The draft that an earlier run left. Throws where there is one that cannot be read, so that nobody believes that
  /// nothing was left.
  func loadDraft() throws(AssessmentFileError) -> ReviewApp.Draft? {
    guard let found = try drafts.load() else { return nil }
    let draft = ReviewApp.Draft(test: found.testID, field: found.field, values: Self.values(of: found.text))
    keptDraft = draft
    return draft
  }

  /// A note is kept as it is, for whoever opens the draft by hand; the fields of a form as a JSON object.
  private static func text(of draft: ReviewApp.Draft) -> String {
    if let text = draft.values["text"], draft.values.count == 1 { return text }
    return String(decoding: JSONWriter.write(.object(draft.values.mapValues { .string($0) })), as: UTF8.self)
  }

  private static func values(of text: String) -> [String: String] {
    guard text.hasPrefix("{"), case .object(let members)? = try? JSONParser.parse(Array(text.utf8)) else {
      return ["text": text]
    }
    return members.compactMapValues { if case .string(let value) = $0 { value } else { nil } }
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
          AssessmentStore.Draft(
            testID: draft.test, field: draft.field, text: Self.text(of: draft), at: clock.now))
      } else {
        try drafts.discard()
      }
      keptDraft = draft
    } catch {}
  }
}
