import Glibc
import Screen
import Testing

/// What is on the screen: colours, attributes, wide and hostile text.
@Suite(.serialized) struct ProbeLooksTests {
  /// The cells of the page of styles: plain, heading, link, error, selected, selected error.
  private func styles(_ arguments: String..., term: String) throws -> (
    title: String, cells: [VTerm.Cell], PtySession
  ) {
    let session = try PtySession(
      "TerminalProbe", arguments: ["styles"] + arguments, term: term, size: Size(columns: 80, rows: 24))
    try session.waitUntilProbeIsThere()
    return (session.screen.row(0), (2...7).map { session.screen[0, $0] }, session)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func paletteOf256(term: String) throws {
    let (title, cells, session) = try styles(term: term)
    #expect(title.contains("indexed256"))
    #expect(cells[0].foreground == .standard && cells[0].background == .standard)
    #expect(cells[1].bold)
    #expect(cells[2].foreground == .indexed(69))
    #expect(cells[3].foreground == .indexed(1))
    #expect(cells[4].background == .indexed(4))
    #expect(cells[5].foreground == .indexed(1) && cells[5].background == .indexed(4))
    let before = session.output.count
    session.sendText("T")
    try session.waitUntil("the other theme shows") { $0[0, 4].foreground == .indexed(2) }
    #expect(!String(decoding: session.output[before...], as: UTF8.self).contains("\u{1b}[2J"), "it flickers")
    session.sendText("T")
    try session.waitUntil("the first theme is back") { $0[0, 4].foreground == .indexed(69) }
    #expect((2...7).map { session.screen[0, $0] } == cells)
    try session.quit()
  }

  @Test(arguments: ["xterm", "linux"])
  func paletteOf8(term: String) throws {
    let (title, cells, session) = try styles(term: term)
    #expect(title.contains("ansi8"))
    #expect(cells[0].foreground == .standard && cells[0].background == .standard)
    guard case .indexed(let link) = cells[2].foreground else {
      Issue.record("no colour for a link: \(cells[2])")
      return
    }
    #expect(link < 8)
    #expect(cells[5].foreground == .indexed(1) && cells[5].background == .indexed(4))
    try session.quit()
  }

  @Test func directColor() throws {
    let (title, cells, session) = try styles(term: "xterm-direct")
    #expect(title.contains("direct"))
    #expect(cells[0].foreground == .standard && cells[0].background == .standard)
    #expect(cells[2].foreground == .rgb(0x5f87ff))
    #expect(cells[3].foreground == .indexed(1))
    #expect(cells[5].background == .indexed(4))
    try session.quit()
  }

  @Test(arguments: [("vt100", []), ("xterm-256color", ["--no-color"])])
  func withoutColor(term: String, arguments: [String]) throws {
    let session = try PtySession("TerminalProbe", arguments: ["styles"] + arguments, term: term)
    try session.waitUntilProbeIsThere()
    #expect(session.screen.row(0).contains("mono"))
    let cells = (2...7).map { session.screen[0, $0] }
    #expect(cells.allSatisfy { $0.foreground == .standard && $0.background == .standard })
    #expect(cells[1].bold)
    #expect(!cells[0].reverse)
    #expect(cells[4].reverse)
    #expect(cells[5].reverse)
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
    #expect(session.modes == session.modesAtStart)
  }

  @Test func terminalsWithoutASecondScreenAreLeftOnANewLine() throws {
    let session = try PtySession.probe(term: "vt100")
    #expect(!session.screen.isAlternate)
    session.sendText("!")
    try session.waitExit()
    #expect(session.modes == session.modesAtStart)
    #expect(session.screen.contains("the probe was told to fail"))
  }

  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func wideAndCombiningTextKeepsTheGrid(term: String) throws {
    let session = try PtySession.probe("text", term: term)
    let screen = session.screen
    for row in 2...12 { #expect(screen[20, row].text == "|", "row \(row): \(screen.row(row))") }
    #expect(screen[0, 3].text == "é")
    #expect(screen[0, 4].text == "e\u{301}")
    #expect(screen[0, 5].text == "漢" && screen[0, 5].width == 2 && screen[2, 5].text == "字")
    #expect(screen.row(6).hasPrefix("┌─┐▌░½●◐"))
    #expect(screen[0, 7].text == "🙂" && screen[2, 7].text == "🚀")
    #expect(screen.row(8).contains("family"))
    #expect(screen[0, 11].text == "한")
    try session.quit()
  }

  @Test(arguments: [["LANG": "C"], ["LC_ALL": "POSIX"]])
  func otherLocalesGetASCII(environment: [String: String]) throws {
    let session = try PtySession("TerminalProbe", arguments: ["text"], environment: environment.mapValues { $0 })
    try session.waitUntilProbeIsThere()
    #expect(session.screen.row(0) == "probe 80x24 indexed256 ascii text")
    #expect(session.output.allSatisfy { $0 < 0x80 })
    for row in 2...12 { #expect(session.screen[20, row].text == "|", "row \(row): \(session.screen.row(row))") }
    #expect(session.screen.row(3).hasPrefix("?t?"))
    try session.quit()
    #expect(session.output.allSatisfy { $0 < 0x80 })
  }

  @Test func aByteOfNoCharacterSetDoesNoHarm() throws {
    let session = try PtySession.probe(environment: ["LANG": "C"])
    session.sendBytes([0xc3, 0xa9, 0xff, 0x80])
    session.send(.up)
    try session.waitUntil("the key came") { $0.row(2).hasSuffix("key up") }
    try session.quit()
  }

  @Test func asciiCanBeForced() throws {
    let session = try PtySession.probe("text", "--ascii")
    #expect(session.output.allSatisfy { $0 < 0x80 })
    session.sendText("é")
    try session.quit()
  }

  @Test func aLocaleThatIsNotInstalledMayStillSayUTF8() throws {
    let session = try PtySession.probe(environment: ["LANG": "xx_YY.UTF-8"])
    #expect(session.screen.row(0).contains("utf8"))
    try session.quit()
  }

  /// Whatever stands in a file, the terminal is sent only what ncurses itself needs.
  @Test(arguments: [[], ["--ascii"]])
  func hostileTextIsText(arguments: [String]) throws {
    let session = try PtySession("TerminalProbe", arguments: ["hostile"] + arguments)
    try session.waitUntilProbeIsThere()
    let screen = session.screen
    for row in 2...15 { #expect(screen[20, row].text == "|", "row \(row): \(screen.row(row))") }
    #expect(screen.title.isEmpty)
    #expect(screen.bells == 0)
    #expect(screen[0, 2].foreground == .standard)
    let text = String(decoding: session.output, as: UTF8.self)
    for part in [
      "\u{1b}[31mred", "\u{1b}]0;", "\u{9b}", "\u{7}", "\u{7f}", "\u{202e}", "\u{feff}", "\u{0}", "\u{85}",
    ] {
      #expect(!text.contains(part))
      #expect(!text.unicodeScalars.contains { part.count == 1 && part.unicodeScalars.first == $0 })
    }
    try session.quit()
  }
}
