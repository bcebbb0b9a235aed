import ArgumentParser
import SystemPackage

/// The entry point: runs the command and turns every error into a message on stderr and an exit code (design,
/// section 7).
@main enum Main {
  static func main() {
    do {
      var command = try Mlts.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Output.error(failure.message)
      finish(failure.code)
    } catch {
      let code = Mlts.exitCode(for: error)
      let message = Mlts.fullMessage(for: error)
      if code == .success {
        Output.print(message, terminator: "\n")
        finish(.yes)
      }
      if !message.isEmpty { Output.error(message) }
      finish(.usage)
    }
  }
}

/// The command line of mlts.
struct Mlts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mlts",
    abstract: "Production-readiness reviews of ML systems by the ML Test Score.",
    usage: "mlts [<options>] <file>\nmlts <subcommand> ...",
    discussion: """
      mlts FILE opens a review. Without a terminal it prints what `mlts show FILE` prints.

      Exit codes: 0 yes; 1 no; 2 usage, or no terminal to work in; 3 could not do it; 4 the named thing is not there; \
      5 the file cannot be read.
      """,
    version: "mlts 0.1.0",
    subcommands: [
      Open.self, Review.self, New.self, Show.self, Export.self, Validate.self, Check.self, Merge.self,
      RubricCommand.self, ThemesCommand.self, GitCommand.self, Log.self,
    ],
    defaultSubcommand: Open.self)
}
