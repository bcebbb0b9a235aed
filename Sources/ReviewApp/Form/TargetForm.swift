import MLTestScore

extension ReviewState {
  /// What level the team aims at on a test, and the gap that it lives with, if it said so.
  func targetForm(_ purpose: Form.Purpose, _ label: String) -> Form {
    let answer = assessment.answer(purpose.test)
    let gap = answer.acceptedGap
    var form = Form(
      purpose: purpose, title: "Target of \(label)",
      fields: [
        .choice(
          "target", "Aim at", "space or arrows choose; the plan goes no further", ["-"] + rubric.levels.map(\.id),
          answer.target ?? "-"),
        .text("reason", "Gap", "why the team lives with what is missing, or empty", gap?.reason ?? ""),
        .text("by", "By", "who accepts it: a role", gap?.by ?? ""),
        .text("until", "Until", "the last day of that, as 2026-12-31", gap?.until.description ?? ""),
      ], focus: 0)
    form.about = ["An accepted gap never raises a score. It comes back when its day is over."]
    return form
  }

  mutating func commitTarget(_ form: inout Form, _ label: String) -> [Effect] {
    let until = form.day("until")
    let isGap = !form["reason"].isEmpty || !form["by"].isEmpty || !form["until"].isEmpty
    if isGap {
      form.require("reason", "Say why: an accepted gap is a decision")
      form.require("until", "Until when? A gap that is accepted for ever is a target")
    }
    guard form.isRight else { return [] }
    let id = form.purpose.test
    let old = assessment.answer(id)
    let target = form.changes("target") ? (form["target"] == "-" ? nil : form["target"]) : old.target
    var gap = old.acceptedGap
    if ["reason", "by", "until"].contains(where: form.changes) {
      gap = until.map {
        AcceptedGap(reason: form["reason"], by: form["by"], until: $0, unknown: old.acceptedGap?.unknown ?? [:])
      }
    }
    return commit("\(label) target", on: id) {
      $0.target = target
      $0.acceptedGap = gap
    }
  }
}
