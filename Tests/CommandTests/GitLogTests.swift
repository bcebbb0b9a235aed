import Glibc
import MLTestScore
import Testing

/// `mlts log` over histories that a real git made.
@Suite struct GitLogTests {
  static let file = "fraud.mlts.json"

  private static func answer(_ test: String, _ criteria: String, more: String = "") -> String {
    #""\#(test)": {\#(MergeCommandTests.decided(criteria, at: 10))\#(more)}"#
  }

  private func commits(_ output: String) throws -> [[String: JSONValue]] {
    guard case .object(let root) = try JSONParser.parse(Array(output.utf8)),
      case .array(let commits)? = root["commits"]
    else {
      Issue.record("\(output)")
      return []
    }
    return commits.compactMap { if case .object(let members) = $0 { members } else { nil } }
  }

  @Test func eachCommitSaysWhatItDidToTheScores() throws {
    let repository = try GitPlace()
    let manual = ["data-1", "model-1", "infra-1"].map { Self.answer($0, MergeCommandTests.manual) }
    try repository.commit(try GitPlace.review(manual.joined(separator: ",")), to: Self.file, "Start")
    let all =
      manual + [
        Self.answer(
          "monitor-1", MergeCommandTests.manual, more: #", "evidence": {"e-1": {"kind": "file", "locator": "f"}}"#)
      ]
    try repository.commit(try GitPlace.review(all.joined(separator: ",")), to: Self.file, "Monitor is watched")
    try repository.commit(
      try GitPlace.review((all.dropFirst() + [#""data-2": {"note": "Later."}"#]).joined(separator: ",")),
      to: Self.file, "Take back Data 1")
    let result = try repository.mlts("log", Self.file)
    #expect(result.status == 0 && result.errors.isEmpty)
    let lines = result.output.split(separator: "\n").map {
      $0.hasPrefix(" ") ? String($0) : String($0.dropFirst(11))
    }
    #expect(
      lines == [
        "2026-11-20 data-lead  Take back Data 1",
        "  final 0.5 -> 0.0, supported 0.0",
        "  Data 1  ½ -> not assessed",
        "  Data 2  note changed",
        "2026-11-20 data-lead  Monitor is watched",
        "  final 0.0 -> 0.5, supported 0.0",
        "  Monitor 1  not assessed -> ½; evidence added",
        "2026-11-20 data-lead  Start",
        "  added",
        "  final 0.0",
      ])
    let ascii = try repository.mlts("log", "--ascii", Self.file).output
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 } && ascii.contains("not assessed -> .5"))
    let json = try commits(try repository.mlts("log", "--json", Self.file).output)
    #expect(json.count == 3)
    #expect(json[1]["before"] == .object(["claimed": .number("0"), "supported": .number("0")]))
    #expect(json[1]["final"] == .object(["claimed": .number("0.5"), "supported": .number("0")]))
    guard case .object(let tests)? = json[1]["tests"], case .object(let test)? = tests["monitor-1"] else {
      Issue.record("\(json)")
      return
    }
    #expect(test["before"] == .number("0") && test["after"] == .number("0.5"))
  }

  @Test func whatMovesNoScoreIsToldToo() throws {
    let repository = try GitPlace()
    let data = Self.answer("data-1", MergeCommandTests.manual)
    try repository.commit(try GitPlace.review(data), to: Self.file, "Start")
    let aimed = Self.answer("data-1", MergeCommandTests.manual, more: #", "target": "automated""#)
    let scope = #""scope": {"training": "The nightly job"}, "#
    try repository.commit(try GitPlace.review(aimed, extra: scope), to: Self.file, "Say what training is")
    let output = try repository.mlts("log", "-n", "1", Self.file).output
    #expect(
      output.hasSuffix("  final 0.0\n  Data 1  target changed\n  scope of training changed\n"), "\(output)")
    let json = try commits(try repository.mlts("log", "-n", "1", "--json", Self.file).output)
    #expect(json[0]["other"] == .array([.string("scope of training changed")]))
  }

  @Test func brokenAndNewerVersionsAreShownAndDoNotEndTheLog() throws {
    let repository = try GitPlace()
    let good = try GitPlace.review(Self.answer("data-1", MergeCommandTests.manual))
    try repository.commit(good, to: Self.file, "Start")
    try repository.commit("<<<<<<< HEAD\n" + good, to: Self.file, "Broken")
    try repository.commit(good.replacing("assessment/1", with: "assessment/9"), to: Self.file, "Newer")
    try repository.commit(good, to: Self.file, "Whole again")
    let result = try repository.mlts("log", Self.file)
    #expect(result.status == 0)
    #expect(result.output.contains("cannot be read: fraud.mlts.json:1:1: git left the markers"))
    #expect(result.output.contains("cannot be read: the file has the newer format"))
    #expect(result.output.contains("the version before cannot be read"))
    #expect(result.output.contains("Start\n  added\n  final 0.0\n"))
    let json = try commits(try repository.mlts("log", "--json", Self.file).output)
    #expect(json.map { $0["unreadable"] == nil } == [true, false, false, true])
  }

  @Test(arguments: ["-n", "a b \u{fc}.mlts.json", ":(top)x.mlts.json", "-x*.mlts.json", "new\nline.mlts.json"])
  func namesThatNobodyExpectsAndRenames(_ name: String) throws {
    let repository = try GitPlace("a repo")
    mkdir("\(repository.path)/sub", 0o755)
    let text = try GitPlace.review(Self.answer("data-1", MergeCommandTests.manual))
    try repository.commit(text, to: "first.mlts.json", "Start")
    try repository.git("mv", "--", "first.mlts.json", "sub/\(name)")
    try repository.git("commit", "-qm", "Move")
    try repository.commit("{}", to: "sub/other.mlts.json", "Another file")
    let result = try repository.mlts("log", "--", name, in: "sub")
    #expect(result.status == 0)
    #expect(!result.output.contains("Another file"))
    #expect(result.output.contains("Move\n  renamed from first.mlts.json\n  final 0.0\n  no answer changed\n"))
    #expect(result.output.contains("Start\n  added\n"))
    // From anywhere else it is the same.
    #expect(try repository.mlts("log", "\(repository.path)/sub/\(name)", in: "..").output == result.output)
    symlink("\(repository.path)/sub/\(name)", "\(repository.place.path)/link.mlts.json")
    #expect(try repository.mlts("log", "link.mlts.json", in: "..").output == result.output)
  }

  @Test func hostileTextIsMadeVisible() throws {
    let repository = try GitPlace()
    let subject = "Red \u{1B}[31m\u{1B}]0;title\u{07} \u{202E}turned \u{9B}2J"
    try repository.commit(
      try GitPlace.review(""), to: Self.file, subject, variables: ["GIT_AUTHOR_NAME=data\u{1B}[2Jlead"])
    let result = try repository.mlts("log", Self.file)
    #expect(result.status == 0)
    let harmful = result.output.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
    }
    #expect(harmful.isEmpty, "\(result.output.debugDescription)")
    #expect(result.output.contains("\u{241B}[31m"))
    let json = try repository.mlts("log", "--json", Self.file).output
    #expect(!json.utf8.contains(0x1B))
    #expect(try commits(json).first?["subject"] == .string(subject))
  }

  @Test func atMostSoManyCommits() throws {
    let repository = try GitPlace()
    for number in 1...70 {
      try repository.commit(
        try GitPlace.review(#""data-1": {"note": "\#(number)"}"#), to: Self.file, "Number \(number)")
    }
    let two = try commits(try repository.mlts("log", "-n", "2", "--json", Self.file).output)
    #expect(two.map { $0["subject"] } == [.string("Number 70"), .string("Number 69")])
    #expect(
      try repository.mlts("log", "-n", "1", Self.file).output.hasSuffix("  final 0.0\n  Data 1  note changed\n"))
    // More than are read at once.
    let all = try repository.mlts("log", Self.file).output
    #expect(all.split(separator: "\n").count { $0.contains("note changed") } == 69)
    for bad in ["0", "-1", "x"] { #expect(try repository.mlts("log", "-n", bad, Self.file).status == 2) }
  }

  @Test func branchesAreComparedWithTheirOwnParents() throws {
    let repository = try GitPlace()
    func review(_ data: String, _ infra: String) throws -> String {
      try GitPlace.review(#""data-1": {"note": "\#(data)"}, "infra-1": {"note": "\#(infra)"}"#)
    }
    try repository.commit(try review("0", "0"), to: Self.file, "Base")
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit(try review("1", "0"), to: Self.file, "Side")
    try repository.git("checkout", "-q", "main")
    try repository.commit(try review("0", "1"), to: Self.file, "Main")
    try repository.git("merge", "-q", "--no-edit", "side")
    let output = try repository.mlts("log", Self.file).output
    #expect(output.contains("Side\n  final 0.0\n  Data 1  note changed\n"))
    #expect(output.contains("Main\n  final 0.0\n  Infra 1  note changed\n"))
    #expect(
      output.contains(
        "  merge, compared with the side that it was merged into\n  final 0.0\n  Data 1  note changed\n"))
  }

  @Test func whereThereIsNoHistoryItSaysSo() throws {
    let none = try GitPlace(makingRepository: false)
    try none.write("{}", to: Self.file)
    func check(_ result: CommandResult, _ words: String) {
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.errors.contains("\(Self.file) has no git history: ") && result.errors.contains(words))
    }
    check(try none.mlts("log", Self.file), "no git work tree")
    check(try none.mltsAlone("log", Self.file), "git is not on the PATH")
    try none.git("init", "-q", "-b", "main")
    check(try none.mlts("log", Self.file), "commit")
    try none.commit("x", to: "other", "Other")
    check(try none.mlts("log", Self.file), "no commit holds it")
    #expect(try none.mlts("log", "nothing.mlts.json").status == 4)
    #expect(try none.mlts("log", ".").status == 5)
  }

  @Test func whatGitIsToldElsewhereDoesNotMatter() throws {
    let repository = try GitPlace()
    try repository.mlts("git", "install")
    try repository.commit(try GitPlace.review(""), to: Self.file, "Start")
    try repository.commit(try GitPlace.review(#""data-1": {"note": "x"}"#), to: Self.file, "Next")
    let plain = try repository.mlts("log", Self.file).output
    for (key, value) in [
      ("log.showRoot", "false"), ("color.ui", "always"), ("core.pager", "false"), ("log.showSignature", "true"),
      ("diff.renames", "false"), ("core.quotePath", "true"), ("diff.external", "false"), ("log.decorate", "full"),
      ("core.abbrev", "4"), ("diff.mlts.textconv", "false"), ("log.follow", "false"), ("diff.relative", "true"),
      ("format.pretty", "oneline"), ("log.diffMerges", "off"), ("i18n.logOutputEncoding", "ISO-8859-1"),
    ] { try repository.git("config", key, value) }
    let told = try repository.mlts("log", Self.file)
    #expect(told.status == 0)
    #expect(told.output == plain)
    // Git's hooks have the variables of their own repository.
    let hook = try repository.mlts(
      "log", Self.file, variables: ["GIT_DIR=/nonexistent", "GIT_INDEX_FILE=/nonexistent", "GIT_WORK_TREE=/"])
    #expect(hook.output == plain)
  }
}
