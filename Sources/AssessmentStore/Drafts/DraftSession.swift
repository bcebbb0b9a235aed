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

  /// A number is given to another process some day, so it has to run what this one runs too.
  private static func isRunningHere(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 || errno == EPERM else { return false }
    guard let other = Program(of: "\(process)"), let own = Program(of: "self") else { return true }
    return other.name == own.name && !other.hasEnded
  }

  /// What a process runs, as the system tells (proc(5)).
  struct Program {
    /// The beginning of the program's name.
    let name: String
    /// Whether it is over and only nobody has asked yet how it ended: where no init does, in a container, for ever.
    let hasEnded: Bool

    /// Asks about a process; nothing where the system does not tell.
    init?(of process: String) {
      guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 512)
      let count = fread(&buffer, 1, buffer.count, file)
      self.init(stat: String(decoding: buffer.prefix(count), as: UTF8.self))
    }

    /// Reads `6778 (mlts) S 1 …`; the name may hold brackets and blanks itself.
    init?(stat: String) {
      guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")"), open < close else {
        return nil
      }
      name = String(stat[stat.index(after: open)..<close])
      let state = stat[stat.index(after: close)...].first { $0 != " " }
      hasEnded = state == "Z" || state == "X"
    }
  }
}
