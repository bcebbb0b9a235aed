import Screen

/// One row of the table of words that the plain review understands.
struct PlainRow: Sendable {
  /// What a word asks for.
  enum Verb: Hashable, Sendable {
    /// Something that a key of the screen asks for as well, and that needs to be told nothing more.
    case press(Command)
    case full, tick, notApplicable, note, evidence, action, owner, target, done, delete, edit
    case scope, close, resolve, recover, discard
    case go, show, how, brief, score, list, find, agenda, time, plan, help, quit
  }
  /// What it asks for.
  let verb: Verb
  /// The words for it, the one to advertise first.
  let words: [String]
  /// The command of the screen whose keys mean the same here.
  let command: Command?
  /// What may follow the word, in capitals where it stands for something.
  let arguments: String
  /// The help's sentence for it.
  let help: String
  /// Whether it changes the assessment.
  let changes: Bool

  /// The words and keys by which it is asked for.
  var names: [String] { words + PlainTable.keys(of: command) }

  /// Its line in the help.
  var line: String {
    let name = names.joined(separator: " or ")
    return arguments.isEmpty ? "\(name): \(help)" : "\(name), then \(arguments): \(help)"
  }
}

/// The one table of the plain review: what is understood and what the help says, so that they cannot disagree. Keys come
/// from the key table, so that a letter means the same here and on the screen.
enum PlainTable {
  static let rows: [PlainRow] = deciding + writing + moving + app

  /// The row of a word; long words are taken in any case, one letter is a key and `S` another than `s`.
  static func row(for word: String) -> PlainRow? {
    let name = word.count > 1 ? word.lowercased() : word
    return rows.first { $0.names.contains(name) }
  }

  /// The keys of a command that can be typed as a word.
  static func keys(of command: Command?) -> [String] {
    guard let command else { return [] }
    return KeyMap.standard.keys(of: command, in: .list).compactMap { key in
      guard case .character(let character) = key, character != " " else { return nil }
      return String(character)
    }
  }

  private static let deciding = [
    row(.press(.decideNone), ["none"], .decideNone, "", "it earns nothing"),
    row(.press(.decideHalf), ["half"], .decideHalf, "", "it earns ½: done by hand, documented and distributed"),
    row(.press(.decideOne), ["one"], .decideOne, "", "it earns 1: a system does it, again and again"),
    row(.press(.decideTwo), ["two"], .decideTwo, "", "it earns 2, in rubrics that have it"),
    row(.full, ["full"], nil, "", "it earns the most that the rubric gives"),
    row(.tick, ["tick", "t"], nil, "CRITERION", "tick the criterion, or untick it; its name or its number"),
    row(.press(.leaveOpen), ["open"], .leaveOpen, "", "leave it an open question; again: what it could become"),
    row(.notApplicable, ["not-applicable", "na"], .notApplicable, "REASON", "it does not apply; earns 0"),
    row(.press(.confirm), ["confirm"], .confirm, "", "confirm an answer from before the last milestone"),
    row(.press(.clear), ["clear"], .clear, "", "take the decision back; note and evidence stay"),
  ]

  private static let writing = [
    row(
      .note, ["note"], .note, "TEXT, or nothing and then lines until a lone .",
      "add to the note; with - for TEXT, empty it"),
    row(
      .evidence, ["evidence"], .evidence, "KIND LOCATOR | SUMMARY | DATE, or nothing",
      "add evidence; kinds: link, file, command, report, statement; without more, it is asked for"),
    row(
      .action, ["action"], .action, "TEXT | OWNER | DUE | EFFORT, or nothing",
      "add an action; effort is S, M or L; without more, it is asked for"),
    row(.owner, ["owner"], .owner, "ROLE", "name who watches it; with - for ROLE, nobody"),
    row(.target, ["target"], nil, "", "say what level to aim at, or accept the gap until a day"),
    row(.done, ["done"], .markDone, "NUMBER", "the action is done, or open again"),
    row(.delete, ["delete"], .deleteItem, "evidence NUMBER or action NUMBER", "delete it; u brings it back"),
    row(.edit, ["edit"], nil, "evidence NUMBER or action NUMBER", "ask for its fields again"),
    row(.scope, ["scope"], .scope, "", "say what model, feature, training and serving are here"),
    row(.press(.undo), ["undo"], .undo, "", "take the last change back"),
    row(.press(.redo), ["redo", "r"], nil, "", "make the change that was taken back again"),
  ]

  private static let moving = [
    row(.press(.nextTest), ["next", "n"], .nextTest, "", "the next test; an empty line does the same"),
    row(.press(.previousTest), ["back", "b"], .previousTest, "", "the test before"),
    row(.press(.nextUndecided), ["undecided"], .nextUndecided, "", "the next test that is not decided"),
    row(.press(.nextSection), ["next-section"], .nextSection, "", "the next section"),
    row(.press(.previousSection), ["previous-section"], .previousSection, "", "the section before"),
    row(.go, ["go"], nil, "TEST", "go to a test: data-4, d4 or its number; d4 alone does the same"),
    row(.find, ["find"], .find, "TEXT", "the tests with the text in title, note, evidence or action"),
  ]

  private static let app = [
    row(.show, ["show"], nil, "", "say the test again"),
    row(.how, ["how"], nil, "", "ways to do the test"),
    row(.brief, ["brief"], nil, "", "say less of each test from now on, or all of it again; show always says all"),
    row(.score, ["score"], .summary, "", "the scores"),
    row(.list, ["list"], nil, "", "all tests with their answers"),
    row(
      .agenda, ["agenda"], .filter, "NAME, or nothing",
      "go through these tests only; without a name, which there are"),
    row(.time, ["time"], nil, "", "how long the meeting and the test took"),
    row(
      .plan, ["plan"], nil, "TEST CREDIT, or next, or clear, or nothing",
      "what the next band takes, and what the score would be; changes no answer"),
    row(.close, ["close"], .closeReview, "", "close the review: a milestone with title and participants"),
    row(.resolve, ["resolve"], .resolve, "", "settle what two people changed differently"),
    row(.recover, ["recover"], nil, "", "take in what an earlier run could not save"),
    row(.discard, ["discard"], nil, "", "throw away what an earlier run could not save"),
    row(.help, ["help"], .help, "WORD, or nothing", "these words"),
    row(.quit, ["quit"], .quit, "", "leave; everything is saved already"),
  ]

  private static func row(
    _ verb: PlainRow.Verb, _ words: [String], _ command: Command?, _ arguments: String, _ help: String
  ) -> PlainRow {
    let reads: Set<PlainRow.Verb> = [
      .press(.nextTest), .press(.previousTest), .press(.nextUndecided), .press(.nextSection),
      .press(.previousSection), .go, .find, .show, .how, .brief, .score, .list, .agenda, .time, .plan,
      .recover, .discard, .help, .quit,
    ]
    return PlainRow(
      verb: verb, words: words, command: command, arguments: arguments, help: help, changes: !reads.contains(verb))
  }
}
