import Glibc
import Screen
import Testing

/// Decisions that cannot be saved survive the end of the program, however it comes.
@Suite(.serialized) struct AppRescueTests {
  /// A review that decided Data 1 while its folder was gone.
  private func unsaved(in folder: TemporaryFolder) throws -> AppSession {
    let app = try AppSession(in: folder)
    rename(folder.path, folder.path + ".away")
    app.type("5")
    try app.waitFor("NOT SAVED")
    return app
  }

  private func bringBack(_ folder: TemporaryFolder) { rename(folder.path + ".away", folder.path) }

  /// Leaves that review by a kill, and its folder in its place.
  private func endUnsaved(in folder: TemporaryFolder) throws {
    let app = try unsaved(in: folder)
    app.session.signal(SIGKILL)
    try app.session.waitExit()
    bringBack(folder)
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGHUP])
  func decisionsThatAreNotSavedAreOfferedAtTheNextStart(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let app = try unsaved(in: folder)
    app.session.signal(signal)
    #expect(try app.session.waitExit() == .signaled(signal))
    if signal != SIGKILL {
      let said = String(decoding: app.session.output, as: UTF8.self)
      #expect(said.contains("the last changes are not saved") && said.contains("mlts offers them"))
    }
    bringBack(folder)
    #expect(!app.file.contains("assessed"))
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered decisions")
    #expect(again.screen.contains("Data 1"))
    again.type("y")
    try again.wait("it is saved") { $0.contains("Data 0.5") && $0.row(0).contains("● saved") }
    #expect(again.file.contains("\"assessed\""))
    try again.quit()
    // It is offered once.
    let third = try AppSession(nil, in: folder)
    #expect(!third.screen.contains("Recovered"))
    try third.quit()
  }

  @Test func refusedTheyAreThrownAway() throws {
    let folder = try TemporaryFolder()
    try endUnsaved(in: folder)
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered decisions")
    again.type("u")
    try again.waitFor("thrown away")
    try again.quit()
    #expect(!again.file.contains("assessed"))
    let third = try AppSession(nil, in: folder)
    #expect(!third.screen.contains("Recovered"))
    try third.quit()
  }

  @Test func leftForLaterTheyAreOfferedAgain() throws {
    let folder = try TemporaryFolder()
    try endUnsaved(in: folder)
    // A review that may change nothing cannot ask, and must not throw away what it did not show.
    let readOnly = try AppSession(nil, in: folder, arguments: ["--rubric", "ml-test-score@2016"])
    #expect(!readOnly.screen.contains("Recovered"))
    try readOnly.quit()
    let later = try AppSession(nil, in: folder)
    try later.waitFor("Recovered decisions")
    later.type("n")
    try later.waitFor("waits for the next time")
    later.type("j1")
    try later.wait("it is saved") { $0.contains("Data 1.0") && $0.row(0).contains("● saved") }
    try later.quit()
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered decisions")
    again.type("y")
    try again.wait("both are saved") { $0.contains("Data 1.5") && $0.row(0).contains("● saved") }
    try again.quit()
  }

  @Test func aSaveThatSucceedsAtLastLeavesNothingToOffer() throws {
    let folder = try TemporaryFolder()
    let app = try unsaved(in: folder)
    bringBack(folder)
    try app.wait("it is saved by itself") { $0.row(0).contains("● saved") }
    app.session.signal(SIGKILL)
    try app.session.waitExit()
    let again = try AppSession(nil, in: folder)
    #expect(!again.screen.contains("Recovered"))
    try again.quit()
  }
}
