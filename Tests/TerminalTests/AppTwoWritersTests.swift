import Glibc
import Screen
import TestSupport
import Testing

/// Two people write to one file at the same time, each in their own mlts.
///
/// `MLTS_PAIRS` says how many pairs of edits they make; `MLTS_SEED`, which.
@Suite(.serialized) struct AppTwoWritersTests {
  @Test func noEditIsLost() throws {
    let seed = UInt64(setting("MLTS_SEED", else: 2026))
    let pairs = setting("MLTS_PAIRS", else: 200)
    var work = try SharedReview(seed: seed)
    var same = 0
    for pair in 0..<pairs {
      do {
        // Now and then both look at the same test, and then at everything.
        let isLast = pair % 25 == 24 || pair == pairs - 1
        let edits = work.makePair(pair, onSameTest: isLast)
        if edits[0].test == edits[1].test { same += 1 }
        try work.make(edits)
        if isLast { try work.lookAtEverything(after: edits) }
      } catch {
        throw PtySession.Failure(description: "MLTS_SEED=\(seed), pair \(pair) of \(pairs): \(error)")
      }
    }
    try work.end()
    print("MLTS_SEED=\(seed): \(pairs) pairs of edits, \(same) on the same test")
  }
}

/// A review that two people have open, and what they wrote so far.
private struct SharedReview {
  private let folder: TemporaryFolder
  private var reviewers: [Reviewer] = []
  private var facts = ReviewFacts()
  private var random: Seeded
  /// Who changed what since both last saw everything: before that, a change of the same thing by the other one would be
  /// a conflict.
  private var changed: [Thing: Int] = [:]
  private var touched: Set<Place> = []
  /// The answers when both last saw everything.
  private var seen = ReviewFacts()

  private struct Thing: Hashable {
    var test: String
    var field: String
  }

  private struct Place: Hashable {
    var section: Int
    var number: Int
  }

  init(seed: UInt64) throws {
    folder = try TemporaryFolder()
    random = Seeded(seed)
    // Decided by somebody before: on a test that nobody assessed, a tick would be a first decision.
    var answers: [String] = []
    for section in ReviewFacts.sections {
      for number in 1...7 {
        facts["\(section)-\(number)"].decide(halves: 0)
        answers.append(#""\#(section)-\#(number)": {"state": "assessed"}"#)
      }
    }
    seen = facts
    let text = AppSession.blank.replacing(
      "{\n  \"format\"", with: "{\n  \"answers\": {\(answers.joined(separator: ", "))},\n  \"format\"")
    for (index, role) in ["data-lead", "oncall"].enumerated() {
      let app = try AppSession(index == 0 ? text : nil, in: folder, arguments: ["--reviewer", role], rows: 60)
      reviewers.append(Reviewer(app, section: 0))
    }
  }

  // What they do

  /// An edit for each of the two, in different tests or different fields.
  mutating func makePair(_ pair: Int, onSameTest: Bool) -> [ReviewEdit] {
    while true {
      let before = changed
      let isSame = onSameTest || Int.random(in: 0..<3, using: &random) == 0
      let first = makeEdit("pair-\(pair)-one.", at: nil, hasText: onSameTest)
      guard allows(first, by: 0) else { continue }
      note(first, by: 0)
      let place = isSame ? Place(section: first.section, number: first.number) : nil
      let second = makeEdit("pair-\(pair)-two.", at: place, hasText: onSameTest)
      if allows(second, by: 1) {
        note(second, by: 1)
        return [first, second]
      }
      changed = before
    }
  }

  private mutating func makeEdit(_ text: String, at place: Place?, hasText: Bool) -> ReviewEdit {
    let kinds: [ReviewEdit.Kind] = [
      .note(text), .owner(text), .evidence(text), .action(text),
      .tick(ReviewEdit.criteria[Int.random(in: 0..<5, using: &random)]),
      .decision(["0", "5", "1", "o"][Int.random(in: 0..<4, using: &random)]),
    ]
    return ReviewEdit(
      section: place?.section ?? Int.random(in: 0..<4, using: &random),
      number: place?.number ?? Int.random(in: 1...7, using: &random),
      kind: kinds[Int.random(in: 0..<(hasText ? 4 : kinds.count), using: &random)])
  }

  /// Whether an edit disagrees with nothing that the other one did meanwhile.
  private func allows(_ edit: ReviewEdit, by person: Int) -> Bool {
    let answer = facts[edit.test]
    func isFree(_ field: String) -> Bool {
      changed[Thing(test: edit.test, field: field), default: person] == person
    }
    switch edit.kind {
    case .note: return isFree("note")
    case .owner: return isFree("owner")
    // What both add is in no one's way; the screen has to have room for it.
    case .evidence: return answer.evidence.count < 5
    case .action: return answer.actions.count < 5
    case .decision: return ReviewEdit.criteria.allSatisfy(isFree)
    case .tick(let id):
      let others = ReviewEdit.criteria.filter { !isFree($0) }
      guard !others.contains(id), answer.state == "assessed", seen[edit.test].state == "assessed" else {
        return false
      }
      // Ticks of both add up, unless they lead to two different credits.
      let start = seen[edit.test]
      func halves(_ ids: [String]) -> Int {
        var answer = start
        answer.criteria.formSymmetricDifference(ids)
        return answer.halves
      }
      let own = ReviewEdit.criteria.filter { changed[Thing(test: edit.test, field: $0)] == person }
      if others.isEmpty { return true }
      // Another one's decision, or more ticks than one, would need more rules than this test wants to have.
      return others.count == 1 && own.isEmpty
        && (halves([id]) == start.halves || halves(others) == start.halves)
    }
  }

  private mutating func note(_ edit: ReviewEdit, by person: Int) {
    switch edit.kind {
    case .note: changed[Thing(test: edit.test, field: "note")] = person
    case .owner: changed[Thing(test: edit.test, field: "owner")] = person
    case .evidence, .action: break
    case .decision: for id in ReviewEdit.criteria { changed[Thing(test: edit.test, field: id)] = person }
    case .tick(let id): changed[Thing(test: edit.test, field: id)] = person
    }
    touched.insert(Place(section: edit.section, number: edit.number))
  }

  /// Both type at once; then both screens say saved, and the file holds what both typed.
  mutating func make(_ edits: [ReviewEdit]) throws {
    let letters = reviewers.indices.map { reviewers[$0].look() }
    for (index, edit) in edits.enumerated() {
      reviewers[index].app.type(reviewers[index].keys(edit) + letters[index])
    }
    for (index, letter) in letters.enumerated() { try reviewers[index].wait(for: letter) }
    for edit in edits { edit.apply(to: &facts) }
    let inFile = try ReviewFacts(folder.read(AppSession.name) ?? "")
    guard inFile == facts else {
      throw PtySession.Failure(description: "after \(edits), expected and found:\n\(facts.difference(to: inFile))")
    }
  }

  // What they see

  /// Waits until each of the two sees what the other one wrote last, without a key, and then all the rest.
  mutating func lookAtEverything(after edits: [ReviewEdit]) throws {
    for reviewer in reviewers {
      try reviewer.app.wait("both edits are there: \(edits)") { screen in
        let text = screen.text
        return edits.allSatisfy { text.contains($0.text ?? "") }
      }
    }
    for index in reviewers.indices {
      for place in touched.sorted(by: { ($0.section, $0.number) < ($1.section, $1.number) }) {
        let test = "\(ReviewFacts.sections[place.section])-\(place.number)"
        let way = "g" + String(repeating: "j", count: place.number - 1)
        try reviewers[index].type(reviewers[index].keys(toSection: place.section) + way)
        try expect(facts[test], of: test, at: place, by: reviewers[index])
      }
    }
    (changed, touched, seen) = ([:], [], facts)
  }

  private func expect(_ answer: ReviewFacts.Answer, of test: String, at place: Place, by reviewer: Reviewer) throws
  {
    let text = reviewer.app.screen.text
    let parts =
      [answer.note, answer.owner] + answer.evidence + answer.actions + [
        "Evidence (\(answer.evidence.count))",
        answer.actions.isEmpty ? "" : "Actions (\(answer.actions.count) open)",
      ] + ReviewEdit.criteria.map { "[\(answer.criteria.contains($0) ? "x" : " ")] \($0)" }
    let missing = parts.filter { !text.contains($0) && !$0.isEmpty }
    guard missing.isEmpty, reviewer.sign(ofTest: place.number) == answer.sign else {
      throw reviewer.app.session.failure("of \(test) are not shown: \(missing), or not \(answer.sign)")
    }
  }

  /// Both quit; nothing is left beside the file.
  func end() throws {
    for reviewer in reviewers { try reviewer.app.quit() }
    #expect(try ReviewFacts(folder.read(AppSession.name) ?? "") == facts)
    #expect(folder.contents == [AppSession.name])
  }
}
