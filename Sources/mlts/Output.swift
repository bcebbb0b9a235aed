import SystemPackage

/// Standard output and standard error, written whole or not at all silently: a full disk behind `>` is an error.
enum Output {
  /// Writes text to standard output; ends the process with a message if that fails.
  static func print(_ text: String, terminator: String = "") {
    write(Array((text + terminator).utf8))
  }

  /// Writes bytes to standard output; ends the process with a message if that fails.
  static func write(_ bytes: [UInt8]) {
    do {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch {
      Self.error("cannot write to standard output: \(error). Free space, or send it elsewhere.")
      finish(.unable)
    }
  }

  /// Writes a message to standard error.
  static func error(_ message: String) {
    let text = message.hasPrefix("Error:") || message.hasPrefix("Usage:") ? message : "mlts: \(message)"
    // Nobody is left to tell if this fails.
    _ = try? FileDescriptor.standardError.writeAll(Array((text + "\n").utf8))
  }
}
