import TestSupport
import Testing

@testable import MLTestScore

/// Notes of several lines, as bytes.
@Suite struct LineMergeTests {
  func merge(_ base: String, _ ours: String, _ theirs: String) -> [UInt8]? {
    let merged = LineMerge.merge(base: base, ours: ours, theirs: theirs)
    #expect(merged == LineMerge.merge(base: base, ours: theirs, theirs: ours))
    return merged.map { Array($0.utf8) }
  }

  @Test func textOfWindowsMergesByLinesAndKeepsItsLineEnds() {
    #expect(merge("a\r\nb\r\nc", "a1\r\nb\r\nc", "a\r\nb\r\nc2") == Array("a1\r\nb\r\nc2".utf8))
    #expect(merge("a\r\nb", "a1\r\nb", "a\r\nb\r\nc") == Array("a1\r\nb\r\nc".utf8))
    #expect(merge("a\r\nb\r\n", "a\r\nb\r\nc\r\n", "x\r\na\r\nb\r\n") == Array("x\r\na\r\nb\r\nc\r\n".utf8))
    // Somebody's editor made them LF; the lines that the other one added are as they were written.
    #expect(merge("a\r\nb\r\nc", "a\nb\nc", "a\r\nb\r\nc\r\nd") == Array("a\nb\nc\r\nd".utf8))
    // Mixed ends stay, and so does a CR that ends no line.
    #expect(
      merge("a\r\nb\nc\rd\n", "x\na\r\nb\nc\rd\n", "a\r\nb\nc\rd\ne\r\n") == Array("x\na\r\nb\nc\rd\ne\r\n".utf8))
    #expect(merge("", "a\nb", "a\r\nb") == Array("a\r\nb".utf8))
    #expect(merge("a", "a\nb", "a\r\nb") == Array("a\r\nb".utf8))
    #expect(merge("a\r\nb", "a1\r\nb", "a2\r\nb") == nil)
  }

  @Test func keptLinesKeepTheirBytes() {
    let seed: UInt64 = 20_170_103
    var random = Seeded(seed)
    func edited(_ lines: [String], _ times: Int) -> [String] {
      var lines = lines
      for _ in 0..<times {
        let at = Int.random(in: 0...lines.count, using: &random)
        if Bool.random(using: &random) || at == lines.count {
          lines.insert(["x", "y", "é", "e\u{301}", "", "c\rr"].randomElement(using: &random) ?? "", at: at)
        } else {
          lines.remove(at: at)
        }
      }
      return lines
    }
    for round in 0..<3_000 {
      let end = Bool.random(using: &random) ? "\r\n" : "\n"
      let base = edited(["1", "2", "3", "4"], Int.random(in: 0...2, using: &random))
      let (ours, theirs) = (edited(base, 1), edited(base, 1))
      func text(_ lines: [String]) -> String { lines.joined(separator: end) }
      let context: Comment = "seed \(seed), round \(round), \(base) \(ours) \(theirs)"
      guard let merged = merge(text(base), text(ours), text(theirs)) else { continue }
      let lines = TextLine.lines(String(decoding: merged, as: UTF8.self))
      #expect(lines.dropLast().allSatisfy { $0.end == ArraySlice(end.utf8) }, context)
      // Every line that all three have is there as it was.
      for line in ["1", "2", "3", "4"] where [base, ours, theirs].allSatisfy({ $0.contains(line) }) {
        #expect(lines.contains { $0.content == ArraySlice(line.utf8) }, context)
      }
    }
  }

  func lines(_ numbers: some Sequence<Int>) -> String { numbers.map { "line \($0)" }.joined(separator: "\n") }

  @Test func longTextsMergeWhereTheyDifferLittle() throws {
    let count = 20_000
    let merged = try #require(
      LineMerge.merge(
        base: lines(0..<count), ours: "first\n" + lines(0..<count), theirs: lines(0..<count) + "\nlast"))
    #expect(merged == "first\n" + lines(0..<count) + "\nlast")
    // All lines of one side are new: nothing to compare.
    let rewritten = lines(count..<2 * count)
    #expect(LineMerge.merge(base: lines(0..<count), ours: rewritten, theirs: lines(0...count)) == nil)
    // So many that moved are not compared.
    let moved = lines((0..<count).reversed())
    #expect(LineMerge.merge(base: lines(0..<count), ours: moved, theirs: lines(0..<count) + "\nlast") == nil)
  }

  func both(_ ours: String, _ theirs: String) -> String? {
    let conflict = Conflict(path: ["answers", "s0-1", "note"], base: nil, ours: .text(ours), theirs: .text(theirs))
    guard case .text(let text)? = conflict.both else { return nil }
    return text
  }

  @Test func bothTextsSayNothingTwiceAndLoseNothing() {
    #expect(both("a\nb", "a\nc") == "a\nb\nc")
    #expect(both("x\nend", "y\nend") == "x\ny\nend")
    // Blank lines and lines that stand elsewhere in ours are theirs all the same.
    #expect(both("a\n\nb", "c\n\nd\nb\ne") == "a\n\nb\nc\n\nd\nb\ne")
    #expect(both("same", "same") == "same")
    #expect(both("a\nb\nc", "a\nc") == "a\nb\nc")
    #expect(both("a\nc", "a\nb\nc") == "a\nb\nc")
    #expect(both("", "a") == "a")
    #expect(both("a", "") == "a")
    #expect(both("a\n", "b\n") == "a\nb\n")
    #expect(both("a\r\nb", "a\r\nc").map { Array($0.utf8) } == Array("a\r\nb\r\nc".utf8))
    #expect(both("a\r\nb\r\n", "c\r\n").map { Array($0.utf8) } == Array("a\r\nb\r\nc\r\n".utf8))
    let many = (0..<20_000).map { "\($0)" }
    let result = both(many.joined(separator: "\n"), many.reversed().joined(separator: "\n"))
    #expect(result?.utf8.count { $0 == 0x0A } == 39_999)
  }
}
