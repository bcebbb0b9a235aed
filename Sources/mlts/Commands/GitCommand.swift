import ArgumentParser
import Screen
import SystemPackage

/// `mlts git`: git merges and shows assessments by mlts.
struct GitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git", abstract: "Make git merge and show assessments by mlts.",
    discussion: """
      Git needs two things: a line in .gitattributes, which is committed and so reaches everybody, and the commands in \
      the git config, which no repository can carry. So everybody runs `mlts git install` once in each clone, or once \
      with --global.
      """,
    subcommands: [Install.self, Uninstall.self, Status.self])

  /// The option that says where.
  struct Place: ParsableArguments {
    @Flag(help: "For all your repositories: your git config and your git attributes file.")
    var global = false

    func installation() throws -> GitInstallation { try global ? .ofUser() : .here() }
  }

  /// `mlts git install`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Set git up to merge and show assessments by mlts.",
      discussion: "Exit code 1, and nothing written, when .gitattributes wants something else of assessments.")

    @OptionGroup var place: Place

    func run() throws {
      let installation = try place.installation()
      var attributes = try installation.attributes()
      let opposing = attributes.opposing
      guard opposing.isEmpty else {
        throw Failure(
          .no,
          opposing.map { "\(installation.attributesName):\($0.number): \(Sanitize.line($0.text))" }.joined(
            separator: "\n")
            + "\nnothing installed: these lines want something else of assessments. Make them \(GitAttributes.rule), "
            + "or remove them; then run `mlts git install` again")
      }
      // The config first: the line without the commands makes git merge as text without a word.
      for setting in GitInstallation.settings { try install(setting, installation) }
      if attributes.isComplete {
        Output.print("\(installation.attributesName): as it should be\n")
      } else {
        attributes.add()
        try UserFile.replace(installation.attributesPath, with: attributes.bytes)
        Output.print("\(installation.attributesName): added \(GitAttributes.rule)\n")
        if case .clone = installation.scope {
          Output.print(
            "Commit .gitattributes; the config is of this clone, so others run `mlts git install` too.\n")
        }
      }
      if case .clone(let top) = installation.scope { GitStatus.warn(try GitStatus(top: top)) }
    }

    private func install(_ setting: GitInstallation.Setting, _ installation: GitInstallation) throws {
      let value = try installation.values(of: setting).last
      if value == setting.value {
        Output.print("\(setting.key): as it should be\n")
      } else if let value {
        Output.error(
          "\(setting.key) is set by hand and left so: \(Sanitize.line(value)). For mlts' own: git config "
            + "\(installation.configOption) --unset-all \(setting.key), then install again")
      } else {
        try installation.set(setting)
        Output.print("\(setting.key): set in \(installation.configName)\n")
      }
    }
  }

  /// `mlts git uninstall`.
  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "uninstall", abstract: "Take out what install wrote, and nothing else.")

    @OptionGroup var place: Place

    func run() throws {
      let installation = try place.installation()
      var attributes = try installation.attributes()
      // The line first, for the reason that install writes it last.
      if attributes.holdsOwnLine {
        attributes.remove()
        if attributes.bytes.isEmpty {
          try UserFile.remove(installation.attributesPath)
        } else {
          try UserFile.replace(installation.attributesPath, with: attributes.bytes)
        }
        Output.print("\(installation.attributesName): line removed\n")
      } else if attributes.isComplete {
        Output.error(
          "\(installation.attributesName): its lines for assessments are not as mlts writes them, and stay")
      }
      for setting in GitInstallation.settings {
        let values = try installation.values(of: setting)
        if values.contains(setting.value) {
          try installation.unset(setting)
          Output.print("\(setting.key): removed from \(installation.configName)\n")
        }
        for value in values where value != setting.value {
          Output.error("\(setting.key) is set by hand, and stays: \(Sanitize.line(value))")
        }
      }
    }
  }

  /// `mlts git status`.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Say what of it is installed here, and what lacks.",
      discussion: "Exit code 0 when nothing lacks, else 1.")

    func run() throws {
      let status = try GitStatus(top: try GitInstallation.top())
      Output.print(status.items.map { "\($0.name): \($0.isSet ? "set" : "LACKING"): \($0.words)\n" }.joined())
      GitStatus.warn(status)
      if !status.isComplete { finish(.no) }
    }
  }
}
