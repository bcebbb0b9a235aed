import Glibc
import MLTestScore

/// Who writes drafts: this process, and how it tells whether another one still runs.
struct DraftSession: Sendable {
  /// The writer that a draft names.
  struct Writer: Hashable, Sendable {
    var host: String
    var process: Int32
  }

  /// How long a draft of another machine counts as being typed, in seconds: its processes cannot be seen from here.
  static let foreignPatience = 600

  /// The name of this machine.
  let host: String
  /// This process.
  let process: Int32
  /// Whether a process of this machine runs mlts.
  let runs: @Sendable (Int32) -> Bool

  /// This process.
  static var current: DraftSession {
    DraftSession(host: hostName, process: getpid(), runs: isRunningHere)
  }

  /// Whether the session that wrote a draft is still going on.
  func isRunning(_ writer: Writer, wroteAt: Timestamp, now: Timestamp?) -> Bool {
    if writer.host == host { return writer.process != process && writer.process > 0 && runs(writer.process) }
    guard let now, !writer.host.isEmpty else { return false }
    return now.secondsSince1970 - wroteAt.secondsSince1970 < DraftSession.foreignPatience
  }

  private static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A number is given to another process some day, so it has to run what this one runs too (proc(5)).
  private static func isRunningHere(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 || errno == EPERM else { return false }
    guard let other = commandName(of: "\(process)"), let own = commandName(of: "self") else { return true }
    return other == own
  }

  private static func commandName(of process: String) -> String? {
    guard let file = fopen("/proc/\(process)/comm", "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 64)
    guard fgets(&buffer, 64, file) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
