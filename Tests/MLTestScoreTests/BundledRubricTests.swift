import MLTestScore
import Testing

@Suite struct BundledRubricTests {
  /// The workshop paper: one point by hand, two automated, whole-number bands, and none for 11.
  @Test func theEditionOf2016HasItsOwnScaleAndSaysThatElevenIsInNoBand() throws {
    let rubric = try #require(try Rubric.bundled(id: "ml-test-score", version: "2016"))
    #expect(rubric.tests.count == 28)
    #expect(rubric.levels.map(\.points) == [Points(whole: 1), Points(whole: 2)])
    #expect(rubric.step == Points(whole: 1))
    let labels = (0...14).map { rubric.band(for: Points(whole: $0))?.label ?? "" }
    #expect(
      labels == [
        "Research project", "Not totally untested", "Not totally untested", "First pass", "First pass",
        "Reasonably tested", "Reasonably tested", "Strong", "Strong", "Strong", "Strong", "No band", "Exceptional",
        "Exceptional", "Exceptional",
      ])
    #expect(rubric.band(for: Points(whole: 11))?.isGap == true)
    let next = try #require(rubric.band(after: Points(whole: 8)))
    #expect(rubric.lowestScore(in: next) == Points(whole: 12))
    #expect(try Rubric.mlTestScore2017().tests.map(\.id) == rubric.tests.map(\.id))
  }
}
