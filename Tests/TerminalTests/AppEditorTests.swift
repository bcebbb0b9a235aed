import Glibc
import TestSupport
import Testing

/// What the person's own editor leaves when it does not end well: it may be the only copy of a long text.
@Suite(.serialized) struct AppEditorTests {
  /// Hands the note `before` to an editor that runs `script` on the file `$1`; returns the screen's answer and the files
  /// that are left.
  private func edit(
    _ script: String, until words: String
  ) throws -> (app: AppSession, left: [(path: String, bytes: [UInt8])]) {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\n\(script)\n", to: "ed", mode: 0o755)
    let temporary = folder.path + "/t"
    mkdir(temporary, 0o755)
    let app = try AppSession(
      in: folder, environment: ["EDITOR": "\(folder.path)/ed", "TMPDIR": temporary], columns: 160)
    app.type("ibefore")
    try app.escape()
    app.type("E")
    try app.waitFor(words)
    let paths = Folders.names(in: temporary).map { "\(temporary)/\($0)" }
    return (app, paths.map { ($0, Folders.read($0) ?? []) })
  }

  @Test(arguments: [
    ("echo a long text >\"$1\"; exit 3", "ended with status 3", "a long text\n"),
    ("echo a long text >\"$1\"; kill -KILL $$", "was ended by signal 9", "a long text\n"),
    ("echo a long text >\"$1.new\"; mv \"$1.new\" \"$1\"; exit 1", "ended with status 1", "a long text\n"),
    ("printf 'a long te\\377t' >\"$1\"", "not UTF-8", "a long te\u{FF}t"),
  ])
  func aTextThatIsNotTakenStays(_ script: String, _ words: String, _ text: String) throws {
    let (app, left) = try edit(script, until: words)
    let kept = try #require(left.first)
    #expect(left.count == 1)
    #expect(kept.bytes == text.unicodeScalars.map { UInt8($0.value) })
    try app.wait("its place is named") { $0.row(29).contains("What was written is in \(kept.path)") }
    #expect(app.file.contains("before") && !app.file.contains("long"))
    try app.quit()
  }

  @Test(arguments: [
    ("exit 3", "ended with status 3"), ("kill -TERM $$", "was ended by signal 15"),
    ("rm \"$1\"; exit 2", "ended with status 2"), ("rm \"$1\"", "Cannot read back"),
    ("printf ' and after' >>\"$1\"", "before and after"),
  ])
  func whereNothingIsLostNothingIsLeft(_ script: String, _ words: String) throws {
    let (app, left) = try edit(script, until: words)
    #expect(left.isEmpty)
    #expect(!app.screen.row(29).contains("What was written"))
    #expect(app.file.contains("before"))
    try app.quit()
  }

  @Test func anEmptyTMPDIRIsNoFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho \"it was $1\" >\"$1\"\n", to: "ed", mode: 0o755)
    let app = try AppSession(in: folder, environment: ["EDITOR": "\(folder.path)/ed", "TMPDIR": ""])
    app.type("E")
    try app.waitFor("it was /tmp/mlts-note-")
    try app.quit()
  }
}
