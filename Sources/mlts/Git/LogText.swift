import MLTestScore
import Screen

/// A commit's effect on the scores in words and as JSON.
extension LogEntry {
  /// The lines of `mlts log`: the commit, then what it did, indented.
  func lines(ascii: Bool) -> [String] {
    let day = revision.day.map { "\($0)" } ?? "no date   "
    let head = "\(revision.shortHash) \(day) \(Sanitize.line(revision.author))  \(Sanitize.line(revision.subject))"
    return ([head] + details(ascii: ascii).map { "  " + $0 }).map { ascii ? $0.inASCII() : $0 }
  }

  private func details(ascii: Bool) -> [String] {
    var lines: [String] = []
    switch revision.kind {
    case .added: lines.append("added")
    case .deleted: lines.append("deleted")
    case .renamed: lines.append("renamed from \(Sanitize.line(revision.oldPath ?? ""))")
    case .merged: lines.append("merge, compared with the side that it was merged into")
    case .changed: break
    }
    if case .unreadable(let reason)? = after { return lines + ["cannot be read: \(reason)"] }
    guard let score else { return lines }
    switch comparison {
    case nil:
      lines.append("final \(score.claimed)\(Self.supported(score.supported, beside: score.claimed))")
      if case .unreadable? = before { lines.append("the version before cannot be read, so nothing is compared") }
    case .failure(let unlike)?:
      lines.append("final \(score.claimed)\(Self.supported(score.supported, beside: score.claimed))")
      let (old, new) = (unlike.before, unlike.after)
      lines.append(
        Sanitize.line("rubric \(old.id) \(old.version) -> \(new.id) \(new.version), so nothing is compared"))
    case .success(let comparison)?:
      lines.append(Self.words(comparison))
      lines += tests(comparison, ascii: ascii)
      lines += comparison.descriptions.map { "\($0.rawValue) changed" }
      if comparison.tests.isEmpty && comparison.descriptions.isEmpty { lines.append("no answer changed") }
    }
    lines += closed.map { "review closed: \(Sanitize.line($0))" }
    if openConflicts > 0 {
      lines.append("\(openConflicts.counted("conflict")) to settle")
    }
    return lines
  }

  private static func supported(_ points: Points, beside claimed: Points) -> String {
    points == claimed ? "" : ", supported \(points)"
  }

  private static func words(_ comparison: Comparison) -> String {
    func words(_ movement: Comparison.Movement) -> String {
      movement.change == .zero ? "\(movement.after)" : "\(movement.before) -> \(movement.after)"
    }
    let (claimed, supported) = (comparison.claimed, comparison.supported)
    return "final \(words(claimed))" + (supported == claimed ? "" : ", supported \(words(supported))")
  }

  private func tests(_ comparison: Comparison, ascii: Bool) -> [String] {
    guard case .read(_, let rubric)? = after else { return [] }
    let labels = Dictionary(uniqueKeysWithValues: rubric.tests.map { ($0.id, Sanitize.line($0.label)) })
    let width = comparison.tests.map { labels[$0.id]?.count ?? 0 }.max() ?? 0
    return comparison.tests.map { test in
      let label = labels[test.id] ?? test.id
      let words = TestChangeWords(test)
      let parts = [words.movement(ascii: ascii)].compactMap(\.self) + words.others
      return label + String(repeating: " ", count: width - label.count + 2) + parts.joined(separator: "; ")
    }
  }
}

/// What changed on one test, in words.
struct TestChangeWords {
  private let test: Comparison.TestChange

  init(_ test: Comparison.TestChange) { self.test = test }

  /// How its credit or its state moved: `not assessed -> 1`, `½ -> 1`.
  func movement(ascii: Bool) -> String? {
    for change in test.changes {
      switch change {
      case .state(let old, let new):
        let before = Self.side(old, test.claimed.before, ascii: ascii)
        return "\(before) -> \(Self.side(new, test.claimed.after, ascii: ascii))"
      case .credit(let old, let new): return "\(old.credit(ascii: ascii)) -> \(new.credit(ascii: ascii))"
      case .supported(let old, let new):
        return "supported \(old.credit(ascii: ascii)) -> \(new.credit(ascii: ascii))"
      default: continue
      }
    }
    return nil
  }

  /// What else changed: `2 evidence added`, `note`.
  var others: [String] {
    var counts: [(words: String, count: Int)] = []
    for change in test.changes {
      guard let words = Self.words(change) else { continue }
      if let index = counts.firstIndex(where: { $0.words == words }) {
        counts[index].count += 1
      } else {
        counts.append((words, 1))
      }
    }
    return counts.map { $0.count == 1 ? $0.words : "\($0.words) (\($0.count))" }
  }

  private static func side(_ state: Answer.State, _ credit: Points, ascii: Bool) -> String {
    switch state {
    case .notAssessed: "not assessed"
    case .notApplicable: "not applicable"
    case .openQuestion: "open question \(credit.credit(ascii: ascii))"
    case .assessed: credit.credit(ascii: ascii)
    }
  }

  private static func words(_ change: Comparison.Change) -> String? {
    switch change {
    case .state, .credit, .supported: nil
    case .evidenceAdded: "evidence added"
    case .evidenceRemoved: "evidence removed"
    case .evidenceChanged: "evidence changed"
    case .note: "note changed"
    case .reason: "reason changed"
    case .owner: "owner changed"
    case .criteria: "criteria changed"
    case .confirmed: "confirmed"
    case .couldBe: "what it could be changed"
    case .target: "target changed"
    case .acceptedGap(nil, _): "gap accepted"
    case .acceptedGap(_, nil): "gap no longer accepted"
    case .acceptedGap: "accepted gap changed"
    case .actionAdded: "action added"
    case .actionDone: "action done"
    case .actionRemoved: "action removed"
    case .actionChanged: "action changed"
    }
  }
}
