import Screen
import SystemPackage

/// What a clone has of what git needs, wherever it is set: in the repository, in the clone or for the user.
struct GitStatus {
  /// One thing that git needs.
  struct Item {
    var name: String
    var isSet: Bool
    var words: String
  }

  /// The things, in the order in which they are told.
  private(set) var items: [Item] = []
  /// What goes wrong without a word from git, and how to mend it.
  private(set) var warnings: [String] = []

  /// Whether nothing lacks.
  var isComplete: Bool { items.allSatisfy(\.isSet) }

  /// Asks git about the clone whose work tree has this top.
  init(top: FilePath) throws {
    try addAttributes(top)
    let namesDriver = items.first?.isSet ?? false
    for setting in GitInstallation.settings { try add(setting, top, namesDriver: namesDriver) }
    let program = Program.find("mlts")
    items.append(
      Item(
        name: "program", isSet: program != nil,
        words: program.map { "git runs \(Sanitize.line($0))" }
          ?? "there is no mlts on the PATH: git merges assessments as plain text. Add its folder to PATH"))
  }

  private mutating func addAttributes(_ top: FilePath) throws {
    // A name on top that no file need have, to ask for what holds in general.
    let general = try GitInstallation.attributes(of: ["assessment.mlts.json"], in: top).first?.values ?? [:]
    let missing = GitInstallation.deviations(general)
    items.append(
      Item(
        name: "attributes", isSet: missing.isEmpty,
        words: missing.isEmpty
          ? GitAttributes.rule : "\(missing.joined(separator: ", ")). Run `mlts git install`"))
    let tracked = try GitInstallation.attributes(of: try GitInstallation.tracked(in: top), in: top)
    let wrong = tracked.map { ($0.path, GitInstallation.deviations($0.values)) }.filter { !$0.1.isEmpty }
    // Told once, above, where all are wrong for one reason.
    for (path, reasons) in wrong where reasons != missing {
      let reason = "\(reasons.joined(separator: ", ")) by a rule elsewhere"
      let name = Sanitize.line(path)
      items.append(
        Item(
          name: name, isSet: false,
          words: "\(reason): look at .gitattributes in its folders and at .git/info/attributes"))
    }
  }

  private mutating func add(_ setting: GitInstallation.Setting, _ top: FilePath, namesDriver: Bool) throws {
    let answer = try Git(in: top).run(["config", "-z", "--get", setting.key])
    let value = answer.status == 0 ? answer.pieces.first : nil
    let words: String
    switch value {
    case nil: words = "not in the git config of this clone. Run `mlts git install`"
    case setting.value?: words = setting.purpose
    case let other?: words = "\(setting.purpose), not as mlts sets it: \(Sanitize.line(other))"
    }
    items.append(Item(name: setting.key, isSet: value != nil, words: words))
    if value == nil, namesDriver, setting.key == "merge.mlts.driver" {
      warnings.append(
        "the attributes name the merge driver mlts, and this clone's git config lacks it: git merges assessments as "
          + "plain text, and does not say so. Run `mlts git install`")
    }
  }

  /// Writes the warnings to standard error.
  static func warn(_ status: GitStatus) {
    for warning in status.warnings { Output.error("warning: \(warning)") }
  }
}
