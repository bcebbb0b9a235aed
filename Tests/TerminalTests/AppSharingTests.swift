import Glibc
import Screen
import Testing

/// Others write to the file while people type here.
@Suite(.serialized) struct AppSharingTests {
  /// The blank review with these answers.
  private func review(_ answers: String) -> String {
    AppSession.blank.replacing("{\n  \"format\"", with: "{\n  \"answers\": {\(answers)},\n  \"format\"")
  }

  @Test func aFileThatWasRemovedIsToldAndWrittenAgainByTheNextChange() throws {
    let app = try AppSession()
    app.type("5")
    try app.wait("it is saved") { $0.contains("Data 0.5") && $0.row(0).contains("● saved") }
    #expect(unlink("\(app.folder.path)/\(AppSession.name)") == 0)
    try app.wait("it is told") { $0.row(0).contains("NOT SAVED") && $0.row(29).contains("was removed") }
    app.type("q")
    try app.waitFor("quit and lose what is not saved")
    app.type("n")
    // It may have been meant, so only a decision writes it again.
    #expect(app.folder.contents.isEmpty)
    app.type("j1")
    try app.wait("it is saved again") { $0.contains("Data 1.5") && $0.row(0).contains("● saved") }
    #expect(app.file.contains("automatic"))
    try app.quit()
  }

  /// Puts a file in place in one step, as another mlts or git would.
  private func write(_ text: String, in folder: TemporaryFolder) throws {
    try folder.write(text, to: "new")
    #expect(rename("\(folder.path)/new", "\(folder.path)/\(AppSession.name)") == 0)
  }

  /// Types and waits for the draft of it: by then the review has looked at the file at least once.
  private func typeUntilItHasLooked(_ app: AppSession) throws {
    for text in [" one", " two"] {
      app.type(text)
      try app.wait("the draft holds \(text)") { _ in
        app.folder.read(".fraud.mlts.draft")?.contains(text) == true
      }
    }
  }

  @Test func aNoteThatBothWriteIsAskedAboutAndNeitherIsLost() throws {
    for key in ["m", "t"] {
      let app = try AppSession()
      app.type("imine")
      try app.waitFor("mine")
      try write(review(#""data-1": {"note": "theirs"}, "infra-2": {"note": "beside"}"#), in: app.folder)
      try typeUntilItHasLooked(app)
      app.session.send(.escape)
      try app.waitFor("Esc later")
      #expect(app.screen.contains("Data 1 note"))
      #expect(app.note("data-1") == "theirs")
      app.type(key + "s")
      try app.wait("it is settled") { $0.row(0).contains("● saved") }
      #expect(app.note("data-1") == (key == "m" ? "mine one two" : "theirs"))
      #expect(app.note("infra-2") == "beside")
      if key == "t" {
        app.type("u")
        // The footer is painted last; above it the note may still be the one of before.
        try app.wait("mine is back") { $0.contains("Undid: settling") && $0.contains("mine one two") }
        #expect(app.note("data-1") == "mine one two")
        #expect(app.note("infra-2") == "beside")
      }
      try app.quit()
    }
  }

  @Test func notesOfDifferentLinesAreMerged() throws {
    let app = try AppSession(review(#""data-1": {"note": "first\nmiddle\nlast"}"#))
    // The first test without a decision is still this one.
    app.type("i, mine")
    try app.waitFor("last, mine")
    try write(review(#""data-1": {"note": "first, theirs\nmiddle\nlast"}"#), in: app.folder)
    try typeUntilItHasLooked(app)
    app.session.send(.escape)
    try app.waitFor("From outside came changes of Data 1")
    #expect(app.screen.contains("first, theirs"))
    #expect(app.note("data-1") == "first, theirs\nmiddle\nlast, mine one two")
    try app.quit()
  }

  @Test func aConflictLeftForLaterLeavesTheKeysAlone() throws {
    let app = try AppSession()
    app.session.signal(SIGSTOP)
    let theirs = review(
      #""data-1": {"state": "assessed", "criteria": ["automatic", "repeated"], "# + "\n"
        + #""decided": {"at": "2026-11-23T09:00:00Z", "by": "data-lead"}}"#)
    try write(theirs, in: app.folder)
    app.type("5")
    app.session.signal(SIGCONT)
    try app.waitFor("Esc later")
    app.session.send(.escape)
    try app.wait("it is left for later") { $0.row(29).contains("R opens it") && $0.row(0).contains("NOT SAVED") }
    // Every letter of the note is text, the answers to the question among them.
    app.type("jimt")
    try typeUntilItHasLooked(app)
    #expect(app.screen.contains("mt one two"))
    #expect(app.file == theirs)
    app.session.send(.escape)
    try app.waitFor("Esc later")
    app.type("ms")
    try app.wait("it is settled") { $0.row(0).contains("● saved") }
    #expect(app.note("data-2") == "mt one two")
    #expect(app.file.contains("performed"))
    try app.quit()
  }

  @Test func aFileThatBecameUnreadableIsSaidAndNeverWrittenOver() throws {
    let app = try AppSession()
    let broken = "<<<<<<< HEAD\n"
    try write(broken, in: app.folder)
    app.type("5")
    try app.waitFor("NOT SAVED")
    #expect(app.file == broken)
    app.type("q")
    try app.waitFor("lose what is not saved")
    try app.escape()
    try write(AppSession.blank, in: app.folder)
    try app.wait("it is saved by itself") { $0.row(0).contains("● saved") }
    #expect(!app.screen.contains("conflict"))
    #expect(app.json["answers", "data-1", "state"] == .string("assessed"))
    try app.quit()
  }

  @Test func aFileThatIsRemovedIsMadeAgain() throws {
    let app = try AppSession()
    unlink("\(app.folder.path)/\(AppSession.name)")
    app.type("5")
    try app.wait("it is saved") { $0.contains("Data 0.5") && $0.row(0).contains("● saved") }
    #expect(app.json["answers", "data-1", "state"] == .string("assessed"))
    try app.quit()
  }
}
