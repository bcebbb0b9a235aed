import Glibc
import TestSupport
import Testing

/// Compares a text with a file under `Snapshots/`, and with `MLTS_ACCEPT` set writes the file instead.
enum Snapshot {
  static func expect(
    _ actual: String, named name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = "\(folder)/Snapshots/\(name).txt"
    let actual = actual.hasSuffix("\n") ? actual : actual + "\n"
    if getenv("MLTS_ACCEPT") != nil {
      mkdir("\(folder)/Snapshots", 0o755)
      return try Folders.write(actual.utf8, to: path)
    }
    let expected = try #require(
      Folders.read(path).map { String(decoding: $0, as: UTF8.self) },
      "\(path) is not there: look at the screen, then run make snapshots")
    guard expected != actual else { return }
    Issue.record(
      "\(name) looks different; make snapshots accepts it.\n\(difference(expected, actual))",
      sourceLocation: location)
  }

  /// The lines that differ, the old one above the new one.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { index in
      let (a, b) = (index < old.count ? old[index] : "", index < new.count ? new[index] : "")
      return a == b ? nil : "- \(a)\n+ \(b)"
    }.joined(separator: "\n")
  }
}
