import Screen
import Testing

@testable import Terminal

/// Links by OSC 8: only to terminals that take them, only plain web addresses, and the screen stays what ncurses thinks.
@Suite struct HyperlinkTests {
  private func frame(_ text: String, url: String) -> Frame {
    var frame = Frame(size: Size(columns: 40, rows: 3))
    frame.put(text, column: 2, row: 1, role: .link)
    frame.links = [.init(column: 2, row: 1, columns: TextWidth.width(of: text), url: url)]
    return frame
  }

  private func sequence(_ frame: Frame, rows: Set<Int> = [1]) -> String {
    Hyperlinks.sequence(for: frame, rows: rows, size: frame.size, theme: .standard, depth: .indexed256)
  }

  @Test func aLinkIsWrittenInPlaceBetweenItsMarks() {
    let out = sequence(frame("ci.example", url: "https://ci.example/1"))
    #expect(out.hasPrefix("\u{1b}7\u{1b}[2;3H\u{1b}]8;;https://ci.example/1\u{1b}\\\u{1b}["))
    #expect(out.hasSuffix("mci.example\u{1b}]8;;\u{1b}\\\u{1b}8"))
    #expect(sequence(frame("ci.example", url: "https://ci.example/1"), rows: [0, 2]).isEmpty)
  }

  @Test(arguments: [
    "javascript:alert(1)", "file:///etc/passwd", "https://a\u{1b}]0;x", "https://a b", "https://é.example", "",
    "https://" + String(repeating: "a", count: 3000),
  ])
  func nothingButAPlainWebAddressGoesOut(_ url: String) {
    #expect(sequence(frame("text", url: url)).isEmpty)
  }

  @Test func theTerminalHasToBeKnown() {
    func known(_ variables: [String: String]) -> Bool { Hyperlinks.areKnown { variables[$0] } }
    #expect(!known(["TERM": "xterm-256color"]))
    #expect(known(["TERM": "xterm-kitty"]))
    #expect(known(["TERM": "xterm-256color", "VTE_VERSION": "7006"]))
    #expect(!known(["TERM": "xterm-256color", "VTE_VERSION": "4800"]))
    #expect(known(["TERM_PROGRAM": "WezTerm"]))
    #expect(!known(["TERM_PROGRAM": "Apple_Terminal"]))
    #expect(!known(["TERM": "tmux-256color", "TMUX": "/tmp/x", "VTE_VERSION": "7006"]))
  }
}

/// The same in the built program.
@Suite(.serialized) struct AppHyperlinkTests {
  private static let review = AppSession.blank.replacing(
    "{\n  \"format\"",
    with: """
      {
        "answers": {"data-1": {"evidence": {"e-1": {"kind": "link", "locator": "https://ci.example/runs/812"}}}},
        "format"
      """)

  @Test func evidenceIsALinkWhereTheTerminalTakesLinks() throws {
    let app = try AppSession(Self.review, environment: ["VTE_VERSION": "7006"])
    try app.waitFor("https://ci.example/runs/812")
    try app.wait("the link is written") { _ in
      String(decoding: app.session.output, as: UTF8.self).contains("\u{1b}]8;;https://ci.example/runs/812\u{1b}\\")
    }
    let before = app.screen.text
    // Painted anew without links, nothing on the screen differs.
    let plain = try AppSession(Self.review)
    try plain.waitFor("https://ci.example/runs/812")
    #expect(plain.screen.text == before)
    #expect(!String(decoding: plain.session.output, as: UTF8.self).contains("\u{1b}]8;"))
    let place = try #require(app.screen.position(of: "https://ci"))
    #expect(app.screen[place.column, place.row] == plain.screen[place.column, place.row])
    try app.quit()
    try plain.quit()
  }
}
