import Glibc
import Screen
import Testing

/// A folder of its own for one test, taken away with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/mlts-test-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template), "no temporary folder")
    path = String(cString: made)
  }

  deinit {
    Self.remove(path)
    Self.remove(statePath)
  }

  /// Where mlts keeps what it remembers by itself: apart from the files of the test.
  var statePath: String { path + ".state" }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(folder)
    }
    if unlink(path) != 0 { rmdir(path) }
  }

  var contents: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
    chmod("\(path)/\(name)", mode)
  }

  func read(_ name: String) -> String? {
    guard let file = fopen("\(path)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
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
    let copy = try #require(fopen(name, "w"))
    fputs(file, copy)
    fclose(copy)
  }
}
