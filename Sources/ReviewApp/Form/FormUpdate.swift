import MLTestScore
import Screen

extension ReviewState {
  /// Opens a form, with the text that it was left with if it was put aside.
  mutating func open(_ purpose: Form.Purpose) -> [Effect] {
    guard canEdit() else { return [] }
    let fresh = form(for: purpose)
    let left = putAside.removeValue(forKey: purpose)
    layers.append(.form(left.map { fresh.resumed($0.draft.values, opened: $0.opened) } ?? fresh))
    return []
  }

  /// The form as it looks when it is first opened.
  func form(for purpose: Form.Purpose) -> Form {
    let answer = assessment.answer(purpose.test)
    let label = rubric.test(purpose.test)?.label ?? purpose.test
    switch purpose {
    case .evidence(_, let id):
      let old = id.flatMap { answer.evidence[$0] }
      return Form(
        purpose: purpose, title: "\(old == nil ? "New evidence" : "Evidence") for \(label)",
        fields: [
          .choice(
            "kind", "Kind", "space or arrows choose", Evidence.Kind.allCases.map(\.rawValue),
            (old?.kind ?? .link).rawValue),
          .text("locator", "Locator", "where it is: a URL, path or command", old?.locator ?? ""),
          .text("summary", "Summary", "what it shows", old?.summary ?? ""),
          // Evidence that was given without a day keeps none: today would make it fresh.
          .text(
            "date", "Date", "the day it speaks for, as 2026-11-20",
            (old == nil ? today : old?.observed)?.description ?? ""),
        ], focus: 1)
    case .action(_, let id):
      let old = id.flatMap { answer.actions[$0] }
      return Form(
        purpose: purpose, title: "\(old == nil ? "New action" : "Action") for \(label)",
        fields: [
          .text("text", "Action", "what is to be done", old?.text ?? ""),
          .text("owner", "Owner", "a role, such as data-lead", old?.owner ?? ""),
          .text("due", "Due", "a day, as 2026-12-15, or empty", old?.due?.description ?? ""),
          .choice(
            "effort", "Effort", "space or arrows choose", ["-"] + Action.Effort.allCases.map(\.rawValue),
            old?.effort?.rawValue ?? "-"),
        ], focus: 0)
    case .reason:
      return Form(
        purpose: purpose, title: "\(label) is not applicable",
        fields: [.text("reason", "Reason", "why it does not apply; it earns 0 all the same", answer.reason)],
        focus: 0)
    case .owner:
      return Form(
        purpose: purpose, title: "Owner of \(label)",
        fields: [.text("owner", "Owner", "the role that watches it, who would be paged", answer.owner)], focus: 0)
    case .target: return targetForm(purpose, label)
    case .scope: return scopeForm
    case .closing: return closingForm
    }
  }

  mutating func handle(_ event: Event, form: Form) -> [Effect] {
    var form = form
    switch event {
    case .key(.escape), .key(.control("c")):
      layers.removeLast()
      return leave(form)
    case .key(.control("z")): return [.suspend]
    case .key(.enter):
      guard form.focus == form.fields.count - 1 else {
        form.focus += 1
        break
      }
      return submit(form)
    case .key(.control("s")): return submit(form)
    case .key(.tab), .key(.down): form.focus = (form.focus + 1) % form.fields.count
    case .key(.backTab), .key(.up): form.focus = (form.focus + form.fields.count - 1) % form.fields.count
    default: form.edit(event, width: FormView.fieldWidth(form, in: size))
    }
    layers[layers.count - 1] = .form(form)
    return []
  }

  /// Leaving a form with Esc loses nothing: what was typed waits for the form to be opened again.
  private mutating func leave(_ form: Form) -> [Effect] {
    guard form.hasText, form.hasChanges else { return [.discardDraft] }
    putAside[form.purpose] = form
    notice = Notice(.info, "Not saved yet: \(form.title) waits, open it again to go on")
    return []
  }

  private mutating func submit(_ form: Form) -> [Effect] {
    var form = form
    let last = drafts
    let effects = commit(form: &form)
    if let index = form.fields.firstIndex(where: { $0.problem != nil }) {
      form.focus = index
      layers[layers.count - 1] = .form(form)
      return []
    }
    layers.removeLast()
    if form.purpose == .closing, !effects.isEmpty {
      ask(
        .export, "The review is closed. Write its summary as Markdown beside the file, for the wiki or the ticket?")
    }
    return [.completeDraft(last)] + effects + [.discardDraft]
  }

  /// Commits a form that is right; marks the fields of one that is not.
  private mutating func commit(form: inout Form) -> [Effect] {
    for index in form.fields.indices { form.fields[index].problem = nil }
    guard !meetsOthers(&form) else { return [] }
    let test = form.purpose.test
    let label = rubric.test(test)?.label ?? test
    switch form.purpose {
    case .evidence(_, let id):
      form.require("locator", "Say where it is, or describe it")
      let date = form.day("date")
      if let date, form.changes("date"), date.daysSince1970 > today.daysSince1970 + 1 {
        form.reject("date", "This day is to come: evidence speaks for a day that was")
      }
      guard form.isRight else { return [] }
      let old = id.flatMap { assessment.answer(test).evidence[$0] }
      var new = old ?? Evidence(kind: .link, locator: "", added: stamp)
      func writes(_ field: String) -> Bool { old == nil || form.changes(field) }
      if writes("kind") { new.kind = Evidence.Kind(rawValue: form["kind"]) ?? .link }
      if writes("locator") { new.locator = form["locator"] }
      if writes("summary") { new.summary = form["summary"] }
      if writes("date") { new.observed = date }
      let key = id ?? IDs.evidence(notIn: assessment.answer(test).evidence.keys, using: &random)
      return commit("\(label) evidence", on: test) { $0.evidence[key] = new }
    case .action(_, let id):
      form.require("text", "Say what is to be done")
      let due = form.day("due")
      guard form.isRight else { return [] }
      let old = id.flatMap { assessment.answer(test).actions[$0] }
      var new = old ?? Action(text: "")
      func writes(_ field: String) -> Bool { old == nil || form.changes(field) }
      if writes("text") { new.text = form["text"] }
      if writes("owner") { new.owner = form["owner"] }
      if writes("due") { new.due = due }
      if writes("effort") { new.effort = Action.Effort(rawValue: form["effort"]) }
      let key = id ?? IDs.action(notIn: assessment.answer(test).actions.keys, using: &random)
      return commit("\(label) action", on: test) { $0.actions[key] = new }
    case .reason:
      form.require("reason", "Say why: without a reason nobody can check it later")
      guard form.isRight else { return [] }
      let reason = form["reason"]
      let stamp = stamp
      return commit("\(label) not applicable", on: test) { $0.markNotApplicable(reason: reason, stamp: stamp) }
    case .owner:
      guard form.hasChanges else { return [] }
      let owner = form["owner"]
      return commit("\(label) owner", on: test) { $0.owner = owner }
    case .target: return commitTarget(&form, label)
    case .scope: return commitScope(form)
    case .closing: return commitClosing(&form)
    }
  }
}

extension ReviewState {
  /// Whether somebody else has changed, since the form was opened, what it changes too. The fields then say so, and the
  /// next try writes over what they saw.
  private func meetsOthers(_ form: inout Form) -> Bool {
    guard form.purpose.edits else { return false }
    let now = self.form(for: form.purpose)
    var meets = false
    for index in form.fields.indices {
      let id = form.fields[index].id
      guard form.changes(id), now[id] != form.opened[id], now[id] != form[id] else { continue }
      form.fields[index].problem = "Meanwhile it says \"\(now[id])\": Ctrl-S again writes yours over it"
      form.opened[id] = now[id]
      meets = true
    }
    return meets
  }
}

extension Form.Purpose {
  /// Whether the form is about something that is there already, so that somebody else may change it meanwhile.
  fileprivate var edits: Bool {
    switch self {
    case .evidence(_, let id), .action(_, let id): id != nil
    case .reason, .owner, .target, .scope: true
    case .closing: false
    }
  }
}

extension Form {
  /// Gives the key or the pasted text to the field in focus.
  mutating func edit(_ event: Event, width: Int) {
    switch fields[focus].value {
    case .text(var editor):
      if editor.handle(event, width: width, height: 1) { fields[focus].problem = nil }
      fields[focus].value = .text(editor)
    case .choice(let choices, let index):
      let count = choices.count
      switch event {
      case .key(.right), .key(.character(" ")), .key(.character("l")):
        fields[focus].value = .choice(choices, (index + 1) % count)
      case .key(.left), .key(.character("h")):
        fields[focus].value = .choice(choices, (index + count - 1) % count)
      case .key(.character(let c)):
        // A letter chooses the next word that begins with it.
        let order = Array((index + 1)..<count) + Array(0...index)
        if let match = order.first(where: { choices[$0].lowercased().hasPrefix(c.lowercased()) }) {
          fields[focus].value = .choice(choices, match)
        }
      default: break
      }
    }
  }

  /// Chooses one of the words of the field in focus.
  mutating func choose(_ index: Int) {
    guard case .choice(let choices, _) = fields[focus].value, choices.indices.contains(index) else { return }
    fields[focus].value = .choice(choices, index)
  }

  var isRight: Bool { fields.allSatisfy { $0.problem == nil } }

  mutating func require(_ id: String, _ problem: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }), fields[index].text.isEmpty else { return }
    fields[index].problem = problem
  }

  mutating func reject(_ id: String, _ problem: String) {
    if let index = fields.firstIndex(where: { $0.id == id }) { fields[index].problem = problem }
  }

  /// The day in a field, nothing where it is empty; marks a field that holds no day.
  mutating func day(_ id: String) -> Day? {
    guard let index = fields.firstIndex(where: { $0.id == id }), !fields[index].text.isEmpty else { return nil }
    let day = Day(fields[index].text)
    if day == nil { fields[index].problem = "Not a day: write it as 2026-11-20" }
    return day
  }
}
