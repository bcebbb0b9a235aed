import CNcurses
import CTerminalGuard
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal of this process: shows frames and reports events. The one place that knows ncurses.
///
/// ```swift
/// let terminal = try Terminal(theme: theme, options: Terminal.Options())
/// defer { terminal.stop() }
/// terminal.show(frame(state, terminal.size))
/// while let event = terminal.nextEvent(timeoutMilliseconds: nil) { … }
/// ```
/// ncurses and signal handlers belong to the whole process, so there is one at a time; use it from one thread.
/// However the process ends, the terminal is left as it was found (see `terminal_guard.h`).
public final class Terminal {
  /// What the person or the caller decides about the terminal.
  public struct Options: Sendable {
    /// Whether to ask for mouse events, where the terminal has them. It then takes Shift to select text.
    public var mouse: Bool
    /// Whether to show ASCII only, even where the locale has more.
    public var forceASCII: Bool
    /// Whether to show attributes in place of colours. The caller reads NO_COLOR.
    public var noColor: Bool

    /// Makes options.
    public init(mouse: Bool = true, forceASCII: Bool = false, noColor: Bool = false) {
      self.mouse = mouse
      self.forceASCII = forceASCII
      self.noColor = noColor
    }
  }

  /// Wakes `nextEvent` from another thread, for work that was done there.
  public struct Waker: Sendable {
    /// Makes the current or next call of `nextEvent` return, with nil if there is no event. Harmless after `stop`.
    public func wake() { tg_wake() }
  }

  /// Whether text beyond ASCII can be shown: the locale has it, and `forceASCII` is off. Choose glyphs by it.
  public let isUTF8: Bool
  /// The colours that are used.
  public let depth: ColorDepth
  /// The size in cells, at least 1 by 1.
  public internal(set) var size: Size
  /// Wakes `nextEvent` from another thread.
  public let waker = Waker()

  /// The styles of the roles. A new one shows with the next `show`, on the whole screen.
  public var theme: Theme {
    get { painter.theme }
    set { painter.theme = newValue }
  }

  let painter: Painter
  var decoder: InputDecoder
  /// Events that came as a by-product, to be reported first.
  var queued: [Event] = []
  /// When bytes were last read, to measure how long the rest of a sequence keeps us waiting.
  var lastInput = ContinuousClock.now
  var isGone = false

  private var screen: OpaquePointer?
  private var isUp = false
  private let enterModes: String
  private let leaveModes: String
  private let showCursor: String

  /// Takes the terminal over: alternate screen, keys unbuffered, bracketed paste, mouse.
  ///
  /// - Throws: `TerminalError` when standard input or output is no terminal, or one that cannot show a screen. It is
  ///   as it was then.
  public init(theme: Theme, options: Options = Options()) throws(TerminalError) {
    let capabilities = try Capabilities()
    let localeIsUTF8 = Capabilities.adoptLocale()
    let failure = tg_open(STDOUT_FILENO)
    guard failure == 0 else { throw failure == EBUSY ? .alreadyInUse : .system(failure) }
    // The guard's handlers are in place, so that ncurses, which takes only default ones, installs none of its own.
    guard let screen = nc_newterm(capabilities.entry) else {
      tg_close()
      throw .unknownTerminal(capabilities.entry)
    }
    self.screen = screen
    isUTF8 = localeIsUTF8 && !options.forceASCII
    raw()
    noecho()
    nonl()
    intrflush(nil, false)
    keypad(nc_stdscr(), true)  // only for the terminal's side of it: the decoder reads the keys
    typeahead(-1)  // a half-drawn screen is worse than a late one

    // Paste marks and mouse go only to terminals of xterm's kind: others would show the requests as text.
    let isANSI = nc_capability("cup").map { $0[0] == 0x1b && $0[1] == 0x5b } ?? false
    let mouse = options.mouse && isANSI && nc_capability("kmous") != nil
    enterModes = isANSI ? "\u{1b}[?2004h" + (mouse ? "\u{1b}[?1000h\u{1b}[?1006h" : "") : ""
    leaveModes = isANSI ? (mouse ? "\u{1b}[?1006l\u{1b}[?1000l" : "") + "\u{1b}[?2004l" : ""

    let cursorString = nc_capability("cnorm").map { String(cString: $0) } ?? ""
    // One with a delay in it (`$<5>`) is ncurses' to write.
    showCursor = cursorString.utf8.contains(UInt8(ascii: "$")) ? "" : cursorString

    let hasColor = !options.noColor && has_colors() && start_color() == OK
    depth = hasColor ? Capabilities.colorDepth() : .mono
    painter = Painter(
      theme: theme, depth: depth, isUTF8: isUTF8, showsLinks: Hyperlinks.areKnown(Capabilities.variable))
    decoder = InputDecoder(keys: .fromTerminfo(), text: localeIsUTF8 ? .utf8 : .locale)
    size = Size(columns: 1, rows: 1)
    screenIsUp()
    _ = adoptSize()
  }

  deinit { stop() }

  /// Gives the terminal back as it was found. May be called again, and after the terminal is gone.
  public func stop() {
    guard let screen else { return }
    leave()
    delscreen(screen)
    self.screen = nil
    tg_close()
  }

  /// Ends the process by a signal, as the shell expects of a program that was told to end by it. Call `stop` first.
  public static func end(bySignal number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }

  // MARK: Screen

  /// Shows a frame: writes what differs from the one before, and places the cursor.
  public func show(_ frame: Frame) {
    guard isUp else { return }
    painter.paint(frame)
  }

  /// Clears the screen and shows the last frame again, for a screen that something else has written on (Ctrl-L).
  public func redraw() {
    guard isUp else { return }
    painter.repaint()
  }

  /// Sounds the bell, or flashes where there is none.
  public func bell() {
    guard isUp else { return }
    beep()
  }

  /// Gives the terminal text for the clipboard: OSC 52 (XTerm Control Sequences), which terminals that do not know it
  /// swallow. In tmux it goes as far as tmux' `set-clipboard` lets it.
  public func setClipboard(base64: String) {
    guard isUp else { return }
    let sequence = "\u{1b}]52;c;\(base64)\u{07}"
    _ = tg_write(STDOUT_FILENO, sequence, sequence.utf8.count)
  }

  // MARK: Coming and going

  /// Stops the process as the shell expects of Ctrl-Z; returns when it was continued, with the screen repainted.
  /// The next event is `.resumed`.
  public func suspend() {
    guard isUp else { return }
    leave()
    tg_stop()
    enter()
    queued.append(.resumed)
  }

  /// Gives the terminal to a child, such as an editor, while `body` runs and waits for it; repaints afterwards.
  ///
  /// SIGINT and SIGQUIT of the terminal are the child's meanwhile, and it starts with the default actions. SIGTERM and
  /// SIGHUP are reported afterwards.
  public func withTerminalReleased<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard isUp else { return try body() }
    leave()
    tg_child_begin()
    defer {
      tg_child_end()
      enter()
    }
    return try body()
  }

  /// Takes over again after a stop that could not be caught (SIGSTOP): the shell has used the terminal meanwhile.
  func comeBack() {
    leave()
    enter()
    queued.append(.resumed)
  }

  private func leave() {
    guard isUp else { return }
    isUp = false
    _ = tg_write(STDOUT_FILENO, leaveModes, leaveModes.utf8.count)
    // Without another screen to leave, the prompt comes on the last line: it must not stand before what is left there.
    if nc_capability("smcup") == nil { painter.clearLastLine() }
    endwin()
    // Again, after the normal screen is back: terminals built on libvterm take the cursor's visibility from the last
    // time it was saved, which ncurses does while it is hidden.
    _ = tg_write(STDOUT_FILENO, showCursor, showCursor.utf8.count)
    tg_screen_down()
  }

  private func enter() {
    guard screen != nil else { return }
    reset_prog_mode()
    screenIsUp()
    painter.repaint()
    if adoptSize() { queued.append(.resize(size)) }
  }

  private func screenIsUp() {
    var restore = [CChar](repeating: 0, count: 1024)
    let length = tg_restore_string(leaveModes, &restore, restore.count)
    tg_screen_up(restore, length)
    _ = tg_write(STDOUT_FILENO, enterModes, enterModes.utf8.count)
    isUp = true
  }

  /// Asks the terminal for its size. Returns whether it is another than before.
  ///
  /// Not by ncurses' own handler of SIGWINCH: a signal between its look and our poll would go unseen until a key.
  func adoptSize() -> Bool {
    var reported = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &reported) == 0, reported.ws_col > 0, reported.ws_row > 0,
      Int32(reported.ws_row) != nc_lines() || Int32(reported.ws_col) != nc_columns()
    {
      resize_term(Int32(reported.ws_row), Int32(reported.ws_col))
    }
    let now = Size(columns: Int(max(1, nc_columns())), rows: Int(max(1, nc_lines())))
    guard now != size else { return false }
    size = now
    // Terminals rewrap what is on the screen when they are resized, each in its own way.
    painter.forget()
    return true
  }
}
