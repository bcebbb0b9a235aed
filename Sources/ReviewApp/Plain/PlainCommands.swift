import MLTestScore
import Screen

extension PlainReview {
  /// Carries out a line that is no part of a dialogue.
  mutating func command(_ line: String) {
    if line.isEmpty { return move(.nextTest) }
    // A remark in a script.
    if line.hasPrefix("#") { return }
    let (word, rest) = PlainText.head(line)
    guard let row = PlainTable.row(for: word) else {
      // The name of a test alone goes there. A number alone does not: it looks like a credit.
      if rest.isEmpty, word.first?.isLetter == true, word.contains(where: \.isNumber) { return go(to: word) }
      return problem("\"\(word)\" is no word that is understood: help lists them")
    }
    if row.arguments.isEmpty, !rest.isEmpty {
      return problem("\(word) takes nothing after it, and here is \"\(rest)\": nothing was done")
    }
    if row.changes, !canChange() { return }
    carryOut(row, rest)
  }

  private mutating func carryOut(_ row: PlainRow, _ rest: String) {
    switch row.verb {
    case .press(let command): press(command)
    case .full: decide(state.rubric.highestCredit)
    case .tick: tick(rest)
    case .notApplicable: fill(.reason(test: state.test.id), "reason", rest)
    case .note: note(rest)
    case .evidence: rest.isEmpty ? ask(.evidence(test: state.test.id, id: nil)) : addEvidence(rest)
    case .action: rest.isEmpty ? ask(.action(test: state.test.id, id: nil)) : addAction(rest)
    case .owner: fill(.owner(test: state.test.id), "owner", rest)
    case .target: ask(.target(test: state.test.id))
    case .done:
      if let id = action(rest) { change({ $0.words(ofAction: id) }) { $0.press(.markDone, on: .action(id)) } }
    case .delete: onItem(rest) { plain, item in plain.change { $0.press(.deleteItem, on: item) } }
    case .edit:
      onItem(rest) { plain, item in
        switch item {
        case .evidence(let id): plain.ask(.evidence(test: plain.state.test.id, id: id))
        case .action(let id): plain.ask(.action(test: plain.state.test.id, id: id))
        default: break
        }
      }
    case .scope: ask(.scope)
    case .close: ask(.closing)
    case .resolve: openResolve()
    case .recover: answerRescue(taking: true)
    case .discard: answerRescue(taking: false)
    case .go: rest.isEmpty ? problem("Say which test: go data-4") : go(to: rest)
    case .show: sayTest(full: true)
    case .how: sayWays()
    case .brief:
      isBrief.toggle()
      say(isBrief ? "Brief: tests are said without why and criteria." : "Tests are said in full.")
    case .score: sayScores()
    case .list: sayList()
    case .find: find(rest)
    case .agenda: agenda(rest)
    case .time: sayTime()
    case .plan: plan(rest)
    case .help: help(rest)
    case .quit: reply.ends = true
    }
  }

  private mutating func press(_ command: Command) {
    switch command {
    case .decideNone: decide(.zero)
    case .decideHalf: decide(.half)
    case .decideOne: decide(Points(whole: 1))
    case .decideTwo: decide(Points(whole: 2))
    case .leaveOpen, .clear, .confirm: change({ $0.answerLine }) { $0.perform(command) }
    case .undo, .redo: change { $0.perform(command) }
    default: move(command)
    }
  }

  // Deciding

  private mutating func decide(_ points: Points) {
    guard points == .zero || state.rubric.levels.contains(where: { $0.points == points }) else {
      return problem("This rubric has no level that earns \(state.credit(points))")
    }
    change({ $0.answerLine }) { $0.decide(points) }
  }

  private mutating func tick(_ name: String) {
    let criteria = state.rubric.criteria
    let wanted = name.lowercased()
    let number = Self.numbered(name, of: criteria)
    let found = criteria.filter { $0.id == wanted || $0.title.lowercased() == wanted }
    let begun = wanted.isEmpty ? [] : criteria.filter { $0.id.hasPrefix(wanted) }
    guard let criterion = number ?? found.first ?? (begun.count == 1 ? begun[0] : nil) else {
      let names = criteria.map(\.id).joined(separator: ", ")
      return problem("\"\(name)\" is no criterion: say one of \(names), or its number")
    }
    change({ state in
      let tick = state.answer.criteria.contains(criterion.id) ? "ticked" : "not ticked"
      return "\(state.answerLine), \(criterion.id) \(tick)"
    }) { $0.toggle(criterion: criterion.id) }
  }

  // Writing

  /// Fills in a form of one field; asks for it where it is not there.
  private mutating func fill(_ purpose: Form.Purpose, _ field: String, _ text: String) {
    guard !text.isEmpty else { return ask(purpose) }
    submit(purpose, [field: text == "-" ? "" : text])
  }

  private mutating func addEvidence(_ text: String) {
    let (kind, rest) = PlainText.head(text)
    let fields = PlainText.fields(rest)
    guard fields.count <= 3 else {
      return problem("Evidence has a locator, a summary and a date, and here are \(fields.count) parts: not added")
    }
    let names = ["locator", "summary", "date"]
    var values = Dictionary(uniqueKeysWithValues: zip(names, fields))
    values["kind"] = kind
    submit(.evidence(test: state.test.id, id: nil), values)
  }

  private mutating func addAction(_ text: String) {
    let fields = PlainText.fields(text)
    guard fields.count <= 4 else {
      return problem(
        "An action has a text, an owner, a day and an effort, and here are \(fields.count) parts: not added")
    }
    let names = ["text", "owner", "due", "effort"]
    submit(.action(test: state.test.id, id: nil), Dictionary(uniqueKeysWithValues: zip(names, fields)))
  }

  private mutating func action(_ number: String) -> String? {
    let actions = state.answer.actionsInOrder
    guard let action = Self.numbered(number, of: actions) else {
      problem("\(state.test.label) has \(actions.count.counted("action")): say the number of one")
      return nil
    }
    return action.id
  }

  private mutating func onItem(_ text: String, _ body: (inout PlainReview, DetailItem) -> Void) {
    let (kind, number) = PlainText.head(text)
    switch kind.lowercased() {
    case "action": if let id = action(number) { body(&self, .action(id)) }
    case "evidence":
      let evidence = state.answer.evidenceByDay
      guard let item = Self.numbered(number, of: evidence) else {
        return problem(
          "\(state.test.label) has \(evidence.count.counted("piece")) of evidence: say the number of one"
        )
      }
      body(&self, .evidence(item.id))
    default: problem("Say which: evidence NUMBER or action NUMBER")
    }
  }

  /// The item of a list that a number means, counted from 1.
  fileprivate static func numbered<Item>(_ number: some StringProtocol, of items: [Item]) -> Item? {
    guard let number = Int(number), number >= 1, number <= items.count else { return nil }
    return items[number - 1]
  }

  // Moving

  private mutating func move(_ command: Command) {
    let before = state.test.id
    state.notice = nil
    _ = state.perform(command)
    if let notice = state.notice {
      let open = state.rubric.tests.count - state.score.assessed
      say("\(notice.text). \(open == 0 ? "All are decided." : "\(open) are not decided.")")
    }
    if state.test.id != before { sayTest() }
  }

  private mutating func go(to name: String) {
    guard let test = test(named: name) else { return }
    state.go(to: test)
    sayTest()
  }

  /// The id of the one test that a name means; says what is wrong where there is none.
  mutating func test(named name: String) -> String? {
    let found = state.tests(named: name)
    switch found.count {
    case 1: return found[0]
    case 0: problem("There is no test \"\(name)\": list names them")
    default: problem("\"\(name)\" could be \(found.joined(separator: " or ")): say which")
    }
    return nil
  }

  private mutating func find(_ text: String) {
    guard !text.isEmpty else { return problem("Say what to find: find canary") }
    state.search = Search(text)
    let found = state.foundTests.map { state.test(at: $0) }
    state.search = Search()
    say("\"\(text)\" is in \(found.count.counted("test")).")
    for test in found { say(state.listLine(test)) }
  }

  private mutating func help(_ word: String) {
    guard word.isEmpty else {
      guard let row = PlainTable.row(for: word) else {
        return problem("\"\(word)\" is no word that is understood: help lists them")
      }
      return say(row.line)
    }
    for row in PlainTable.rows { say(row.line) }
    say("The name of a test alone goes there. A line that begins with # is a remark.")
  }

  // What an earlier run could not save

  private mutating func answerRescue(taking: Bool) {
    guard let rescue else { return say("There is nothing to recover.") }
    self.rescue = nil
    change { state in
      state.layers = [.question(rescue)]
      return update(&state, .event(.key(.character(taking ? "y" : "u"))))
    }
    meetConflicts()
  }
}

extension ReviewState {
  /// Does what a key would do with the cursor on an item of the detail.
  fileprivate mutating func press(_ command: Command, on item: DetailItem) -> [Effect] {
    guard let index = detailItems.firstIndex(of: item) else { return [] }
    enterDetail()
    select(item: index)
    let effects = perform(command)
    leaveDetail()
    return effects
  }

  /// The ids of the tests that a name may mean: an id, a label, a number, or the beginning of a section and a number.
  fileprivate func tests(named name: String) -> [String] {
    let name = name.lowercased()
    let tests = rubric.tests
    if Int(name) != nil { return PlainReview.numbered(name, of: tests).map { [$0.id] } ?? [] }
    if let test = tests.first(where: { $0.id.lowercased() == name || $0.label.lowercased() == name }) {
      return [test.id]
    }
    let letters = name.prefix { !$0.isNumber && $0 != "-" }.trimmed
    let digits = name.drop { !$0.isNumber }
    guard !letters.isEmpty else { return [] }
    return rubric.sections.filter {
      $0.id.lowercased().hasPrefix(letters) || $0.label.lowercased().hasPrefix(letters)
    }.compactMap { PlainReview.numbered(digits, of: $0.tests)?.id }
  }
}
