import FoundationEssentials

/// What the answers of a review say: predicted from the keys that were pressed, or read from a file by Foundation.
///
/// The rules stand here a second time, in their plainest form, so that mlts' own do not vouch for themselves.
struct ReviewFacts: Equatable {
  /// One answer, without what the tests here never touch. Entries are known by what was typed, since ids are random.
  struct Answer: Equatable {
    var state = "not-assessed"
    var criteria: Set<String> = []
    var couldBe: String?
    var note = ""
    var owner = ""
    var evidence: Set<String> = []
    var actions: Set<String> = []

    /// The criteria of no level, of ½ and of 1.
    static let levels: [Set<String>] = [
      [], ["performed", "documented", "distributed"], ["automatic", "repeated"],
    ]

    /// What the criteria earn, in half points.
    var halves: Int { Self.levels.lastIndex { criteria.isSuperset(of: $0) } ?? 0 }

    /// Decides at a level; complete levels above it are taken back.
    mutating func decide(halves: Int) {
      criteria.formUnion(Self.levels[halves])
      for level in Self.levels.dropFirst(halves + 1) where criteria.isSuperset(of: level) {
        criteria.subtract(level)
      }
      (state, couldBe) = ("assessed", nil)
    }

    /// The sign of the answer in the list.
    var sign: String {
      switch state {
      case "not-assessed": "·"
      case "open": "?"
      default: ["○", "◐", "●"][halves]
      }
    }
  }

  static let sections = ["data", "model", "infra", "monitor"]

  private(set) var answers: [String: Answer] = [:]

  init() {}

  subscript(test: String) -> Answer {
    get { answers[test] ?? Answer() }
    set { answers[test] = newValue == Answer() ? nil : newValue }
  }

  /// How many tests the header calls assessed.
  var assessed: Int { answers.values.count { $0.state == "assessed" } }

  /// The place of the first test that nobody has decided, where a review opens.
  var firstUndecided: (section: Int, test: Int) {
    for section in 0..<4 {
      for test in 1...7 where self["\(Self.sections[section])-\(test)"].state == "not-assessed" {
        return (section, test)
      }
    }
    return (0, 1)
  }
}

extension ReviewFacts {
  private struct File: Decodable {
    struct Answer: Decodable {
      struct Evidence: Decodable { var locator: String }
      struct Action: Decodable { var text: String }
      var state: String?
      var criteria: [String]?
      var couldBe: String?
      var note: String?
      var owner: String?
      var evidence: [String: Evidence]?
      var actions: [String: Action]?
    }
    var answers: [String: Answer]?
  }

  /// Reads a file.
  init(_ text: String) throws {
    for (test, answer) in try JSONDecoder().decode(File.self, from: Data(text.utf8)).answers ?? [:] {
      self[test] = Answer(
        state: answer.state ?? "not-assessed", criteria: Set(answer.criteria ?? []), couldBe: answer.couldBe,
        note: answer.note ?? "", owner: answer.owner ?? "",
        evidence: Set(answer.evidence?.values.map(\.locator) ?? []),
        actions: Set(answer.actions?.values.map(\.text) ?? []))
    }
  }

  /// The difference to another review, for the message of a failed test.
  func difference(to other: ReviewFacts) -> String {
    Set(answers.keys).union(other.answers.keys).sorted().filter { self[$0] != other[$0] }
      .map { "\($0):\n  \(self[$0])\n  \(other[$0])" }.joined(separator: "\n")
  }
}

/// One change of one test.
struct ReviewEdit {
  enum Kind: Hashable {
    /// `0`, `5`, `1`, `o` or `-`.
    case decision(Character)
    case tick(String)
    case note(String)
    case owner(String)
    case evidence(String)
    case action(String)
  }

  /// The index of the section, and the number of the test from 1.
  var section: Int
  var number: Int
  var kind: Kind

  static let criteria = ["performed", "documented", "distributed", "automatic", "repeated"]

  var test: String { "\(ReviewFacts.sections[section])-\(number)" }

  /// The keys, from wherever the list of the section is. The last one commits, but for a tick, which leads back to the
  /// list.
  var keys: String {
    let way = "g" + String(repeating: "j", count: number - 1)
    return switch kind {
    case .decision(let key): way + "\(key)"
    case .tick(let id):
      way + "l" + String(repeating: "j", count: Self.criteria.firstIndex(of: id) ?? 0) + " h"
    // Ctrl-U takes away what was there, Ctrl-C keeps the text; Esc would make Alt of the next key.
    case .note(let text): way + "i\u{15}\(text)\u{3}"
    case .owner(let name): way + "w\u{15}\(name)\r"
    case .evidence(let locator): way + "e\(locator)\rSeen in the review\r\r"
    case .action(let text): way + "a\(text)\r\r\r\r"
    }
  }

  /// The text that is on the screen once the edit is done; nothing for decisions.
  var text: String? {
    switch kind {
    case .decision, .tick: nil
    case .note(let text), .owner(let text), .evidence(let text), .action(let text): text
    }
  }

  /// Makes the change.
  func apply(to facts: inout ReviewFacts) {
    var answer = facts[test]
    switch kind {
    case .decision("0"): answer.decide(halves: 0)
    case .decision("5"): answer.decide(halves: 1)
    case .decision("1"): answer.decide(halves: 2)
    case .decision("o") where answer.state == "open":
      let choices = [nil] + ["manual", "automated"].dropFirst(answer.halves).map(Optional.some)
      answer.couldBe = choices[((choices.firstIndex(of: answer.couldBe) ?? -1) + 1) % choices.count]
    case .decision("o"): answer.state = "open"
    case .decision: (answer.state, answer.criteria, answer.couldBe) = ("not-assessed", [], nil)
    case .tick(let id):
      answer.criteria.formSymmetricDifference([id])
      if answer.state != "open" { answer.state = "assessed" }
    case .note(let text): answer.note = text
    case .owner(let name): answer.owner = name
    case .evidence(let locator): answer.evidence.insert(locator)
    case .action(let text): answer.actions.insert(text)
    }
    facts[test] = answer
  }
}
