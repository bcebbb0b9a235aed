import Glibc

/// Starts programs. Not by fork, which Swift does not have.
enum Spawn {
  /// Starts a program as the leader of a session with this terminal. Returns its process id.
  static func run(
    _ file: String, _ arguments: [String], environment: [String: String], terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session leader opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A test runner may ignore signals, and that is inherited.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which glibc's module does not export
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | newSession))

    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    defer { for pointer in argv + envp { free(pointer) } }
    argv.append(nil)
    envp.append(nil)
    var process: pid_t = 0
    let failure = posix_spawn(&process, file, &actions, &attributes, argv, envp)
    guard failure == 0 else {
      throw PtySession.Failure(description: "\(file) does not start: \(String(cString: strerror(failure)))")
    }
    return process
  }
}

/// A terminal's modes, for comparison.
struct TerminalModes: Equatable, CustomStringConvertible {
  private let flags: [tcflag_t]
  private let characters: [UInt8]

  init(of descriptor: Int32) {
    var modes = termios()
    _ = tcgetattr(descriptor, &modes)
    flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// Whether lines are edited and echoed by the kernel, as in a shell's child.
  var isCooked: Bool { flags[3] & tcflag_t(ICANON) != 0 && flags[3] & tcflag_t(ECHO) != 0 }

  var description: String {
    (flags.map { String($0, radix: 16) } + [characters.map { String($0, radix: 16) }.joined()]).joined(
      separator: ":")
  }
}
