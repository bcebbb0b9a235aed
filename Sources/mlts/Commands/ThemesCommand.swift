import ArgumentParser
import Screen

/// `mlts themes`: which themes there are, or one as a file to copy and edit.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes, or print one to copy and edit.")

  @Argument(help: "Print this theme as a file.")
  var name: String?

  func run() throws {
    guard let name else {
      Output.print(Theme.bundledNames.joined(separator: "\n") + "\n")
      return
    }
    guard let text = Theme.bundledText(named: name) else {
      throw Failure(
        .notFound,
        "there is no theme \(Sanitize.line(name)): take one of \(Theme.bundledNames.joined(separator: ", "))")
    }
    Output.print(text)
  }
}
