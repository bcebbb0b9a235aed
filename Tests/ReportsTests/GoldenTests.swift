import AssessmentStore
import Glibc
import MLTestScore
import SystemPackage
import Testing

@testable import Reports

/// The reports of the samples, compared with the files in `Goldens/`. `make snapshots` accepts what they are now.
@Suite struct GoldenTests {
  static let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

  func load(_ name: String) throws -> Assessment {
    let path = Self.root.appending("sample-assessments").appending("\(name).mlts.json")
    return try AssessmentFile.load(path, rubrics: try RubricCatalog.bundled()).assessment
  }

  static let samples = ["research-prototype", "first-pass", "held-back", "mature"]

  /// The bytes of a file.
  static func read(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = try file.closeAfter { try bytes.withUnsafeMutableBytes { try file.read(into: $0) } }
    return Array(bytes[..<count])
  }

  @Test(arguments: samples)
  func reports(_ name: String) throws {
    let assessment = try load(name)
    let rubric = try Rubric.mlTestScore2017()
    let today = try #require(Day("2026-11-23"))
    let json = JSONWriter.write(JSONReport.render(assessment, rubric: rubric, today: today))
    try compare(MarkdownReport.render(assessment, rubric: rubric, today: today), "\(name).md")
    try compare(TextReport.render(assessment, rubric: rubric, today: today), "\(name).txt")
    try compare(TextReport.plain(assessment, rubric: rubric, today: today), "\(name).plain.txt")
    try compare(String(decoding: json, as: UTF8.self), "\(name).json")
  }

  @Test func theTextStaysWithinItsColumnsAndInASCII() throws {
    let assessment = try load("mature")
    let rubric = try Rubric.mlTestScore2017()
    let today = try #require(Day("2026-11-23"))
    let options = TextReport.Options(ascii: true, width: 80)
    let text = TextReport.render(assessment, rubric: rubric, today: today, options: options)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func theOrderIsAlwaysTheSame() throws {
    let rubric = try Rubric.mlTestScore2017()
    let today = try #require(Day("2026-11-23"))
    // Dictionaries are seeded anew in each copy that is built from scratch.
    let texts = try (0..<20).map { _ in
      MarkdownReport.render(try load("held-back"), rubric: rubric, today: today)
    }
    #expect(Set(texts).count == 1)
  }

  private func compare(_ actual: String, _ name: String) throws {
    let path = Self.root.appending("Tests/ReportsTests/Goldens").appending(name)
    if getenv("MLTS_ACCEPT") != nil {
      mkdir(path.removingLastComponent().string, 0o755)
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
      _ = try file.closeAfter { try file.writeAll(Array(actual.utf8)) }
      return
    }
    let expected = String(decoding: try Self.read(path), as: UTF8.self)
    let isSame = expected == actual
    guard !isSame else { return }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = zip(old, new).filter { $0 != $1 }.prefix(20).map { "- \($0)\n+ \($1)" }
    Issue.record("\(name) is different; make snapshots accepts it.\n\(lines.joined(separator: "\n"))")
  }
}
