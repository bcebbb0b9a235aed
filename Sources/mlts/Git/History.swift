import AssessmentStore
import MLTestScore
import Screen
import SystemPackage

/// One commit that touched a file.
struct Revision: Sendable {
  /// What the commit did with the file.
  enum Kind: String, Sendable {
    case added, changed, renamed, deleted, merged
  }

  /// The full hash.
  var hash: String
  /// The author's day, where it is one.
  var day: Day?
  var author: String
  /// The first line of the message, as it was written.
  var subject: String
  var kind: Kind
  /// The file's name in the commit, from the top of the repository.
  var path: String
  /// The name that it had before, where the commit gave it another one.
  var oldPath: String?
  /// The hash of the content before; for a merge, on the first parent's side.
  var before: String?
  /// The hash of the content after.
  var after: String?

  /// The hash as people copy it. Longer than git's own for small repositories, so that it stays unique in large ones.
  var shortHash: String { String(hash.prefix(10)) }
}

/// The git history of one file.
struct History {
  private let git: Git
  private let name: String

  /// The history of the file `name` in a folder.
  init(folder: FilePath, name: String) {
    git = Git(in: folder)
    self.name = name
  }

  /// Whether the folder is in a work tree that has a commit. Throws a `Failure` where git refuses to say.
  func isThere() throws -> Bool {
    let inside = try git.run(["rev-parse", "--is-inside-work-tree"])
    if inside.status != 0 {
      if inside.complaint.hasPrefix("not a git repository") { return false }
      throw Failure(.unable, "git refuses: \(inside.complaint)")
    }
    guard inside.text == "true" else { return false }
    return try git.run(["rev-parse", "--verify", "--quiet", "HEAD"]).status == 0
  }

  /// The commits that touched the file, under all its names, the newest first.
  func revisions(limit: Int?) throws -> [Revision] {
    // What a config may have set otherwise is given here: signatures, the first commit's content, colour, renames.
    var arguments = ["--literal-pathspecs", "-c", "log.showRoot=true", "log", "--follow", "-c", "-M", "--raw"]
    arguments += ["--no-abbrev", "-z", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-relative"]
    arguments += ["--encoding=UTF-8", "--format=%H%x00%as%x00%aN%x00%s%x00"]
    if let limit { arguments += ["--max-count=\(limit)"] }
    let answer = try git.run(arguments + ["--", name])
    guard answer.status == 0 else { throw Failure(.unable, "git log failed: \(answer.complaint)") }
    guard let revisions = Self.parse(answer.pieces) else {
      throw Failure(.unable, "git log of \(Sanitize.line(name)) printed what mlts cannot read")
    }
    return revisions
  }

  /// Reads what `git log --raw -z` printed: four fields for each commit, then its entry, whose names are pieces too
  /// (git-diff-tree(1), "Raw output format" and "Diff format for merges"). Nothing where it is something else.
  static func parse(_ pieces: [String]) -> [Revision]? {
    var revisions: [Revision] = []
    var rest = pieces[...]
    while let piece = rest.popFirst() {
      // Line ends and empty pieces part the commits from their entries.
      let head = piece.drop { $0 == "\n" }
      if head.isEmpty { continue }
      if head.hasPrefix(":") {
        guard let last = revisions.indices.last, read(head, names: &rest, into: &revisions[last]) else {
          return nil
        }
        continue
      }
      guard rest.count >= 3, head.allSatisfy(\.isHexDigit), let day = rest.popFirst(), let author = rest.popFirst(),
        let subject = rest.popFirst()
      else { return nil }
      revisions.append(
        Revision(hash: String(head), day: Day(day), author: author, subject: subject, kind: .changed, path: ""))
    }
    return revisions.filter { !$0.path.isEmpty }
  }

  /// Reads one entry: as many colons as parents, modes and hashes of all parents and of the result, the status.
  private static func read(_ head: Substring, names: inout ArraySlice<String>, into revision: inout Revision)
    -> Bool
  {
    let parents = head.prefix { $0 == ":" }.count
    let fields = head.dropFirst(parents).split(separator: " ")
    guard fields.count == 2 * parents + 3, let letter = fields.last?.first, let path = names.popFirst() else {
      return false
    }
    func hash(_ field: Substring) -> String? { field.allSatisfy { $0 == "0" } ? nil : String(field) }
    revision.before = hash(fields[parents + 1])
    revision.after = hash(fields[2 * parents + 1])
    revision.path = path
    switch letter {
    case _ where parents > 1: revision.kind = .merged
    case "A": revision.kind = .added
    case "D": revision.kind = .deleted
    case "R", "C":
      guard let newPath = names.popFirst() else { return false }
      revision.kind = .renamed
      revision.oldPath = path
      revision.path = newPath
    default: revision.kind = .changed
    }
    return true
  }
}

extension History {
  /// The largest content that is read, in bytes. An assessment has some 60 KB.
  private static let sizeLimit = 4 << 20

  /// The contents with these hashes; an error in words for one that git does not have or that is no assessment by size.
  func contents(of hashes: Set<String>) throws -> [String: Result<[UInt8], Failure>] {
    let sorted = hashes.sorted()
    let check = try ask("--batch-check", sorted)
    var contents: [String: Result<[UInt8], Failure>] = [:]
    for line in check.split(separator: UInt8(ascii: "\n")) {
      let fields = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard let hash = fields.first else { continue }
      if fields.count < 3 || fields[1] != "blob" {
        contents[String(hash)] = .failure(Failure(.unreadable, "its content is not in this clone"))
      } else if Int(fields[2]) ?? .max > Self.sizeLimit {
        contents[String(hash)] = .failure(
          Failure(.unreadable, "it has \(fields[2]) bytes: more than mlts reads of a history"))
      }
    }
    let batch = try ask("--batch", sorted.filter { contents[$0] == nil })
    for (hash, bytes) in Self.parse(batch: batch) { contents[hash] = .success(bytes) }
    return contents
  }

  private func ask(_ option: String, _ hashes: [String]) throws -> [UInt8] {
    guard !hashes.isEmpty else { return [] }
    let input = Array(hashes.map { $0 + "\n" }.joined().utf8)
    return try git.ask("cat-file", [option], input: input, limit: 512 << 20).output
  }

  /// Reads what `git cat-file --batch` printed: hash, type and size on a line, then so many bytes and a line feed.
  static func parse(batch: [UInt8]) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    var rest = batch[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let fields = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      guard fields.count == 3, let size = Int(fields[2]), size >= 0, size < rest.count else { continue }
      contents[String(fields[0])] = Array(rest.prefix(size))
      rest = rest.dropFirst(size + 1)
    }
    return contents
  }
}
