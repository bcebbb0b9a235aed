import AssessmentStore
import MLTestScore
import ReviewApp
import SystemPackage

/// The file of a review with what is kept beside it: saves, and tells the app what came of it.
final class Document {
  private var file: AssessmentFile
  private let drafts: DraftStore
  private let rescues: RescueStore
  private let clock: Clock
  /// The drafts as they are on disk.
  private var keptDrafts: [ReviewApp.Draft] = []
  private var draftsFail = false
  private var lastDraft = ContinuousClock.now - .seconds(3600)
  private var lastTry = ContinuousClock.now
  /// Whether it was told that the file is gone, and nobody has asked for it to be written again.
  private var isLeftGone = false
  /// Where decisions are kept that are not in the file, if they are.
  private(set) var rescuePlace: FilePath?
  /// What is kept there.
  private var rescued: Assessment?
  private var lastSaveSucceeded = true

  init(file: AssessmentFile, rubrics: RubricCatalog, clock: Clock) {
    self.file = file
    self.clock = clock
    drafts = DraftStore(for: file.path)
    rescues = RescueStore(for: file.path, rubrics: rubrics)
    AssessmentFile.removeLeftovers(beside: file.path, now: clock.now)
  }

  // Saving

  /// Saves, what others changed meanwhile merged in; tells the app what came of it.
  func save(_ assessment: Assessment, settled: [Settlement] = []) -> Message {
    lastTry = .now
    isLeftGone = false
    do throws(AssessmentFileError) {
      let outcome = try file.saveMerging(assessment, settled: settled)
      if case .conflicts(let conflicts) = outcome {
        keepRescue(assessment)
        return .conflicts(conflicts)
      }
      lastSaveSucceeded = true
      if rescuePlace != nil { dropRescue() }
      if case .merged(let merged) = outcome { return .merged(merged) }
      return .saved(assessment)
    } catch {
      keepRescue(assessment)
      return .saveFailed(Self.words(error))
    }
  }

  /// Takes in what others did to the file since it was last read or written here; nothing where they did nothing. All
  /// of `assessment` has to be saved.
  func takeInOutside(_ assessment: Assessment) -> Message? {
    switch file.outsideChange {
    case nil: return nil
    case .written: return save(assessment)
    case .removed:
      // Somebody may have meant it, so it is written again only when something was decided or somebody asks for it, or
      // when it is back.
      isLeftGone = true
      return .fileGone
    }
  }

  /// Whether a save that failed may be tried again.
  func retryIsDue(interval milliseconds: Int) -> Bool {
    !(isLeftGone && file.isGone) && ContinuousClock.now - lastTry >= .milliseconds(milliseconds)
  }

  // Decisions that are not in the file

  /// What an earlier run could not save; in words, what is there and cannot be read.
  func loadRescue() -> (rescue: Rescue?, damaged: [String]) {
    let (found, damaged) = rescues.load(now: clock.now)
    return (found, damaged.map(Self.words))
  }

  /// An error on one line.
  private static func words(_ error: AssessmentFileError) -> String { error.lines.joined(separator: " ") }

  /// Keeps what could not be saved. If no place takes it, the words of the failed save still say that it is not saved.
  private func keepRescue(_ assessment: Assessment) {
    lastSaveSucceeded = false
    // A save that is tried again every few seconds has nothing new to keep.
    if assessment == rescued, let rescuePlace, (try? FileDescriptor.open(rescuePlace, .readOnly).close()) != nil {
      return
    }
    rescued = assessment
    rescuePlace = try? rescues.save(
      Rescue(base: file.assessment, mine: assessment), at: clock.now)
  }

  /// Throws away what was kept of decisions, unless they wait there for a save that just failed.
  func discardRescue() {
    if lastSaveSucceeded { dropRescue() }
  }

  /// Leaves what an earlier run could not save for the next start: nobody was asked, or somebody said not now.
  func leaveRescue() { rescues.leave() }

  /// Throws away in any case what this session kept or was offered: the reviewers said that it may go.
  func dropRescue() {
    rescuePlace = nil
    rescued = nil
    // One that cannot be removed is offered again at the next start; nothing is lost by that.
    try? rescues.discard()
  }

  // Drafts

  /// The drafts that earlier runs left; in words, what is there and cannot be read, so that nobody believes that nothing
  /// was left.
  func loadDrafts() -> (drafts: [ReviewApp.Draft], damaged: [String]) {
    let (found, damaged) = drafts.load(now: clock.now)
    keptDrafts = found.flatMap(DraftText.drafts)
    return (keptDrafts, damaged.map(Self.words))
  }

  /// Leaves the drafts on disk where they are, because the app does not offer them now: the review is read-only, or the
  /// rubric lacks the test.
  func leaveDrafts() {
    keptDrafts = []
    drafts.leave()
  }

  /// Whether the time has come to write down what is being written. Asked at every key, so it looks at no text.
  func draftIsDue(interval milliseconds: Int) -> Bool {
    ContinuousClock.now - lastDraft >= .milliseconds(milliseconds)
  }

  /// Brings the draft file to these texts; without any, takes it away. One that cannot be written is tried again in a
  /// second; why it cannot be is returned the first time, so that it is said once and not with every letter.
  @discardableResult
  func keep(_ texts: [ReviewApp.Draft]) -> String? {
    lastDraft = .now
    guard texts != keptDrafts else { return nil }
    do throws(AssessmentFileError) {
      if texts.isEmpty {
        try drafts.discard()
      } else {
        try drafts.save(DraftText.draft(of: texts, at: clock.now))
      }
      keptDrafts = texts
      draftsFail = false
      return nil
    } catch {
      defer { draftsFail = true }
      return draftsFail ? nil : "What is being written is not safe from a crash: \(Self.words(error))"
    }
  }

  /// Brings the draft file, where there is one, to its last texts, which are saved next.
  func complete(_ texts: [ReviewApp.Draft]) {
    if !keptDrafts.isEmpty, !texts.isEmpty { keep(texts) }
  }
}

/// How the app's drafts stand in the one draft file of an assessment.
enum DraftText {
  private static let several = "several"

  /// A note is kept as it is, for whoever opens the draft by hand; the fields of a form as a JSON object; several drafts
  /// as a JSON array of them.
  static func draft(of drafts: [ReviewApp.Draft], at time: Timestamp) -> AssessmentStore.Draft {
    if drafts.count == 1 {
      let draft = drafts[0]
      return AssessmentStore.Draft(
        testID: draft.test, field: draft.field, text: text(draft.values, of: draft.field), at: time,
        baseText: draft.opened.isEmpty ? nil : text(draft.opened, of: draft.field))
    }
    let all = JSONValue.array(
      drafts.map { draft in
        var members: [String: JSONValue] = [
          "test": .string(draft.test), "field": .string(draft.field),
          "text": .string(text(draft.values, of: draft.field)),
        ]
        if !draft.opened.isEmpty { members["base"] = .string(text(draft.opened, of: draft.field)) }
        return .object(members)
      })
    return AssessmentStore.Draft(
      testID: "", field: several, text: String(decoding: JSONWriter.write(all), as: UTF8.self), at: time)
  }

  /// The drafts that a draft file holds.
  static func drafts(in found: AssessmentStore.Draft) -> [ReviewApp.Draft] {
    guard found.field == several else {
      return [draft(found.testID, found.field, found.text, opened: found.baseText)]
    }
    guard case .array(let all)? = try? JSONParser.parse(Array(found.text.utf8)) else { return [] }
    return all.compactMap { value in
      guard case .object(let members) = value, case .string(let test)? = members["test"],
        case .string(let field)? = members["field"], case .string(let text)? = members["text"]
      else { return nil }
      var opened: String?
      if case .string(let base)? = members["base"] { opened = base }
      return draft(test, field, text, opened: opened)
    }
  }

  private static func draft(_ test: String, _ field: String, _ text: String, opened: String?) -> ReviewApp.Draft {
    ReviewApp.Draft(
      test: test, field: field, values: values(text, of: field), opened: opened.map { values($0, of: field) } ?? [:]
    )
  }

  private static func text(_ values: [String: String], of field: String) -> String {
    if field == "note", let text = values["text"] { return text }
    return String(decoding: JSONWriter.write(.object(values.mapValues { .string($0) })), as: UTF8.self)
  }

  private static func values(_ text: String, of field: String) -> [String: String] {
    // A note may be JSON too, pasted from somewhere.
    guard field != "note", case .object(let members)? = try? JSONParser.parse(Array(text.utf8)) else {
      return ["text": text]
    }
    return members.compactMapValues { if case .string(let value) = $0 { value } else { nil } }
  }
}
