import TOMLKit

extension Theme {
  /// Reads a theme file. Roles that it leaves out look as in the bundled theme of the same background.
  ///
  /// - Parameters:
  ///   - toml: the text of the file.
  ///   - file: its name for messages.
  /// - Throws: `ThemeError` with every problem of the file.
  public static func parse(toml: String, file: String) throws(ThemeError) -> Theme {
    var theme = try parseAsWritten(toml: toml, file: file)
    if theme.styles.count < Role.allCases.count {
      let base = bundledText(named: theme.background.rawValue)
        .flatMap { try? parseAsWritten(toml: $0, file: theme.background.rawValue) }
      theme.styles.merge(base?.styles ?? [:]) { own, _ in own }
    }
    return theme
  }

  /// Reads a theme file and adds nothing to it.
  static func parseAsWritten(toml: String, file: String) throws(ThemeError) -> Theme {
    if let broken = TOMLLines.brokenHeader(in: toml) {
      let what = "there is no name after the bracket"
      throw ThemeError(problems: [
        .init(file: file, line: broken.line, column: broken.column, what: what, allowed: "for example: [style]")
      ])
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: toml)
    } catch let error as TOMLParseError {
      throw ThemeError(problems: [
        .init(
          file: file, line: error.source.begin.line, column: error.source.begin.column,
          what: Sanitize.line(error.description))
      ])
    } catch {
      throw ThemeError(problems: [.init(file: file, what: "this is not TOML")])
    }
    var reader = ThemeReader(file: file, lines: TOMLLines(toml))
    let theme = reader.read(table)
    guard reader.problems.isEmpty else {
      throw ThemeError(problems: reader.problems.sorted { ($0.line ?? 0, $0.what) < ($1.line ?? 0, $1.what) })
    }
    return theme
  }
}

/// Turns a TOML table into a theme and collects what is wrong with it.
private struct ThemeReader {
  let file: String
  let lines: TOMLLines
  var problems: [ThemeError.Problem] = []
  private var palette: [String: Color] = [:]
  private var styles: [Role: Style] = [:]

  private static let flags: [String: Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
  private static let properties = "allowed: fg, bg, bold, dim, italic, underline, reverse"
  private static let colours = "allowed: \"#rrggbb\", 0 to 255 or \"default\""

  init(file: String, lines: TOMLLines) {
    self.file = file
    self.lines = lines
  }

  mutating func read(_ table: TOMLTable) -> Theme {
    var name = ""
    var background = Theme.Background.dark
    for (key, value) in table {
      switch key {
      case "name":
        name = value.string ?? ""
        if name.isEmpty { report([key], "name must be a text", "for example: name = \"mine\"") }
      case "background":
        if let known = value.string.flatMap(Theme.Background.init(rawValue:)) {
          background = known
        } else {
          report([key], "background is not known", "allowed: \"dark\" or \"light\"")
        }
      case "palette", "style":
        if value.table == nil { report([key], "\(key) must be a table", "write it as [\(key)]") }
      default:
        report([key], "unknown key \"\(key)\"", "allowed: name, background, [palette], [style]")
      }
    }
    if table["name"] == nil { report([], "there is no name", "for example: name = \"mine\"") }
    for (key, value) in table["palette"]?.table ?? TOMLTable() {
      if let color = literal(value) {
        palette[key] = color
      } else {
        report(["palette", key], "palette colour \"\(key)\" is \(shown(value))", Self.colours)
      }
    }
    for (key, value) in table["style"]?.table ?? TOMLTable() { readStyle(value, role: key, path: ["style", key]) }
    return Theme(name: name, background: background, styles: styles)
  }

  /// Reads what stands under a role's name: a colour, a table of properties, or, because TOML reads `a.b` without
  /// quotes as a table in a table, the roles that begin with it.
  private mutating func readStyle(_ value: any TOMLValueConvertible, role name: String, path: [String]) {
    guard let table = value.table else {
      guard let role = known(role: name, path: path) else { return }
      styles[role, default: Style()].fg = color(value, path: path, of: "\(name)")
      return
    }
    if table.isEmpty { _ = known(role: name, path: path) }
    var own: [(String, any TOMLValueConvertible)] = []
    for (key, value) in table {
      let longer = "\(name).\(key)"
      let isProperty = key == "fg" || key == "bg" || Self.flags[key] != nil
      let isRole = Role(rawValue: longer) != nil
      if !isRole && (isProperty || Role(rawValue: name) != nil) {
        own.append((key, value))
      } else {
        readStyle(value, role: longer, path: path + [key])
      }
    }
    guard !own.isEmpty, let role = known(role: name, path: path) else { return }
    styles[role] = styles[role] ?? Style()
    for (key, value) in own { readProperty(key, value, role: role, path: path + [key]) }
  }

  private mutating func readProperty(
    _ key: String, _ value: any TOMLValueConvertible, role: Role, path: [String]
  ) {
    let place = "\(role.rawValue): \(key)"
    if key == "fg" {
      styles[role, default: Style()].fg = color(value, path: path, of: place)
    } else if key == "bg" {
      styles[role, default: Style()].bg = color(value, path: path, of: place)
    } else if let flag = Self.flags[key] {
      guard let isOn = value.bool else {
        return report(path, "\(place) is \(shown(value))", "allowed: true or false")
      }
      if isOn { styles[role, default: Style()].attributes.insert(flag) }
    } else {
      report(path, "\(role.rawValue): unknown property \"\(key)\"", Self.properties)
    }
  }

  private mutating func known(role name: String, path: [String]) -> Role? {
    if let role = Role(rawValue: name) { return role }
    let nearest = Nearest.name(to: name, among: Role.allCases.map(\.rawValue))
    report(path, "unknown role \"\(name)\"", nearest.map { "did you mean \"\($0)\"?" })
    return nil
  }

  private mutating func color(_ value: any TOMLValueConvertible, path: [String], of place: String) -> Color? {
    if let color = literal(value) { return color }
    guard let name = value.string, !name.hasPrefix("#") else {
      report(path, "\(place) is \(shown(value))", Self.colours + " or a colour of [palette]")
      return nil
    }
    if let color = palette[name] { return color }
    let nearest = Nearest.name(to: name, among: palette.keys.sorted())
    let hint = nearest.map { "did you mean \"\($0)\"?" } ?? Self.colours + " or a colour of [palette]"
    report(path, "\(place) is \"\(name)\", which [palette] does not have", hint)
    return nil
  }

  /// A colour that needs no palette.
  private func literal(_ value: any TOMLValueConvertible) -> Color? {
    if value.type == .int, let number = value.int { return UInt8(exactly: number).map { .indexed($0) } }
    guard let text = value.string else { return nil }
    if text == "default" { return .default }
    let hex = text.utf8.dropFirst()
    guard text.hasPrefix("#"), hex.count == 6, hex.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    return .rgb(UInt8(number >> 16), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF))
  }

  private func shown(_ value: any TOMLValueConvertible) -> String {
    if let text = value.string { return "\"\(Sanitize.line(text))\"" }
    if value.type == .int, let number = value.int { return "\(number)" }
    return "of type \(value.type.rawValue)"
  }

  private mutating func report(_ path: [String], _ what: String, _ allowed: String?) {
    problems.append(
      .init(file: file, line: lines.line(of: path), what: Sanitize.line(what), allowed: allowed.map(Sanitize.line)))
  }
}
