import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// The key table, walked: every key does what the help says, wherever it says so; and the user's own keys.
@Suite struct KeyMapTests {
  /// A review in which every command of a context has something to do.
  private func scene(_ context: Context) -> Replay {
    var assessment = Replay().state.assessment
    for test in Rubric.mini.tests.dropLast() {
      assessment.answers[test.id] = Answer(
        state: .assessed, criteria: ["performed", "documented", "distributed"], note: "batch",
        evidence: ["e-1": Evidence(kind: .link, locator: "https://ci.example")],
        actions: ["a-1": Action(text: "Do it")],
        decided: Stamp(at: Timestamp(secondsSince1970: 1_780_000_000), by: "data-lead"))
    }
    assessment.milestones["m"] = Milestone(title: "Before", at: Timestamp(secondsSince1970: 1_785_000_000))
    if context == .resolve {
      assessment.record(
        ["note", "owner", "target"].map {
          Conflict(
            path: ["answers", "data-1", $0], base: .text(String(repeating: "b\n", count: 90)), ours: .text("o"),
            theirs: .text("t"))
        })
    }
    // So small that every page scrolls.
    var replay = Replay(assessment, columns: 80, rows: 16)
    replay.state.options.themes = [ThemeEntry(name: "dark", origin: "bundled")]
    // In the middle of everything, something undone and something to undo.
    if context != .resolve { replay.type("[[jw") }
    if context != .resolve {
      replay.type("x")
      replay.press(.control("s"))
      replay.type("ww")
      replay.press(.control("s"))
      replay.type("u/batch")
      replay.press(.enter)
    }
    switch context {
    case .list: break
    case .detail:
      // On the evidence, which can be opened and deleted.
      replay.press(.tab)
      replay.type("jjjjjj")
    case .summary: replay.type("sjjjj1")
    case .resolve: replay.type("j")
    case .menu: replay.type("fj")
    case .help: replay.type("?jjj")
    }
    return replay
  }

  /// What can be seen of a replay: the screen with its roles, and what the app asked for.
  private func outcome(_ replay: Replay) -> String {
    let frame = ReviewScreen.frame(replay.state)
    return frame.snapshot(styles: true) + "\n" + replay.effects.map { "\($0)".prefix(400) }.joined(separator: "\n")
  }

  /// Commands that find nothing to do in the scene of their context, each with the scene in which they do.
  private func prepared(_ command: Command, _ context: Context) -> Replay {
    var replay = scene(context)
    switch (command, context) {
    case (.markDone, .detail): replay.type("jj")
    case (.toggleCriterion, .detail): replay.type("g")
    case (.decideHalf, .list), (.decideHalf, .detail): replay.type("0")
    case (.resolve, _) where context != .resolve:
      replay.state.pendingResolve = Resolve(
        [Conflict(path: ["id"], base: nil, ours: .text("a"), theirs: .text("b"))], from: .outside)
    case (.decideTwo, _): break
    case (.settle, .resolve): replay.type("M")
    case (.scrollDetailUp, .resolve): replay.type("JJJ")
    case (.takeBoth, .resolve): replay.type("g")
    case (.back, .list): replay.press(.tab)
    case (.top, _), (.up, _), (.pageUp, _):
      if context != .detail { replay.type("j") }
    case (.scrollDetailUp, .list), (.scrollDetailUp, .detail): replay.type("JJJ")
    case (.scrollDetailDown, .detail): replay.type("g")
    case (.redo, .summary): break
    case (.decideNone, .summary), (.clear, .summary): break
    case (.decideOne, .summary): replay.type("-")
    case (.decideHalf, .summary): break
    default: break
    }
    return replay
  }

  @Test(arguments: Context.allCases)
  func everyKeyOfTheHelpDoesWhatItSays(_ context: Context) {
    for binding in KeyTable.bindings where binding.contexts.contains(context) {
      let before = prepared(binding.command, context)
      for key in binding.keys {
        var replay = before
        replay.press(key)
        let what = "\(key.name) in \(context) for \(binding.command)"
        // It does what the command does …
        var performed = before
        performed.state.notice = nil
        let effects = performed.state.perform(binding.command)
        performed.effects += effects
        for case .save(let assessment) in effects { performed.send(.saved(assessment)) }
        #expect(
          replay.effects.map { "\($0)".prefix(60) } == performed.effects.map { "\($0)".prefix(60) }, "\(what)")
        #expect(replay.screen == performed.screen, "\(what)")
        // … and that can be seen, if only by a message.
        #expect(outcome(replay) != outcome(before) || replay.state.notice != nil, "\(what) does nothing")
        #expect(replay.state.notice?.text.contains("does nothing here") != true, "\(what)")
      }
    }
  }

  @Test func theHelpListsEveryKeyOfItsContextAndNoOther() {
    for context in Context.allCases {
      let replay = Replay()
      let text = HelpView.lines(replay.state, .keys(context), width: 200).map { $0.spans.map(\.text).joined() }
      for binding in KeyTable.bindings {
        let line = text.first { $0.contains(binding.help) && $0.hasPrefix(binding.keys[0].name) }
        if binding.contexts.contains(context) { #expect(line != nil, "\(binding.command) in \(context)") }
      }
      let foreign = KeyTable.bindings.filter { binding in
        !binding.contexts.contains(context)
          && !KeyTable.bindings.contains { $0.help == binding.help && $0.contexts.contains(context) }
      }
      for binding in foreign {
        #expect(!text.contains { $0.hasSuffix(binding.help) }, "\(binding.command) in \(context)")
      }
    }
  }

  // The user's own keys

  @Test func aCommandTakesTheKeysThatTheUserWants() throws {
    let map = try KeyMap(
      preset: .vim, keys: [.evidence: [.character("v"), .function(5)], .note: [.character("e")]])
    #expect(map.command(for: .character("v"), in: .list) == .evidence)
    #expect(map.command(for: .function(5), in: .detail) == .evidence)
    // What evidence had is the note's now, and the note's own key is free.
    #expect(map.command(for: .character("e"), in: .list) == .note)
    #expect(map.command(for: .character("i"), in: .list) == nil)
    var replay = Replay()
    replay.state.options.keys = map
    #expect(replay.screen.contains("v evidence"))
    replay.type("?")
    #expect(replay.screen.contains("v F5"))
  }

  @Test func oneKeyForTwoCommandsIsACollision() {
    do throws(KeyMap.Collision) {
      _ = try KeyMap(preset: .vim, keys: [.evidence: [.character("z")], .note: [.character("z")]])
      Issue.record("it was taken")
    } catch {
      #expect(Set(error.commands) == [.evidence, .note])
      #expect(error.description.contains("z"))
    }
  }

  @Test func theSamekeyInPlacesApartIsNone() throws {
    let map = try KeyMap(preset: .vim, keys: [.evidence: [.character("m")], .takeMine: [.character("m")]])
    #expect(map.command(for: .character("m"), in: .list) == .evidence)
    #expect(map.command(for: .character("m"), in: .resolve) == .takeMine)
  }

  @Test func thePlainPresetMovesByNoLetter() throws {
    let map = try KeyMap(preset: .plain)
    for letter in "hjklgGJK" {
      for context in Context.allCases { #expect(map.command(for: .character(letter), in: context) == nil) }
    }
    for context in Context.allCases {
      #expect(map.command(for: .down, in: context) == .down)
    }
    #expect(map.command(for: .function(10), in: .list) == .quit)
    #expect(map.command(for: .escape, in: .summary) == .back)
  }

  @Test func keysAreReadByTheNamesThatTheHelpPrints() {
    for binding in KeyTable.bindings {
      for key in binding.keys { #expect(Key(name: key.name) == key, "\(key.name)") }
    }
    #expect(Key(name: "ctrl-r") == .control("r"))
    #expect(Key(name: "alt-e") == .alt("e"))
    #expect(Key(name: "space") == .character(" "))
    #expect(Key(name: "f12") == .function(12))
    for wrong in ["", "ctrl-", "f99", "enterr", "ctrl-ab", "hyper-x"] {
      #expect(Key(name: wrong) == nil, "\(wrong)")
    }
  }
}
