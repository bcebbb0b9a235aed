/// A calendar day (Gregorian), without a time or a time zone.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let daysSince1970: Int

  /// Makes a day from a count of days since 1970-01-01.
  public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// Makes a day, or nothing where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    // Counting years from March puts the leap day at the end of the year, so that months have fixed offsets.
    let y = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    daysSince1970 = y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
  }

  /// Reads `2026-11-20`; nothing where the text is not a day in exactly that form.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Day.number(bytes[0..<4]), let month = Day.number(bytes[5..<7]),
      let day = Day.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The day as `2026-11-20`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Compares two days.
  public static func < (a: Day, b: Day) -> Bool { a.daysSince1970 < b.daysSince1970 }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

/// A moment, kept as it was written (RFC 3339), so that a file that is loaded and saved keeps its bytes.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The text as it was written, such as `2026-11-20T10:00:00Z`.
  public let text: String
  /// Whole seconds since 1970-01-01T00:00:00Z.
  public let secondsSince1970: Int

  /// Makes the moment so many seconds after 1970-01-01T00:00:00Z, written in UTC.
  public init(secondsSince1970 seconds: Int) {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    secondsSince1970 = seconds
    text =
      "\(Day(daysSince1970: days))T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// Reads an RFC 3339 time: `2026-11-20T10:00:00Z`, with a fraction or an offset where there is one. Nothing where it
  /// is none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let day = Day(text.prefix(10)),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = Day.number(bytes[11..<13]), hour < 24, let minute = Day.number(bytes[14..<16]), minute < 60,
      let second = Day.number(bytes[17..<19]), second < 61
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Timestamp.offsetSeconds(rest) else { return nil }
    self.text = text
    secondsSince1970 = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  /// The day of the moment in UTC.
  public var day: Day { Day(daysSince1970: Int((Double(secondsSince1970) / 86_400).rounded(.down))) }

  /// The text as it was written.
  public var description: String { text }

  /// Compares two moments, however they are written.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.secondsSince1970 < b.secondsSince1970 }

  private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int? {
    let rest = Array(bytes)
    if rest == [UInt8(ascii: "Z")] { return 0 }
    guard rest.count == 6, rest[0] == UInt8(ascii: "+") || rest[0] == UInt8(ascii: "-"),
      rest[3] == UInt8(ascii: ":"), let hours = Day.number(rest[1..<3]), hours < 24,
      let minutes = Day.number(rest[4..<6]), minutes < 60
    else { return nil }
    return (rest[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
