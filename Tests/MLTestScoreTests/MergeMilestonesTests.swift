import TestSupport
import Testing

@testable import MLTestScore

/// Reviews that were closed on two sides.
@Suite struct MergeMilestonesTests {
  let rubric = smallRubric(sections: 2, tests: 2)
  let id = "\(today)-launch-review"

  func milestone(_ second: Int, _ title: String = "Launch review", _ who: String = "data-lead") -> Milestone {
    Milestone(title: title, at: Timestamp(secondsSince1970: second), participants: [who])
  }

  func assessment(_ milestones: [String: Milestone]) -> Assessment {
    var assessment = Assessment.blank(rubric)
    assessment.milestones = milestones
    return assessment
  }

  func merge(
    _ base: [String: Milestone], _ ours: [String: Milestone], _ theirs: [String: Milestone]
  ) -> MergeResult {
    Assessment.merge(base: assessment(base), ours: assessment(ours), theirs: assessment(theirs), under: rubric)
  }

  @Test func twoReviewsOfOneDayAndTitleBothStay() {
    let (early, late) = (milestone(10), milestone(20))
    let both = [id: early, id + "-2": late]
    for (ours, theirs) in [(early, late), (late, early)] {
      let result = merge([:], [id: ours], [id: theirs])
      #expect(result.conflicts.isEmpty)
      #expect(result.assessment.milestones == both)
    }
    // Once more with a side that has seen it adds no third.
    for side in [[id: early], [id: late], both] {
      #expect(merge([:], both, side) == merge([:], side, both))
      #expect(merge([:], both, side).assessment.milestones == both)
    }
    // A third one before the others takes the id, and nothing is lost.
    let first = milestone(5)
    #expect(merge([:], both, [id: first]).assessment.milestones == [id: first, id + "-2": late, id + "-3": early])
  }

  @Test func ofTwoClosedInOneSecondTheTitleAndTheParticipantsDecide() {
    let one = milestone(10, "Launch review", "data-lead")
    let other = milestone(10, "Launch review", "oncall")
    let title = milestone(10, "Launch-review", "a")
    #expect(merge([:], [id: other], [id: one]).assessment.milestones == [id: one, id + "-2": other])
    #expect(merge([:], [id: title], [id: other]).assessment.milestones == [id: other, id + "-2": title])
  }

  @Test func undoOfOneThatWasMovedTakesAwayThatOne() {
    let (mine, theirs) = (milestone(20), milestone(10))
    let merged = merge([:], [id: mine], [id: theirs]).assessment.milestones
    #expect(merged == [id: theirs, id + "-2": mine])
    // How a session carries its undo steps over to what came from outside.
    let undone = merge([id: mine], [:], merged)
    #expect(undone.conflicts.isEmpty)
    #expect(undone.assessment.milestones == [id: theirs])
  }

  @Test func onlyAMilestoneThatHandsChangedIsAConflict() {
    let (before, ours, theirs) = (milestone(10), milestone(11), milestone(12))
    #expect(merge([id: before], [id: ours], [id: theirs]).conflicts.map(\.path) == [["milestones", id]])
    #expect(merge([id: before], [:], [id: theirs]).conflicts.count == 1)
    #expect(merge([id: before], [id: ours], [id: before]).assessment.milestones == [id: ours])
  }

  @Test func laws() {
    let seed: UInt64 = 20_170_102
    var random = Seeded(seed)
    func closed(_ milestones: [String: Milestone], times: Int) -> [String: Milestone] {
      var result = milestones
      for _ in 0..<times {
        let title = ["Launch review", "Launch review 2", "launch review", "日本"].randomElement(using: &random) ?? ""
        let new = milestone(
          Int.random(in: 0...3, using: &random), title, ["a", "b"].randomElement(using: &random) ?? "")
        if result.values.contains(new) { continue }
        result[IDs.milestone(title: title, on: today, taken: result.keys)] = new
      }
      return result
    }
    for round in 0..<2_000 {
      let context: Comment = "seed \(seed), round \(round)"
      let base = closed([:], times: Int.random(in: 0...2, using: &random))
      let ours = closed(base, times: Int.random(in: 0...3, using: &random))
      let theirs = closed(base, times: Int.random(in: 0...3, using: &random))
      let merged = merge(base, ours, theirs)
      #expect(merged.conflicts.isEmpty, context)
      #expect(merged == merge(base, theirs, ours), context)
      let milestones = merged.assessment.milestones
      #expect(Set(milestones.values) == Set(ours.values).union(theirs.values), context)
      #expect(milestones.count == Set(milestones.values).count, context)
      for (id, milestone) in base { #expect(milestones[id] == milestone, context) }
      for side in [base, ours, theirs] {
        #expect(merge(base, milestones, side).assessment.milestones == milestones, context)
        #expect(merge(base, side, milestones).assessment.milestones == milestones, context)
      }
      // Going on from either side loses nothing either.
      #expect(merge(ours, ours, milestones).assessment.milestones == milestones, context)
      let more = closed(ours, times: 2)
      let again = merge(ours, more, milestones).assessment.milestones
      #expect(Set(again.values) == Set(more.values).union(milestones.values), context)
      // Taking back what one side added leaves what the other has.
      let back = merge(ours, base, milestones)
      #expect(back.conflicts.isEmpty, context)
      let onlyOurs = Set(ours.values).subtracting(base.values)
      #expect(Set(back.assessment.milestones.values) == Set(milestones.values).subtracting(onlyOurs), context)
    }
  }
}
