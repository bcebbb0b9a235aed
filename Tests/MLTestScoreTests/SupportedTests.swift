import TestSupport
import Testing

@testable import MLTestScore

@Suite struct SupportedTests {
  let rubric = smallRubric(sections: 1, tests: 2)
  let stamp = Stamp(at: Timestamp(secondsSince1970: 1_790_000_000), by: "facilitator")

  func score(_ test: String, level: String, _ change: (inout Answer) -> Void) throws -> TestScore {
    var assessment = Assessment.blank(rubric)
    var answer = Answer()
    answer.decide(level: rubric.level(level), rubric: rubric, stamp: stamp)
    change(&answer)
    assessment.answers[test] = answer
    return try #require(assessment.score(under: rubric, on: today).test(test))
  }

  func evidence(daysOld: Int) -> Evidence {
    Evidence(kind: .report, locator: "x", observed: Day(daysSince1970: today.daysSince1970 - daysOld))
  }

  @Test func creditWithoutEvidenceIsClaimedButNotSupported() throws {
    let test = try score("s0-2", level: "manual") { _ in }
    #expect(test.claimed == .half)
    #expect(test.supported == .zero)
    #expect(test.flags == [.noEvidence])
  }

  @Test(arguments: [
    ("manual", 180, true), ("manual", 181, false), ("automated", 30, true), ("automated", 31, false),
  ])
  func evidenceAgesByTheFreshnessOfTheLevel(_ level: String, _ days: Int, _ isFresh: Bool) throws {
    let test = try score("s0-2", level: level) { $0.evidence["e-1"] = evidence(daysOld: days) }
    #expect(test.flags == (isFresh ? [] : [.staleEvidence]))
    #expect((test.supported == test.claimed) == isFresh)
  }

  @Test func oneFreshPieceOfEvidenceIsEnough() throws {
    let test = try score("s0-2", level: "automated") {
      $0.evidence["e-1"] = evidence(daysOld: 300)
      $0.evidence["e-2"] = evidence(daysOld: 3)
    }
    #expect(test.flags.isEmpty)
  }

  @Test func evidenceWithoutAnyDateIsStale() throws {
    let test = try score("s0-2", level: "manual") { $0.evidence["e-1"] = Evidence(kind: .file, locator: "x") }
    #expect(test.flags == [.staleEvidence])
  }

  @Test func whereTeamsAssumeThatSomebodyElseWatchesAnOwnerIsNeeded() throws {
    let without = try score("s0-1", level: "manual") {
      $0.evidence["e-1"] = evidence(daysOld: 0)
      $0.owner = "  "
    }
    #expect(without.flags == [.noOwner])
    #expect(without.supported == .zero)
    let with = try score("s0-1", level: "manual") {
      $0.evidence["e-1"] = evidence(daysOld: 0)
      $0.owner = "oncall"
    }
    #expect(with.flags.isEmpty)
    #expect(with.supported == .half)
  }

  @Test func withoutCreditThereIsNothingToDoubt() throws {
    let test = try score("s0-1", level: "none") { _ in }
    #expect(test.flags.isEmpty)
  }

  @Test func answersFromBeforeTheLastMilestoneAreCarriedOverUntilConfirmed() throws {
    var assessment = Assessment.blank(rubric)
    var old = Answer()
    old.decide(level: nil, rubric: rubric, stamp: Stamp(at: Timestamp(secondsSince1970: 1000), by: "facilitator"))
    assessment.answers = ["s0-1": old]
    #expect(assessment.score(under: rubric, on: today).test("s0-1")?.isCarriedOver == false)
    assessment.milestones["m"] = Milestone(title: "Launch", at: Timestamp(secondsSince1970: 2000))
    #expect(assessment.score(under: rubric, on: today).test("s0-1")?.isCarriedOver == true)
    #expect(assessment.score(under: rubric, on: today).test("s0-2")?.isCarriedOver == false)
    assessment.answers["s0-1"]?.decided = stamp
    #expect(assessment.score(under: rubric, on: today).test("s0-1")?.isCarriedOver == false)
  }

  /// In time, and by id where two closed in one second, however they write it.
  @Test func theLastMilestoneIsTheLastOfAll() throws {
    let seed: UInt64 = 20_170_104
    var random = Seeded(seed)
    for round in 0..<200 {
      var assessment = Assessment.blank(smallRubric())
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let second = Int.random(in: 0...9, using: &random)
        let text = ["2026-01-01T00:00:0\(second)Z", "2026-01-01T01:00:0\(second)+01:00"]
        let at = try #require(Timestamp(text.randomElement(using: &random) ?? ""))
        assessment.milestones["m-\(Int.random(in: 0...20, using: &random))"] = Milestone(title: "x", at: at)
      }
      let last = assessment.lastMilestone?.id
      let sorted = assessment.milestonesByDate
      #expect(last == sorted.last?.id, "seed \(seed), round \(round)")
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        let (a, b) = (one.milestone.at.secondsSince1970, next.milestone.at.secondsSince1970)
        #expect(a < b || a == b && one.id < next.id, "seed \(seed), round \(round)")
      }
    }
  }
}
