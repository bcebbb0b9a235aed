import MLTestScore
import Screen

/// A note that is being written: each line is in the file when it is typed, and all of them are one step for undo.
struct PlainNote: Sendable {
  /// The test.
  let test: String
  /// How many lines were written.
  var lines = 0
  /// The steps that undo had before the first one.
  let steps: Int
}

/// A form whose fields are asked for one after the other.
struct PlainForm: Sendable {
  let purpose: Form.Purpose
  let title: String
  let fields: [Form.Field]
  /// The field that is asked for.
  var index = 0
  /// What was answered, by field. What was not is as it stands.
  var values: [String: String] = [:]
  /// What could not be taken, in words; only for input that cannot be asked again.
  var problems: [String] = []
  /// Whether only this field was wrong and is asked for again.
  var isLast = false

  var field: Form.Field { fields[min(index, fields.count - 1)] }
}

extension PlainReview {
  // Notes

  /// Adds to the note: the text, or the lines that follow.
  mutating func note(_ text: String) {
    if text.isEmpty {
      say("Lines for the note of \(state.test.label); a lone . ends it.")
      mode = .note(PlainNote(test: state.test.id, steps: state.undoSteps.count))
    } else if text == "-" {
      change({ "\($0.test.label): note emptied" }) { $0.setNote("", of: $0.test.id, opened: $0.answer.note) }
    } else if let note = longer(state.answer.note, by: text) {
      change({ "\($0.test.label): note written" }) { $0.setNote(note, of: $0.test.id, opened: $0.answer.note) }
    }
  }

  mutating func take(_ line: String, into note: PlainNote) {
    var note = note
    if line.trimmed == "." { return finish(note) }
    let before = state.assessment.answer(note.test).note
    guard let text = longer(before, by: line) else { return }
    let effects = state.setNote(text, of: note.test, opened: before).filter(\.isOfTheFile)
    reply.effects += effects
    // A line that looks like a step of its own would make undo a typewriter's.
    while state.undoSteps.count > note.steps + 1 { state.undoSteps.removeLast() }
    note.lines += 1
    mode = .note(note)
  }

  mutating func finish(_ note: PlainNote) {
    mode = .commands
    guard note.lines > 0 else { return say("Nothing was written.") }
    let words = "\(state.test.label): \(note.lines.counted("line")) added to the note."
    switch state.saveStatus {
    case .saved: say("\(words) \(scoreWords) Saved.")
    case .unsaved: say("\(words) \(scoreWords) Not saved yet.")
    case .failed(let reason): say("\(words) \(scoreWords) Not saved: \(reason)")
    }
  }

  private mutating func longer(_ note: String, by line: String) -> String? {
    let text = note.isEmpty ? line : "\(note)\n\(line)"
    guard text.utf8.count > Self.longestNote else { return text }
    problem("The note is full at \(Self.longestNote) bytes: the line was not taken")
    return nil
  }

  // Forms

  /// Asks for the fields of a form, one after the other.
  mutating func ask(_ purpose: Form.Purpose) {
    state.notice = nil
    _ = purpose == .closing ? state.openClosing() : state.open(purpose)
    guard case .form(let form)? = state.layers.popLast() else {
      if let notice = state.notice { problem(notice.text) }
      return
    }
    say("\(form.title). A lone . gives it up.")
    if purpose == .closing { for line in form.about { say(line) } }
    ask(PlainForm(purpose: purpose, title: form.title, fields: form.fields))
  }

  private mutating func ask(_ form: PlainForm) {
    mode = .form(form)
    let field = form.field
    switch field.value {
    case .choice(let choices, _):
      say("\(field.label): \(choices.joined(separator: ", ")). Empty: \(field.text).")
    case .text:
      let stop = field.hint.hasSuffix("?") ? "" : "."
      let now = field.text.isEmpty ? "" : " Empty: \(field.text). A lone - empties it."
      say("\(field.label): \(field.hint)\(stop)\(now)")
    }
  }

  mutating func take(_ text: String, into form: PlainForm) {
    var form = form
    if text == "." { return giveUp(form) }
    let field = form.field
    if case .choice(let choices, _) = field.value {
      if let choice = Self.choice(text, among: choices) {
        form.values[field.id] = choice
      } else if !text.isEmpty {
        return refuse(Self.noChoice(text, field.label, choices), in: form)
      }
    } else if !text.isEmpty {
      form.values[field.id] = text == "-" ? "" : text
    }
    advance(form)
  }

  /// Refuses the answer to a field: it is asked for again, or, of a script, remembered to the end, so that the lines
  /// that follow are not taken for commands.
  mutating func refuse(_ reason: String, in form: PlainForm) {
    if isInteractive {
      if !reply.problems.contains(reason) { problem(reason) }
      return ask(form)
    }
    var form = form
    form.problems.append(reason)
    advance(form)
  }

  private mutating func advance(_ form: PlainForm) {
    var form = form
    form.index += 1
    if form.index < form.fields.count, !form.isLast { return ask(form) }
    mode = .commands
    guard form.problems.isEmpty else {
      return problem("\(form.title): not taken. \(form.problems.joined(separator: ". ")).\(typed(form))")
    }
    submit(form)
  }

  private mutating func submit(_ form: PlainForm) {
    guard let wrong = commit(form.purpose, form.values) else { return }
    var form = form
    guard isInteractive, let index = form.fields.firstIndex(where: { $0.id == wrong.id }) else {
      return problem("\(form.title): not taken. \(wrong.label): \(wrong.problem ?? "").\(typed(form))")
    }
    problem("\(wrong.label): \(wrong.problem ?? "")")
    form.index = index
    form.isLast = true
    ask(form)
  }

  /// Commits a form that was given in one line.
  mutating func submit(_ purpose: Form.Purpose, _ values: [String: String]) {
    var values = values
    let form = state.form(for: purpose)
    for field in form.fields {
      guard case .choice(let choices, _) = field.value, let word = values[field.id] else { continue }
      guard let choice = Self.choice(word, among: choices) else {
        return problem("\(form.title): not taken. \(Self.noChoice(word, field.label, choices))")
      }
      values[field.id] = choice
    }
    guard let wrong = commit(purpose, values) else { return }
    problem("\(form.title): not taken. \(wrong.label): \(wrong.problem ?? "")")
  }

  /// Commits a form as the screen does; returns the first field that is wrong.
  private mutating func commit(_ purpose: Form.Purpose, _ values: [String: String]) -> Form.Field? {
    var wrong: Form.Field?
    change({ $0.words(for: purpose) }) { state in
      state.layers = [.form(state.form(for: purpose).filled(with: values))]
      let effects = update(&state, .event(.key(.control("s"))))
      if case .form(let form)? = state.layers.last { wrong = form.fields.first { $0.problem != nil } }
      state.layers = []
      return effects
    }
    // What is wrong is said instead of what became of it.
    if wrong != nil { _ = reply.lines.popLast() }
    return wrong
  }

  private mutating func giveUp(_ form: PlainForm) {
    mode = .commands
    say("\(form.title): given up, nothing was changed.\(typed(form))")
  }

  /// The input ended inside a form: what is whole is taken, what is not is named.
  mutating func leave(_ form: PlainForm) {
    mode = .commands
    if form.values.isEmpty, form.problems.isEmpty {
      return problem("\(form.title): the input ended before it was written")
    }
    guard form.problems.isEmpty else {
      return problem("\(form.title): not taken. \(form.problems.joined(separator: ". ")).\(typed(form))")
    }
    guard let wrong = commit(form.purpose, form.values) else { return }
    problem("\(form.title): not taken. \(wrong.label): \(wrong.problem ?? "").\(typed(form))")
  }

  /// What was typed into a form that is not taken, so that it is not lost.
  private func typed(_ form: PlainForm) -> String {
    let values = form.fields.compactMap { field in form.values[field.id].map { "\(field.label): \($0)" } }
    return values.isEmpty ? "" : " Typed was: \(values.joined(separator: "; "))"
  }

  /// The choice that a word means, by its beginning.
  private static func choice(_ word: String, among choices: [String]) -> String? {
    let word = word.lowercased()
    guard !word.isEmpty else { return nil }
    return choices.first { $0.lowercased().hasPrefix(word) }
  }

  private static func noChoice(_ word: String, _ label: String, _ choices: [String]) -> String {
    "\(label): \"\(word)\" is none of \(choices.joined(separator: ", "))"
  }
}
