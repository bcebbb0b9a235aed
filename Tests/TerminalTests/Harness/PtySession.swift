// A program in a pseudo-terminal, and the screen that a person would see.
//
//     let session = try PtySession("mlts", arguments: ["fraud.mlts.json"], size: Size(columns: 80, rows: 24))
//     try session.waitUntil("the review is on the screen") { $0.contains("Data 1") }
//     session.send("j", .down, .enter)
//     try session.waitUntil("the second test is chosen") { $0.cursor.row == 7 }
//     session.sendText("q")
//     #expect(try session.waitExit() == .exited(0))
//     #expect(session.modes == session.modesAtStart && !session.screen.isAlternate)
//
// Nothing waits for a time: `waitUntil` reads until its condition holds and fails, printing the screen, when that takes
// longer than its deadline. Programs are looked for beside the test bundle. End them with a key rather than a signal
// where it is all the same: only then do they write their share of the coverage.

import CVterm
import Glibc
import Screen

/// A program in a pseudo-terminal. Use it from one test at a time.
final class PtySession {
  /// How a program ended.
  enum Exit: Equatable {
    case exited(Int32)
    case signaled(Int32)
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What the person sees.
  let screen: VTerm
  /// Everything that the program wrote, as it was written.
  private(set) var output: [UInt8] = []
  /// The terminal's modes before the program started.
  let modesAtStart: TerminalModes
  let process: pid_t

  private var master: Int32
  private var terminal: Int32
  private var exit: Exit?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: a name beside the test bundle, or a path.
  ///   - environment: added to PATH, HOME, TERM, LANG and what the tools of the run need; nil takes a variable away.
  init(
    _ program: String, arguments: [String] = [], environment: [String: String?] = [:],
    term: String = "xterm-256color",
    size: Size = Size(columns: 80, rows: 24)
  ) throws {
    screen = VTerm(size: size)
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    var name = [CChar](repeating: 0, count: 128)
    guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, ptsname_r(master, &name, name.count) == 0 else {
      throw Failure(description: "no pseudo-terminal: errno \(errno)")
    }
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    Self.setSize(size, of: master)
    modesAtStart = TerminalModes(of: terminal)
    let file = program.contains("/") ? program : Self.buildFolder + "/" + program
    process = try Spawn.run(
      file, [program] + arguments, environment: Self.environment(environment, term: term), terminal: path)
  }

  deinit {
    if exit == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(master)
    close(terminal)
  }

  /// The folder of the programs that were built with the tests.
  static let buildFolder: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:))
    return String(decoding: path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)], as: UTF8.self)
  }()

  private static func environment(_ changes: [String: String?], term: String) -> [String: String] {
    var variables = ["TERM": term, "LANG": "C.UTF-8", "TERMINFO": Terminfo.folder, "SWIFT_BACKTRACE": "enable=no"]
    for name in ["PATH", "HOME", "LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    // Under the address sanitizer a crash is to end the program as it does without.
    variables["ASAN_OPTIONS", default: "detect_leaks=0"] += ":handle_segv=0:handle_sigbus=0:handle_sigfpe=0"
    for (name, value) in changes { variables[name] = value }
    return variables
  }

  private static func setSize(_ size: Size, of descriptor: Int32) {
    var window = winsize()
    window.ws_col = UInt16(size.columns)
    window.ws_row = UInt16(size.rows)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
  }

  // MARK: The person

  /// Presses keys, one after the other.
  func send(_ keys: KeyStroke...) { sendBytes(keys.flatMap(\.bytes)) }

  /// Types text.
  func sendText(_ text: String) { sendBytes(Array(text.utf8)) }

  /// Pastes text as a terminal does: between marks, line ends as Return.
  func paste(_ text: String) {
    sendBytes(Array("\u{1b}[200~".utf8) + text.utf8.map { $0 == 0x0a ? 0x0d : $0 } + Array("\u{1b}[201~".utf8))
  }

  /// Presses and releases the first mouse button.
  func click(column: Int, row: Int) {
    sendText("\u{1b}[<0;\(column + 1);\(row + 1)M\u{1b}[<0;\(column + 1);\(row + 1)m")
  }

  /// Turns the wheel by one notch.
  func wheel(up: Bool, column: Int, row: Int) { sendText("\u{1b}[<\(up ? 64 : 65);\(column + 1);\(row + 1)M") }

  /// Writes bytes to the program. Reads meanwhile, so that neither side waits for the other for ever.
  func sendBytes(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&descriptor, 1, 10_000) > 0 else { return }
      if descriptor.revents & Int16(POLLIN) != 0 { pump(milliseconds: 0) }
      if descriptor.revents & Int16(POLLOUT) != 0 {
        let count = rest.prefix(1024).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      } else if descriptor.revents & Int16(POLLHUP | POLLERR) != 0 {
        return
      }
    }
  }

  /// Drags the window to another size; the kernel tells the program.
  func resize(_ size: Size) {
    // What was written for the old size belongs on the old screen.
    while pump(milliseconds: 0) {}
    screen.resize(size)
    Self.setSize(size, of: master)
  }

  /// Sends the program a signal.
  func signal(_ number: Int32) { kill(process, number) }

  /// Closes the window.
  func hangUp() {
    close(terminal)
    close(master)
    (master, terminal) = (-1, -1)
  }

  // MARK: The program

  /// The terminal's modes now.
  var modes: TerminalModes { TerminalModes(of: terminal) }

  /// Reads the program's output until the screen meets a condition.
  ///
  /// - Throws: `Failure`, with the screen, when it does not within the deadline or the program ended before it did.
  func waitUntil(_ what: String, deadline: Duration = .seconds(10), _ condition: (VTerm) -> Bool) throws {
    let end = ContinuousClock.now + deadline
    while !condition(screen) {
      if pump(milliseconds: 20) { continue }
      if hasEnded {
        while pump(milliseconds: 0) {}
        if condition(screen) { return }
        throw failure("the program ended before \(what)")
      }
      if ContinuousClock.now > end { throw failure("timed out waiting until \(what)") }
    }
  }

  /// Waits for the end of the program and takes all of its output.
  @discardableResult
  func waitExit(deadline: Duration = .seconds(10)) throws -> Exit {
    let end = ContinuousClock.now + deadline
    while !hasEnded {
      pump(milliseconds: 5)
      if ContinuousClock.now > end { throw failure("the program did not end") }
    }
    while pump(milliseconds: 0) {}
    guard let exit else { throw failure("the program did not end") }
    return exit
  }

  /// A failure that shows the screen.
  func failure(_ what: String) -> Failure {
    let edge = String(repeating: "-", count: screen.size.columns)
    let state = "cursor \(screen.cursor.column),\(screen.cursor.row)\(exit.map { ", \($0)" } ?? "")"
    return Failure(description: "\(what)\n\(edge)\n\(screen.text)\n\(edge)\n\(state)")
  }

  private var hasEnded: Bool {
    if exit != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    let number = status & 0x7f
    exit = number == 0 ? .exited(status >> 8 & 0xff) : .signaled(number)
    return true
  }

  /// Takes what the program has written. Returns whether there was anything.
  @discardableResult
  private func pump(milliseconds: Int32) -> Bool {
    guard master >= 0 else {
      poll(nil, 0, milliseconds)
      return false
    }
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0, descriptor.revents & Int16(POLLIN) != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    screen.write(buffer[..<count])
    let replies = screen.takeReplies()
    if !replies.isEmpty { _ = write(master, replies, replies.count) }
    return true
  }
}
