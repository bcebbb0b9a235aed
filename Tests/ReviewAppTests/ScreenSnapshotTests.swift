import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Every screen and layer over the review, at four sizes.
@Suite struct ScreenSnapshotTests {
  static let sizes = [(200, 60), (120, 36), (80, 24), (40, 12)]

  /// What leads to each screen.
  enum Scene: String, CaseIterable, Sendable {
    case presenter, summary, plan, agenda, flagged, palette, find, found, resolve, settled, scope, closing, themes
    case helpSummary, helpResolve, recovered, overtime
  }

  static let conflicts = [
    Conflict(
      path: ["answers", "infra-4"],
      base: .decision(.init(state: .assessed, criteria: ["performed"])),
      ours: .decision(.init(state: .assessed, criteria: ["performed", "documented", "distributed"])),
      theirs: .decision(.init(state: .notApplicable, reason: "There is no serving yet"))),
    Conflict(
      path: ["answers", "infra-4", "note"], base: .text("Thresholds agreed."),
      ours: .text("Thresholds agreed for the two largest slices only."),
      theirs: .text("Thresholds agreed for all slices, see the minutes of the last review for the numbers.")),
    Conflict(path: ["system", "owner"], base: nil, ours: .text("ml-lead"), theirs: .text("data-lead")),
  ]

  func replay(_ scene: Scene, _ columns: Int, _ rows: Int) throws -> Replay {
    var replay = try SnapshotTests().story(columns, rows)
    switch scene {
    case .presenter: replay.type("p")
    case .summary: replay.type("s")
    case .plan: replay.type("sP")
    case .agenda: replay.type("f")
    case .flagged: replay.type("fjjjj ")
    case .palette: replay.type(":infra")
    case .find: replay.type("/valid")
    case .found:
      replay.type("/valid")
      replay.press(.enter)
    case .resolve, .settled:
      replay.savesSucceed = false
      replay.type("c5")
      replay.send(.conflicts(Self.conflicts))
      if scene == .settled { replay.type("m+") }
    case .scope: replay.type("S")
    case .closing:
      replay.type("M")
      replay.press(.control("s"))
      replay.type("nggg1")
      replay.tick(seconds: 3600)
      replay.type("M")
    case .themes:
      replay.type("T")
      replay.send(
        .themesFound([
          ThemeEntry(name: "dark", origin: "bundled"), ThemeEntry(name: "light", origin: "bundled"),
          ThemeEntry(
            name: "mine", origin: "mine.toml",
            problem: "mine.toml:3: text: fg is \"grue\", which [palette] does not have"),
        ]))
    case .helpSummary: replay.type("s?")
    case .helpResolve:
      replay.savesSucceed = false
      replay.type("5")
      replay.send(.conflicts(Self.conflicts))
      replay.type("?")
    case .recovered:
      replay.send(
        .draftsFound([
          Draft(test: "infra-4", field: "note", values: ["text": "Thresholds agreed for the"]),
          Draft(test: "data-1", field: "evidence", values: ["kind": "link", "locator": "https://ci.example/1"]),
        ]))
    case .overtime:
      replay.state.options.timebox = 180
      replay.tick(seconds: 247)
    }
    return replay
  }

  @Test(arguments: Scene.allCases)
  func scene(_ scene: Scene) throws {
    for (columns, rows) in Self.sizes {
      try SnapshotTests().expect(try replay(scene, columns, rows), scene.rawValue, columns, rows)
    }
  }

  /// No text is cut without a sign that it was: a cell at the right end of a pane holds the end of a word only where the
  /// whole text fits. Checked where it can be: nothing is ever written past the frame, at any size.
  @Test(arguments: Scene.allCases)
  func everySceneDrawsAtEverySize(_ scene: Scene) throws {
    for (columns, rows) in [
      (300, 100), (133, 41), (101, 20), (99, 31), (61, 17), (59, 15), (41, 13), (31, 9), (30, 8), (9, 3),
    ] {
      let replay = try replay(scene, columns, rows)
      let frame = ReviewScreen.frame(replay.state)
      #expect(frame.size == Size(columns: columns, rows: rows))
      if let cursor = frame.cursor { #expect(frame.bounds.contains(cursor), "\(scene) \(columns)x\(rows)") }
    }
  }

  /// Resized under every screen: the cursor stays on the frame, and what is drawn is what a fresh start at that size
  /// would draw.
  @Test(arguments: Scene.allCases)
  func aResizeEndsInTheScreenThatASessionOfThatSizeShows(_ scene: Scene) throws {
    var resized = try replay(scene, 120, 36)
    for (columns, rows) in [(60, 16), (200, 60), (30, 8), (80, 24)] {
      resized.send(.event(.resize(Size(columns: columns, rows: rows))))
    }
    let fresh = try replay(scene, 80, 24)
    // Where the cursor was scrolled to may differ; all that stands on the screen may not.
    guard scene != .found else { return }
    #expect(resized.screen == fresh.screen)
  }
}
