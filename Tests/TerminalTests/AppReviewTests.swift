import Glibc
import Screen
import Testing

/// A review in a real terminal: the built program, its keys and its screen.
@Suite(.serialized) struct AppReviewTests {
  @Test func scoringMovesTheGaugeTheFloorAndTheCursor() throws {
    let app = try AppSession()
    #expect(app.screen.contains("Data 0.0"))
    #expect(app.screen.row(app.screen.cursor.row).contains("1 Feature expectations"))
    let empty = app.screen[2, 2].foreground
    app.type("1j1j1")
    try app.wait("three points are in") {
      $0.contains("Data 3.0") && $0.row($0.cursor.row).contains("3 No feature's cost")
    }
    #expect(app.screen[2, 2].text == "█")
    #expect(app.screen[2, 2].foreground != empty)
    #expect(app.screen.row(1).contains("Model 0.0 ◂"))
    #expect(!app.screen.row(1).contains("Data 3.0 ◂"))
    // Every section but Data is the floor; the gauge of the floor has another colour.
    app.type("]5]5]5")
    try app.waitFor("Monitor 0.5")
    let gauge = app.screen.position(of: "Model 0.5")
    #expect(app.screen[2, 2].foreground != app.screen[(gauge?.column ?? 0) + 1, 2].foreground)
    #expect(app.file.contains("\"automatic\""))
    try app.quit()
  }

  @Test func aNoteInManyScriptsComesBack() throws {
    let folder = try TemporaryFolder()
    let app = try AppSession(in: folder)
    app.type("iThresholds: é 漢字 🙂 e\u{301}.")
    try app.waitFor("Thresholds: é 漢字 🙂 e\u{301}.")
    let start = try #require(app.screen.position(of: "Thresholds"))
    // 14 columns to the first wide character, 2 for each of 漢字🙂, and one for the combined letter.
    try app.wait("the cursor stands behind the text") {
      $0.cursorIsVisible && $0.cursor == Position(column: start.column + 24, row: start.row)
    }
    #expect(app.screen[start.column + 14, start.row].text == "漢")
    #expect(app.screen[start.column + 14, start.row].width == 2)
    try app.escape()
    try app.quit()
    let again = try AppSession(nil, in: folder)
    try again.waitFor("Thresholds: é 漢字 🙂 e\u{301}.")
    #expect(again.file.contains("Thresholds: é 漢字 🙂 e\u{301}."))
    try again.quit()
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func aWholeReviewOf28Tests(columns: Int, rows: Int) throws {
    let app = try AppSession(columns: columns, rows: rows)
    for section in 0..<4 {
      app.type("g")
      for test in 0..<7 {
        app.type(["1", "5", "0"][(section + test) % 3])
        if test < 6 { app.type("j") }
      }
      if section < 3 { app.type("]") }
    }
    // Seven tests in the pattern 1 ½ 0: 4.0 beginning with 1, 3.5 with ½, 3.0 with 0.
    let expected = ["28 of 28 assessed", "saved", "Data 4.0", "Model 3.5", "Infra 3.0", "Monitor 4.0", "Score 3.0"]
    try app.wait("all is decided") { screen in expected.allSatisfy { screen.contains($0) } }
    try app.quit()
    #expect(app.file.contains("\"monitor-7\""))
  }

  @Test func evidenceReasonOwnerActionAndUndo() throws {
    let app = try AppSession(columns: 120, rows: 40)
    app.type("5e")
    try app.waitFor("New evidence for Data 1")
    app.type("https://ci.example/1\rSchema check\r\r")
    try app.waitFor("Evidence (1)")
    app.type("w")
    try app.waitFor("Owner of Data 1")
    app.type("data-lead\r")
    try app.wait("the credit is supported") { !$0.contains("No named owner") && $0.contains("data-lead") }
    app.type("aAdd two columns\roncall\r2026-12-15\r\r")
    try app.waitFor("Actions (1 open)")
    app.type("jxlabels are bought\r")
    try app.waitFor("Not applicable, earns 0")
    try app.waitFor("labels are bought")
    app.type("uuuu")
    try app.wait("all but the first is undone") {
      $0.contains("Data 1  Feature") && $0.contains("Evidence (0)") && $0.contains("nobody named")
    }
    #expect(!app.file.contains("oncall"))
    app.type("\u{12}\u{12}\u{12}")
    try app.waitFor("Actions (1 open)")
    #expect(app.file.contains("oncall"))
    try app.quit()
  }

  @Test func resizingInTheMiddleOfANoteLosesNothing() throws {
    let app = try AppSession(columns: 80, rows: 24)
    app.type("iThe first words ")
    for (columns, rows) in [(30, 8), (120, 36), (20, 5), (200, 60), (50, 14), (300, 100), (80, 24)] {
      app.session.resize(Size(columns: columns, rows: rows))
      if columns < 30 {
        try app.waitFor("needs 30x8".prefix(columns - 5).description)
      } else {
        try app.wait("the note fits \(columns)x\(rows)") {
          $0.row(rows - 1).contains("Esc") && $0.contains("The first words")
        }
      }
      app.type("x")
    }
    try app.escape()
    #expect(app.file.contains("The first words xxxxxxx"))
    try app.quit()
  }

  @Test func aStormOfSizesEndsInARightScreen() throws {
    let app = try AppSession()
    for step in 0..<200 {
      app.session.resize(Size(columns: 40 + step * 7 % 160, rows: 10 + step * 3 % 50))
    }
    app.session.resize(Size(columns: 100, rows: 30))
    // As a review looks that was never resized.
    let calm = try AppSession()
    try app.wait("the storm left no trace") { $0.text == calm.screen.text && $0.cursor == calm.screen.cursor }
    app.type("j")
    try app.waitFor("Data 2")
    try app.quit()
    try calm.quit()
  }

  @Test func aPasteOf100KilobytesArrivesWhole() throws {
    let app = try AppSession()
    var text = ""
    for line in 0..<1500 { text += "line \(line) of a long paste, with é and 漢字 to make it wide enough\n" }
    #expect(text.utf8.count > 100_000)
    app.type("i")
    try app.waitFor("keep the text")
    app.session.paste(text)
    try app.waitFor("line 1499 of a long paste")
    try app.escape()
    try app.quit()
    #expect(app.file.contains(text.replacing("\n", with: "\\n")))
  }

  @Test func textFromOutsideNeverReachesTheTerminalAsCommands() throws {
    let hostile = "a\u{1b}]0;owned\u{7}b\u{1b}[2Jc\u{9b}31md\u{7f}e\u{202e}f\u{85}"
    let escaped = hostile.unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
    let text = """
      {"format": "mlts.assessment/1", "id": "\(escaped)", "rubric": {"id": "ml-test-score", "version": "2017"},
       "system": {"name": "\(escaped)", "description": "\(escaped)", "owner": "\(escaped)"},
       "answers": {"data-1": {"state": "not-applicable", "reason": "\(escaped)", "note": "\(escaped)", "owner": "\(escaped)",
        "evidence": {"e-1": {"kind": "link", "locator": "\(escaped)", "summary": "\(escaped)"}},
        "actions": {"a-1": {"text": "\(escaped)", "owner": "\(escaped)"}}}}}
      """
    let app = try AppSession(text, columns: 120, rows: 40)
    app.type("[[[[g")
    try app.waitFor("␛")
    #expect(app.screen.isAlternate)
    #expect(app.screen.title.isEmpty)
    #expect(app.screen.contains("Note"))
    #expect(app.screen.contains("␡"))
    try app.quit()
  }

  @Test func mouseSelectsTicksAndScrolls() throws {
    let app = try AppSession()
    func click(_ text: String) throws {
      let place = try #require(app.screen.position(of: text), "\(text)\n\(app.screen.text)")
      app.session.click(column: place.column, row: place.row)
    }
    try click("5 The data pipeline")
    try app.waitFor("Data 5")
    try click("Monitor 0.0")
    try app.waitFor("Monitor 1")
    try click("[ ] documented")
    try app.waitFor("[x] documented")
    #expect(app.file.contains("documented"))
    try click("evidence")
    try app.waitFor("New evidence for Monitor 1")
    try app.escape()
    app.session.wheel(up: false, column: 3, row: 6)
    try app.waitFor("Monitor 2")
    try app.quit()
  }
}
