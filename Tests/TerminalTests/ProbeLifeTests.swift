import Glibc
import Screen
import Testing

/// Start, end and everything that can happen to a program in a terminal.
@Suite(.serialized) struct ProbeLifeTests {
  @Test(
    arguments: [
      (nil, "TERM is not set"), ("", "TERM is not set"), ("dumb", "'dumb'"), ("unknown", "cannot move its cursor"),
    ] as [(String?, String)])
  func terminalsWithoutScreenAreRefused(term: String?, message: String) throws {
    let session = try PtySession("TerminalProbe", environment: ["TERM": term])
    #expect(try session.waitExit() == .exited(2))
    #expect(session.screen.contains(message))
    #expect(session.screen.text.replacing("\n", with: "").contains("mlts review --plain"))
    #expect(!session.output.contains(0x1b), "the terminal was touched")
    #expect(session.modes == session.modesAtStart)
  }

  @Test func filesAreRefused() throws {
    let probe = PtySession.buildFolder + "/TerminalProbe"
    let noInput = try PtySession("/bin/sh", arguments: ["-c", "exec '\(probe)' </dev/null"])
    #expect(try noInput.waitExit() == .exited(2))
    #expect(noInput.screen.contains("standard input is not a terminal"))
    let noOutput = try PtySession("/bin/sh", arguments: ["-c", "exec '\(probe)' >/dev/null"])
    #expect(try noOutput.waitExit() == .exited(2))
    #expect(noOutput.screen.contains("standard output is not a terminal"))
  }

  @Test func unknownTerminalsAreTakenForXterm() throws {
    let session = try PtySession.probe(term: "xterm-of-next-year")
    #expect(session.screen.row(0).contains("indexed256"))
    try session.quit()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signalsEndItInOrder(number: Int32) throws {
    let session = try PtySession.probe()
    #expect(!session.modes.isCooked)
    session.signal(number)
    #expect(try session.waitExit() == .signaled(number))
    #expect(session.modes == session.modesAtStart)
    #expect(!session.screen.isAlternate)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP])
  func crashSignalsFromOutsideRestoreTheTerminal(number: Int32) throws {
    let session = try PtySession.probe()
    session.signal(number)
    #expect(try session.waitExit() == .signaled(number))
    #expect(session.modes == session.modesAtStart)
    #expect(!session.screen.isAlternate)
  }

  @Test func aFatalErrorIsReadAfterTheScreenIsGone() throws {
    let session = try PtySession.probe()
    session.sendText("C!")
    let exit = try session.waitExit()
    #expect(exit == .signaled(SIGILL) || exit == .signaled(SIGTRAP))
    #expect(session.modes == session.modesAtStart)
    #expect(!session.screen.isAlternate)
    #expect(!session.screen.wantsMouse)
    #expect(session.screen.cursorIsVisible)
    #expect(session.screen.contains("the probe was told to fail"))
  }

  @Test func aFaultAndAnExitRestoreTheTerminal() throws {
    let fault = try PtySession.probe()
    fault.sendText("S")
    #expect(try fault.waitExit() == .signaled(SIGSEGV))
    #expect(fault.modes == fault.modesAtStart)
    #expect(!fault.screen.isAlternate)
    let exit = try PtySession.probe()
    exit.sendText("X")
    #expect(try exit.waitExit() == .exited(7))
    #expect(exit.modes == exit.modesAtStart)
    #expect(!exit.screen.isAlternate)
  }

  @Test func standardErrorWaitsUntilTheEnd() throws {
    let session = try PtySession.probe()
    session.sendText("Wx")
    try session.expect(2, "character 78")
    #expect(!session.screen.contains("words on standard error"))
    try session.quit()
    #expect(session.screen.contains("words on standard error"))
  }

  @Test func standardErrorToAFileIsLeftAlone() throws {
    let probe = PtySession.buildFolder + "/TerminalProbe"
    let session = try PtySession(
      "/bin/sh", arguments: ["-c", "'\(probe)' 2>&1 >/dev/tty </dev/tty | sed 's/words/letters/' >&2"])
    try session.waitUntilProbeIsThere()
    session.sendText("W")
    try session.waitUntil("the words came through the pipe") { _ in
      String(decoding: session.output, as: UTF8.self).contains("letters on standard error")
    }
    session.sendText("q")
    #expect(try session.waitExit() == .exited(0))
  }

  @Test func aClosedWindowEndsIt() throws {
    let session = try PtySession.probe()
    session.hangUp()
    let exit = try session.waitExit()
    #expect(exit == .signaled(SIGHUP) || exit == .exited(3))
  }

  @Test func stopAndContinueFromAShell() throws {
    let shell = try PtySession(
      "/bin/bash", arguments: ["--norc", "--noprofile", "-i"],
      environment: ["PS1": "shell> ", "HISTFILE": nil, "INPUTRC": "/dev/null"])
    try shell.waitUntil("the shell is there") { $0.contains("shell>") }
    shell.sendText("'\(PtySession.buildFolder)/TerminalProbe'\r")
    try shell.waitUntil("the probe is there") { $0.row(0).hasPrefix("probe 80x24") }
    for (round, stop) in ["\u{1a}", "\u{1a}"].enumerated() {
      shell.sendText(stop)
      try shell.waitUntil("the shell is back") { !$0.isAlternate && $0.contains("Stopped") }
      #expect(!shell.screen.wantsMouse)
      shell.sendText("echo between\r")
      try shell.waitUntil("the shell works") { $0.text.contains("\nbetween") }
      if round == 1 { shell.resize(Size(columns: 70, rows: 20)) }
      shell.sendText("fg\r")
      try shell.waitUntil("the probe is back") {
        $0.isAlternate && $0.row(0).hasPrefix(round == 0 ? "probe 80x24" : "probe 70x20")
          && $0.contains("resumed") && !$0.contains("between")
      }
      #expect(shell.screen.wantsMouse)
    }
    shell.sendText("q")
    try shell.waitUntil("the shell is back") { !$0.isAlternate }
    shell.sendText("clear; stty -a | grep -c -- ' icanon'; exit 5\r")
    #expect(try shell.waitExit() == .exited(5))
  }

  @Test func stopFromOutside() throws {
    let session = try PtySession.probe()
    // The leader of a session has nobody to continue it: the kernel ignores the stop, and so should we.
    session.signal(SIGTSTP)
    try session.expect(1, "resumed")
    #expect(session.screen.isAlternate)
    session.signal(SIGSTOP)
    session.signal(SIGCONT)
    try session.expect(2, "resumed")
    #expect(session.screen.isAlternate)
    try session.quit()
  }

  @Test func aChildGetsTheTerminal() throws {
    let session = try PtySession.probe()
    session.sendText("E")
    try session.waitUntil("the shell is there") { !$0.isAlternate && $0.contains("the shell is here") }
    #expect(session.modes == session.modesAtStart)
    session.sendText("\r")
    try session.waitUntil("the probe is back") { $0.isAlternate && $0.row(2) == "1 character 45" }
    #expect(!session.screen.contains("the shell"))
    #expect(session.screen.wantsMouse)
    // An interrupt is for the child alone.
    session.sendText("E")
    try session.waitUntil("the shell is there again") { !$0.isAlternate && $0.contains("the shell is here") }
    session.send(.control("c"))
    try session.waitUntil("the probe is back") { $0.isAlternate && $0.row(2) == "2 character 45" }
    try session.quit()
  }

  @Test func resizing() throws {
    let session = try PtySession.probe(size: Size(columns: 80, rows: 24))
    for (columns, rows) in [(30, 8), (300, 100), (1, 1), (2, 1), (1, 5), (500, 200), (80, 24)] {
      session.resize(Size(columns: columns, rows: rows))
      let title = "probe \(columns)x\(rows) "
      try session.waitUntil("it fits \(columns)x\(rows)") { screen in
        guard columns > 20 else { return screen.row(0).hasPrefix(columns == 1 ? "…" : "p…") }
        return screen.row(0).hasPrefix(title) && (rows < 3 || screen.row(2).contains("resize \(columns)x\(rows)"))
      }
    }
    try session.quit()
  }

  @Test func redrawMendsTheScreen() throws {
    let session = try PtySession.probe()
    session.screen.write(Array("\u{1b}[5;5Hgarbage".utf8))
    #expect(session.screen.contains("garbage"))
    session.send(.control("l"))
    try session.waitUntil("the garbage is gone") { !$0.contains("garbage") && $0.row(2) == "1 control l" }
    #expect(session.screen.row(0).hasPrefix("probe 80x24"))
    session.sendText("b")
    try session.waitUntil("the bell rang") { $0.bells == 1 }
    try session.quit()
  }

  @Test func cursorIsWhereTheFrameSays() throws {
    let session = try PtySession.probe()
    #expect(session.screen.cursor == Position(column: 2, row: 1))
    #expect(!session.screen.cursorIsVisible)
    session.sendText("C")
    try session.waitUntil("the cursor is shown") { $0.cursorIsVisible && $0.cursor == Position(column: 2, row: 1) }
    session.sendText("C")
    try session.waitUntil("the cursor is hidden") {
      !$0.cursorIsVisible && $0.cursor == Position(column: 2, row: 1)
    }
    try session.quit()
  }
}
