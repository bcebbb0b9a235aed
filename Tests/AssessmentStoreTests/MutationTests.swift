import Glibc
import MLTestScore
import TestSupport
import Testing

@testable import AssessmentStore

@Suite struct MutationTests {
  /// Broken copies of a full assessment and of the samples: none crashes, each refusal says where, and what is read can
  /// be written and read again. 20,000 of them, or as many as `MLTS_FUZZ` says (`make fuzz`).
  @Test func mutilatedFilesAreRefusedWithAPlaceOrSurvive() throws {
    let seed: UInt64 = 20_261_123
    var random = Seeded(seed)
    let names = ["research-prototype", "first-pass", "held-back", "mature"]
    let originals = try [fullBytes()] + names.map { AssessmentFormat.encode(try SampleTests.load($0).assessment) }
    let rounds = getenv("MLTS_FUZZ").flatMap { Int(String(cString: $0)) } ?? 20_000
    var slowest = Duration.zero
    let rubrics = try catalog()
    let pieces = ["\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "null", "-", "1e9", "\n", "\u{0}", "é"].map {
      Array($0.utf8)
    }
    var refused = 0
    for round in 0..<rounds {
      // The small one mostly: the samples are ten times its size and say little more.
      var bytes = originals[round % 8 == 0 ? 1 + round / 8 % names.count : 0]
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, pieces, using: &random) }
      let start = ContinuousClock.now
      defer { slowest = max(slowest, ContinuousClock.now - start) }
      do {
        let assessment = try AssessmentFormat.decode(bytes, file: "x", rubrics: rubrics).assessment
        let written = AssessmentFormat.encode(assessment)
        let again = try AssessmentFormat.decode(written, file: "x", rubrics: rubrics)
        let isStable = AssessmentFormat.encode(again.assessment) == written
        if !isStable { Issue.record("seed \(seed), round \(round): not stable") }
      } catch {
        refused += 1
        let isPlaced =
          !error.problems.isEmpty && error.problems.allSatisfy { $0.location != nil && !$0.reason.isEmpty }
        let isHarmless = !error.description.unicodeScalars.contains { $0.isHarmful && $0 != "\n" }
        if !isPlaced || !isHarmless { Issue.record("seed \(seed), round \(round): \(error)") }
      }
    }
    #expect(refused > rounds / 4 && refused < rounds)
    print("mutations: \(rounds), refused \(refused), slowest \(slowest)")
  }

  private func mutate(_ bytes: inout [UInt8], _ pieces: [[UInt8]], using random: inout Seeded) {
    let index = Int.random(in: 0..<max(1, bytes.count), using: &random)
    guard index < bytes.count else { return }
    let length = min(Int.random(in: 1...20, using: &random), bytes.count - index)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(index..<(index + length))
    case 2: bytes.insert(contentsOf: bytes[index..<(index + length)], at: index)
    case 3: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: index)
    case 4: bytes.removeSubrange(index...)
    case 5: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
    }
  }
}
