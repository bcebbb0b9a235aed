import MLTestScore
import Screen
import Testing

@testable import ReviewApp

/// Summary with its plan, closing a review, copying, links, themes.
@Suite struct SummaryTests {
  /// Every test decided by hand, so that the score is 1.0, out of 2.
  private func decided() -> Replay {
    var replay = Replay()
    for _ in 0..<8 { replay.type("5>") }
    return replay
  }

  @Test func whatIfChangesTheScoreAndNoAnswer() {
    var replay = decided()
    let before = replay.state.assessment
    replay.type("s")
    #expect(replay.state.plannedScore.claimed == Points(whole: 1))
    replay.type("P")
    #expect(replay.state.plan.count == 4)
    #expect(replay.state.plannedScore.claimed == Points(halves: 3))
    #expect(replay.screen.contains("1.5 planned (4 changes)"))
    #expect(replay.state.assessment == before)
    #expect(replay.state.score.claimed == Points(whole: 1))
    // A step back on one test, then on all.
    replay.type("G5")
    #expect(replay.state.plan.count <= 4)
    replay.type("g--")
    #expect(replay.state.plan.isEmpty)
    replay.type("-")
    #expect(replay.state.notice?.text == "Nothing is planned")
    replay.press(.escape)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.saves.last == before)
  }

  @Test func aPlannedCreditThatATestHasAlreadyIsNoPlan() {
    var replay = decided()
    replay.type("sG1")
    #expect(replay.state.plan == ["monitor-2": Points(whole: 1)])
    replay.type("5")
    #expect(replay.state.plan.isEmpty)
    replay.type("2")
    #expect(replay.state.notice?.text.contains("no level") == true)
  }

  @Test func enterGoesToTheTest() {
    var replay = decided()
    replay.type("sG")
    replay.press(.enter)
    #expect(replay.state.layers.isEmpty)
    #expect(replay.state.test.id == "monitor-2")
  }

  @Test func openActionsStandByDueDate() {
    var replay = decided()
    for (action, due) in [("later", "2027-03-01"), ("overdue", "2026-09-01"), ("undated", "")] {
      replay.type("a" + action)
      replay.press(.tab, .tab)
      replay.type(due)
      replay.press(.control("s"))
      replay.type("<")
    }
    #expect(replay.state.openActions.map(\.action.text) == ["overdue", "later", "undated"])
    replay.type("s")
    #expect(replay.screen.contains("OVERDUE 2026-09-01"))
  }

  // Closing

  @Test func closingTakesAMilestoneAndEverythingIsCarriedOver() {
    var replay = decided()
    replay.type("M")
    #expect(replay.screen.contains("This is the first milestone."))
    replay.press(.control("u"))
    replay.type("Launch review")
    replay.press(.tab)
    replay.type("data-lead, , ml-lead ")
    replay.press(.control("s"))
    let milestone = replay.state.assessment.milestones.values.first
    #expect(milestone?.title == "Launch review")
    #expect(milestone?.participants == ["data-lead", "ml-lead"])
    #expect(replay.state.score.carriedOver == 8)
    // The export is offered.
    replay.type("y")
    guard case .exportMarkdown(let exported) = replay.effects.last else {
      Issue.record("nothing was exported")
      return
    }
    #expect(exported == replay.state.assessment)
    // The next review shows what changed since.
    replay.tick(seconds: 86_400)
    replay.type("1M")
    #expect(replay.screen.contains("Since Launch review"))
    #expect(replay.screen.contains("7 answers are carried over"))
    replay.press(.escape)
    // Undo takes the milestone back too.
    replay.type("uu")
    #expect(replay.state.assessment.milestones.isEmpty)
  }

  @Test func aReviewWithoutATitleOrBeforeTheLastIsNotClosed() {
    var replay = decided()
    replay.type("M")
    replay.press(.control("u"))
    replay.press(.control("s"))
    #expect(replay.screen.contains("needs a title"))
    replay.type("One")
    replay.press(.control("s"))
    replay.type("n")
    replay.type("M")
    replay.press(.control("s"))
    #expect(replay.screen.contains("The last milestone closed at"))
    #expect(replay.state.assessment.milestones.count == 1)
  }

  // Out of the app

  @Test func theTestAndTheSummaryAreCopied() {
    var replay = decided()
    replay.type("ggg[[[gy")
    guard case .copy(let test, "Data 1") = replay.effects.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(test.hasPrefix("fraud-scoring: Data 1 The data test number 1 in full\nCredit: ½\n"))
    replay.type("sy")
    guard case .copy(let summary, "the summary") = replay.effects.last else {
      Issue.record("no summary was copied")
      return
    }
    #expect(summary.contains("score 1.0 claimed, 0.0 supported"))
    #expect(summary.contains("8 half"))
  }

  @Test(arguments: [
    ("https://ci.example/1", true), ("http://x", true), ("javascript:alert(1)", false),
    ("file:///etc/passwd", false),
    ("https://a b", false), ("--help", false),
  ])
  func onlyWebLinksAreOpened(_ locator: String, _ opens: Bool) {
    var replay = Replay()
    replay.type("e" + locator)
    replay.press(.control("s"))
    replay.type("O")
    let opened = replay.effects.contains { if case .openLink(locator) = $0 { true } else { false } }
    #expect(opened == opens)
    if !opens { #expect(replay.state.notice?.text.contains("https://") == true) }
  }

  // Themes

  private let themes = [
    ThemeEntry(name: "dark", origin: "bundled"),
    ThemeEntry(name: "bad", origin: "bad.toml", problem: "bad.toml:3: no"),
    ThemeEntry(name: "light", origin: "bundled"),
  ]

  private func names(_ replay: Replay) -> [String] {
    replay.effects.compactMap {
      switch $0 {
      case .preview(let name): "preview \(name)"
      case .remember(let name): "remember \(name)"
      default: nil
      }
    }
  }

  @Test func themesShowThemselvesAndTheChosenOneIsRemembered() {
    var replay = Replay()
    replay.state.options.theme = "dark"
    replay.type("T")
    replay.send(.themesFound(themes))
    #expect(replay.screen.contains("bad.toml:3: no"))
    replay.type("j")
    #expect(names(replay).isEmpty)
    replay.press(.enter)
    #expect(replay.state.notice?.text == "bad.toml:3: no")
    replay.type("j")
    replay.press(.enter)
    #expect(names(replay) == ["preview light", "preview light", "remember light"])
    #expect(replay.state.layers.isEmpty)
  }

  @Test func escapeBringsTheThemeOfBeforeBack() {
    var replay = Replay()
    replay.state.options.theme = "dark"
    replay.type("T")
    replay.send(.themesFound(themes))
    replay.type("G")
    replay.press(.escape)
    #expect(names(replay) == ["preview light", "preview dark"])
    #expect(replay.state.options.theme == "dark")
  }
}
