import CNcurses
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of the terminal before it is touched.
struct Capabilities {
  /// The terminfo entry to use: what TERM says, or one that stands in for it.
  let entry: String

  /// Terminals that stand in for one that this system has no description of: new ones nearly all follow xterm.
  private static let standIns = ["xterm-256color", "xterm"]

  /// Looks at the descriptors, TERM and terminfo.
  ///
  /// - Throws: `TerminalError` when no screen can be shown. The terminal is as it was.
  init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNotATerminal }
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNotATerminal }
    guard let name = Self.variable("TERM"), !name.isEmpty else { throw .noTerminalType }
    guard name != "dumb", name != "unknown" else { throw .terminalTooSimple(name) }
    if nc_setupterm(name) == 1 {
      defer { nc_forget_terminal() }
      guard nc_capability("cup") != nil, nc_capability("clear") != nil else { throw .terminalTooSimple(name) }
      entry = name
      return
    }
    for standIn in Self.standIns where nc_setupterm(standIn) == 1 {
      nc_forget_terminal()
      entry = standIn
      return
    }
    throw .unknownTerminal(name)
  }

  /// Puts the locale's character set in force and says whether it is UTF-8.
  ///
  /// Only the character type: a decimal comma has no business in files. When the locale is not installed but its name
  /// asks for UTF-8 (usual over ssh), C.UTF-8 does as well.
  static func adoptLocale() -> Bool {
    if setlocale(LC_CTYPE, "") == nil {
      let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
      let wanted = name.lowercased()
      // A modifier may follow: de_DE.UTF-8@euro.
      if wanted.contains("utf-8") || wanted.contains("utf8") { _ = setlocale(LC_CTYPE, "C.UTF-8") }
    }
    return nc_codeset().map { String(cString: $0) } == "UTF-8"
  }

  /// The colours of the terminal that ncurses has started.
  static func colorDepth() -> ColorDepth {
    switch nc_colors() {
    case ..<8: .mono
    case ..<16: .ansi8
    case ..<256: .ansi16
    case 256: .indexed256
    default: nc_has_rgb() != 0 ? .direct : .indexed256
    }
  }

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
