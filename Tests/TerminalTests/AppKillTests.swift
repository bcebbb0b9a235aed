import Glibc
import Screen
import TestSupport
import Testing

/// kill -9 at any moment, again and again on the same files, while somebody types and scores.
///
/// `MLTS_KILLS` says how often; `MLTS_SEED`, what is typed and when the end comes.
@Suite(.serialized) struct AppKillTests {
  @Test func whatTheScreenCalledSavedIsThere() async throws {
    let seed = UInt64(setting("MLTS_SEED", else: 2026))
    let kills = setting("MLTS_KILLS", else: 300)
    // Two files at a time, because most of the time goes into waiting for the disk.
    let half = kills / 2
    async let first = killed(0..<half, seed)
    async let second = killed(half..<kills, seed)
    let tallies = try await [first, second]
    print("MLTS_SEED=\(seed): \(kills) kills, \(tallies.reduce(KillTally(), +))")
  }

  /// As if the end had come between the save and the removal of the draft.
  @Test(arguments: ["ithe whole text\u{3}", "ethe whole text\r\r\r"])
  func aDraftOfWhatIsSavedIsNotOffered(keys: String) throws {
    let folder = try TemporaryFolder()
    let app = try AppSession(in: folder)
    app.type(String(keys.prefix(while: { $0 >= " " })))
    try app.wait("the draft holds it") { _ in folder.read(LeftDraft.name)?.contains("the whole text") == true }
    let draft = try #require(folder.read(LeftDraft.name))
    app.type(String(keys.drop { $0 >= " " }))
    try app.wait("it is saved") { $0.row(29).contains("quit") && $0.contains("the whole text") }
    try app.quit()
    #expect(folder.contents == [AppSession.name])
    try folder.write(draft, to: LeftDraft.name)
    let saved = folder.read(AppSession.name)
    let again = try AppSession(nil, in: folder)
    #expect(again.screen.row(29).contains("quit"))
    try again.quit()
    #expect(folder.contents == [AppSession.name])
    #expect(folder.read(AppSession.name) == saved)
  }

  /// Kills a review once for each number, and looks at last whether the file is still good for everything.
  private func killed(_ rounds: Range<Int>, _ seed: UInt64) async throws -> KillTally {
    var review = try KilledReview()
    for round in rounds {
      do {
        var random = Seeded(seed &* 1_000_003 &+ UInt64(round))
        try review.round(round, &random)
      } catch {
        throw PtySession.Failure(description: "MLTS_SEED=\(seed), round \(round) of \(rounds): \(error)")
      }
    }
    let check = try PtySession("mlts", arguments: ["validate", review.file])
    #expect(try check.waitExit() == .exited(0))
    return review.tally
  }
}

/// Where the kills fell.
struct KillTally: Sendable, CustomStringConvertible {
  /// More was saved than the screen had said.
  var ahead = 0
  /// A draft was left.
  var drafts = 0
  /// A draft was left though all of its text was saved.
  var late = 0
  /// The question about a draft was on the screen.
  var offers = 0
  /// The program was just starting.
  var starts = 0
  /// A temporary file was left.
  var leftovers = 0

  static func + (a: KillTally, b: KillTally) -> KillTally {
    KillTally(
      ahead: a.ahead + b.ahead, drafts: a.drafts + b.drafts, late: a.late + b.late, offers: a.offers + b.offers,
      starts: a.starts + b.starts, leftovers: a.leftovers + b.leftovers)
  }

  var description: String {
    "\(ahead) with more saved than shown, \(drafts) with a draft left (\(late) of them of what was saved just then), "
      + "\(offers) on the offer of one, \(starts) at the start, \(leftovers) with a temporary file left"
  }
}
