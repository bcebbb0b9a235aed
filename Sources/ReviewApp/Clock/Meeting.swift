import MLTestScore
import Screen

/// How long the meeting and each of its tests took. A value that is told the time; it owns no clock.
public struct Meeting: Hashable, Sendable {
  private let start: Timestamp
  /// The test at hand.
  private var test: String
  private var since: Timestamp
  /// Seconds on tests that were left, by test.
  private var spent: [String: Int] = [:]

  init(start: Timestamp, test: String) {
    self.start = start
    self.test = test
    since = start
  }

  /// The meeting turned to another test.
  mutating func enter(_ id: String, at now: Timestamp) {
    guard id != test else { return }
    spent[test, default: 0] += Meeting.seconds(from: since, to: now)
    test = id
    since = now
  }

  /// Seconds since the review was opened.
  func total(at now: Timestamp) -> Int { Meeting.seconds(from: start, to: now) }

  /// Seconds on the test at hand, earlier visits with it.
  func onTest(at now: Timestamp) -> Int { spent[test, default: 0] + Meeting.seconds(from: since, to: now) }

  /// A clock that was set back does not count.
  private static func seconds(from start: Timestamp, to end: Timestamp) -> Int {
    max(0, end.secondsSince1970 - start.secondsSince1970)
  }

  /// Seconds as clocks write them: `4:07`, `1:02:03`.
  static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":\(two(seconds % 60))"
  }
}

extension ReviewState {
  /// The meeting's clock and the test's, and whether the test took longer than its time box.
  var clockWords: (meeting: String, test: String, isOver: Bool) {
    let onTest = meeting.onTest(at: now)
    let box = options.timebox.map { "/\(Meeting.clock($0))" } ?? ""
    return (
      Meeting.clock(meeting.total(at: now)), Meeting.clock(onTest) + box,
      options.timebox.map { onTest > $0 } ?? false
    )
  }
}
