import MLTestScore

extension ReviewState {
  /// What the system is, and what the words of the rubric stand for in it.
  var scopeForm: Form {
    let (scope, system) = (assessment.scope, assessment.system)
    var form = Form(
      purpose: .scope, title: "Scope of \(system.name)",
      fields: [
        .text("model", "Model", "what counts as the model: one, several, the whole pipeline?", scope.model),
        .text("features", "Feature", "what counts as a feature: a column, an embedding, a prompt?", scope.features),
        .text("training", "Training", "what counts as training: a job, a fine-tune, a vendor's?", scope.training),
        .text("serving", "Serving", "what counts as serving: a service, a batch job, a device?", scope.serving),
        .text("description", "Purpose", "what the system does, in a sentence", system.description),
        .text("owner", "Owner", "who answers for it: a role", system.owner),
      ], focus: 0)
    form.about = [
      "Every test speaks of these words. Agree on them first; Esc leaves it for later, S opens it again."
    ]
    return form
  }

  mutating func commitScope(_ form: Form) -> [Effect] {
    commit("scope") {
      if form.changes("model") { $0.scope.model = form["model"] }
      if form.changes("features") { $0.scope.features = form["features"] }
      if form.changes("training") { $0.scope.training = form["training"] }
      if form.changes("serving") { $0.scope.serving = form["serving"] }
      if form.changes("description") { $0.system.description = form["description"] }
      if form.changes("owner") { $0.system.owner = form["owner"] }
    }
  }
}
