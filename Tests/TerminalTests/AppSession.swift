import Glibc
import Screen
import TestSupport
import Testing

/// A folder of its own for one test, taken away with it.
final class TemporaryFolder {
  let path: String

  init() throws { path = try Folders.make() }

  deinit {
    Folders.remove(path)
    Folders.remove(statePath)
  }

  /// Where mlts keeps what it remembers by itself: apart from the files of the test.
  var statePath: String { path + ".state" }

  var contents: [String] { Folders.names(in: path) }

  func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
    try Folders.write(text.utf8, to: "\(path)/\(name)", mode: mode)
  }

  func read(_ name: String) -> String? {
    Folders.read("\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }
}

/// mlts on a review in a pseudo-terminal.
struct AppSession {
  static let now = "2026-11-23T10:00:00Z"
  static let blank = """
    {
      "format": "mlts.assessment/1",
      "id": "00000000000000000000000000000000",
      "rubric": {
        "id": "ml-test-score",
        "version": "2017"
      },
      "scope": {
        "model": "The scorer"
      },
      "system": {
        "name": "fraud-scoring"
      }
    }

    """

  let folder: TemporaryFolder
  let session: PtySession
  static let name = "fraud.mlts.json"

  /// Opens a review: `text`, or the one that is in `folder` already.
  init(
    _ text: String? = AppSession.blank, in folder: TemporaryFolder? = nil, arguments: [String] = [],
    environment: [String: String?] = [:], term: String = "xterm-256color", columns: Int = 100, rows: Int = 30
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    if let text { try self.folder.write(text, to: Self.name) }
    session = try PtySession(
      "mlts", arguments: ["\(self.folder.path)/\(Self.name)", "--now", Self.now] + arguments,
      environment: [
        "MLTS_THEME": nil, "NO_COLOR": nil, "EDITOR": nil, "VISUAL": nil, "BROWSER": nil,
        "XDG_STATE_HOME": self.folder.statePath, "XDG_CONFIG_HOME": self.folder.statePath + "/config",
      ].merging(environment) { $1 },
      term: term, size: Size(columns: columns, rows: rows))
    // The footer is painted last.
    try session.waitUntil("the review is on the screen, and the cursor in its place") { screen in
      guard screen.cursor.row < rows - 1 else { return false }
      return ["quit", "Read-only", "put aside", "Esc later"].contains { screen.row(rows - 1).contains($0) }
        || screen.contains("go on writing") || screen.contains("take them in")
    }
  }

  /// Starts an interactive shell, and in it a review of the file in `folder`.
  static func inAShell(_ folder: TemporaryFolder) throws -> PtySession {
    let shell = try PtySession(
      "/bin/bash", arguments: ["--norc", "--noprofile", "-i"],
      environment: [
        "PS1": "shell> ", "HISTFILE": nil, "INPUTRC": "/dev/null", "XDG_STATE_HOME": folder.statePath,
        "XDG_CONFIG_HOME": folder.statePath + "/config",
      ], size: Size(columns: 100, rows: 30))
    try shell.waitUntil("the shell is there") { $0.contains("shell>") }
    shell.sendText("'\(PtySession.buildFolder)/mlts' \(folder.path)/\(name) --now \(now)\r")
    try shell.waitUntil("the review is there") { $0.row(29).contains("quit") }
    return shell
  }

  var screen: VTerm { session.screen }
  var file: String { folder.read(Self.name) ?? "" }

  func type(_ text: String) { session.sendText(text) }

  func wait(_ what: String, _ condition: (VTerm) -> Bool) throws { try session.waitUntil(what, condition) }

  /// Waits until the screen shows a text.
  func waitFor(_ text: String) throws { try session.waitUntil("the screen shows \(text)") { $0.contains(text) } }

  /// Sends Escape and waits for the review's own footer. What follows an Escape at once would be taken for Alt.
  func escape() throws {
    try session.waitUntil("something else has the keys") { !$0.row($0.size.rows - 1).contains("quit") }
    session.send(.escape)
    try session.waitUntil("the review has the keys") { $0.row($0.size.rows - 1).contains("quit") }
  }

  /// Leaves by `q`, and checks that the terminal is as it was.
  func quit() throws {
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
    #expect(session.modes == session.modesAtStart)
    #expect(!screen.isAlternate)
    #expect(!screen.wantsMouse)
    #expect(screen.cursorIsVisible)
    try keepForSchemaCheck()
  }

  /// Keeps what mlts wrote, for `make schema` to hold against the JSON Schema.
  private func keepForSchemaCheck() throws {
    guard let kept = getenv("MLTS_TEST_WRITTEN"), file.contains("mlts.assessment/1") else { return }
    let name = "\(String(cString: kept))/app-\(UInt64.random(in: 0...UInt64.max)).json"
    try Folders.write(file.utf8, to: name)
  }
}
