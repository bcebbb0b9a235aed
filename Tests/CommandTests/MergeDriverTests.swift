import Glibc
import MLTestScore
import Testing

/// Assessments under git: what plain git merges by itself, and what the driver adds.
@Suite struct MergeDriverTests {
  /// A repository with one assessment in it.
  final class Repository {
    let place: Workplace
    static let file = "fraud.mlts.json"

    init(driver: Bool) throws {
      place = try Workplace()
      try git("init", "-q", "-b", "main")
      try git("config", "user.email", "data-lead@example.org")
      try git("config", "user.name", "data-lead")
      if driver {
        try place.write("*.mlts.json merge=mlts\n".utf8, to: ".gitattributes")
        try git("config", "merge.mlts.name", "ML Test Score assessment")
        try git("config", "merge.mlts.driver", "mlts merge %O %A %B %P")
        try git("add", ".gitattributes")
        try git("commit", "-qm", "attributes")
      }
    }

    @discardableResult func git(_ arguments: String..., fails: Bool = false) throws -> CommandResult {
      let result = try place.run(
        "/usr/bin/git", arguments,
        variables: ["GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_EDITOR=true", "LC_ALL=C.UTF-8"])
      #expect(fails || result.status == 0, "git \(arguments): \(result.errors)")
      return result
    }

    /// Writes the assessment and commits it.
    func commit(_ json: String, _ message: String) throws {
      try place.write(try canonical(json), to: Self.file)
      try git("add", Self.file)
      try git("commit", "-qm", message)
    }

    var text: String { String(decoding: place.read(Self.file), as: UTF8.self) }
  }

  /// The bytes that mlts writes.
  static func canonical(_ json: String) throws -> [UInt8] {
    JSONWriter.write(try JSONParser.parse(Array(json.utf8)))
  }

  static let tests = ["data", "model", "infra", "monitor"].flatMap { section in (1...7).map { "\(section)-\($0)" } }

  private static func answers(_ edits: [String: String]) -> String {
    MergeCommandTests.review(
      tests.map { #""\#($0)": {\#(edits[$0] ?? #""note": "As it was.""#)}"# }.joined(separator: ","))
  }

  /// The layout of the file does it, not the driver: what a hosting site's merge button needs.
  @Test func all378PairsOfEditsToTwoTestsMergeWithPlainGit() throws {
    let place = try Workplace()
    try place.write(try Self.canonical(Self.answers([:])), to: "base")
    func edit(_ test: String) -> String {
      Self.answers([test: MergeCommandTests.decided(MergeCommandTests.manual, at: 10) + #", "note": "Decided.""#])
    }
    for test in Self.tests { try place.write(try Self.canonical(edit(test)), to: test) }
    var merged = 0
    for (index, one) in Self.tests.enumerated() {
      for other in Self.tests[(index + 1)...] {
        let result = try place.run("/usr/bin/git", ["merge-file", "-p", one, "base", other])
        #expect(result.status == 0, "\(one) and \(other)")
        let both = [one, other].reduce(into: [String: String]()) {
          $0[$1] = MergeCommandTests.decided(MergeCommandTests.manual, at: 10) + #", "note": "Decided.""#
        }
        #expect(Array(result.output.utf8) == (try Self.canonical(Self.answers(both))), "\(one) and \(other)")
        merged += 1
      }
    }
    #expect(merged == 378)
  }

  @Test func editsOfDifferentFieldsOfOneTestMergeWithTheDriver() throws {
    let fields = [
      MergeCommandTests.decided(MergeCommandTests.manual, at: 10), #""note": "New.""#, #""owner": "data-lead""#,
      #""evidence": {"e-1": {"kind": "file", "locator": "f"}}"#,
      #""evidence": {"e-2": {"kind": "file", "locator": "g"}}"#,
      #""actions": {"a-1": {"text": "Do"}}"#, #""target": "automated""#,
      #""acceptedGap": {"reason": "r", "until": "2027-01-31"}"#,
    ]
    let repository = try Repository(driver: true)
    try repository.commit(Self.answers([:]), "base")
    for (index, one) in fields.enumerated() {
      for other in fields[(index + 1)...] {
        func edited(_ field: String) -> String {
          Self.answers(["infra-4": (field.contains("note") ? "" : #""note": "As it was.", "#) + field])
        }
        try repository.git("checkout", "-q", "-B", "theirs", "main")
        try repository.commit(edited(other), "theirs")
        try repository.git("checkout", "-q", "-B", "ours", "main")
        try repository.commit(edited(one), "ours")
        let result = try repository.git("merge", "-q", "--no-edit", "theirs", fails: true)
        #expect(result.status == 0, "\(one) and \(other): \(result.errors)")
        for text in [one, other] {
          let key = text.split(separator: "\"").first { $0.count > 1 } ?? ""
          #expect(repository.text.contains("\"\(key)\""), "\(one) and \(other)")
        }
      }
    }
  }

  private func diverged() throws -> Repository {
    let repository = try Repository(driver: true)
    try repository.commit(Self.answers([:]), "base")
    try repository.git("checkout", "-q", "-b", "theirs")
    try repository.commit(
      Self.answers(["infra-4": #""note": "Theirs.""#, "data-1": #""note": "Theirs.""#]), "theirs")
    try repository.git("checkout", "-q", "main")
    return repository
  }

  @Test func aConflictLeavesThePathUnmergedAndTheFileValid() throws {
    let repository = try diverged()
    try repository.commit(Self.answers(["infra-4": #""note": "Ours.""#, "data-2": #""note": "Ours.""#]), "ours")
    let result = try repository.git("merge", "--no-edit", "theirs", fails: true)
    #expect(result.status == 1)
    #expect(try repository.git("ls-files", "-u").output.contains(Repository.file))
    #expect(!repository.text.contains("<<<<<<<"))
    guard case .object(let root) = try JSONParser.parse(repository.place.read(Repository.file)),
      case .object(let conflicts)? = root["conflicts"]
    else {
      Issue.record("\(repository.text)")
      return
    }
    #expect(Array(conflicts.keys) == ["/answers/infra-4/note"])
    #expect(try repository.place.mlts("check", Repository.file).status == 3)
  }

  @Test func rebaseAndCherryPickUseTheDriver() throws {
    let repository = try diverged()
    try repository.commit(Self.answers(["infra-4": #""note": "As it was.", "owner": "ml-lead""#]), "ours")
    try repository.git("cherry-pick", "theirs")
    for text in ["Theirs.", "ml-lead"] { #expect(repository.text.contains(text)) }
    try repository.git("reset", "-q", "--hard", "HEAD~1")
    try repository.git("rebase", "-q", "theirs")
    for text in ["Theirs.", "ml-lead"] { #expect(repository.text.contains(text)) }
    #expect(!repository.text.contains("conflicts"))
  }

  @Test func twoPeopleAddingTheFileAreMerged() throws {
    let repository = try Repository(driver: true)
    try repository.git("checkout", "-q", "-b", "theirs")
    try repository.commit(MergeCommandTests.review(#""data-1": {"note": "Theirs."}"#, id: "a"), "theirs")
    try repository.git("checkout", "-q", "main")
    try repository.commit(MergeCommandTests.review(#""data-2": {"note": "Ours."}"#, id: "b"), "ours")
    try repository.git("merge", "-q", "--no-edit", "theirs")
    for text in ["Theirs.", "Ours."] { #expect(repository.text.contains(text)) }
  }
}
