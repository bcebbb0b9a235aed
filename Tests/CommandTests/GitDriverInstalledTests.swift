import Glibc
import Testing

/// Git as `mlts git install` leaves it: merges and diffs, also where mlts cannot do its part.
@Suite struct GitDriverInstalledTests {
  static let file = "-a \u{fc}.mlts.json"

  /// Two branches that changed two neighbouring fields of one test differently.
  private func diverged(_ ours: String, _ theirs: String) throws -> GitPlace {
    let repository = try GitPlace("a repo")
    try repository.mlts("git", "install")
    try repository.git("add", ".gitattributes")
    try repository.commit(try GitPlace.review(#""infra-4": {"note": "As it was."}"#), to: Self.file, "base")
    try repository.git("checkout", "-q", "-b", "theirs")
    try repository.commit(theirs, to: Self.file, "theirs")
    try repository.git("checkout", "-q", "main")
    try repository.commit(ours, to: Self.file, "ours")
    return repository
  }

  @Test func editsOfOneTestMerge() throws {
    let repository = try diverged(
      try GitPlace.review(#""infra-4": {"note": "As it was.", "owner": "ml-lead"}"#),
      try GitPlace.review(#""infra-4": {"note": "Theirs."}"#))
    try repository.git("merge", "-q", "--no-edit", "theirs")
    for text in ["Theirs.", "ml-lead"] { #expect(repository.read(Self.file).contains(text)) }
  }

  @Test func aConflictStopsTheMergeAndTheFileStaysValid() throws {
    let repository = try diverged(
      try GitPlace.review(#""infra-4": {"note": "Ours."}"#), try GitPlace.review(#""infra-4": {"note": "Theirs."}"#)
    )
    #expect(try repository.git("merge", "-q", "theirs", fails: true).status == 1)
    #expect(!repository.read(Self.file).contains("<<<<"))
    #expect(try repository.mlts("validate", "--", Self.file).status == 0)
  }

  /// Git takes a driver that cannot run for a conflict with our side as the result: theirs would be lost unseen.
  @Test func withoutMltsGitMergesAsText() throws {
    let repository = try diverged(
      try GitPlace.review(#""infra-4": {"note": "Ours."}"#), try GitPlace.review(#""infra-4": {"note": "Theirs."}"#)
    )
    let variables = ["PATH=/usr/bin:/bin"]
    let result = try repository.run(
      "PATH=/usr/bin:/bin", ["/usr/bin/git", "merge", "-q", "theirs"], variables: variables, fails: true)
    #expect(result.status == 1)
    for text in ["<<<<<<< ours", "Ours.", "Theirs.", ">>>>>>> theirs"] {
      #expect(repository.read(Self.file).contains(text))
    }
    // What text can merge is merged.
    try repository.git("merge", "--abort")
    try repository.git("checkout", "-q", "theirs~1")
    try repository.commit(
      try GitPlace.review(#""data-1": {"note": "New."}, "infra-4": {"note": "As it was."}"#), to: Self.file, "other"
    )
    try repository.run(
      "PATH=/usr/bin:/bin", ["/usr/bin/git", "merge", "-q", "--no-edit", "theirs"], variables: variables)
    for text in ["New.", "Theirs."] { #expect(repository.read(Self.file).contains(text)) }
  }

  @Test func diffsShowFactsAndABrokenVersionIsNoEndOfThem() throws {
    let repository = try diverged(try GitPlace.review(#""infra-4": {"note": "Ours."}"#), "{\n")
    let facts = try repository.git("diff", "HEAD~1", "HEAD").output
    #expect(facts.contains("-infra-4 note As it was.\n") && facts.contains("+infra-4 note Ours.\n"))
    let broken = try repository.git("diff", "HEAD", "theirs")
    #expect(broken.output.contains("-infra-4 note Ours.\n") && broken.output.contains("+{\n"))
    let without = try repository.run("PATH=/usr/bin:/bin", ["/usr/bin/git", "diff", "HEAD~1", "HEAD"])
    #expect(without.output.contains("+      \"note\": \"Ours.\"\n"))
  }
}
