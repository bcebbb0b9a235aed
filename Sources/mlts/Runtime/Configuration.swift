import MLTestScore
import ReviewApp
import Screen
import SystemPackage
import TOMLKit

/// What the user wants for every review: `$XDG_CONFIG_HOME/mlts/config.toml`.
struct Configuration {
  /// The theme's name or file.
  var theme: String?
  /// The role that stamps decisions.
  var reviewer: String?
  /// The seconds that one test should take.
  var timebox: Int?
  /// Whether to use the mouse.
  var mouse: Bool?
  /// Whether text may be sent to the terminal's clipboard.
  var osc52: Bool?
  /// The keys.
  var keys = KeyMap.standard
  /// What is wrong with the file, each with its line and what is allowed. What is right counts all the same.
  var problems: [String] = []

  /// The file.
  static var path: FilePath? { Environment.configFolder?.appending("config.toml") }

  /// Reads the user's file; without one, everything is as it is by itself.
  static func load() -> Configuration {
    var configuration = Configuration()
    guard let path else { return configuration }
    do throws(Failure) {
      guard let text = try text(of: path) else { return configuration }
      return Configuration(toml: text, file: path.string)
    } catch {
      configuration.problems = [error.message]
      return configuration
    }
  }

  init() {}

  /// Reads a text; `file` is its name for messages.
  init(toml: String, file: String) {
    let table: TOMLTable
    do throws(Failure) {
      table = try Self.table(toml, file: file)
    } catch {
      problems = [error.message]
      return
    }
    let lines = TOMLLines(toml)
    var found: [(line: Int, words: String)] = []
    func report(_ path: [String], _ what: String) {
      let line = lines.line(of: path)
      found.append((line ?? 0, Sanitize.line("\(file)\(line.map { ":\($0)" } ?? ""): \(what)")))
    }
    for (key, value) in table {
      switch key {
      case "theme":
        theme = value.string
        if theme == nil { report([key], "theme must be a text, the name of a theme") }
      case "reviewer":
        reviewer = value.string
        if reviewer == nil { report([key], "reviewer must be a text, a role") }
      case "timebox":
        timebox = value.string.flatMap(Timebox.seconds)
        if timebox == nil { report([key], "timebox must be a time, such as \"3m\"") }
      case "mouse":
        mouse = value.bool
        if mouse == nil { report([key], "mouse must be true or false") }
      case "osc52":
        osc52 = value.bool
        if osc52 == nil { report([key], "osc52 must be true or false") }
      case "keys":
        guard let keys = value.table else {
          report([key], "keys must be a table: write it as [keys]")
          break
        }
        readKeys(keys, report)
      default: report([key], "unknown key \(key), allowed: theme, reviewer, timebox, mouse, osc52, [keys]")
      }
    }
    problems = found.sorted { $0 < $1 }.map(\.words)
  }

  /// Reads `[keys]`: a preset, and commands with the keys that they are to have.
  private mutating func readKeys(_ table: TOMLTable, _ report: ([String], String) -> Void) {
    var preset = KeyMap.Preset.vim
    var wanted: [Command: [Key]] = [:]
    for (name, value) in table {
      if name == "preset" {
        if let known = value.string.flatMap(KeyMap.Preset.init) {
          preset = known
        } else {
          report(["keys", name], "preset must be \"vim\" or \"plain\"")
        }
        continue
      }
      guard let command = Command(rawValue: name) else {
        let near =
          Nearest.name(to: name, among: Command.allCases.map(\.rawValue)).map { ": did you mean \($0)?" } ?? ""
        report(["keys", name], "there is no command \(name)\(near)")
        continue
      }
      let names = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
      let keys = names.compactMap { Key(name: $0) }
      guard keys.count == names.count, !names.isEmpty || value.array != nil else {
        let bad = names.first { Key(name: $0) == nil } ?? "this"
        report(["keys", name], "\(bad) is no key: write a character, or a name as Enter, F2, PgUp, ctrl-r")
        continue
      }
      wanted[command] = keys
    }
    while true {
      do throws(KeyMap.Collision) {
        keys = try KeyMap(preset: preset, keys: wanted)
        return
      } catch {
        // The two keep the keys that they have by themselves; all else counts.
        let named = error.commands.filter { wanted[$0] != nil }
        guard let last = named.last else { return }
        report(["keys", last.rawValue], error.description)
        for command in named { wanted[command] = nil }
      }
    }
  }

  /// Writes the theme's name into the user's file and leaves everything else in it as it is.
  static func remember(theme: String) throws(Failure) -> FilePath {
    guard let path else { throw Failure(.unable, "there is no home folder to remember it in") }
    let new = try edited(try text(of: path) ?? "", theme: theme, file: path.string)
    try UserFile.replace(path, with: Array(new.utf8))
    return path
  }

  /// The text with this theme in the place of the one that it names, or in a line on top; every other byte stays.
  ///
  /// The parser is the judge of each try: it has to find this theme, and all else as it was. So neither a line of a
  /// table or of a long text is taken for the theme's, nor is a file ever written that cannot be read. Throws where the
  /// text is no TOML, or names the theme in a way that is not understood here.
  static func edited(_ text: String, theme: String, file: String) throws(Failure) -> String {
    let wanted = try table(text, file: file)
    wanted["theme"] = theme
    let quoted = "\"\(theme.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    let line = /^\u{FEFF}?[ \t]*(?:theme|"theme"|'theme')[ \t]*=[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#]+)/
      .anchorsMatchLineEndings().matchingSemantics(.unicodeScalar)
    var tries = text.matches(of: line).map { match in
      String(text[..<match.1.startIndex] + quoted + text[match.1.endIndex...])
    }
    // Behind a byte order mark, which stands at the start or nowhere.
    let top = text.unicodeScalars.prefix { $0 == "\u{FEFF}" }.endIndex
    let lineEnd = text.first { $0 == "\n" || $0 == "\r\n" } ?? "\n"
    tries.append("\(text[..<top])theme = \(quoted)\(lineEnd)\(text[top...])")
    for new in tries {
      if let found = try? table(new, file: file), found == wanted { return new }
    }
    throw Failure(
      .unable, "\(Sanitize.line(file)) is left as it is: write theme = \(Sanitize.line(quoted)) into it")
  }

  /// The user's file; nothing where there is none.
  private static func text(of path: FilePath) throws(Failure) -> String? {
    try UserFile.ifThere { () throws(Failure) in try UserFile.text(of: path) }
  }

  private static func table(_ toml: String, file: String) throws(Failure) -> TOMLTable {
    let name = Sanitize.line(file)
    if let broken = TOMLLines.brokenHeader(in: toml) {
      throw Failure(
        .unreadable, "\(name):\(broken.line): there is no name after the bracket, for example: [keys]")
    }
    do {
      return try TOMLTable(string: toml)
    } catch let error as TOMLParseError {
      throw Failure(.unreadable, "\(name):\(error.source.begin.line): \(Sanitize.line(error.description))")
    } catch {
      throw Failure(.unreadable, "\(name): this is not TOML")
    }
  }
}

/// The time that one test should take.
enum Timebox {
  /// Reads `3m`, `90s`, `2m30s` or a number of seconds; nothing where it is none, or not a useful one.
  static func seconds(_ text: String) -> Int? {
    var total = 0
    var digits = ""
    for character in text {
      switch character {
      case "0"..."9": digits.append(character)
      case "m", "s":
        guard let number = Int(digits), number < 100_000 else { return nil }
        total += character == "m" ? number * 60 : number
        digits = ""
      default: return nil
      }
    }
    if !digits.isEmpty {
      guard total == 0, let number = Int(digits), number < 100_000 else { return nil }
      total = number
    }
    return total > 0 ? total : nil
  }
}
