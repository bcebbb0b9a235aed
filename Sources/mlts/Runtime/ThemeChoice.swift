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
    names().map { entry in
      guard entry.origin != bundled else { return entry }
      do throws(Failure) {
        _ = try read(FilePath(entry.origin))
        return entry
      } catch {
        return ThemeEntry(name: entry.name, origin: entry.origin, problem: error.message)
      }
    }
  }

  /// The names of all of them, without a look into the files.
  static func names() -> [ThemeEntry] {
    let own = UserFile.settings(in: "themes", ending: ".toml").map {
      ThemeEntry(name: $0.stem ?? $0.string, origin: $0.string)
    }
    // The user's own stands in for a bundled one of its name.
    let others = Theme.bundledNames.filter { name in !own.contains { $0.name == name } }
    return others.map { ThemeEntry(name: $0, origin: bundled) } + own
  }

  private static let bundled = "bundled"

  /// Finds a theme: the user's own, a bundled one, or a file.
  static func load(_ name: String) throws -> Theme {
    if name.contains("/") || name.hasSuffix(".toml") { return try read(FilePath(name)) }
    if let own = Environment.configFolder?.appending("themes").appending("\(name).toml"),
      let theme = try UserFile.ifThere({ () throws(Failure) in try read(own) })
    {
      return theme
    }
    if let theme = Theme.named(name) { return theme }
    throw Failure(
      .notFound,
      "there is no theme \(Sanitize.line(name)): take one of \(Theme.bundledNames.joined(separator: ", ")), or a file"
    )
  }

  private static func read(_ path: FilePath) throws(Failure) -> Theme {
    let text = try UserFile.text(of: path)
    do throws(ThemeError) {
      return try Theme.parse(toml: text, file: path.string)
    } catch {
      throw Failure(.unreadable, error.description)
    }
  }
}
