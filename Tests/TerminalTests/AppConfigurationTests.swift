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
}
