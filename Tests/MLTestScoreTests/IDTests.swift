import TestSupport
import Testing

@testable import MLTestScore

@Suite struct IDTests {
  @Test func idsAreShortAndRandom() {
    var random = Seeded(1)
    let ids = (0..<1000).map { _ in IDs.evidence(using: &random) }
    #expect(Set(ids).count == 1000)
    #expect(ids.allSatisfy { $0.hasPrefix("e-") && $0.utf8.count == 10 })
    #expect(IDs.action(using: &random).hasPrefix("a-"))
    #expect(IDs.assessment(using: &random).utf8.count == 32)
  }

  @Test func milestonesAreNamedByDayAndTitle() throws {
    let day = try #require(Day("2026-05-12"))
    #expect(IDs.milestone(title: "Launch review!", on: day, taken: []) == "2026-05-12-launch-review")
    #expect(IDs.milestone(title: "", on: day, taken: []) == "2026-05-12")
    #expect(IDs.milestone(title: "日本 / ..", on: day, taken: []) == "2026-05-12")
    #expect(IDs.milestone(title: "A", on: day, taken: ["2026-05-12-a", "2026-05-12-a-2"]) == "2026-05-12-a-3")
    let long = IDs.milestone(title: String(repeating: "word ", count: 50), on: day, taken: [])
    #expect(long.utf8.count <= 52)
  }
}
