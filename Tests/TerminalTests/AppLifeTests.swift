import Glibc
import Screen
import Testing

/// How a review ends, stops, comes back and survives.
@Suite(.serialized) struct AppLifeTests {
  @Test(arguments: [SIGTERM, SIGHUP])
  func aSignalRestoresTheTerminalAndKeepsTheDraft(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let app = try AppSession(in: folder)
    app.type("5ihalf a sen")
    try app.waitFor("half a sen")
    app.session.signal(signal)
    #expect(try app.session.waitExit() == .signaled(signal))
    #expect(app.session.modes == app.session.modesAtStart)
    #expect(!app.screen.isAlternate)
    #expect(folder.contents == [".fraud.mlts.draft", "fraud.mlts.json"])
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("\rtence")
    try again.waitFor("half a sentence")
    try again.escape()
    try again.quit()
    #expect(folder.contents == ["fraud.mlts.json"])
    #expect(again.file.contains("half a sentence"))
  }

  @Test func killLosesAtMostTheLastSecond() throws {
    let folder = try TemporaryFolder()
    let app = try AppSession(in: folder)
    app.type("5iwritten before the kill")
    try app.waitFor("written before the kill")
    // A draft is written within a second of being typed; the file says when.
    try app.wait("the draft is on disk") { _ in
      folder.read(".fraud.mlts.draft")?.contains("written before the kill") == true
    }
    app.session.signal(SIGKILL)
    #expect(try app.session.waitExit() == .signaled(SIGKILL))
    #expect(app.file.contains("\"assessed\""))
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Recovered text")
    again.type("u")
    try again.waitFor("thrown away")
    try again.quit()
    #expect(folder.contents == ["fraud.mlts.json"])
  }

  @Test func stopAndForeground() throws {
    let folder = try TemporaryFolder()
    try folder.write(AppSession.blank, to: AppSession.name)
    let shell = try AppSession.inAShell(folder)
    shell.sendText("5")
    try shell.waitUntil("it is scored") { $0.contains("Data 0.5") }
    shell.sendText("\u{1a}")
    try shell.waitUntil("the shell is back") { !$0.isAlternate && $0.contains("Stopped") }
    shell.sendText("fg\r")
    try shell.waitUntil("the review is back") {
      $0.isAlternate && $0.contains("Data 0.5") && $0.row(29).contains("quit")
    }
    shell.sendText("j1")
    try shell.waitUntil("it goes on") { $0.contains("Data 1.5") }
    shell.sendText("q")
    try shell.waitUntil("the shell is back") { !$0.isAlternate }
    shell.sendText("exit 7\r")
    #expect(try shell.waitExit() == .exited(7))
  }

  @Test func controlCLeavesTheReviewAndKeepsANote() throws {
    let app = try AppSession()
    app.type("ikept\u{3}")
    try app.wait("the note is kept") { $0.row(29).contains("quit") && $0.contains("kept") }
    #expect(app.file.contains("kept"))
    app.type("\u{3}")
    #expect(try app.session.waitExit() == .exited(0))
    #expect(app.session.modes == app.session.modesAtStart)
  }

  // The outside editor

  @Test func theOutsideEditorGetsTheNoteAndItsTextComesBack() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "#!/bin/sh\nprintf 'edited outside: ' >\"$1.new\"; cat \"$1\" >>\"$1.new\"; mv \"$1.new\" \"$1\"\n", to: "ed",
      mode: 0o755)
    let app = try AppSession(in: folder, environment: ["EDITOR": "\(folder.path)/ed"])
    app.type("ibefore")
    try app.escape()
    app.type("E")
    try app.waitFor("edited outside: before")
    app.type("5")
    try app.waitFor("Data 0.5")
    #expect(app.file.contains("edited outside: before"))
    try app.quit()
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho lost >\"$1\"\nexit 3\n", to: "ed", mode: 0o755)
    // What the editor left stays, in a folder that goes with the test.
    let app = try AppSession(in: folder, environment: ["VISUAL": "\(folder.path)/ed", "TMPDIR": folder.path])
    app.type("ibefore")
    try app.escape()
    app.type("E")
    try app.waitFor("ended with status 3")
    #expect(app.file.contains("before") && !app.file.contains("lost"))
    try app.quit()
    let none = try AppSession()
    none.type("E")
    try none.waitFor("$EDITOR")
    try none.quit()
  }

  // Disk trouble

  @Test func aFolderThatVanishesIsSaidAndSavedIntoWhenItIsBack() throws {
    let folder = try TemporaryFolder()
    let app = try AppSession(in: folder)
    rename(folder.path, folder.path + ".away")
    app.type("5")
    try app.waitFor("NOT SAVED")
    app.type("q")
    try app.waitFor("lose what is not saved")
    try app.escape()
    rename(folder.path + ".away", folder.path)
    try app.wait("it is saved by itself") { $0.row(0).contains("● saved") }
    #expect(app.file.contains("\"assessed\""))
    try app.quit()
  }

  @Test func twoWritersLoseNothing() throws {
    let folder = try TemporaryFolder()
    let one = try AppSession(in: folder)
    let two = try AppSession(nil, in: folder)
    one.type("5")
    try one.waitFor("Data 0.5")
    // The other one notices by itself.
    try two.waitFor("From outside came changes of Data 1")
    #expect(two.screen.contains("Data 0.5"))
    two.type("]1")
    try two.waitFor("Model 1.0")
    try one.waitFor("Model 1.0")
    for (app, key) in [(one, "]]5"), (two, "]]1")] { app.type(key) }
    for app in [one, two] {
      try app.wait("both have everything") { $0.contains("Infra 0.5") && $0.contains("Monitor 1.0") }
    }
    // Undo takes back only what was done here.
    one.type("u")
    try two.wait("Infra is open again") { $0.contains("Infra 0.0") && $0.contains("Monitor 1.0") }
    try one.quit()
    try two.quit()
    for id in ["data-1", "model-1", "monitor-1"] { #expect(one.file.contains(id)) }
    #expect(!one.file.contains("infra-1"))
  }

  @Test func aConflictIsAskedAbout() throws {
    for key in ["t", "m"] {
      let app = try AppSession()
      let theirs = AppSession.blank.replacing("fraud-scoring", with: "theirs").replacing(
        "{\n  \"format\"",
        with:
          "{\n  \"answers\": {\"data-1\": {\"state\": \"assessed\", \"criteria\": [\"automatic\", \"repeated\"], "
          + "\"decided\": {\"at\": \"2026-11-23T09:00:00Z\", \"by\": \"other\"}}},\n  \"format\"")
      // Written in one step, as another mlts or git would.
      app.session.signal(SIGSTOP)
      try app.folder.write(theirs, to: AppSession.name)
      app.type("5")
      app.session.signal(SIGCONT)
      try app.waitFor("Esc later")
      #expect(app.screen.contains("Data 1 decision"))
      #expect(app.file == theirs)
      app.type(key + "s")
      try app.wait("it is settled") { $0.row(0).contains("● saved") && $0.row(0).contains("theirs") }
      #expect(app.file.contains("automatic") == (key == "t"))
      #expect(app.file.contains("performed") == (key == "m"))
      try app.quit()
    }
  }

  @Test func aNewerFormatOpensReadOnly() throws {
    let newer = AppSession.blank.replacing("assessment/1", with: "assessment/2")
    let app = try AppSession(newer)
    #expect(app.screen.row(0).contains("read-only"))
    app.type("5")
    try app.waitFor("newer format")
    try app.quit()
    #expect(app.file == newer)
  }

  // Terminals

  @Test(arguments: ["vt100", "linux", "xterm-256color", "tmux-256color", "xterm", "screen", "xterm-16color"])
  func opensScoresAndQuitsOn(term: String) throws {
    let app = try AppSession(term: term)
    app.type("5")
    try app.waitFor("Data 0.5")
    // The selected row differs from its neighbour by more than its text.
    try app.wait("the test under the cursor stands out") { screen in
      let row = screen.cursor.row
      guard screen.row(row).contains("Feature expectations"), let next = screen.position(of: "All features") else {
        return false
      }
      let (here, below) = (screen[20, row], screen[20, next.row])
      return here.reverse != below.reverse || (term != "vt100" && here.background != below.background)
    }
    try app.quit()
  }

  /// What cannot be shown can be written all the same.
  @Test func theCLocaleKeepsWhatIsTypedInUTF8() throws {
    let app = try AppSession(environment: ["LC_ALL": "C", "LANG": nil])
    app.type("iabcé你x")
    try app.escape()
    try app.wait("it is saved") { $0.row(0).contains("saved") }
    #expect(app.file.contains("abcé你x"))
    try app.quit()
  }

  /// Every screen, with no more colours than the terminal has, and nothing that rests on colour alone.
  @Test(arguments: ["xterm-16color", "xterm-mono"])
  func everyScreenKeepsToTheColoursThatThereAre(term: String) throws {
    let app = try AppSession(term: term)
    app.type("5s")
    try app.waitFor("Plan to 0.5")
    try app.escape()
    app.type("p")
    try app.waitFor("Has somebody run this test by hand?")
    app.session.send(.escape)
    try app.waitFor("2 All features are beneficial")
    app.type("f")
    try app.waitFor("nobody has decided them")
    try app.wait("the row under the cursor stands out") { screen in
      let (here, below) = (screen[40, screen.cursor.row], screen[40, screen.cursor.row + 1])
      return here.reverse != below.reverse || here.background != below.background
    }
    try app.escape()
    app.type("?")
    try app.waitFor("Help in the checklist")
    try app.escape()
    try app.quit()
    let output = String(decoding: app.session.output, as: UTF8.self)
    #expect(!output.contains("38;5") && !output.contains("48;5") && !output.contains("38;2"))
    if term == "xterm-mono" {
      let sequences = output.split(separator: "\u{1b}[").map { $0.prefix { $0 != "m" && !$0.isLetter } }
      let colours = sequences.flatMap { $0.split(separator: ";") }.compactMap { Int($0) }
      #expect(!output.contains("\u{1b}[31m") && !colours.contains(34), "a colour went out")
    }
  }

  @Test(arguments: [["LANG": "C", "LC_ALL": "C"], ["LANG": "C.UTF-8"]])
  func asciiOnly(environment: [String: String]) throws {
    let app = try AppSession(
      arguments: environment["LC_ALL"] == nil ? ["--ascii"] : [], environment: environment.mapValues { $0 })
    app.type("5j1")
    try app.waitFor("Data 1.5")
    #expect(app.session.output.allSatisfy { $0 < 0x80 })
    #expect(app.screen.contains(".5"))
    try app.quit()
  }

  @Test func noColorMeansAttributesOnly() throws {
    let app = try AppSession(environment: ["NO_COLOR": "1"])
    #expect(app.screen[20, app.screen.cursor.row].reverse)
    for row in 0..<30 {
      for column in 0..<100 { #expect(app.screen[column, row].foreground == .standard) }
    }
    try app.quit()
  }

  @Test(arguments: ["dumb", ""])
  func aTerminalThatCannotIsRefused(term: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(AppSession.blank, to: AppSession.name)
    let session = try PtySession("mlts", arguments: ["\(folder.path)/\(AppSession.name)"], term: term)
    #expect(try session.waitExit() == .exited(2))
    #expect(!session.output.contains(0x1b))
    #expect(session.screen.contains("TERM"))
  }

  @Test(arguments: [(30, 8), (60, 16), (80, 24), (100, 30), (120, 36), (200, 60), (300, 100)])
  func everySizeShowsTheTestAndTheWayOut(columns: Int, rows: Int) throws {
    let app = try AppSession(columns: columns, rows: rows)
    #expect(app.screen.contains("1 Feature"))
    #expect(app.screen.row(rows - 1).contains("help"))
    try app.quit()
  }
}
