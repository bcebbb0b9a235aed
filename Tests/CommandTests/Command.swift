import Glibc
import TestSupport
import Testing

/// What a command printed, and how it ended.
struct CommandResult {
  var status: Int32
  var output: String
  var errors: String
}

/// A folder of its own for one test, with the files that it needs; taken away with it.
final class Workplace {
  let path: String

  init() throws { path = try Folders.make() }

  deinit { Folders.remove(path) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Folders.write(bytes, to: "\(path)/\(name)")
  }

  func read(_ name: String) -> [UInt8] {
    Folders.read(name.hasPrefix("/") ? name : "\(path)/\(name)") ?? []
  }

  /// Runs mlts in the folder, without a terminal, and waits for its end.
  func mlts(_ arguments: String..., output: String = "out") throws -> CommandResult {
    try run(Self.binary, arguments, output: output)
  }

  /// Runs a program in the folder, mlts on its PATH, without a terminal, and waits for its end.
  func run(
    _ program: String, _ arguments: [String], variables more: [String] = [], output: String = "out"
  ) throws -> CommandResult {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, output.hasPrefix("/") ? output : "\(path)/\(output)", output.hasPrefix("/") ? O_WRONLY : flags,
      0o644)
    posix_spawn_file_actions_addopen(&actions, 2, "\(path)/err", flags, 0o644)
    var argv: [UnsafeMutablePointer<CChar>?] =
      (["env", "-C", path, program] + arguments).map { strdup($0) } + [nil]
    let folder = Self.binary.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let variables =
      ["LANG=C.UTF-8", "HOME=\(path)", "TERM=xterm-256color", "COLUMNS=100", "PATH=\(folder):/usr/bin:/bin"] + more
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in argv + environment { free(text) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, "/usr/bin/env", &actions, nil, &argv, &environment) == 0)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    return CommandResult(
      status: code, output: String(decoding: read(output.hasPrefix("/") ? "" : output), as: UTF8.self),
      errors: String(decoding: read("err"), as: UTF8.self))
  }

  /// The program, which lies beside the test bundle.
  private static let binary: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/mlts"
  }()
}
