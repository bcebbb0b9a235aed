import Glibc
import MLTestScore
import Testing

/// `mlts merge` by hand and as git's driver, and what a file with open conflicts does to the other commands.
@Suite struct MergeCommandTests {
  /// An assessment with these answers.
  static func review(_ answers: String, id: String = "0", extra: String = "") -> String {
    #"{"answers": {\#(answers)}, "format": "mlts.assessment/1", "id": "\#(id)", \#(extra)"#
      + #""rubric": {"id": "ml-test-score", "version": "2017"}, "system": {"name": "s"}}"#
  }

  static func decided(_ criteria: String, at hour: Int) -> String {
    #""criteria": [\#(criteria)], "decided": {"at": "2026-11-20T\#(hour):00:00Z", "by": "data-lead"}, "state": "assessed""#
  }

  static let manual = #""performed", "documented", "distributed""#
  static let automated = #""automatic", "repeated""#

  private func place(_ base: String, _ ours: String, _ theirs: String) throws -> Workplace {
    let place = try Workplace()
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
      try place.write(text.utf8, to: name)
    }
    return place
  }

  private func json(_ place: Workplace, _ name: String = "ours") throws -> JSONValue {
    try JSONParser.parse(place.read(name))
  }

  @Test func editsOfDifferentThingsAreBothKept() throws {
    let place = try place(
      Self.review(""), Self.review(#""data-1": {"note": "ours"}"#),
      Self.review(#""data-1": {"owner": "data-lead"}, "infra-2": {"note": "theirs"}"#))
    let result = try place.mlts("merge", "base", "ours", "theirs", "a.mlts.json")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty && result.output.isEmpty)
    let merged = String(decoding: place.read("ours"), as: UTF8.self)
    for text in ["ours", "data-lead", "theirs"] { #expect(merged.contains("\"\(text)\"")) }
  }

  @Test func aConflictIsRecordedInValidJSONAndExitCodeIs1() throws {
    let place = try place(
      Self.review(#""data-1": {"note": "base"}"#), Self.review(#""data-1": {"note": "ours"}"#),
      Self.review(#""data-1": {"note": "theirs"}"#))
    let result = try place.mlts("merge", "base", "ours", "theirs", "sub/a.mlts.json")
    #expect(result.status == 1)
    #expect(result.errors.contains("sub/a.mlts.json: 1 conflict to settle: answers data-1 note"))
    guard case .object(let root) = try json(place), case .object(let conflicts)? = root["conflicts"] else {
      Issue.record("no conflicts")
      return
    }
    #expect(
      conflicts == [
        "/answers/data-1/note": .object([
          "base": .string("base"), "ours": .string("ours"), "theirs": .string("theirs"),
        ])
      ])
    // It validates, shows, says so, and is not scored.
    #expect(try place.mlts("validate", "ours").status == 0)
    let shown = try place.mlts("show", "ours", "--now", "2026-11-23T10:00:00Z")
    #expect(shown.status == 0 && shown.output.contains("1 conflict left by a merge"))
    #expect(try place.mlts("show", "--plain", "ours").output.contains("conflict /answers/data-1/note"))
    let checked = try place.mlts("check", "ours", "--min", "0")
    #expect(checked.status == 3)
    #expect(checked.errors.contains("conflict"))
    if let kept = getenv("MLTS_TEST_WRITTEN") {
      let copy = try #require(fopen("\(String(cString: kept))/conflicts.json", "w"))
      fputs(String(decoding: place.read("ours"), as: UTF8.self), copy)
      fclose(copy)
    }
  }

  /// Every kind of place can be in conflict, and comes back from the file as it was.
  @Test func everyKindOfConflictSurvivesTheFile() throws {
    let gap = { (word: String) in #""acceptedGap": {"by": "ml-lead", "reason": "\#(word)", "until": "2027-01-31"}"#
    }
    let evidence = { (word: String) in #""evidence": {"e/1~": {"kind": "file", "locator": "\#(word)"}}"# }
    let action = { (word: String) in #""actions": {"a-1": {"text": "do", "owner": "\#(word)"}}"# }
    func side(_ word: String, _ state: String) -> String {
      Self.review(
        #""data-1": {\#(state), \#(gap(word)), \#(evidence(word)), \#(action(word)), "new": {"key": "\#(word)"}}"#,
        extra: #""later": "\#(word)", "scope": {"model": "\#(word)"}, "#)
    }
    let place = try place(
      side("base", #""state": "open""#), side("ours", Self.decided(Self.manual, at: 10)),
      side("theirs", #""state": "not-applicable", "reason": "none""#))
    #expect(try place.mlts("merge", "base", "ours", "theirs").status == 1)
    guard case .object(let root) = try json(place), case .object(let conflicts)? = root["conflicts"] else {
      Issue.record("no conflicts")
      return
    }
    #expect(
      Set(conflicts.keys) == [
        "/answers/data-1", "/answers/data-1/acceptedGap", "/answers/data-1/actions/a-1/owner",
        "/answers/data-1/evidence/e~11~0/locator", "/answers/data-1/new/key", "/later", "/scope/model",
      ])
    // Merged with itself it is read and written once more, and nothing of it changes.
    let bytes = place.read("ours")
    try place.write(bytes, to: "again")
    try place.write(bytes, to: "base")
    #expect(try place.mlts("merge", "base", "again", "ours").status == 1)
    #expect(place.read("again") == bytes)
  }

  @Test func bothAddingTheFileIsMergedFromAnEmptyBase() throws {
    for base in ["", "\n"] {
      let place = try place(
        base, Self.review(#""data-1": {"note": "same"}"#, id: "b"),
        Self.review(#""data-1": {"note": "same"}, "data-2": {"note": "theirs"}"#, id: "a"))
      let result = try place.mlts("merge", "base", "ours", "theirs")
      #expect(result.status == 0, "\(result.errors)")
      #expect(String(decoding: place.read("ours"), as: UTF8.self).contains("theirs"))
    }
  }

  @Test(arguments: ["base", "ours", "theirs"])
  func whatCannotBeReadLeavesOursUntouched(_ broken: String) throws {
    let newer = Self.review("").replacing("mlts.assessment/1", with: "mlts.assessment/9")
    for text in ["{\"answers\": ", "<<<<<<< HEAD\n", "[]", newer] {
      let place = try place(Self.review(""), Self.review(#""data-1": {"note": "ours"}"#), Self.review(""))
      try place.write(text.utf8, to: broken)
      let before = place.read("ours")
      let result = try place.mlts("merge", "base", "ours", "theirs", "a.mlts.json")
      #expect(result.status == 2)
      #expect(result.errors.contains(broken) && result.errors.contains("not merged"))
      #expect(place.read("ours") == before)
    }
    let place = try place(Self.review(""), Self.review(""), Self.review(""))
    #expect(try place.mlts("merge", "base", "ours", "missing").status == 2)
  }

  @Test func aConflictThatOneSideSettledIsSettled() throws {
    let open = Self.review(
      #""data-1": {"note": "ours"}"#,
      extra: #""conflicts": {"/answers/data-1/note": {"base": "b", "ours": "ours", "theirs": "theirs"}}, "#)
    let place = try place(open, open, Self.review(#""data-1": {"note": "theirs"}"#))
    #expect(try place.mlts("merge", "base", "ours", "theirs").status == 0)
    let merged = String(decoding: place.read("ours"), as: UTF8.self)
    #expect(!merged.contains("conflicts") && merged.contains("theirs"))
  }

  @Test func checkSaysWhetherAScoreIsReached() throws {
    let place = try Workplace()
    let answers = ["data", "model", "infra", "monitor"].map {
      #""\#($0)-2": {\#(Self.decided(Self.automated, at: 10))}"#
    }
    try place.write(Self.review(answers.joined(separator: ",")).utf8, to: "a.mlts.json")
    #expect(try place.mlts("check", "a.mlts.json", "--min", "1", "--claimed").status == 0)
    let below = try place.mlts("check", "a.mlts.json", "--min", "1")
    #expect(below.status == 1 && below.output.contains("0.0 supported, below 1.0"))
    #expect(try place.mlts("check", "a.mlts.json", "--min", "0.3").status == 2)
    #expect(try place.mlts("check", "b.mlts.json").status == 4)
  }
}
