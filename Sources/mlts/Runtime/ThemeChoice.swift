import ArgumentParser
import ReviewApp
import Screen
import SystemPackage

/// The option that chooses a theme, and where themes are looked for.
struct ThemeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Colours: a theme by name, or a theme file. Else $MLTS_THEME.", valueName: "name|file"))
  var theme: String?

  /// The theme to use, its name, and a warning where the one that the environment or `config.toml` names cannot be had.
  /// One that the command line names has to be right.
  func choose(configured: String?) throws -> (theme: Theme, name: String, warning: String?) {
    if let theme { return (try ThemeChoice.load(theme), theme, nil) }
    let variable = Environment["MLTS_THEME"]
    guard let name = variable ?? configured else { return (.standard, Theme.standard.name, nil) }
    do {
      return (try ThemeChoice.load(name), name, nil)
    } catch let failure as Failure {
      let source = variable == nil ? "config.toml" : "MLTS_THEME"
      return (.standard, Theme.standard.name, "\(source): \(failure.message)")
    }
  }
}

/// Finds themes: the user's own, bundled ones, files.
enum ThemeChoice {
  /// Every theme that can be chosen by name, and the user's files that are none, each with its reason.
  static func entries() -> [ThemeEntry] {
    let own = ownFiles().map { file in
      let name = file.stem ?? file.string
      do {
        _ = try read(file)
        return ThemeEntry(name: name, origin: file.string)
      } catch let failure as Failure {
        return ThemeEntry(name: name, origin: file.string, problem: failure.message)
      } catch {
        return ThemeEntry(name: name, origin: file.string, problem: "\(error)")
      }
    }
    // The user's own stands in for a bundled one of its name.
    let bundled = Theme.bundledNames.filter { name in !own.contains { $0.name == name } }
    return bundled.map { ThemeEntry(name: $0, origin: "bundled") } + own
  }

  /// The names of all of them, without a look into the files.
  static func names() -> [ThemeEntry] {
    let own = ownFiles().map { ThemeEntry(name: $0.stem ?? $0.string, origin: $0.string) }
    return Theme.bundledNames.filter { name in !own.contains { $0.name == name } }
      .map { ThemeEntry(name: $0, origin: "bundled") } + own
  }

  private static func ownFiles() -> [FilePath] {
    UserFile.settings(in: "themes", ending: ".toml")
  }

  /// Finds a theme: the user's own, a bundled one, or a file.
  static func load(_ name: String) throws -> Theme {
    if name.contains("/") || name.hasSuffix(".toml") { return try read(FilePath(name)) }
    let own = Environment.configFolder?.appending("themes").appending("\(name).toml")
    if let own {
      do { return try read(own) } catch let failure as Failure where failure.code == .notFound {}
    }
    if let theme = Theme.named(name) { return theme }
    throw Failure(
      .notFound,
      "there is no theme \(Sanitize.line(name)): take one of \(Theme.bundledNames.joined(separator: ", ")), or a file"
    )
  }

  private static func read(_ path: FilePath) throws -> Theme {
    let text = try UserFile.text(of: path)
    do {
      return try Theme.parse(toml: text, file: path.string)
    } catch {
      throw Failure(.unreadable, error.description)
    }
  }
}
