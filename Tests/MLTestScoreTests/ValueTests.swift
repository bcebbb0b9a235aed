import Testing

@testable import MLTestScore

@Suite struct ValueTests {
  @Test func pointsAreWrittenTheSameEverywhere() {
    #expect(
      (-3...15).map { Points(halves: $0).description }.prefix(8) == [
        "-1.5", "-1.0", "-0.5", "0.0", "0.5", "1.0", "1.5", "2.0",
      ])
    #expect([0, 1, 2, 3, 4].map { Points(halves: $0).credit() } == ["0", "½", "1", "1½", "2"])
    #expect([0, 1, 2, 3].map { Points(halves: $0).credit(ascii: true) } == ["0", ".5", "1", "1.5"])
  }

  @Test func onlyHalfStepsArePoints() {
    #expect(Points(exactly: 2.5)?.halves == 5)
    #expect(Points(exactly: 0)?.halves == 0)
    for wrong in [0.25, 1.0000001, .nan, .infinity, 1e300] { #expect(Points(exactly: wrong) == nil) }
  }

  @Test func everyDayOfFourHundredYearsComesBack() throws {
    var previous: Day?
    var days = 0
    for year in 1900..<2300 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          let value = try #require(Day(year: year, month: month, day: day))
          let parts = value.components
          guard parts == (year, month, day), Day(value.description) == value,
            previous.map({ $0.daysSince1970 + 1 == value.daysSince1970 }) ?? true
          else {
            Issue.record("\(year)-\(month)-\(day) came back as \(value)")
            return
          }
          previous = value
          days += 1
        }
      }
    }
    #expect(days == 146_097)
    #expect(Day(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
  }

  @Test(arguments: [
    "", "2026-2-3", "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "20260101", "2026-01-011",
    "2026/01/01", "0000-01-01", "２０２６-01-01", "+026-01-01", " 2026-01-01",
  ])
  func whatIsNoDayIsRefused(_ text: String) { #expect(Day(text) == nil) }

  @Test func leapDaysAreDays() {
    #expect(Day("2024-02-29") != nil)
    #expect(Day("2000-02-29") != nil)
    #expect(Day("1900-02-29") == nil)
  }

  @Test func timesKeepTheirTextAndCompareByTheirMoment() throws {
    let utc = try #require(Timestamp("2026-11-20T10:00:00Z"))
    let offset = try #require(Timestamp("2026-11-20T11:30:00+01:30"))
    let fraction = try #require(Timestamp("2026-11-20T10:00:00.125Z"))
    #expect(utc.secondsSince1970 == offset.secondsSince1970)
    #expect(offset.text == "2026-11-20T11:30:00+01:30")
    #expect(fraction.secondsSince1970 == utc.secondsSince1970)
    #expect(Timestamp(secondsSince1970: utc.secondsSince1970).text == "2026-11-20T10:00:00Z")
    #expect(Timestamp(secondsSince1970: -1).text == "1969-12-31T23:59:59Z")
    #expect(utc.day == Day("2026-11-20"))
  }

  @Test(arguments: [
    "2026-11-20", "2026-11-20 10:00:00Z", "2026-11-20T10:00:00", "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z",
    "2026-11-31T10:00:00Z", "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00+25:00", "2026-11-20T10:00:00z ", "now",
  ])
  func whatIsNoTimeIsRefused(_ text: String) { #expect(Timestamp(text) == nil) }
}
