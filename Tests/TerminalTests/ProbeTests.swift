import Glibc
import Screen
import Testing

extension PtySession {
  /// The probe, when it has painted.
  static func probe(
    _ arguments: String..., environment: [String: String?] = [:], term: String = "xterm-256color",
    size: Size = Size(columns: 80, rows: 24)
  ) throws -> PtySession {
    let session = try PtySession(
      "TerminalProbe", arguments: arguments, environment: environment, term: term, size: size)
    try session.waitUntilProbeIsThere()
    return session
  }

  /// Waits until all of the probe's first screen is painted.
  func waitUntilProbeIsThere() throws {
    let size = screen.size
    try waitUntil("the probe is there") {
      $0.row(0).hasPrefix("probe \(size.columns)x\(size.rows) ") && $0.row(size.rows - 1) == "end"
    }
  }

  /// Waits for the event with this number in the probe's list.
  func expect(_ number: Int, _ event: String) throws {
    try waitUntil("event \(number) came") { $0.row(2).hasPrefix("\(number) ") }
    #expect(screen.row(2) == "\(number) \(event)")
  }

  /// Ends the probe and checks that the terminal is as it was.
  func quit() throws {
    sendText("q")
    #expect(try waitExit() == .exited(0))
    #expect(modes == modesAtStart)
    #expect(!screen.isAlternate)
    #expect(screen.cursorIsVisible)
    #expect(!screen.wantsMouse)
  }
}

/// Keys, mouse and paste, through the kernel's terminal.
@Suite(.serialized) struct ProbeInputTests {
  @Test func everyKindOfKeyArrives() throws {
    let session = try PtySession.probe()
    let strokes: [(KeyStroke, String)] = [
      ("a", "character 61"), (" ", "character 20"), ("é", "character e9"), ("漢", "character 6f22"),
      ("🙂", "character 1f642"), (.enter, "key enter"), (.tab, "key tab"), (.backTab, "key backTab"),
      (.backspace, "key backspace"), (.delete, "key delete"), (.insert, "key insert"), (.up, "key up"),
      (.down, "key down"), (.left, "key left"), (.right, "key right"), (.home, "key home"), (.end, "key end"),
      (.pageUp, "key pageUp"), (.pageDown, "key pageDown"), (.controlLeft, "key controlLeft"),
      (.controlRight, "key controlRight"), (.control("a"), "control a"), (.control("c"), "control c"),
      (.control("s"), "control s"), (.control("q"), "control q"), (.control("v"), "control v"),
      (.control("j"), "control j"), (.control("@"), "control @"), (.control("\\"), "control \\"),
      (.alt("x"), "alt 78"), (.alt("é"), "alt e9"), (.function(1), "function 1"), (.function(5), "function 5"),
      (.function(10), "function 10"), (.function(12), "function 12"), (.escape, "key escape"),
    ]
    for (index, (stroke, event)) in strokes.enumerated() {
      session.send(stroke)
      try session.expect(index + 1, event)
    }
    try session.quit()
  }

  @Test func keysThatComeTogetherAreAllTaken() throws {
    let session = try PtySession.probe()
    session.send("ab", .up, .controlLeft, "漢字", .escape)
    try session.expect(7, "key escape")
    #expect(
      (2...8).map(session.screen.row) == [
        "7 key escape", "6 character 5b57", "5 character 6f22", "4 key controlLeft", "3 key up", "2 character 62",
        "1 character 61",
      ])
    try session.quit()
  }

  @Test func unknownSequencesAreSwallowed() throws {
    let session = try PtySession.probe()
    session.sendText("\u{1b}[99~\u{1b}[?1;2c\u{1b}]11;rgb:00/00/00\u{7}\u{1b}[200;1Q\u{1b}Ozx")
    try session.expect(1, "character 78")
    try session.quit()
  }

  @Test func aLargePasteComesWhole() throws {
    let session = try PtySession.probe()
    let text = String(repeating: "zwölf Boxkämpfer\n", count: 6000)
    session.paste(text)
    try session.expect(1, "paste \(text.utf8.count) bytes 6000 lines 7a 77 f6 6c 66 20")
    #expect(text.utf8.count > 100_000)
    session.sendText("x")
    try session.expect(2, "character 78")
    try session.quit()
  }

  @Test func mousePressAndWheelNameTheirCell() throws {
    let session = try PtySession.probe(size: Size(columns: 300, rows: 30))
    #expect(session.screen.wantsMouse)
    session.click(column: 3, row: 4)
    try session.expect(1, "mouse press 3,4")
    session.click(column: 299, row: 29)
    try session.expect(2, "mouse press 299,29")
    session.wheel(up: true, column: 0, row: 0)
    try session.expect(3, "mouse wheelUp 0,0")
    session.wheel(up: false, column: 7, row: 8)
    try session.expect(4, "mouse wheelDown 7,8")
    try session.quit()
  }

  @Test func mouseCanBeLeftToTheTerminal() throws {
    let session = try PtySession.probe("--no-mouse")
    #expect(!session.screen.wantsMouse)
    try session.quit()
  }

  @Test func otherTerminalsKeysArrive() throws {
    let console = try PtySession.probe(term: "linux")
    console.sendText("\u{1b}[[A")
    try console.expect(1, "function 1")
    console.sendText("\u{1b}[1~")
    try console.expect(2, "key home")
    try console.quit()
    let rxvt = try PtySession.probe(term: "rxvt-unicode-256color")
    rxvt.sendText("\u{1b}Od")
    try rxvt.expect(1, "key controlLeft")
    rxvt.sendText("\u{1b}[8~")
    try rxvt.expect(2, "key end")
    try rxvt.quit()
  }
}
