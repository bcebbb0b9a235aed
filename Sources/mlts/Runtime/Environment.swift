import AssessmentStore
import Glibc
import SystemPackage

/// What the process was started with.
enum Environment {
  /// The value of a variable; nothing where it is not set, or empty, which means the same for all that mlts asks for.
  static subscript(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Whether the locale says that text is UTF-8, by the rule of locale(7): LC_ALL, else LC_CTYPE, else LANG.
  static var isUTF8: Bool {
    let codeset = (Self["LC_ALL"] ?? Self["LC_CTYPE"] ?? Self["LANG"] ?? "").uppercased()
    return codeset.contains("UTF-8") || codeset.contains("UTF8")
  }

  /// Where the user keeps mlts' settings.
  static var configFolder: FilePath? { folder("XDG_CONFIG_HOME", else: ".config")?.appending("mlts") }

  /// Where mlts keeps what it remembers by itself.
  static var stateFolder: FilePath? { folder("XDG_STATE_HOME", else: ".local/state")?.appending("mlts") }

  /// The folder that a variable names, else the one of this name at home; see `Folder.ofUser`.
  static func folder(_ variable: String, else name: String) -> FilePath? {
    Folder.ofUser(variable, else: name) { Self[$0] }
  }
}
