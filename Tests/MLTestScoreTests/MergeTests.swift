import TestSupport
import Testing

@testable import MLTestScore

@Suite struct MergeTests {
  let rubric = smallRubric(sections: 2, tests: 2)

  /// A random edit of the kind that a person makes in one step.
  func edit(_ assessment: inout Assessment, _ random: inout Seeded) {
    let test = rubric.tests.randomElement(using: &random)?.id ?? ""
    var answer = assessment.answer(test)
    let stamp = Stamp(
      at: Timestamp(secondsSince1970: Int.random(in: 0...5, using: &random)),
      by: ["a", "b"].randomElement(using: &random) ?? "")
    func word() -> String { ["x", "y", "z"].randomElement(using: &random) ?? "" }
    func id() -> String { "id-" + word() }
    switch Int.random(in: 0..<13, using: &random) {
    case 0:
      answer.decide(
        level: [nil, rubric.levels[0], rubric.levels[1]].randomElement(using: &random) ?? nil, rubric: rubric,
        stamp: stamp)
    case 1: answer.toggle(criterion: rubric.criteria.randomElement(using: &random)?.id ?? "", stamp: stamp)
    case 2: answer.markNotApplicable(reason: word(), stamp: stamp)
    case 3: answer.leaveOpen(stamp: stamp)
    case 4: answer.clearDecision()
    case 5:
      var lines =
        answer.note.isEmpty
        ? [] : answer.note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let at = Int.random(in: 0...lines.count, using: &random)
      if Bool.random(using: &random) || lines.isEmpty {
        lines.insert(word(), at: at)
      } else {
        lines.remove(at: min(at, lines.count - 1))
      }
      answer.note = lines.joined(separator: "\n")
    case 6:
      answer.evidence[id()] =
        Bool.random(using: &random) ? Evidence(kind: .file, locator: word(), summary: word()) : nil
    case 7:
      answer.actions[id()] = Bool.random(using: &random) ? Action(text: word(), owner: word(), due: today) : nil
    case 8: answer.owner = word()
    case 9: answer.unknown[word()] = .object([word(): .string(word())])
    case 10: assessment.system.description = word()
    case 11: assessment.scope.model = word()
    default: answer.target = rubric.levels.randomElement(using: &random)?.id
    }
    assessment.answers[test] = answer.isBlank ? nil : answer
  }

  func edited(_ assessment: Assessment, times: Int, _ random: inout Seeded) -> Assessment {
    var result = assessment
    for _ in 0..<times { edit(&result, &random) }
    return result
  }

  @Test func laws() {
    let seed: UInt64 = 20_170_101
    var random = Seeded(seed)
    for round in 0..<10_000 {
      let context: Comment = "seed \(seed), round \(round)"
      let base = edited(.blank(rubric), times: Int.random(in: 0...6, using: &random), &random)
      let ours = edited(base, times: Int.random(in: 0...3, using: &random), &random)
      let theirs = edited(base, times: Int.random(in: 0...3, using: &random), &random)
      func merge(_ b: Assessment, _ o: Assessment, _ t: Assessment) -> MergeResult {
        Assessment.merge(base: b, ours: o, theirs: t, under: rubric)
      }
      #expect(merge(base, base, theirs) == MergeResult(assessment: theirs, conflicts: []), context)
      #expect(merge(base, ours, base) == MergeResult(assessment: ours, conflicts: []), context)
      #expect(merge(base, ours, ours) == MergeResult(assessment: ours, conflicts: []), context)
      let one = merge(base, ours, theirs)
      let other = merge(base, theirs, ours)
      #expect(
        one.conflicts.map { [$0.base, $0.ours, $0.theirs] }
          == other.conflicts.map { [$0.base, $0.theirs, $0.ours] },
        context)
      #expect(one.conflicts.map(\.path) == other.conflicts.map(\.path), context)
      if one.conflicts.isEmpty { #expect(one.assessment == other.assessment, context) }
      // Every test that one side alone touched is as that side left it.
      for test in rubric.tests.map(\.id) {
        let (b, o, t) = (base.answers[test], ours.answers[test], theirs.answers[test])
        if b == t { #expect(one.assessment.answers[test] == o, context) }
        if b == o { #expect(one.assessment.answers[test] == t, context) }
      }
      // So is every field that one side alone touched, where the other side touched other fields of the same test.
      func keeps<T: Equatable>(_ part: (Assessment) -> T) -> Bool {
        let (b, o, t, m) = (part(base), part(ours), part(theirs), part(one.assessment))
        return b == t ? m == o : b == o ? m == t : true
      }
      #expect(keeps(\.system.description) && keeps(\.scope.model), context)
      for test in rubric.tests.map(\.id) {
        #expect(keeps { $0.answer(test).note } && keeps { $0.answer(test).owner }, context)
        #expect(keeps { $0.answer(test).target } && keeps { $0.answer(test).unknown }, context)
        for id in ["id-x", "id-y", "id-z"] {
          #expect(keeps { $0.answer(test).evidence[id] } && keeps { $0.answer(test).actions[id] }, context)
        }
      }
      for answer in one.assessment.answers.values {
        #expect(answer.state != .notApplicable || !answer.reason.isEmpty, context)
        #expect(answer.state != .notAssessed || answer.criteria.isEmpty, context)
        #expect(answer.couldBe == nil || answer.state == .openQuestion, context)
        #expect(!answer.isBlank, context)
      }
    }
  }

  func answers(_ change: (inout Answer) -> Void) -> Assessment {
    var assessment = Assessment.blank(rubric)
    var answer = Answer()
    change(&answer)
    assessment.answers["s0-1"] = answer.isBlank ? nil : answer
    return assessment
  }

  let early = Stamp(at: Timestamp(secondsSince1970: 10), by: "a")
  let late = Stamp(at: Timestamp(secondsSince1970: 20), by: "b")

  @Test func differentFieldsOfOneTestMergeWithoutAsking() {
    let ours = answers {
      $0.decide(level: rubric.levels[0], rubric: rubric, stamp: early)
      $0.evidence["e-1"] = Evidence(kind: .link, locator: "ours")
    }
    let theirs = answers {
      $0.note = "theirs"
      $0.evidence["e-2"] = Evidence(kind: .link, locator: "theirs")
      $0.owner = "oncall"
    }
    let result = Assessment.merge(base: .blank(rubric), ours: ours, theirs: theirs, under: rubric)
    #expect(result.conflicts.isEmpty)
    let answer = result.assessment.answer("s0-1")
    #expect(answer.evidence.count == 2)
    #expect(answer.note == "theirs")
    #expect(answer.owner == "oncall")
    #expect(rubric.credit(meeting: answer.criteria) == .half)
  }

  @Test func twoDifferentCreditsAreAConflict() {
    let ours = answers { $0.decide(level: rubric.levels[0], rubric: rubric, stamp: early) }
    let theirs = answers { $0.decide(level: rubric.levels[1], rubric: rubric, stamp: late) }
    let result = Assessment.merge(base: .blank(rubric), ours: ours, theirs: theirs, under: rubric)
    #expect(result.conflicts.map(\.path) == [["answers", "s0-1"]])
    #expect(rubric.credit(meeting: result.assessment.answer("s0-1").criteria) == .half)
    let nothing = answers { $0.decide(level: nil, rubric: rubric, stamp: late) }
    #expect(Assessment.merge(base: .blank(rubric), ours: ours, theirs: nothing, under: rubric).conflicts.count == 1)
  }

  /// The ticks of a test that does not apply stay on record, but earn nothing.
  @Test(arguments: [true, false])
  func notApplicableAgainstAHigherCreditIsAConflict(withRubric: Bool) {
    let base = answers { $0.decide(level: rubric.levels[0], rubric: rubric, stamp: early) }
    var ours = base
    ours.answers["s0-1"]?.markNotApplicable(reason: "No batch", stamp: early)
    var theirs = base
    theirs.answers["s0-1"]?.decide(level: rubric.levels[1], rubric: rubric, stamp: late)
    let known = withRubric ? rubric : nil
    for (one, other) in [(ours, theirs), (theirs, ours)] {
      let result = Assessment.merge(base: base, ours: one, theirs: other, under: known)
      #expect(result.conflicts.map(\.path) == [["answers", "s0-1"]])
      #expect(result.assessment.answer("s0-1").state == one.answer("s0-1").state)
    }
    // Both came to nothing: the reason stands.
    theirs.answers["s0-1"]?.criteria = []
    let result = Assessment.merge(base: base, ours: ours, theirs: theirs, under: known)
    #expect(result.conflicts.isEmpty)
    #expect(result.assessment.answer("s0-1").state == .notApplicable)
  }

  /// What is settled today is no answer of the last review.
  @Test func aDecisionThatIsSettledIsDecidedThen() throws {
    let ours = answers { $0.decide(level: rubric.levels[0], rubric: rubric, stamp: early) }
    let theirs = answers { $0.decide(level: rubric.levels[1], rubric: rubric, stamp: early) }
    var merged = Assessment.merge(base: .blank(rubric), ours: ours, theirs: theirs, under: rubric)
    merged.assessment.milestones["m"] = Milestone(title: "Launch", at: Timestamp(secondsSince1970: 15))
    let conflict = try #require(merged.conflicts.first)
    func settled(_ settlement: Settlement) -> Answer {
      var assessment = merged.assessment
      assessment.settle(settlement)
      #expect(assessment.isCarriedOver(assessment.answer("s0-1")) == (settlement.stamp == nil))
      return assessment.answer("s0-1")
    }
    #expect(settled(Settlement(conflict, value: conflict.theirs)).decided == early)
    let answer = settled(Settlement(conflict, value: conflict.theirs, stamp: late))
    #expect(answer.decided == late)
    #expect(rubric.credit(meeting: answer.criteria) == Points(whole: 1))
    // To take it back is no decision, and leaves nothing to keep.
    var back = merged.assessment
    back.settle(Settlement(conflict, value: conflict.base, stamp: late))
    #expect(back.answers["s0-1"] == nil)
    // What is said beside a decision does not make it a new one.
    let note = Conflict(path: ["answers", "s0-1", "note"], base: nil, ours: .text("a"), theirs: .text("b"))
    var noted = merged.assessment
    noted.settle(Settlement(note, value: note.theirs, stamp: late))
    #expect(noted.answer("s0-1").decided == early)
  }

  @Test func ticksOfTwoPeopleAddUp() {
    let base = answers { $0.toggle(criterion: "performed", stamp: early) }
    var ours = base
    ours.answers["s0-1"]?.toggle(criterion: "documented", stamp: early)
    var theirs = base
    theirs.answers["s0-1"]?.toggle(criterion: "distributed", stamp: late)
    let result = Assessment.merge(base: base, ours: ours, theirs: theirs, under: rubric)
    #expect(result.conflicts.isEmpty)
    #expect(result.assessment.answer("s0-1").criteria == ["performed", "documented", "distributed"])
    #expect(result.assessment.answer("s0-1").decided == late)
  }

  @Test func deletingWhatTheOtherEditedIsAConflict() {
    let base = answers { $0.evidence["e-1"] = Evidence(kind: .link, locator: "x") }
    var ours = base
    ours.answers["s0-1"]?.evidence = [:]
    var theirs = base
    theirs.answers["s0-1"]?.evidence["e-1"]?.summary = "edited"
    let result = Assessment.merge(base: base, ours: ours, theirs: theirs)
    #expect(result.conflicts.map(\.path) == [["answers", "s0-1", "evidence", "e-1"]])
    #expect(result.conflicts.first?.ours == nil)
  }

  @Test func notesMergeLineByLine() {
    #expect(LineMerge.merge(base: "a\nb\nc", ours: "a1\nb\nc", theirs: "a\nb\nc2") == "a1\nb\nc2")
    #expect(LineMerge.merge(base: "a\nb\nc", ours: "a\nc", theirs: "a\nb\nc\nd") == "a\nc\nd")
    #expect(LineMerge.merge(base: "a\nb", ours: "a1\nb", theirs: "a2\nb") == nil)
    #expect(LineMerge.merge(base: "", ours: "x", theirs: "y") == nil)
    #expect(LineMerge.merge(base: "", ours: "x", theirs: "") == "x")
    #expect(LineMerge.merge(base: "a", ours: "", theirs: "a") == "")
    #expect(LineMerge.merge(base: "a\n", ours: "a\nb\n", theirs: "a\n") == "a\nb\n")
  }

  @Test func bothAddingTheFileIsMergedFromNothing() {
    var ours = answers { $0.note = "same" }
    var theirs = answers { $0.note = "same" }
    ours.id = "one"
    theirs.id = "two"
    let result = Assessment.merge(base: nil, ours: ours, theirs: theirs, under: rubric)
    // Which of two new ids stays is no question for people, as long as both sides choose the same.
    #expect(result.conflicts.isEmpty)
    let other = Assessment.merge(base: nil, ours: theirs, theirs: ours, under: rubric)
    #expect(result.assessment.id == "one" && other.assessment.id == "one")
    #expect(result.assessment.answer("s0-1").note == "same")
  }
}
