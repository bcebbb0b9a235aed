import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The probe: a log of events, and pages to look at.
struct Probe {
  let terminal: Terminal
  let page: Page
  private var log: [String] = []
  private var count = 0
  private var showsCursor = false
  private var themes = 0

  init(terminal: Terminal, page: Page) {
    self.terminal = terminal
    self.page = page
  }

  /// Runs until q or the end of the terminal. Returns the exit code.
  mutating func run() -> Int32 {
    while true {
      terminal.show(frame())
      guard let event = terminal.nextEvent(timeoutMilliseconds: nil) else { continue }
      record(event)
      // All that came with it, before the screen is painted once.
      if let code = handle(event) { return code }
      while let more = terminal.nextEvent(timeoutMilliseconds: 0) {
        record(more)
        if let code = handle(more) { return code }
      }
    }
  }

  private mutating func record(_ event: Event) {
    count += 1
    log.insert("\(count) \(describe(event))", at: 0)
    if log.count > 200 { log.removeLast() }
  }

  private mutating func handle(_ event: Event) -> Int32? {
    switch event {
    case .key(.character("q")):
      terminal.stop()
      return 0
    case .key(.character("!")): fatalError("the probe was told to fail")
    case .key(.character("S")):
      // A fault of the hardware, as a bug in C would be.
      UnsafeMutablePointer<UInt8>(bitPattern: 16)?.pointee = 1
    case .key(.character("X")): exit(7)
    case .key(.character("W")): _ = write(STDERR_FILENO, "words on standard error\n", 24)
    case .key(.character("b")): terminal.bell()
    case .key(.character("C")): showsCursor.toggle()
    case .key(.character("T")):
      themes += 1
      terminal.theme = probeTheme(themes)
    case .key(.character("E")): terminal.withTerminalReleased { _ = system("echo the shell is here; read line") }
    case .key(.control("z")): terminal.suspend()
    case .key(.control("l")): terminal.redraw()
    case .terminate(let signal):
      terminal.stop()
      Terminal.end(bySignal: signal)
    case .hangup:
      terminal.stop()
      return 3
    default: break
    }
    return nil
  }

  // MARK: What is shown

  private func frame() -> Frame {
    var frame = Frame(size: terminal.size)
    let (size, depth) = (terminal.size, terminal.depth)
    let kind = terminal.isUTF8 ? "utf8" : "ascii"
    put("probe \(size.columns)x\(size.rows) \(depth) \(kind) \(page.rawValue)", row: 0, in: &frame, role: .heading)
    switch page {
    case .events:
      for (offset, line) in log.enumerated() where offset + 3 < size.rows { put(line, row: offset + 2, in: &frame) }
    default: page.draw(in: &frame)
    }
    // The last that is painted, so that a test knows when all is there.
    if size.rows > 2 { put("end", row: size.rows - 1, in: &frame) }
    if size.columns > 2 && size.rows > 1 { frame.cursor = Position(column: 2, row: 1) }
    frame.cursorVisible = showsCursor
    return frame
  }

  private func describe(_ event: Event) -> String {
    switch event {
    case .key(.character(let character)): "character \(codes(String(character)))"
    case .key(.control(let character)): "control \(character)"
    case .key(.alt(let character)): "alt \(codes(String(character)))"
    case .key(.function(let number)): "function \(number)"
    case .key(let key): "key \(key)"
    case .paste(let text):
      "paste \(text.utf8.count) bytes \(text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }) lines \(codes(text.prefix(6)))"
    case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.position.column),\(mouse.position.row)"
    case .resize(let size): "resize \(size.columns)x\(size.rows)"
    case .terminate(let signal): "terminate \(signal)"
    case .resumed: "resumed"
    case .hangup: "hangup"
    }
  }

  private func codes(_ text: some StringProtocol) -> String {
    text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
  }
}
