extension Theme {
  /// The names of the themes that come with the program, the default one first.
  public static let bundledNames = [
    "dark", "light", "high-contrast", "colour-blind", "dusk", "paper", "projector", "terminal",
  ]

  /// The bundled theme of this name. Only this one is parsed: start-up waits for it.
  public static func named(_ name: String) -> Theme? {
    bundledText(named: name).flatMap { try? parse(toml: $0, file: "\(name).toml") }
  }

  /// All bundled themes, parsed when asked for.
  public static var bundled: [Theme] { bundledNames.compactMap { named($0) } }

  /// The theme that is used when nobody chose one.
  public static var standard: Theme { named("dark") ?? Theme(name: "dark", styles: [:]) }

  /// The file of a bundled theme as a person may copy and edit it.
  public static func bundledText(named name: String) -> String? {
    switch name {
    case "dark": String(decoding: PackageResources.dark_toml, as: UTF8.self)
    case "light": String(decoding: PackageResources.light_toml, as: UTF8.self)
    case "high-contrast": String(decoding: PackageResources.high_contrast_toml, as: UTF8.self)
    case "colour-blind": String(decoding: PackageResources.colour_blind_toml, as: UTF8.self)
    case "dusk": String(decoding: PackageResources.dusk_toml, as: UTF8.self)
    case "paper": String(decoding: PackageResources.paper_toml, as: UTF8.self)
    case "projector": String(decoding: PackageResources.projector_toml, as: UTF8.self)
    case "terminal": String(decoding: PackageResources.terminal_toml, as: UTF8.self)
    default: nil
    }
  }
}
