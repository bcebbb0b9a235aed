import ArgumentParser
import Glibc
import MLTestScore

/// The time and the local day; fixed by `--now` in tests and for reproducible reports.
struct Clock: Sendable {
  private let fixed: Timestamp?

  init(fixed: Timestamp? = nil) { self.fixed = fixed }

  /// The time now.
  var now: Timestamp { fixed ?? Timestamp(secondsSince1970: time(nil)) }

  /// The day where the person is (by TZ), since that is the day they mean when they say today.
  var today: Day {
    if let fixed { return Day(fixed.text.prefix(10)) ?? fixed.day }
    var seconds = time(nil)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil,
      let day = Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else { return now.day }
    return day
  }
}

/// The option that fixes the clock.
struct ClockOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Take this time for now, as 2026-11-20T10:00:00Z.", valueName: "time"))
  var now: String?

  func validate() throws { _ = try clock() }

  /// The clock to use.
  func clock() throws -> Clock {
    guard let now else { return Clock() }
    guard let time = Timestamp(now) else {
      throw ValidationError("--now \(now) is not a time: write it as 2026-11-20T10:00:00Z")
    }
    return Clock(fixed: time)
  }
}
