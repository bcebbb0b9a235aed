import CTerminalGuard
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Terminal {
  /// Escape alone answers after this many milliseconds: time for the rest of a sequence to come.
  private static let escapeDelay = 25
  /// The rest of what only a terminal sends may take longer, on a slow line: nobody waits for it.
  private static let sequenceDelay = 250
  /// A paste with no end in sight is over after this silence.
  private static let pasteDelay = 2000

  /// Waits for the next event.
  ///
  /// - Parameter timeoutMilliseconds: how long at most; 0 takes only what is there, nil waits for as long as it takes.
  /// - Returns: nil when the time is up or `waker` was used.
  public func nextEvent(timeoutMilliseconds: Int?) -> Event? {
    let deadline = timeoutMilliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while true {
      if let event = readyEvent() { return event }
      if isGone { return .hangup }
      let limits = [deadline, sequenceDeadline()].compactMap(\.self)
      switch wait(until: limits.min()) {
      case .input: readInput()
      case .signal: if !hasSignal() { return nil }
      case .gone:
        isGone = true
        return .hangup
      case .nothing:
        let now = ContinuousClock.now
        if let limit = sequenceDeadline(), limit <= now {
          if let event = decoder.next(final: true) { return event }
        } else if let deadline, deadline <= now {
          return nil
        }
      }
    }
  }

  // MARK: What is there

  private func readyEvent() -> Event? {
    if hasSignal() { return queued.removeFirst() }
    return decoder.next()
  }

  /// Carries out what signals ask for and queues what is to be reported. Returns whether something is queued.
  private func hasSignal() -> Bool {
    while queued.isEmpty {
      let number = tg_next_signal()
      switch number {
      case 0: return false
      case SIGTSTP: suspend()
      case SIGCONT: comeBack()
      case SIGWINCH: if adoptSize() { queued.append(.resize(size)) }
      default: queued.append(.terminate(signal: number))
      }
    }
    return true
  }

  private func sequenceDeadline() -> ContinuousClock.Instant? {
    switch decoder.wait {
    case .none: nil
    case .escape: lastInput + .milliseconds(Self.escapeDelay)
    case .sequence: lastInput + .milliseconds(Self.sequenceDelay)
    case .paste: lastInput + .milliseconds(Self.pasteDelay)
    }
  }

  // MARK: The descriptors

  private enum Readiness { case input, signal, gone, nothing }

  private func wait(until deadline: ContinuousClock.Instant?) -> Readiness {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: tg_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, 2, deadline.map(Self.milliseconds(until:)) ?? -1)
    // EINTR: the signal has left a byte in the pipe, which the next call sees.
    guard count > 0 else { return .nothing }
    if descriptors[1].revents != 0 { return .signal }
    if descriptors[0].revents & Int16(POLLIN) != 0 { return .input }
    return descriptors[0].revents == 0 ? .nothing : .gone
  }

  /// The time left, rounded up: rounding down would spin through the last millisecond.
  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = (deadline - .now).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    let milliseconds =
      min(left.seconds, 1_000_000) * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(milliseconds)
  }

  private func readInput() {
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
      let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count > 0 {
        decoder.append(buffer.prefix(count))
        lastInput = .now
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        isGone = true
      }
    }
  }
}
