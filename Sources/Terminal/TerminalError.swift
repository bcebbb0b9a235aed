/// Why the terminal cannot be used. The description names the cause and the way out, in one line.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard input is a file, a pipe or closed.
  case inputIsNotATerminal
  /// Standard output is a file, a pipe or closed.
  case outputIsNotATerminal
  /// The variable TERM is missing or empty.
  case noTerminalType
  /// The named terminal cannot move its cursor or clear its screen.
  case terminalTooSimple(String)
  /// There is no description of the named terminal, nor of any that could stand in for it.
  case unknownTerminal(String)
  /// Another `Terminal` is in use; a process has one.
  case alreadyInUse
  /// The system refused, with this errno.
  case system(Int32)

  /// One line for standard error, without the program's name.
  public var description: String {
    switch self {
    case .inputIsNotATerminal:
      "standard input is not a terminal; run it in one, or use `mlts review --plain FILE`"
    case .outputIsNotATerminal:
      "standard output is not a terminal; run it in one, or use `mlts review --plain FILE`"
    case .noTerminalType:
      "TERM is not set, so the kind of terminal is unknown; set it (TERM=xterm-256color), or use `mlts review --plain FILE`"
    case .terminalTooSimple(let name):
      "the terminal \(Self.quoted(name)) (from TERM) cannot move its cursor; use another, or `mlts review --plain FILE`"
    case .unknownTerminal(let name):
      "no description of the terminal \(Self.quoted(name)) (from TERM) is installed; "
        + "install ncurses-term or set TERM=xterm-256color"
    case .alreadyInUse: "the terminal is in use by this process already"
    case .system(let code): "the terminal cannot be set up (errno \(code)); use `mlts review --plain FILE`"
    }
  }

  /// The value of a variable, safe to print: it may hold anything.
  private static func quoted(_ name: String) -> String {
    let plain = name.unicodeScalars.prefix(40).map { (0x20..<0x7f).contains($0.value) ? Character($0) : "?" }
    return "'" + String(plain) + "'"
  }
}
