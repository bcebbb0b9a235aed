import Glibc
import Testing

/// A folder with a git repository in it, apart from whatever git is told on this machine.
final class GitPlace {
  let place: Workplace
  /// The repository, from the place.
  let name: String

  init(_ name: String = "repo", makingRepository: Bool = true) throws {
    place = try Workplace()
    self.name = name
    mkdir("\(place.path)/\(name)", 0o755)
    if makingRepository { try git("init", "-q", "-b", "main") }
  }

  /// The repository's path.
  var path: String { "\(place.path)/\(name)" }

  /// Runs a program in a folder of the repository; `fails` where the test looks at the status itself.
  @discardableResult func run(
    _ program: String, _ arguments: [String], in folder: String = ".", variables: [String] = [], fails: Bool = false
  ) throws -> CommandResult {
    let result = try place.run(
      "/usr/bin/env", ["-C", "\(path)/\(folder)", program] + arguments,
      variables: [
        "GIT_CONFIG_GLOBAL=\(place.path)/gitconfig", "GIT_CONFIG_NOSYSTEM=1",
        "GIT_CEILING_DIRECTORIES=\(place.path)",
        "GIT_AUTHOR_NAME=data-lead", "GIT_AUTHOR_EMAIL=data-lead@example.org", "GIT_COMMITTER_NAME=data-lead",
        "GIT_COMMITTER_EMAIL=data-lead@example.org", "GIT_AUTHOR_DATE=2026-11-20T10:00:00Z",
        "GIT_COMMITTER_DATE=2026-11-20T10:00:00Z", "GIT_EDITOR=true",
      ] + variables)
    #expect(fails || result.status == 0, "\(program) \(arguments): \(result.errors)")
    return result
  }

  @discardableResult func git(_ arguments: String..., in folder: String = ".", fails: Bool = false) throws
    -> CommandResult
  {
    try run("/usr/bin/git", arguments, in: folder, fails: fails)
  }

  @discardableResult func mlts(
    _ arguments: String..., in folder: String = ".", variables: [String] = []
  ) throws -> CommandResult {
    try run("mlts", arguments, in: folder, variables: variables, fails: true)
  }

  /// mlts with nothing on its PATH.
  func mltsAlone(_ arguments: String...) throws -> CommandResult {
    let binary = try place.run("/bin/sh", ["-c", "command -v mlts"]).output.split(separator: "\n").first
    return try run("PATH=/nonexistent", [String(try #require(binary))] + arguments, fails: true)
  }

  func write(_ text: String, to file: String) throws { try place.write(text.utf8, to: "\(name)/\(file)") }

  func read(_ file: String) -> String { String(decoding: place.read("\(name)/\(file)"), as: UTF8.self) }

  func holds(_ file: String) -> Bool { access("\(path)/\(file)", F_OK) == 0 }

  /// Writes a file and commits everything.
  func commit(_ text: String, to file: String, _ message: String, variables: [String] = []) throws {
    try write(text, to: file)
    try git("add", "--", file)
    try run("/usr/bin/git", ["commit", "-qm", message], variables: variables)
  }

  /// An assessment as mlts writes it.
  static func review(_ answers: String, extra: String = "") throws -> String {
    String(decoding: try MergeDriverTests.canonical(MergeCommandTests.review(answers, extra: extra)), as: UTF8.self)
  }
}
