import ArgumentParser
import Glibc
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
    let variable = Environment["MLTS_THEME"].flatMap { $0.isEmpty ? nil : $0 }
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
    guard let folder = Environment.configFolder?.appending("themes") else { return [] }
    return Folder.names(in: folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map {
      folder.appending($0)
    }
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

/// What the process was started with.
enum Environment {
  /// The value of a variable, if it is set.
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether the locale says that text is UTF-8, by the rule of locale(7): LC_ALL, else LC_CTYPE, else LANG.
  static var isUTF8: Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Self[$0] }.first { !$0.isEmpty }
    let codeset = (name ?? "").uppercased()
    return codeset.contains("UTF-8") || codeset.contains("UTF8")
  }

  /// Where the user keeps mlts' settings (XDG Base Directory Specification).
  static var configFolder: FilePath? {
    if let folder = Self["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return FilePath(folder).appending("mlts") }
    return Self["HOME"].flatMap { $0.isEmpty ? nil : FilePath($0).appending(".config").appending("mlts") }
  }

  /// Where mlts keeps what it remembers by itself (XDG Base Directory Specification).
  static var stateFolder: FilePath? {
    if let folder = Self["XDG_STATE_HOME"], folder.hasPrefix("/") { return FilePath(folder).appending("mlts") }
    return Self["HOME"].flatMap { $0.hasPrefix("/") ? FilePath($0).appending(".local/state/mlts") : nil }
  }
}

/// Folders of the user's own files.
enum Folder {
  /// The names in a folder, in order; none where it is not there.
  static func names(in folder: FilePath) -> [String] {
    guard let stream = opendir(folder.string) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}
