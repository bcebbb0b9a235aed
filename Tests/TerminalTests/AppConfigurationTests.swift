import Glibc
import Screen
import TestSupport
import Testing

/// The user's config.toml under a review.
@Suite(.serialized) struct AppConfigurationTests {
  /// A folder with a review, and with this config.toml for it.
  private func folder(_ configuration: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for path in [folder.statePath, folder.statePath + "/config", folder.statePath + "/config/mlts"] {
      mkdir(path, 0o755)
    }
    try Folders.write(configuration.utf8, to: path(in: folder))
    try folder.write(AppSession.blank, to: AppSession.name)
    return folder
  }

  private func path(in folder: TemporaryFolder) -> String { folder.statePath + "/config/mlts/config.toml" }

  private func configuration(in folder: TemporaryFolder) -> String {
    String(decoding: Folders.read(path(in: folder)) ?? [], as: UTF8.self)
  }

  /// Opens the review. Its status line may tell of mistakes at once, in the place of the keys.
  private func open(_ folder: TemporaryFolder) throws -> PtySession {
    let session = try PtySession(
      "mlts", arguments: ["\(folder.path)/\(AppSession.name)", "--now", AppSession.now],
      environment: ["XDG_STATE_HOME": folder.statePath, "XDG_CONFIG_HOME": folder.statePath + "/config"],
      size: Size(columns: 200, rows: 30))
    try session.waitUntil("the review is there") { $0.contains("1 Feature") && !$0.row(29).isEmpty }
    return session
  }

  /// Chooses the theme in use, so that it is remembered; waits for what is said of that, and leaves.
  private func rememberTheme(_ session: PtySession, says words: String) throws {
    session.sendText("T")
    try session.waitUntil("the themes are there") { $0.contains("high-contrast") }
    session.sendText("\r")
    try session.waitUntil("it says \(words)") { $0.row(29).contains(words) }
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
  }

  @Test func aThemeIsRememberedInAFileThatWindowsWrote() throws {
    let before = "theme = \"dark\" # ours\r\nmouse = true\r\n\r\n[keys]\r\nevidence = \"v\"\r\n"
    let folder = try folder(before)
    try rememberTheme(try open(folder), says: "remembered in")
    #expect(Array(configuration(in: folder).utf8) == Array(before.utf8))
  }

  @Test func aFileThatIsNoTOMLIsLeftAsItIs() throws {
    let before = "reviewer = \"oncall\"\nmouse = \n"
    let folder = try folder(before)
    try rememberTheme(try open(folder), says: "Theme dark for now: \(path(in: folder)):2: ")
    #expect(configuration(in: folder) == before)
  }

  @Test func aKeyThatTwoCommandsWantCostsOnlyThemTheirOwn() throws {
    let folder = try folder("[keys]\nevidence = \"v\"\nnote = \"v\"\nundo = \"F9\"\n")
    let session = try open(folder)
    try session.waitUntil("the mistake is told") { $0.row(29).contains("the key v would mean both") }
    session.sendText("5")
    try session.waitUntil("it is scored") { $0.contains("Data 0.5") }
    session.sendText("\u{1b}[20~")
    try session.waitUntil("F9 undoes it") { $0.contains("Data 0.0") && $0.row(29).contains("Undid") }
    session.sendText("i")
    try session.waitUntil("i writes the note as ever") { $0.row(29).contains("keep the text") }
    session.sendText("\u{3}")
    try session.waitUntil("the note is closed") { $0.row(29).contains("quit") }
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
  }

  @Test(arguments: [("L", ""), ("M", "messages = \"M\"\n")])
  func everyMistakeIsInTheListOfMessages(_ key: String, _ setting: String) throws {
    let folder = try folder(
      "theme = \"nowhere\"\nmouse = 3\nosc52 = 3\n[keys]\n\(setting)evidense = \"v\"\n")
    let session = try open(folder)
    #expect(session.screen.row(29).contains("1 of 4, \(key) lists them: config.toml: there is no theme nowhere"))
    session.sendText(key)
    try session.waitUntil("all are listed") { screen in
      ["no theme nowhere", "config.toml:2: mouse", "config.toml:3: osc52", "no command evidense"].allSatisfy {
        screen.contains($0)
      }
    }
    session.send(.escape)
    try session.waitUntil("the review is back") { !$0.contains("no command evidense") }
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
  }

  /// The name of the folder that keeps what could not be saved comes from the environment, and reaches the terminal.
  @Test func theNameOfAPlaceIsFitForATerminal() throws {
    let folder = try folder("")
    let state = folder.statePath + "/a\u{1b}]0;b\u{07}c"
    mkdir(state, 0o755)
    let app = try AppSession(in: folder, environment: ["XDG_STATE_HOME": state])
    rename(folder.path, folder.path + ".away")
    defer { rename(folder.path + ".away", folder.path) }
    app.type("5")
    try app.waitFor("NOT SAVED")
    app.session.signal(SIGTERM)
    #expect(try app.session.waitExit() == .signaled(SIGTERM))
    let said = String(decoding: app.session.output, as: UTF8.self)
    #expect(said.contains("They are kept in \(folder.statePath)/a\u{241b}]0;b\u{2407}c/"))
    #expect(!said.contains("\u{1b}]0;b"))
  }
}
