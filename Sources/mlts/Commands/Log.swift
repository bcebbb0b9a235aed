import ArgumentParser
import AssessmentStore
import Glibc
import MLTestScore
import Screen
import SystemPackage

/// `mlts log FILE`: what each commit did to the scores.
struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show what each git commit did to the scores of an assessment.",
    discussion: """
      The newest first, under all the names that the file had. Each commit is compared with its parent, and both are \
      scored on the day of the commit.

      Exit code 1 when the file has no git history.
      """)

  @Argument(help: "The assessment, NAME.mlts.json.")
  var file: String

  @Option(name: [.customShort("n"), .customLong("max-count")], help: ArgumentHelp("At most so many commits."))
  var maxCount: Int?

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "ASCII characters only.")
  var ascii = false

  @OptionGroup var rubric: RubricOptions

  func validate() throws {
    if let maxCount, maxCount < 1 { throw ValidationError("-n \(maxCount): give 1 or more") }
  }

  func run() throws {
    let name = Sanitize.line(file)
    let path = try Self.realPath(file)
    func noHistory(_ reason: String) -> Failure { Failure(.no, "\(name) has no git history: \(reason)") }
    guard Program.find("git") != nil else { throw noHistory("git is not on the PATH") }
    let history = History(folder: path.removingLastComponent(), name: path.lastComponent?.string ?? "")
    guard try history.isThere() else { throw noHistory("it is in no git work tree with a commit") }
    let revisions = try history.revisions(limit: maxCount)
    guard !revisions.isEmpty else { throw noHistory("no commit holds it") }
    let rubrics = try RubricName.catalog(with: rubric.rubric)
    let wanted = try rubric.rubric.map { try RubricName.find($0, in: rubrics) }
    var documents: [JSONValue] = []
    // In portions, so that a long history takes no more memory than a short one and the first lines come at once.
    for start in stride(from: 0, to: revisions.count, by: Self.portion) {
      let entries = try Self.entries(
        revisions[start..<min(start + Self.portion, revisions.count)], history, rubrics, wanted)
      if json {
        documents += entries.map(\.json)
      } else {
        let isASCII = ascii || !Environment.isUTF8
        Output.print(entries.flatMap { $0.lines(ascii: isASCII) }.map { $0 + "\n" }.joined())
      }
    }
    if json { Output.write(JSONWriter.write(.object(["commits": .array(documents), "file": .string(file)]))) }
  }

  private static let portion = 32

  private static func entries(
    _ revisions: ArraySlice<Revision>, _ history: History, _ rubrics: RubricCatalog, _ wanted: Rubric?
  ) throws -> [LogEntry] {
    let hashes = Set(revisions.flatMap { [$0.before, $0.after].compactMap(\.self) })
    let contents = try history.contents(of: hashes)
    var versions: [String: Version] = [:]
    for revision in revisions {
      for hash in [revision.after, revision.before].compactMap(\.self) where versions[hash] == nil {
        versions[hash] = Version(contents[hash], name: revision.path, rubrics: rubrics, wanted: wanted)
      }
    }
    return revisions.map { revision in
      LogEntry(
        revision: revision, before: revision.before.flatMap { versions[$0] },
        after: revision.after.flatMap { versions[$0] })
    }
  }

  /// The file behind any links: git keeps a link's own history, and that says nothing.
  private static func realPath(_ name: String) throws -> FilePath {
    let path: FilePath
    do throws(Errno) {
      path = try WholeFile.resolve(FilePath(name))
    } catch {
      let reason = error.isMissing ? "there is no such file. Check the path" : "\(error)"
      throw Failure(.notFound, "\(Sanitize.line(name)): \(reason)")
    }
    var status = stat()
    if stat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.unreadable, "\(Sanitize.line(name)): it is a folder. Name a file in it")
    }
    return path
  }
}
