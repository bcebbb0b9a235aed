import Glibc
import Screen
import Testing

/// The meeting around the review: scope, closing, clock, themes, keys, clipboard, browser, in a terminal.
@Suite(.serialized) struct AppMeetingTests {
  private static let unscoped = AppSession.blank.replacing(
    "  \"scope\": {\n    \"model\": \"The scorer\"\n  },\n", with: "")

  private func configure(_ toml: String, in folder: TemporaryFolder) throws {
    for path in [folder.statePath, folder.statePath + "/config", folder.statePath + "/config/mlts"] {
      mkdir(path, 0o700)
    }
    let file = try #require(fopen(folder.statePath + "/config/mlts/config.toml", "w"))
    fputs(toml, file)
    fclose(file)
  }

  private func configuration(in folder: TemporaryFolder) -> String {
    folder.read("../\(folder.path.split(separator: "/").last ?? "").state/config/mlts/config.toml") ?? ""
  }

  @Test func theScopeIsAskedFirstAndAMeetingIsClosedAndExported() throws {
    let app = try AppSession(Self.unscoped)
    try app.waitFor("Scope of fraud-scoring")
    app.type("The scorer\tA column\u{13}")
    try app.wait("the scope is saved") { $0.row(29).contains("quit") && $0.row(0).contains("● saved") }
    #expect(app.json["scope", "features"] == .string("A column"))
    app.type("5M")
    try app.waitFor("This is the first milestone.")
    app.type("\tdata-lead, ml-lead\u{13}")
    try app.waitFor("The review is closed.")
    app.type("y")
    try app.waitFor("Wrote ")
    #expect(app.folder.contents.contains("fraud-2026-11-23.md"))
    #expect(app.folder.read("fraud-2026-11-23.md")?.contains("fraud-scoring") == true)
    #expect(app.json["milestones"]?.members.count == 1)
    try app.quit()
    // The next review finds everything carried over, at the place that was left.
    let again = try AppSession(nil, in: app.folder, arguments: ["--now", "2026-12-23T10:00:00Z"])
    try again.waitFor("1 carried over")
    again.type("c")
    try again.wait("it is confirmed") { !$0.contains("↻") && $0.row(0).contains("● saved") }
    try again.quit()
  }

  @Test func aThemeIsChosenSeenAndRemembered() throws {
    let app = try AppSession()
    let before = app.screen[2, 0].background
    app.type("T")
    try app.waitFor("high-contrast")
    // Names are on the screen before the cursor is: it is painted last.
    try app.wait("the cursor is on the theme in use") { $0.cursor.row == $0.position(of: "dark   ")?.row }
    let start = try #require(app.screen.position(of: "dark   ")).row
    let row = try #require(app.screen.position(of: "light   ")).row
    // The light one shows itself as soon as the cursor is on it.
    for next in stride(from: start, to: row, by: 1) {
      app.type("j")
      try app.wait("the cursor moved") { $0.cursor.row == next + 1 }
    }
    try app.wait("the light theme shows") { $0[2, 0].background != before }
    app.type("\r")
    try app.waitFor("remembered in")
    #expect(configuration(in: app.folder) == "theme = \"light\"\n")
    let light = app.screen[2, 0].background
    try app.quit()
    let again = try AppSession(nil, in: app.folder)
    #expect(again.screen[2, 0].background == light)
    try again.quit()
  }

  @Test func keysOfTheUserWorkAndStandInTheFooter() throws {
    let folder = try TemporaryFolder()
    try configure("[keys]\nevidence = \"v\"\nundo = [\"z\", \"F5\"]\n", in: folder)
    let app = try AppSession(in: folder)
    try app.waitFor("v evidence")
    app.type("5")
    try app.waitFor("Data 0.5")
    app.session.send(.function(5))
    try app.waitFor("Data 0.0")
    app.type("v")
    try app.waitFor("New evidence for Data 1")
    try app.escape()
    try app.quit()
  }

  @Test func aConfigurationWithMistakesIsNamedAndTheReviewOpens() throws {
    for (toml, words) in [
      ("theme = \"dark\"\n[keys]\nevidence = \"i\"\nnote = \"i\"\n", "config.toml:"),
      ("[keys]\nevidense = \"v\"\n", "config.toml:2: there is no command evidense: did you mean evidence"),
      ("theme = \"nowhere\"\n", "there is no theme nowhere"), ("[=\n", "config.toml:1:"),
      ("mouse = 3\n", "true or false"),
      ("[keys]\nnote = \"hyper-x\"\n", "hyper-x is no key"),
    ] {
      let folder = try TemporaryFolder()
      try configure(toml, in: folder)
      try folder.write(AppSession.blank, to: AppSession.name)
      let session = try PtySession(
        "mlts", arguments: ["\(folder.path)/fraud.mlts.json", "--now", AppSession.now],
        environment: ["XDG_STATE_HOME": folder.statePath, "XDG_CONFIG_HOME": folder.statePath + "/config"],
        size: Size(columns: 200, rows: 30))
      try session.waitUntil("the mistake is named: \(words)") { $0.row(29).contains(words) }
      session.sendText("5")
      try session.waitUntil("it works all the same") { $0.contains("Data 0.5") && $0.row(0).contains("saved") }
      session.sendText("q")
      #expect(try session.waitExit() == .exited(0))
    }
  }

  @Test func theTestIsCopiedByOSC52UnlessItIsOff() throws {
    let app = try AppSession()
    app.type("y")
    try app.waitFor("Sent Data 1 to the terminal's clipboard")
    let output = String(decoding: app.session.output, as: UTF8.self)
    let start = try #require(output.firstRange(of: "\u{1b}]52;c;"))
    let encoded = output[start.upperBound...].prefix { $0 != "\u{07}" }
    #expect(encoded.hasPrefix("ZnJhdWQtc2NvcmluZzogRGF0YSAx"))  // "fraud-scoring: Data 1"
    try app.quit()
    let off = try AppSession(arguments: ["--no-osc52"])
    off.type("y")
    try off.waitFor("The clipboard is off")
    #expect(!String(decoding: off.session.output, as: UTF8.self).contains("\u{1b}]52"))
    try off.quit()
  }

  @Test func aLinkIsOpenedByTheBrowserOfTheUser() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\nprintf '%s' \"$1\" >\"$0.got\"\n", to: "browser", mode: 0o755)
    let app = try AppSession(in: folder, environment: ["BROWSER": "\(folder.path)/browser:other"])
    app.type("ehttps://ci.example/a?b=$(id)&c\u{13}")
    try app.waitFor("Evidence (1)")
    app.type("O")
    try app.waitFor("Opened https://ci.example")
    #expect(folder.read("browser.got") == "https://ci.example/a?b=$(id)&c")
    try app.quit()
    let none = try AppSession(nil, in: folder, environment: ["BROWSER": "/nowhere/browser"])
    none.type("O")
    try none.waitFor("did not start")
    try none.quit()
  }

  @Test func aTimeBoxIsToldInTheHeader() throws {
    let app = try AppSession(arguments: ["--timebox", "2m30s"])
    #expect(app.screen.row(0).contains("/2:30 on Data 1"))
    try app.quit()
  }

  @Test func theReviewOpensWhereItWasLeft() throws {
    let app = try AppSession()
    app.type("5]]jjj")
    try app.waitFor("Infra 4")
    try app.quit()
    let again = try AppSession(nil, in: app.folder)
    try again.waitFor("on Infra 4")
    again.type("f")
    try again.waitFor("Not assessed")
    again.type("j\r")
    try again.waitFor("Agenda: Not assessed")
    again.session.signal(SIGTERM)
    #expect(try again.session.waitExit() == .signaled(SIGTERM))
    let third = try AppSession(nil, in: app.folder)
    try third.waitFor("Agenda: Not assessed")
    try third.quit()
  }

  @Test func aFileWithOpenConflictsIsSettledAndScored() throws {
    let text = AppSession.blank.replacing(
      "{\n  \"format\"",
      with: """
        {
          "answers": {"data-1": {"note": "ours"}},
          "conflicts": {"/answers/data-1/note": {"base": "base", "ours": "ours", "theirs": "theirs"}},
          "format"
        """)
    let app = try AppSession(text)
    try app.waitFor("Conflicts: 0 of 1 settled")
    app.type("t")
    try app.waitFor("1 of 1 settled")
    app.type("s")
    try app.wait("it is settled and saved") { $0.row(0).contains("● saved") && $0.row(29).contains("Settled") }
    #expect(app.note("data-1") == "theirs")
    #expect(!app.file.contains("conflicts"))
    try app.quit()
  }

  @Test func theMouseReachesEveryLayer() throws {
    let app = try AppSession()
    func click(_ text: String, _ shown: String) throws {
      let place = try #require(app.screen.position(of: text), "\(text)\n\(app.screen.text)")
      app.session.click(column: place.column, row: place.row)
      try app.waitFor(shown)
    }
    try app.wait("the frame is whole") { $0.position(of: "▸ ") == $0.cursor }
    app.type("f")
    try app.waitFor("nobody has decided them")
    try click("Not assessed", "Agenda: Not assessed · 28")
    app.type(":infra 6")
    try app.waitFor("Infra 6  Models are canaried")
    try click("Infra 6  Models are canaried", "on Infra 6")
    app.type("s")
    try app.waitFor("Flags (0)")
    let row = app.screen.cursor.row
    app.session.wheel(up: false, column: 5, row: 15)
    try app.wait("the wheel moves the cursor") { $0.cursor.row != row }
    try click("Esc back", "on Infra 6")
    try app.wait("the review is back") { $0.row(29).contains("quit") }
    try app.quit()
  }
}
