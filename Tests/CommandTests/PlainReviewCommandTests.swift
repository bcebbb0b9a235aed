import AssessmentStore
import Glibc
import MLTestScore
import SystemPackage
import Testing

/// `mlts review --plain` as people and scripts use it: lines in, lines and an exit code out.
@Suite struct PlainReviewCommandTests {
  /// A folder with a new assessment.
  private func place() throws -> Workplace {
    let place = try Workplace()
    #expect(try place.mlts("new", "a.mlts.json", "--system", "s").status == 0)
    return place
  }

  /// Runs a shell script that uses mlts. The limit is there for a review that would wait for ever.
  private func shell(_ script: String, in place: Workplace) throws -> CommandResult {
    try place.run("timeout", ["120", "/bin/sh", "-c", script])
  }

  private func assessment(_ place: Workplace, _ name: String = "a.mlts.json") throws -> Assessment {
    try AssessmentFile.load(
      FilePath("\(place.path)/\(name)"), rubrics: RubricCatalog(try Rubric.bundled())
    ).assessment
  }

  private func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f || $0 == "\n" }
  }

  @Test func aScriptHoldsAReviewAndEverythingIsSaved() throws {
    let place = try place()
    try place.write(
      """
      # decisions of the meeting
      half
      note
      Checked by hand \u{1b}[31mred\u{1b}[0m \u{202e}.
      .
      evidence link https://ci.example/1 | nightly | 2026-11-01

      full
      go 28
      x not served yet
      q
      half
      """.utf8, to: "script")
    let result = try shell("mlts review --plain a.mlts.json --now 2026-11-23T10:00:00Z < script", in: place)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.isEmpty)
    #expect(isPlain(result.output))
    #expect(result.output.contains("data-1> half\nData 1: earns ½. Data 0.5, final score 0.0. Saved.\n"))
    #expect(result.output.hasSuffix("monitor-7> q\n"))
    let saved = try assessment(place)
    #expect(saved.answer("data-1").note == "Checked by hand \u{1b}[31mred\u{1b}[0m \u{202e}.")
    #expect(saved.answer("data-1").evidence.values.map(\.locator) == ["https://ci.example/1"])
    #expect(saved.answer("data-2").criteria.count == 2)
    #expect(saved.answer("monitor-7").state == .notApplicable)
    #expect(saved.answer("monitor-7").decided?.by == "facilitator")
  }

  @Test func aDumbTerminalOfTheCLocaleGetsASCII() throws {
    let place = try place()
    try place.write("half\nnote caf\u{e9} 1½ — ok\nhelp\nshow\nlist\nhow\ns".utf8, to: "script")
    let result = try shell(
      "env TERM=dumb LC_ALL=C mlts review --plain a.mlts.json < script", in: place)
    #expect(result.status == 0)
    #expect(result.output.utf8.allSatisfy { 0x20..<0x7f ~= $0 || $0 == 0x0a })
    #expect(result.output.contains("Data 1: earns .5. Data 0.5"))
    #expect(result.output.contains("Note: caf? 1.5 - ok"))
    #expect(try assessment(place).answer("data-1").note == "caf\u{e9} 1½ — ok")
  }

  @Test func linesThatAreNotTakenAreNamedByNumberAndTheOthersAre() throws {
    let place = try place()
    var script = Array("half\r\nbogus\nn\ngo nowhere\nnote ".utf8) + [0xff, 0xfe, 0x0a]
    script += Array("note ".utf8) + Array(repeating: 0x61, count: 70_000) + [0x0a]
    script += Array("note nul\0 here\n1".utf8)
    try place.write(script, to: "script")
    let result = try shell("mlts review --plain a.mlts.json < script", in: place)
    #expect(result.status == 1)
    let errors = result.errors.split(separator: "\n")
    #expect(errors.count == 4)
    for (error, start) in zip(
      errors,
      ["line 2: \"bogus\"", "line 4: ", "line 5: The line was not taken: it is not UTF-8", "line 6: The line"])
    {
      #expect(error.hasPrefix("mlts: \(start)"), "\(error)")
    }
    #expect(isPlain(result.output) && isPlain(result.errors))
    let saved = try assessment(place)
    #expect(saved.answer("data-1").criteria.count == 3)
    #expect(saved.answer("data-2").criteria.count == 2)
    #expect(saved.answer("data-2").note == "nul\0 here")
  }

  @Test func whatCannotBeSavedIsExitCode3() throws {
    let place = try place()
    // A file of a newer format is read and not written.
    let newer = String(decoding: place.read("a.mlts.json"), as: UTF8.self).replacing(
      "assessment/1", with: "assessment/9")
    try place.write(newer.utf8, to: "n.mlts.json")
    try place.write("s\nhalf\n".utf8, to: "script")
    let readOnly = try shell("mlts review --plain n.mlts.json < script", in: place)
    #expect(readOnly.status == 3)
    #expect(readOnly.output.contains("Read-only: "))
    #expect(readOnly.errors.contains("line 2: Not taken: the review is read-only"))
    #expect(try shell("echo s | mlts review --plain n.mlts.json", in: place).status == 0)
    // No file may grow: whatever is saved fails.
    let full = try shell(
      "(trap '' XFSZ; ulimit -f 0; mlts review --plain a.mlts.json 2>&1 < script; echo rc=$?) | cat", in: place)
    #expect(full.output.contains("Data 1: earns ½. Data 0.5, final score 0.0. Not saved: "))
    #expect(full.output.contains("mlts: line 2: the last changes are not saved: "))
    #expect(full.output.hasSuffix("rc=3\n"), "\(full.output)")
    #expect(try assessment(place).answers.isEmpty)
  }

  /// Starts a review between two pipes, so that a script can wait for what it says.
  private let talk = """
    mkfifo lines answers
    mlts review --plain FILE < lines > answers 2> said & pid=$!
    exec 3> lines 4< answers
    until_said() { while read -r line <&4; do case $line in *"$1"*) return;; esac; done; }
    until_said 'Actions: none'

    """

  @Test func whatCouldNotBeSavedIsOfferedToTheNextRun() throws {
    let place = try place()
    let result = try shell(
      "mkdir sub; cp a.mlts.json sub; " + talk.replacing("FILE", with: "sub/a.mlts.json") + """
        mv sub away; echo half >&3; until_said 'Not saved'; exec 3>&-; cat <&4 > /dev/null
        wait $pid; echo first $?; cat said; mv away sub
        echo half | mlts review --plain sub/a.mlts.json; echo second $?
        echo recover | mlts review --plain sub/a.mlts.json; echo third $?
        """, in: place)
    #expect(result.output.contains("first 3\n"), "\(result.output)")
    #expect(result.output.contains("They are kept in "))
    #expect(result.output.contains("recover takes them in, discard throws them away"))
    #expect(result.output.contains("second 3\n"))
    #expect(result.output.contains("Saved.\ndata-1> \nthird 0\n"), "\(result.output)")
    #expect(try assessment(place, "sub/a.mlts.json").answer("data-1").criteria.count == 3)
    #expect(try !shell("mlts review --plain sub/a.mlts.json < /dev/null", in: place).output.contains("recover"))
  }

  @Test func whatOthersWriteMeanwhileIsMerged() throws {
    let place = try place()
    let result = try shell(
      talk.replacing("FILE", with: "a.mlts.json") + """
        printf 'd2\\nfull\\n' | mlts review --plain a.mlts.json > other
        echo half >&3; until_said 'Saved.'; echo "$line"; exec 3>&-; cat <&4; wait $pid; echo $?
        """, in: place)
    #expect(result.output.contains("Data 1: earns ½. Data 1.5, final score 0.0. Saved."), "\(result.output)")
    let saved = try assessment(place)
    #expect(saved.answer("data-1").criteria.count == 3)
    #expect(saved.answer("data-2").criteria.count == 2)
  }

  @Test(arguments: ["TERM", "INT", "KILL"])
  func aSignalLosesNothingThatWasAnswered(_ signal: String) throws {
    let place = try place()
    _ = try shell(
      // A job in the background of a script ignores SIGINT; this one must not.
      talk.replacing("FILE", with: "a.mlts.json").replacing(
        "mlts review", with: "env --default-signal=INT mlts review")
        + "echo note >&3; echo first >&3; echo half >&3; echo . >&3; until_said 'Saved.'; kill -\(signal) $pid; wait $pid",
      in: place)
    #expect(try assessment(place).answer("data-1").note == "first\nhalf")
  }

  @Test func anEmptyVariableIsAsGoodAsNone() throws {
    let place = try place()
    let result = try shell(
      "echo half | env MLTS_REVIEWER= XDG_CONFIG_HOME= MLTS_THEME= mlts review --plain a.mlts.json", in: place)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(try assessment(place).answer("data-1").decided?.by == "facilitator")
  }

  @Test func everyMistakeInTheSettingsIsToldOnStandardError() throws {
    let place = try place()
    mkdir("\(place.path)/mlts", 0o755)
    try place.write("timebox = 3\n\nmouse = 3\n[keys]\nnote = \"x\u{9b}\"\n".utf8, to: "mlts/config.toml")
    let result = try shell("echo half | env XDG_CONFIG_HOME=$PWD mlts review --plain a.mlts.json", in: place)
    #expect(result.status == 0)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3)
    for (line, number) in zip(lines, [1, 3, 5]) {
      #expect(line.hasPrefix("mlts: \(place.path)/mlts/config.toml:\(number): "), "\(line)")
    }
    #expect(isPlain(result.output) && isPlain(result.errors) && !result.errors.contains("\u{9b}"))
    let full = try shell("env XDG_CONFIG_HOME=$PWD mlts review --plain a.mlts.json 2>&1 < /dev/null", in: place)
    #expect(full.output.hasPrefix("mlts: \(place.path)/mlts/config.toml:1: "))
  }

  @Test func theCommandLine() throws {
    let place = try place()
    #expect(try place.mlts("review", "--plain").status == 2)
    #expect(try place.mlts("review", "--plain", "a.mlts.json", "--now", "today").status == 2)
    #expect(try place.mlts("review", "--plain", "a.mlts.json", "--timebox", "soon").status == 2)
    #expect(try place.mlts("review", "--plain", "none.mlts.json").status == 4)
    try place.write("{".utf8, to: "bad")
    #expect(try place.mlts("review", "--plain", "bad").status == 5)
    // Without --plain it is what the file alone opens; here, without a terminal, the report.
    let bare = try place.mlts("review", "a.mlts.json", "--now", "2026-11-23T10:00:00Z")
    #expect(try bare.output == place.mlts("a.mlts.json", "--now", "2026-11-23T10:00:00Z").output)
    #expect(bare.status == 0)
    #expect(try place.mlts("review", "--help").output.contains("--plain"))
    // The end of the input is a way to leave.
    let ended = try place.mlts("review", "--plain", "a.mlts.json")
    #expect(ended.status == 0 && ended.output.hasSuffix("data-1> \n"))
    let full = try place.mlts("review", "--plain", "a.mlts.json", output: "/dev/full")
    #expect(full.status == 3 && full.errors.contains("standard output"))
  }
}
