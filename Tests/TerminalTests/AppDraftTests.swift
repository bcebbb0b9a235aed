import Glibc
import Screen
import Testing

/// Text that was being written when mlts ended: every way in which it could get lost.
@Suite(.serialized) struct AppDraftTests {
  /// Leaves a draft by ending a review in the middle of typing.
  private func leaveDraft(in folder: TemporaryFolder, typing keys: String, until shown: String) throws {
    let app = try AppSession(in: folder)
    app.type(keys)
    try app.waitFor(shown)
    app.session.signal(SIGTERM)
    #expect(try app.session.waitExit() == .signaled(SIGTERM))
    #expect(folder.read(".fraud.mlts.draft")?.contains(shown) == true)
  }

  @Test(arguments: [SIGHUP, SIGTERM])
  func aWindowClosedOnTheOfferLosesNothing(signal: Int32) throws {
    let folder = try TemporaryFolder()
    try leaveDraft(in: folder, typing: "ihalf a sen", until: "half a sen")
    let asked = try AppSession(nil, in: folder)
    try asked.waitFor("Recovered text")
    asked.session.signal(signal)
    #expect(try asked.session.waitExit() == .signaled(signal))
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("\rtence")
    try again.waitFor("half a sentence")
    try again.escape()
    try again.quit()
    #expect(again.note("data-1") == "half a sentence")
    #expect(folder.contents == ["fraud.mlts.json"])
  }

  @Test func aNoteThatIsJSONComesBackAsItWas() throws {
    let folder = try TemporaryFolder()
    try leaveDraft(in: folder, typing: #"i{"max_skew": "0.02"}"#, until: "max_skew")
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("\r")
    try again.waitFor(#"{"max_skew": "0.02"}"#)
    try again.escape()
    try again.quit()
    #expect(again.note("data-1") == #"{"max_skew": "0.02"}"#)
  }

  @Test func aFormComesBackWithAllItsFields() throws {
    let folder = try TemporaryFolder()
    try leaveDraft(in: folder, typing: "]aAdd a canary\roncall\r2026-12-", until: "2026-12-")
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("\r")
    try again.wait("the form is filled in") { screen in
      ["New action for Model 1", "Add a canary", "oncall", "2026-12-"].allSatisfy(screen.contains)
    }
    // The keys are in the first field again; the date is the third.
    again.type("\r\r15\r")
    try again.wait("the keys are in the last field") { $0.contains("2026-12-15") && $0.contains("choose") }
    again.type("\r")
    try again.waitFor("Actions (1 open)")
    try again.quit()
    let actions = again.json["answers", "model-1", "actions"]?.members ?? [:]
    #expect(actions.values.first?["due"] == .string("2026-12-15"))
    #expect(folder.contents == ["fraud.mlts.json"])
  }

  @Test func aReviewThatCannotTakeTheDraftLeavesItThere() throws {
    let folder = try TemporaryFolder()
    try leaveDraft(in: folder, typing: "ihalf a sen", until: "half a sen")
    let readOnly = try AppSession(nil, in: folder, arguments: ["--rubric", "ml-test-score@2016"])
    #expect(readOnly.screen.row(0).contains("read-only"))
    try readOnly.quit()
    #expect(folder.contents == [".fraud.mlts.draft", "fraud.mlts.json"])
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("u")
    try again.waitFor("thrown away")
    try again.quit()
    #expect(folder.contents == ["fraud.mlts.json"])
  }

  @Test func aSuspendedReviewKeepsItsTextOnDisk() throws {
    let folder = try TemporaryFolder()
    try folder.write(AppSession.blank, to: AppSession.name)
    let shell = try AppSession.inAShell(folder)
    shell.sendText("iwritten before")
    try shell.waitUntil("it is written") { $0.contains("written before") }
    shell.sendText("\u{1a}")
    try shell.waitUntil("the shell is back") { !$0.isAlternate && $0.contains("Stopped") }
    #expect(folder.read(".fraud.mlts.draft")?.contains("written before") == true)
    shell.sendText("fg\r")
    try shell.waitUntil("the note is back") { $0.isAlternate && $0.contains("written before") }
    shell.sendText(", and after\u{3}q")
    try shell.waitUntil("the shell is back") { !$0.isAlternate }
    shell.sendText("exit 7\r")
    #expect(try shell.waitExit() == .exited(7))
    #expect(folder.read(AppSession.name)?.contains("written before, and after") == true)
    #expect(folder.contents == [AppSession.name])
  }
}
