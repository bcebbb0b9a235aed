import AssessmentStore
import ReviewApp
import SystemPackage

/// Holds a plain review: reads lines, prints what it says and carries its effects out.
final class PlainRuntime {
  private var review: PlainReview
  private let document: Document
  private let clock: Clock
  private var input = PlainInput(.standardInput, limit: PlainReview.longestLine)
  private var hasProblems = false
  private var hasEnded = false

  init(review: PlainReview, document: Document, clock: Clock) {
    self.review = review
    self.document = document
    self.clock = clock
  }

  /// Runs until the reviewers leave or the input ends; returns how the command ends.
  func run() -> ExitStatus {
    emit(review.start())
    recover()
    while !hasEnded {
      Output.print(review.prompt)
      do throws(Errno) {
        let line = try input.next()
        // What a script answers is no longer on the screen; a transcript has to show it.
        if !review.isInteractive, case .text(let text) = line { Output.print(review.shown(text)) }
        if !review.isInteractive || line == nil { Output.print("\n") }
        lookOutside()
        switch line {
        case .text(let text): emit(review.take(line: text))
        case .refused(let reason): emit(review.refuse(line: reason))
        case nil: emit(review.end())
        }
      } catch {
        Output.print("\n")
        Output.error("the input cannot be read: \(error)")
        emit(review.end())
        hasProblems = true
      }
    }
    return status
  }

  /// Takes in the time and what others wrote to the file, so that an answer is given about what is there.
  private func lookOutside() {
    emit(review.hear(.clock(clock.now, today: clock.today)))
    let state = review.state
    guard state.saveStatus == .saved, state.readOnlyReason == nil, !review.awaitsRescue,
      let news = document.takeInOutside(state.assessment)
    else { return }
    emit(review.hear(news))
  }

  /// Offers what an earlier run could not save. Text that it was writing waits for the screen, which has fields for it.
  private func recover() {
    let (rescue, damagedRescues) = document.loadRescue()
    let (drafts, damagedDrafts) = document.loadDrafts()
    document.leaveDrafts()
    if let rescue { emit(review.hear(.rescueFound(rescue))) }
    if !drafts.isEmpty {
      Output.print("Text that was being written when an earlier run ended waits: mlts without --plain offers it.\n")
    }
    for words in damagedRescues + damagedDrafts { emit(review.hear(.failed(words))) }
  }

  private func emit(_ reply: PlainReview.Reply) {
    // What was wrong comes before the question that is asked again.
    for problem in reply.problems {
      hasProblems = true
      if review.isInteractive {
        Output.print(problem, terminator: "\n")
      } else {
        Output.error("line \(input.number): \(problem)")
      }
    }
    for line in reply.lines { Output.print(line, terminator: "\n") }
    for effect in reply.effects {
      switch effect {
      case .save(let assessment): emit(review.hear(document.save(assessment)))
      case .settle(let assessment, let settlements):
        emit(review.hear(document.save(assessment, settled: settlements)))
      case .discardRescue: document.discardRescue()
      default: break
      }
    }
    if reply.ends { hasEnded = true }
  }

  /// Tries once more to save what is not saved, and says what is lost.
  private var status: ExitStatus {
    let state = review.state
    if state.saveStatus != .saved {
      var reason: String?
      switch document.save(state.assessment) {
      case .saveFailed(let words): reason = words
      case .conflicts: reason = "somebody else changed the same things differently"
      default: break
      }
      if let reason {
        let kept = document.rescuePlace.map {
          " They are kept in \(review.shown($0.string)), and mlts offers them when the file is opened again."
        }
        Output.error("line \(input.number): the last changes are not saved: \(review.shown(reason))\(kept ?? "")")
        return .unable
      }
    }
    if review.hasRefusedChanges { return .unable }
    return hasProblems && !review.isInteractive ? .no : .yes
  }
}
