import Screen

/// A form as a dialog in the middle of the screen.
enum FormView {
  static func draw(_ state: ReviewState, _ form: Form, _ out: inout Rendered) {
    let (box, whole, labelWidth) = place(form, in: out.frame.size)
    out.frame.fill(box, surface: .dialog)
    out.frame.box(box, title: form.title, role: .borderFocus, surface: .dialog)
    let words = aboutLines(form, columns: whole.columns, rows: whole.rows)
    let inner = whole.splitTop(words.isEmpty ? 0 : words.count + 1).rest
    for (offset, line) in words.enumerated() {
      out.frame.put(line, column: whole.column, row: whole.row + offset, maxWidth: whole.columns, role: .muted)
    }
    // In a low screen the field with the keys stays in sight.
    let shown = max(1, (inner.rows + 1) / 2)
    let first = max(0, min(form.focus - shown + 1, form.fields.count - shown))
    for (offset, index) in (first..<min(first + shown, form.fields.count)).enumerated() {
      let field = form.fields[index]
      let row = inner.row + offset * 2
      let isFocused = index == form.focus
      out.frame.put(field.label, column: inner.column, row: row, role: isFocused ? .strong : .heading)
      let area = Rect(
        column: inner.column + labelWidth, row: row, columns: max(1, inner.columns - labelWidth), rows: 1)
      out.add(.field(index), Rect(column: inner.column, row: row, columns: inner.columns, rows: 2))
      switch field.value {
      case .text(let editor) where isFocused:
        editor.draw(into: &out.frame, rect: area, role: .text, surface: .editor, focused: true)
      case .text(let editor):
        // From its beginning: the end alone reads like damaged text.
        out.frame.fill(area, surface: .editor)
        out.frame.put(editor.text, column: area.column, row: row, maxWidth: area.columns)
      case .choice(let choices, let chosen):
        drawChoice(choices, chosen, of: index, isFocused, area, &out)
      }
      guard row + 1 < inner.bottom else { continue }
      if let problem = field.problem {
        out.frame.put("! \(problem)", column: area.column, row: row + 1, maxWidth: area.columns, role: .error)
      } else if isFocused {
        out.frame.put(field.hint, column: area.column, row: row + 1, maxWidth: area.columns, role: .muted)
      }
    }
  }

  /// The outline of the dialog, its inside, and the columns for the labels.
  private static func place(_ form: Form, in size: Size) -> (box: Rect, inner: Rect, labelWidth: Int) {
    let columns = min(max(40, size.columns - 8), min(100, size.columns))
    let about = aboutLines(form, width: columns - 4).count
    let rows = min(form.fields.count * 2 + 3 + (about > 0 ? about + 1 : 0), size.rows - 1)
    let box = Rect(
      column: (size.columns - columns) / 2, row: max(0, (size.rows - 1 - rows) / 2), columns: columns, rows: rows)
    let labelWidth = (form.fields.map { TextWidth.width(of: $0.label) }.max() ?? 0) + 2
    return (box, box.inset(columns: 2, rows: 1), labelWidth)
  }

  /// What there is to know first, as far as there is room for it beside two fields.
  private static func aboutLines(_ form: Form, columns: Int, rows: Int) -> [String] {
    let lines = aboutLines(form, width: columns)
    return Array(lines.prefix(max(0, min(lines.count, rows - 1 - min(4, form.fields.count * 2)))))
  }

  private static func aboutLines(_ form: Form, width: Int) -> [String] {
    form.about.flatMap { Wrap.lines($0, width: max(1, width)) }
  }

  /// The columns that a text field has on a screen of this size.
  static func fieldWidth(_ form: Form, in size: Size) -> Int {
    let (_, inner, labelWidth) = place(form, in: size)
    return max(1, inner.columns - labelWidth)
  }

  private static func drawChoice(
    _ choices: [String], _ chosen: Int, of field: Int, _ isFocused: Bool, _ area: Rect, _ out: inout Rendered
  ) {
    let all = choices.reduce(0) { $0 + TextWidth.width(of: $1) + 3 }
    var column = area.column
    for (index, choice) in choices.enumerated() where all <= area.columns || index == chosen {
      let text = index == chosen ? "[\(choice)]" : " \(choice) "
      let used = out.frame.put(
        text, column: column, row: area.row, maxWidth: area.trailing - column,
        role: index == chosen ? .strong : .muted)
      let place = Rect(column: column, row: area.row, columns: used, rows: 1)
      out.add(.choice(field: field, index), place)
      if index == chosen && isFocused {
        out.frame.resurface(place, surface: .selection)
        out.frame.cursor = Position(column: column, row: area.row)
        out.frame.cursorVisible = false
      }
      column += used + 1
    }
  }
}

/// A question in the middle of the screen, with a line for each answer.
enum QuestionView {
  static func draw(_ state: ReviewState, _ question: Question, _ out: inout Rendered) {
    let answers = question.answers(isSaved: state.saveStatus == .saved)
    let columns = min(out.frame.size.columns, 72)
    let text = Wrap.lines(question.text, width: columns - 4)
    let rows = min(out.frame.size.rows - 1, text.count + answers.count + 3)
    let box = Rect(
      column: (out.frame.size.columns - columns) / 2, row: max(0, (out.frame.size.rows - 1 - rows) / 2),
      columns: columns, rows: rows)
    out.frame.fill(box, surface: .dialog)
    out.frame.box(box, title: question.title, role: .borderFocus, surface: .dialog)
    let inner = box.inset(columns: 2, rows: 1)
    // The answers matter more than the end of a long text.
    for (index, line) in text.prefix(max(0, inner.rows - answers.count)).enumerated() {
      out.frame.put(line, column: inner.column, row: inner.row + index, maxWidth: inner.columns)
    }
    for (index, answer) in answers.enumerated() {
      let row = inner.bottom - answers.count + index
      guard row >= inner.row else { continue }
      let used = out.frame.put(answer.key, column: inner.column, row: row, role: .hintKey)
      out.frame.put(
        answer.words, column: inner.column + max(5, used + 2), row: row, maxWidth: inner.columns - 6)
      if let key = answer.key.first {
        out.add(.answer(key), Rect(column: inner.column, row: row, columns: inner.columns, rows: 1))
      }
    }
    out.frame.cursor = Position(column: inner.column, row: max(inner.row, inner.bottom - answers.count))
    out.frame.cursorVisible = false
  }
}

extension Question {
  var title: String {
    switch kind {
    case .quit: "Quit?"
    case .drafts: "Recovered text"
    case .rescue: "Recovered decisions"
    case .export: "Export?"
    }
  }

  /// The keys and what they do.
  func answers(isSaved: Bool) -> [(key: String, words: String)] {
    switch kind {
    case .quit:
      let leave = isSaved ? "quit and drop it" : "quit and lose what is not saved"
      return [("y", leave), ("n", "stay")] + (isSaved ? [] : [("r", "try to save again")])
    case .drafts: return [("y", "go on writing"), ("n", "not now"), ("u", "throw it away")]
    case .rescue: return [("y", "take them in"), ("n", "not now"), ("u", "throw them away")]
    case .export: return [("y", "write it"), ("n", "not now")]
    }
  }
}
