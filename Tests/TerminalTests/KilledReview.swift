import Glibc
import Screen
import TestSupport
import Testing

/// Where a round ends.
private enum Ending {
  /// At any byte.
  case anywhere
  /// In a text that was begun more than a second before.
  case writing
  /// While such a text is committed: it goes from the draft to the file.
  case committing

  init(_ round: Int) { self = round % 50 == 25 ? .writing : round % 12 == 3 ? .committing : .anywhere }
}

/// A review that is killed in every round, and what has to be in its file.
struct KilledReview {
  let folder: TemporaryFolder
  private var facts = ReviewFacts()
  private var draft: LeftDraft?
  private(set) var tally = KillTally()

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(AppSession.blank, to: AppSession.name)
  }

  var file: String { "\(folder.path)/\(AppSession.name)" }

  private func require(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw PtySession.Failure(description: what()) }
  }

  /// Fails unless the file says what is known to be saved.
  private func requireSaved() throws {
    let inFile = try ReviewFacts(folder.read(AppSession.name) ?? "")
    try require(inFile == facts, "in the file is something else:\n\(facts.difference(to: inFile))")
  }

  // One round

  mutating func round(_ round: Int, _ random: inout Seeded) throws {
    defer { tally.leftovers = folder.contents.count { $0.hasSuffix(".tmp") } }
    if round % 10 == 9 { return try killAtTheStart(&random) }
    let app = try AppSession(nil, in: folder, rows: 40)
    // What was saved just before the end is not offered.
    if draft?.isSaved == true {
      try require(!folder.contents.contains(LeftDraft.name), "a draft of what is saved is still there")
      draft = nil
    }
    // A question leaves the footer empty.
    try require(app.screen.row(39).isEmpty == (draft != nil), "an offer, or none:\n\(app.screen.text)")
    if draft != nil, Int.random(in: 0..<4, using: &random) == 0 { return try killOnTheOffer(app, &random) }
    var reviewer = try begin(app, &random)
    let ending = Ending(round)
    for _ in 0..<(ending == .anywhere ? Int.random(in: 0...1, using: &random) : 0) {
      let edits = makeEdits(round, &random)
      try reviewer.type(edits.map { reviewer.keys($0) }.joined())
      for edit in edits { edit.apply(to: &facts) }
      try requireSaved()
    }
    let edits = makeEdits(round, &random)
    // Within one section the list shows what it shows, also while it is half painted.
    try reviewer.type(reviewer.keys(toSection: edits[0].section))
    let whole = ending == .anywhere ? send(edits, app, &random) : try write(edits, until: ending, app)
    try kill(app.session, &random)
    try takeStock(edits, whole: whole, reviewer)
    if ending != .anywhere, let last = edits.last, let text = last.text {
      let isSaved = facts[last.test].note == text || facts[last.test].evidence.contains(text)
      try require(isSaved || draft?.text == text, "lost, though it was in the draft once: \(last)")
    }
  }

  /// Settles what was left by the last round, and looks whether the screen says what the file says.
  private mutating func begin(_ app: AppSession, _ random: inout Seeded) throws -> Reviewer {
    var reviewer = Reviewer(app, section: facts.firstUndecided.section)
    if let left = draft {
      if left.isTakable && Bool.random(using: &random) {
        reviewer = Reviewer(app, section: left.edit.section)
        app.type("\r")
        try app.wait("the text is back") { $0.contains(left.text) && !$0.contains("go on writing") }
        // The note's Ctrl-C, and the form's Ctrl-S.
        try reviewer.type(left.edit.isNote ? "\u{3}" : "\u{13}")
        left.edit.apply(to: &facts)
      } else {
        try reviewer.type("u")
      }
      try require(!folder.contents.contains(LeftDraft.name), "the draft is still there")
      draft = nil
    } else {
      try reviewer.type("")
    }
    let count = "\(facts.assessed) of 28 assessed"
    try require(app.screen.row(0).contains(count), "not \(count):\n\(app.screen.text)")
    try requireSaved()
    return reviewer
  }

  /// A few changes in one section, each of another test.
  private func makeEdits(_ round: Int, _ random: inout Seeded) -> [ReviewEdit] {
    let section = Int.random(in: 0..<4, using: &random)
    let count = Ending(round) == .committing ? 1 : Int.random(in: 1...3, using: &random)
    let numbers = (1...7).shuffled(using: &random).prefix(count)
    var edits: [ReviewEdit] = []
    for number in numbers {
      let text = "text-\(round)-\(UInt32.random(in: 0...UInt32.max, using: &random))-to-the-end."
      let kind: ReviewEdit.Kind
      switch Int.random(in: 0..<20, using: &random) {
      case 0...1: kind = .evidence(text)
      case 2...6: kind = .note(text)
      case let other: kind = .decision(["0", "5", "1", "o", "-"][other % 5])
      }
      edits.append(ReviewEdit(section: section, number: number, kind: kind))
    }
    // For a round that ends while a text is written, the last is one.
    if Ending(round) != .anywhere, let last = edits.indices.last {
      let text = "text-\(round)-written-to-the-end."
      edits[last].kind = round % 24 < 12 ? .evidence(text) : .note(text)
    }
    return edits
  }

  // Typing

  /// Types edits up to some byte, in pieces, and reads now and then. Returns how many of them were typed whole.
  private func send(_ edits: [ReviewEdit], _ app: AppSession, _ random: inout Seeded) -> Int {
    let keys = edits.map { Array($0.keys.utf8) }
    let all = keys.flatMap(\.self)
    let end = Bool.random(using: &random) ? all.count : Int.random(in: 0...all.count, using: &random)
    let longest = [4, 16, all.count].randomElement(using: &random) ?? 1
    var rest = all[..<end]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...max(1, longest), using: &random))
      app.session.sendBytes(Array(piece))
      rest = rest.dropFirst(piece.count)
      read(app.session, times: Int.random(in: 0...1, using: &random))
    }
    let ends = keys.indices.map { keys[...$0].reduce(0) { $0 + $1.count } }
    return ends.count { $0 <= end }
  }

  /// Leaves the last field open until its text is in the draft, and begins to commit it if the round says so.
  private func write(_ edits: [ReviewEdit], until ending: Ending, _ app: AppSession) throws -> Int {
    guard let last = edits.last, let text = last.text, let range = last.keys.firstRange(of: text) else { return 0 }
    // The first key of a field writes the draft, with all that came along; what follows waits for a second.
    let parts = ending == .writing ? [text.prefix(12), text.dropFirst(12)] : [text[...]]
    var way = edits.dropLast().map(\.keys).joined() + last.keys[..<range.lowerBound]
    for part in parts {
      app.type(way + part)
      way = ""
      try app.wait("the draft holds \(part)") { _ in folder.read(LeftDraft.name)?.contains(part) == true }
    }
    guard ending == .committing else { return edits.count - 1 }
    app.type(String(last.keys[range.upperBound...]))
    return edits.count
  }

  /// Takes what has come so many times, or finds that nothing comes.
  private func read(_ session: PtySession, times: Int) {
    var left = times
    // That the time is up is as good.
    try? session.waitUntil("it was read", deadline: .milliseconds(30)) { _ in
      left -= 1
      return left < 0
    }
  }

  // The end

  private func kill(_ session: PtySession, _ random: inout Seeded) throws {
    read(session, times: Int.random(in: 0...3, using: &random))
    let longest = [0, 4000, 12_000, 50_000].randomElement(using: &random) ?? 0
    // Not to wait for something: the moment is what is tried out.
    usleep(UInt32(Int.random(in: 0...longest, using: &random)))
    session.signal(SIGKILL)
    let exit = try session.waitExit()
    try require(exit == .signaled(SIGKILL), "it ended by itself, \(exit):\n\(session.screen.text)")
  }

  private mutating func killAtTheStart(_ random: inout Seeded) throws {
    tally.starts += 1
    let before = (folder.read(AppSession.name), folder.read(LeftDraft.name))
    let session = try PtySession(
      "mlts", arguments: [file, "--now", AppSession.now], environment: ["XDG_STATE_HOME": folder.statePath])
    try kill(session, &random)
    let after = (folder.read(AppSession.name), folder.read(LeftDraft.name))
    try require(before == after || draft?.isSaved == true && before.0 == after.0, "the start changed a file")
    if after.1 == nil { draft = nil }
  }

  private mutating func killOnTheOffer(_ app: AppSession, _ random: inout Seeded) throws {
    tally.offers += 1
    let before = folder.read(LeftDraft.name)
    try kill(app.session, &random)
    try require(before == folder.read(LeftDraft.name), "the draft that was offered is gone")
    try requireSaved()
  }

  /// Holds the file and the draft against what was typed and what the screen had shown of it.
  private mutating func takeStock(_ edits: [ReviewEdit], whole: Int, _ reviewer: Reviewer) throws {
    var states = [facts]
    for edit in edits.prefix(whole) {
      var next = states[states.count - 1]
      edit.apply(to: &next)
      states.append(next)
    }
    let lastShown = (0..<whole).last { reviewer.shows(edits[$0], from: states[$0], to: states[$0 + 1]) }
    let shown = lastShown.map { $0 + 1 } ?? 0
    let inFile = try ReviewFacts(folder.read(AppSession.name) ?? "")
    // One edit after the other is saved, each whole. Those that changed nothing leave several numbers.
    let saved = (shown...whole).filter { states[$0] == inFile }
    guard let least = saved.first else {
      throw PtySession.Failure(
        description: "\(shown) of \(edits) were shown as saved; what is missing or strange:\n"
          + "\(states[shown].difference(to: inFile))\n\(reviewer.app.screen.text)")
    }
    if least > shown { tally.ahead += 1 }
    facts = inFile
    draft = try LeftDraft(in: folder, of: edits, savedIn: inFile)
    guard let draft else { return }
    tally.drafts += 1
    // A draft lives from the first key of its edit until right after the save.
    let index = edits.firstIndex { $0.test == draft.edit.test } ?? edits.count
    let isLate = saved.contains(index + 1)
    try require(isLate || saved.contains(index), "a draft of \(draft.edit), but \(saved) of \(edits) are saved")
    // Of what is saved, the draft says nothing older.
    try require(isLate == draft.isSaved && (!isLate || draft.text == edits[index].text), "an old draft: \(draft)")
    if isLate { tally.late += 1 }
  }
}

/// The draft that a kill left, and what it becomes when it is taken.
struct LeftDraft {
  static let name = ".fraud.mlts.draft"

  var text: String
  var edit: ReviewEdit
  /// Whether its text, or a later one, is in the file already.
  var isSaved: Bool
  /// Whether there is anything to take: evidence needs a locator.
  var isTakable: Bool { edit.isNote || !text.isEmpty }

  /// Fails where the draft is none of these edits begun.
  init?(in folder: TemporaryFolder, of edits: [ReviewEdit], savedIn facts: ReviewFacts) throws {
    guard let file = folder.read(Self.name) else { return nil }
    let draft = try JSON(file)
    guard let edit = edits.first(where: { $0.test == draft["test"]?.text }), let whole = edit.text,
      draft["field"] == .string(edit.isNote ? "note" : "evidence"), let written = draft["text"]?.text,
      let text = edit.isNote ? written : try JSON(written)["locator"]?.text, whole.hasPrefix(text)
    else { throw PtySession.Failure(description: "a draft of nothing that was written:\n\(file)") }
    self.text = text
    self.edit = edit
    self.edit.kind = edit.isNote ? .note(text) : .evidence(text)
    isSaved = facts[edit.test].note == whole || facts[edit.test].evidence.contains(whole)
  }
}

extension ReviewEdit {
  fileprivate var isNote: Bool { if case .note = kind { true } else { false } }
}

extension Reviewer {
  /// Whether the screen says that an edit is done. Whatever shows it comes with the word saved.
  fileprivate func shows(_ edit: ReviewEdit, from before: ReviewFacts, to after: ReviewFacts) -> Bool {
    guard app.screen.row(0).contains("saved") else { return false }
    guard let text = edit.text else {
      return before[edit.test].sign != after[edit.test].sign && sign(ofTest: edit.number) == after[edit.test].sign
    }
    // While it is written it is on the screen too, under a heading.
    let screen = app.screen.text
    return screen.contains(text) && !screen.contains("New evidence for")
      && !screen.contains("Note \(["Data", "Model", "Infra", "Monitor"][edit.section])")
  }
}
