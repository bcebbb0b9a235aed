import Glibc
import MLTestScore
import TestSupport
import Testing

/// The commands as scripts use them: output, messages and exit codes (design, section 7).
@Suite struct CommandTests {
  @Test func newMakesAFileOnceAndShowScoresIt() throws {
    let place = try Workplace()
    let made = try place.mlts("new", "a.mlts.json", "--system", "fraud-scoring", "--owner", "ml-lead")
    #expect(made.status == 0)
    #expect(made.output.contains("mlts a.mlts.json"))
    let bytes = place.read("a.mlts.json")
    let again = try place.mlts("new", "a.mlts.json", "--system", "other")
    #expect(again.status == 1)
    #expect(again.errors.contains("a.mlts.json"))
    #expect(place.read("a.mlts.json") == bytes)
    let shown = try place.mlts("show", "a.mlts.json", "--now", "2026-11-23T10:00:00Z")
    #expect(shown.status == 0)
    #expect(shown.output.contains("0.0 claimed, 0.0 supported on 2026-11-23"))
    if let kept = getenv("MLTS_TEST_WRITTEN") {
      let copy = try #require(fopen("\(String(cString: kept))/new.json", "w"))
      fwrite(bytes, 1, bytes.count, copy)
      fclose(copy)
    }
    // Without a terminal the file alone does the same.
    let bare = try place.mlts("a.mlts.json", "--now", "2026-11-23T10:00:00Z")
    #expect(bare.output == shown.output)
    #expect(bare.status == 0)
  }

  @Test func jsonIsOneDocumentOfTheDocumentedShape() throws {
    let place = try Workplace()
    _ = try place.mlts("new", "a.mlts.json", "--system", "s")
    let result = try place.mlts("show", "a.mlts.json", "--json", "--now", "2026-11-23T10:00:00Z")
    guard case .object(let root) = try JSONParser.parse(Array(result.output.utf8)),
      case .object(let final) = root["final"], case .object(let band) = root["band"],
      case .object(let sections) = root["sections"], case .object(let data) = sections["data"],
      case .object(let tests) = data["tests"]
    else {
      Issue.record("\(result.output)")
      return
    }
    #expect(final == ["claimed": .number("0"), "supported": .number("0")])
    #expect(band == ["label": .string("Research project"), "above": .null, "upTo": .number("0")])
    #expect(root["floor"] == .array(["data", "model", "infra", "monitor"].map { .string($0) }))
    #expect(Set(data.keys).isSuperset(of: ["claimed", "supported", "attainable", "assessed", "tests"]))
    #expect(data["attainable"] == .number("7"))
    guard case .object(let first) = tests["data-1"] else {
      Issue.record("no data-1")
      return
    }
    #expect(first["state"] == .string("not-assessed"))
    #expect(first["credit"] == .number("0"))
    #expect(root["flags"] == .array([]))
    #expect(sections.count == 4 && tests.count == 7)
  }

  /// A file that cannot be opened, and what the message has to say of it.
  struct Bad {
    var name: String
    var content: [UInt8]
    var says: [String]

    init(_ name: String, _ content: String, _ says: String...) {
      self.name = name
      self.content = Array(content.utf8)
      self.says = says
    }
  }

  static let whole =
    #"{"format":"mlts.assessment/1","rubric":{"id":"ml-test-score","version":"2017"},"system":{"name":"s"},"#

  static let bad: [Bad] = [
    Bad("empty", "", "empty"),
    Bad("half", "{\"a\": 1,\n  \"b\": ", "half:2:"),
    Bad("array", "[]", "array"),
    Bad("package", #"{"name": "x", "version": "1", "scripts": {}}"#, "package.json"),
    Bad("types", whole + #""answers": {"data-1": {"note": 7}}}"#, "answers.data-1.note"),
    Bad("test", whole + #""answers": {"data-9": {}}}"#, "data-9"),
    Bad("criterion", whole + #""answers": {"data-1": {"criteria": ["perfomed"]}}}"#, "performed"),
    Bad("twice", whole + #""answers": {"data-1": {}, "data-1": {}}}"#, "data-1"),
    Bad("credit", whole + #""answers": {"data-1": {"credit": 1}}}"#, "credit", "criteria"),
    Bad(
      "day", whole + #""answers": {"data-1": {"actions": {"a": {"text": "t", "due": "2026-02-30"}}}}}"#,
      "2026-02-30"),
    Bad("deep", String(repeating: "[", count: 10_000), "deep:1:"),
    Bad(
      "unknown-rubric", #"{"format":"mlts.assessment/1","rubric":{"id":"x","version":"1"},"system":{"name":"s"}}"#,
      "x 1"),
    Bad("escape", "{\"\u{1b}]0;t\u{7}\": ", "escape:1:"),
  ]

  @Test(arguments: bad.indices)
  func badFilesGetAPlaceAReasonAndExitCode5(_ index: Int) throws {
    let file = Self.bad[index]
    let place = try Workplace()
    try place.write(file.content, to: file.name)
    for arguments in [["show"], ["validate"], ["export"], []] {
      let result = try arguments.first.map { try place.mlts($0, file.name) } ?? place.mlts(file.name)
      #expect(result.status == 5, "\(file.name): \(result.errors)")
      #expect(result.output.isEmpty)
      for word in file.says { #expect(result.errors.contains(word), "\(result.errors)") }
      #expect(result.errors.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a })
    }
    #expect(place.read(file.name) == file.content)
  }

  @Test func whatIsNoFileIsSaidAndNeverWaitedFor() throws {
    let place = try Workplace()
    let missing = try place.mlts("show", "none.mlts.json")
    #expect(missing.status == 4)
    #expect(missing.errors.contains("mlts new"))
    mkfifo("\(place.path)/pipe", 0o644)
    try place.write([], to: "large")
    truncate("\(place.path)/large", 200 << 20)
    try place.write([0x7b, 0xff, 0xfe], to: "latin")
    for (name, word) in [
      ("pipe", "FIFO"), (".", "folder"), ("/dev/zero", "device"), ("/dev/null", "device"), ("large", "MB"),
      ("latin", "UTF-8"),
    ] {
      let result = try place.mlts("show", name)
      #expect(result.status == 5, "\(name)")
      #expect(result.errors.contains(word), "\(result.errors)")
    }
  }

  @Test func aNewerFormatIsShown() throws {
    let place = try Workplace()
    try place.write(
      Array((Self.whole.replacing("assessment/1", with: "assessment/9") + #""new": 1}"#).utf8), to: "n")
    #expect(try place.mlts("show", "n").status == 0)
    #expect(try place.mlts("validate", "n").output.contains("read-only"))
  }

  @Test func wrongCommandLinesGetExitCode2() throws {
    let place = try Workplace()
    for arguments in [["new", "x"], ["new", "x", "--system", " "], ["show"], ["show", "--bogus", "x"]] {
      let result =
        switch arguments.count {
        case 1: try place.mlts(arguments[0])
        case 2: try place.mlts(arguments[0], arguments[1])
        case 3: try place.mlts(arguments[0], arguments[1], arguments[2])
        default: try place.mlts(arguments[0], arguments[1], arguments[2], arguments[3])
        }
      #expect(result.status == 2, "\(arguments)")
      #expect(!result.errors.isEmpty && result.output.isEmpty)
    }
    #expect(try place.mlts("show", "x", "--now", "today").status == 2)
    #expect(try place.mlts("show", "x", "--json", "--plain").status == 2)
  }

  @Test(arguments: ["new", "show", "export", "validate", "rubric", "themes", "open"])
  func everyCommandHelps(_ name: String) throws {
    let result = try Workplace().mlts(name, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: mlts \(name)"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(result.errors.isEmpty)
  }

  @Test func afullDiskBehindStandardOutputIsAnError() throws {
    let place = try Workplace()
    let result = try place.mlts("rubric", "show", output: "/dev/full")
    #expect(result.status == 3)
    #expect(result.errors.contains("standard output"))
  }

  @Test func rubricsAreListedShownAndChecked() throws {
    let place = try Workplace()
    #expect(try place.mlts("rubric", "list").output.contains("ml-test-score@2016"))
    #expect(try place.mlts("rubric", "show", "ml-test-score@2016").output.contains("gives 11 points no band"))
    let shown = try place.mlts("rubric").output
    #expect(shown.contains("Monitor 7") && shown.contains("10.1109/BigData.2017.8258038"))
    #expect(try place.mlts("rubric", "show", "none@1").status == 4)
    try place.write(Array(#"{"format": "mlts.rubric/1", "id": "r"}"#.utf8), to: "r.json")
    let wrong = try place.mlts("rubric", "check", "r.json")
    #expect(wrong.status == 5)
    #expect(wrong.errors.contains("version") && wrong.errors.contains("levels"))
  }

  @Test func anAssessmentIsScoredByAnotherEditionAndTheDifferenceIsSaid() throws {
    let place = try Workplace()
    _ = try place.mlts("new", "a.mlts.json", "--system", "s", "--rubric", "ml-test-score@2016")
    #expect(String(decoding: place.read("a.mlts.json"), as: UTF8.self).contains("\"2016\""))
    let other = try place.mlts("show", "a.mlts.json", "--rubric", "ml-test-score@2017")
    #expect(other.status == 0)
    #expect(other.output.contains("2 levels earn other points, other bands"))
    #expect(try place.mlts("show", "a.mlts.json", "--rubric", "ml-test-score").output.contains("differ"))
    #expect(try place.mlts("show", "a.mlts.json", "--rubric", "x@1").status == 4)
    #expect(try place.mlts("show", "a.mlts.json", "--rubric", "./x.json").status == 4)
  }

  @Test func aRubricOfOnesOwnIsUsedFromAFile() throws {
    let place = try Workplace()
    let own = #"""
      {"format": "mlts.rubric/1", "id": "own", "version": "1", "title": "Ours", "aggregate": "sum",
       "levels": [{"id": "yes", "points": 1.5, "title": "Yes", "criteria": [{"id": "done", "title": "Done", "question": "Is it?"}]}],
       "bands": [{"above": null, "upTo": 1.5, "label": "Low", "text": "Low."}, {"above": 1.5, "upTo": 3, "label": "High", "text": "High."}],
       "sections": [{"id": "a", "label": "A", "title": "First", "tests": [{"id": "a-1", "label": "A 1", "title": "One"}]},
                    {"id": "b", "label": "B", "title": "Second", "tests": [{"id": "b-1", "label": "B 1", "title": "Two"}]}]}
      """#
    try place.write(Array(own.utf8), to: "own.json")
    #expect(try place.mlts("rubric", "check", "own.json").status == 0)
    #expect(try place.mlts("new", "a.mlts.json", "--system", "s", "--rubric", "./own.json").status == 0)
    #expect(try place.mlts("show", "a.mlts.json").status == 5)
    let shown = try place.mlts("show", "a.mlts.json", "--rubric", "own.json")
    #expect(shown.status == 0)
    #expect(shown.output.contains("1.5 (High)") || shown.output.contains("3.0 (High)"))
  }

  @Test func themesAreListedAndPrinted() throws {
    let place = try Workplace()
    #expect(
      try place.mlts("themes").output
        == "dark\nlight\nhigh-contrast\ncolour-blind\ndusk\npaper\nprojector\nterminal\n")
    #expect(try place.mlts("themes", "light").output.contains("name = \"light\""))
    #expect(try place.mlts("themes", "none").status == 4)
  }

  /// A rubric file may come from anywhere, and its title and version may be any text.
  @Test func textsOfARubricAreFitForATerminal() throws {
    let place = try Workplace()
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bundled = try #require(Folders.read("/\(root)/Sources/MLTestScore/rubrics/ml-test-score-2017.json"))
    let text = String(decoding: bundled, as: UTF8.self)
    let title = try #require(text.firstMatch(of: /"title": "The ML Test Score"/))
    let version = try #require(text.firstMatch(of: /"version": "2017"/))
    let hostile = text.replacing(title.0, with: "\"title\": \"a\\u001b[31mb\"", maxReplacements: 1).replacing(
      version.0, with: "\"version\": \"3\\u001b[31m\"", maxReplacements: 1)
    for folder in ["config", "config/mlts", "config/mlts/rubrics"] { mkdir("\(place.path)/\(folder)", 0o755) }
    try place.write(hostile.utf8, to: "config/mlts/rubrics/r.json")
    #expect(try place.mlts("new", "a.mlts.json", "--system", "s").status == 0)
    for arguments in [
      ["rubric", "list"], ["rubric", "check", "config/mlts/rubrics/r.json"], ["rubric", "show", "nowhere"],
      ["show", "a.mlts.json", "--rubric", "ml-test-score@3\u{1b}[31m"],
      ["validate", "a.mlts.json", "--rubric", "ml-test-score@3\u{1b}[31m"],
    ] {
      let result = try place.run("mlts", arguments, variables: ["XDG_CONFIG_HOME=\(place.path)/config"])
      #expect((result.output + result.errors).contains("\u{241b}[31m"), "\(arguments)")
      #expect(!(result.output + result.errors).contains("\u{1b}"), "\(arguments)")
    }
  }
}
