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
  private var signature: AssessmentFile.Signature?

  init(file: AssessmentFile, rubrics: RubricCatalog, clock: Clock) {
    self.file = file
    self.rubrics = rubrics
    self.clock = clock
    drafts = DraftStore(for: file.path)
    signature = AssessmentFile.Signature(of: file.path)
  }

  // Saving

  /// Saves, what others changed meanwhile merged in; tells the app what came of it.
  func save(_ assessment: Assessment, preferring side: AssessmentFile.Side? = nil) -> Message {
    lastTry = .now
    defer { signature = AssessmentFile.Signature(of: file.path) }
    do {
      switch try file.saveMerging(assessment, preferring: side) {
      case .saved: return .saved(assessment)
      case .merged(let merged): return .merged(merged)
      case .conflicts(let conflicts): return .conflicts(conflicts)
      }
    } catch {
      return .saveFailed(error.lines.joined(separator: " "))
    }
  }

  /// Whether somebody else wrote to the file since it was last read or written here. Looks at no content.
  var hasChangedOutside: Bool {
    guard let now = AssessmentFile.Signature(of: file.path) else { return false }
    return now != signature
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
    let draft = ReviewApp.Draft(test: found.testID, field: found.field, values: Self.values(of: found))
    keptDraft = draft
    return draft
  }

  /// Leaves the draft on disk where it is, because the app does not offer it now: the review is read-only, or the rubric
  /// lacks the test.
  func leaveDraft() { keptDraft = nil }

  /// A note is kept as it is, for whoever opens the draft by hand; the fields of a form as a JSON object.
  private static func text(of draft: ReviewApp.Draft) -> String {
    if let text = draft.values["text"], draft.values.count == 1 { return text }
    return String(decoding: JSONWriter.write(.object(draft.values.mapValues { .string($0) })), as: UTF8.self)
  }

  private static func values(of draft: AssessmentStore.Draft) -> [String: String] {
    // A note may be JSON too, pasted from somewhere.
    guard draft.field != "note", case .object(let members)? = try? JSONParser.parse(Array(draft.text.utf8)) else {
      return ["text": draft.text]
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
