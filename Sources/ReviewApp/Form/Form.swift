import MLTestScore
import Screen

/// A small dialog with a few fields.
public struct Form: Sendable {
  /// What the fields are for.
  public enum Purpose: Hashable, Sendable {
    /// New evidence, or the evidence with this id.
    case evidence(test: String, id: String?)
    /// A new action, or the action with this id.
    case action(test: String, id: String?)
    /// Why a test does not apply.
    case reason(test: String)
    /// Who watches it.
    case owner(test: String)
    /// What level the team aims at, and the gap that it accepts.
    case target(test: String)
    /// What the system is, and what the words of the rubric stand for in it.
    case scope
    /// The review is closed.
    case closing
  }

  /// What a field takes.
  public enum Value: Sendable {
    /// One line of text.
    case text(TextEditor)
    /// One of several words.
    case choice([String], Int)
  }

  /// One field.
  public struct Field: Sendable {
    /// Its key in a draft.
    public let id: String
    /// Its name.
    public let label: String
    /// What to put there.
    public let hint: String
    /// What it holds.
    public var value: Value
    /// What is wrong with it, if anything.
    public var problem: String?

    /// The field's content as text, without blanks at its ends.
    public var text: String {
      switch value {
      case .text(let editor): return editor.text.trimmed
      case .choice(let choices, let index): return choices[index]
      }
    }

    /// A field for one line of text.
    static func text(_ id: String, _ label: String, _ hint: String, _ text: String) -> Field {
      var editor = TextEditor(text: text, singleLine: true)
      editor.documentEnd()
      return Field(id: id, label: label, hint: hint, value: .text(editor))
    }

    /// A field for one of several words.
    static func choice(_ id: String, _ label: String, _ hint: String, _ choices: [String], _ chosen: String)
      -> Field
    {
      Field(id: id, label: label, hint: hint, value: .choice(choices, choices.firstIndex(of: chosen) ?? 0))
    }
  }

  /// What the fields are for.
  public let purpose: Purpose
  /// The heading.
  public let title: String
  /// Lines under the heading: what there is to know before the fields are filled in.
  public internal(set) var about: [String] = []
  /// The fields from top to bottom.
  public internal(set) var fields: [Field]
  /// The index of the field with the keys.
  public internal(set) var focus: Int
  /// What the fields held when the form was opened. Only what was changed since is written: the rest may be somebody
  /// else's by now, or a text of several lines that the field shows as one.
  var opened: [String: String]

  init(purpose: Purpose, title: String, fields: [Field], focus: Int) {
    self.purpose = purpose
    self.title = title
    self.fields = fields
    self.focus = focus
    opened = Dictionary(uniqueKeysWithValues: fields.map { ($0.id, $0.text) })
  }

  /// The field's text by its id.
  subscript(_ id: String) -> String { fields.first { $0.id == id }?.text ?? "" }

  /// Whether a field holds something else than when the form was opened.
  func changes(_ id: String) -> Bool { self[id] != opened[id] }

  /// Whether any field does.
  var hasChanges: Bool { fields.contains { changes($0.id) } }

  /// Whether somebody has typed anything that a closed form would lose.
  var hasText: Bool {
    fields.contains { field in
      guard case .text(let editor) = field.value else { return false }
      return !editor.text.isEmpty && field.id != "date"
    }
  }

  var draft: Draft {
    Draft(
      test: purpose.test, field: purpose.name,
      values: Dictionary(uniqueKeysWithValues: fields.map { ($0.id, $0.text) }), opened: opened)
  }

  /// The form with what was changed in a form that was left: the other fields show what is there now. Without a record of
  /// what that one was opened with, everything in it counts as changed.
  func resumed(_ values: [String: String], opened: [String: String]) -> Form {
    let changed = values.filter { $0.value != opened[$0.key] }
    var form = filled(with: changed)
    for (id, text) in opened where changed[id] != nil { form.opened[id] = text }
    return form
  }

  /// The form with the values of a draft in its fields.
  func filled(with values: [String: String]) -> Form {
    var form = self
    for index in form.fields.indices {
      guard let value = values[form.fields[index].id] else { continue }
      switch form.fields[index].value {
      case .text:
        form.fields[index] = .text(form.fields[index].id, form.fields[index].label, form.fields[index].hint, value)
      case .choice(let choices, _):
        form.fields[index].value = .choice(choices, choices.firstIndex(of: value) ?? 0)
      }
    }
    return form
  }
}

extension Form.Purpose {
  /// The test that the form is about.
  public var test: String {
    switch self {
    case .evidence(let test, _), .action(let test, _), .reason(let test), .owner(let test), .target(let test): test
    case .scope, .closing: ""
    }
  }

  /// The purpose in a draft: a word, and the id of what is edited.
  var name: String {
    switch self {
    case .evidence(_, let id): id.map { "evidence \($0)" } ?? "evidence"
    case .action(_, let id): id.map { "action \($0)" } ?? "action"
    case .reason: "reason"
    case .owner: "owner"
    case .target: "target"
    case .scope: "scope"
    case .closing: "closing"
    }
  }

  /// The purpose of the form that a draft comes from; nothing where it is a note's.
  init?(draft: Draft) { self.init(test: draft.test, name: draft.field) }

  /// Reads the purpose back from a draft.
  init?(test: String, name: String) {
    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
    let id = words.count > 1 ? words[1] : nil
    switch words.first {
    case "evidence": self = .evidence(test: test, id: id)
    case "action": self = .action(test: test, id: id)
    case "reason": self = .reason(test: test)
    case "owner": self = .owner(test: test)
    case "target": self = .target(test: test)
    case "scope": self = .scope
    case "closing": self = .closing
    default: return nil
    }
  }
}
