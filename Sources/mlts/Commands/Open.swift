import ArgumentParser
import AssessmentStore
import Glibc
import MLTestScore
import Reports
import ReviewApp
import Screen
import SystemPackage
import Terminal

/// `mlts FILE`: the review in the terminal; without one, the score report.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a review (the default; `mlts FILE` does).",
    usage: "mlts open <file> [<options>]")

  @Argument(help: "The assessment, NAME.mlts.json.")
  var file: String

  @Option(help: ArgumentHelp("The role that stamps decisions. Else $MLTS_REVIEWER.", valueName: "role"))
  var reviewer: String?

  @Flag(help: "ASCII characters only.")
  var ascii = false

  @Flag(inversion: .prefixedNo, help: "Use the mouse.")
  var mouse = true

  @Option(help: ArgumentHelp("The time that one test should take, as 3m or 90s; the clock says when it is over."))
  var timebox: String?

  @Flag(inversion: .prefixedNo, help: "Copy to the terminal's clipboard (OSC 52).")
  var osc52 = true

  @OptionGroup var rubric: RubricOptions
  @OptionGroup var theme: ThemeOptions
  @OptionGroup var clock: ClockOptions

  /// The time box in seconds.
  var timeboxSeconds: Int? { timebox.flatMap(Timebox.seconds) }

  func validate() throws {
    if let timebox, timeboxSeconds == nil {
      throw ValidationError("--timebox \(Sanitize.line(timebox)) is no time: write it as 3m, 90s or 2m30s")
    }
  }

  func run() throws {
    let clock = try clock.clock()
    let input = try AssessmentInput(file, rubric: rubric.rubric)
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      Output.print(Show.text(of: input, today: clock.today, ascii: ascii))
      return
    }
    let configuration = Configuration.load()
    let (theme, themeName, warning) = try theme.choose(configured: configuration.theme)
    let terminal: Terminal
    do {
      let noColor = Environment["NO_COLOR"] != nil
      terminal = try Terminal(
        theme: theme,
        options: Terminal.Options(mouse: mouse && configuration.mouse != false, forceASCII: ascii, noColor: noColor)
      )
    } catch {
      throw Failure(.usage, error.description)
    }
    var state = state(
      of: input, configuration, clock, size: terminal.size, glyphs: terminal.isUTF8 ? .unicode : .ascii,
      options: ReviewOptions(
        keys: configuration.keys, timebox: timeboxSeconds ?? configuration.timebox,
        themes: ThemeChoice.names(), theme: themeName, place: PlaceStore.load(input.file.path)))
    tell([warning].compactMap(\.self) + configuration.problems, in: &state, keys: configuration.keys)
    let document = Document(file: input.file, rubrics: input.rubrics, clock: clock)
    let runtime = ReviewRuntime(
      state: state, terminal: terminal, document: document, clock: clock,
      surroundings: Surroundings(file: input.file.path, usesClipboard: osc52 && configuration.osc52 != false))
    let ending = runtime.run()
    // Before the signals are what they were: a shell that ends sends a second hangup.
    PlaceStore.save(runtime.place, of: input.file.path, at: clock.now)
    terminal.stop()
    guard case .signal(let signal, let lost) = ending else { return }
    if let lost { Output.error("the last changes are not saved: \(Sanitize.line(lost))") }
    Terminal.end(bySignal: signal)
  }

  /// The review as it begins, on the screen or line by line.
  func state(
    of input: AssessmentInput, _ configuration: Configuration, _ clock: Clock, size: Size, glyphs: Glyphs,
    options: ReviewOptions
  ) -> ReviewState {
    var random = SystemRandomNumberGenerator()
    return ReviewState(
      assessment: input.assessment, rubric: input.rubric,
      fileName: input.file.path.lastComponent?.string ?? input.file.path.string,
      readOnlyReason: input.readOnlyReason, now: clock.now, today: clock.today,
      reviewer: reviewer ?? Environment["MLTS_REVIEWER"] ?? configuration.reviewer ?? "facilitator", size: size,
      glyphs: glyphs, options: options, seed: random.next())
  }

  /// Tells what is wrong with the settings: the first of it in the status line, all of it in the list of messages.
  private func tell(_ problems: [String], in state: inout ReviewState, keys: KeyMap) {
    guard let first = problems.first else { return }
    for problem in problems.dropFirst().reversed() { _ = update(&state, .failed(problem)) }
    let list = keys.keys(of: .messages, in: .list).first.map { ", \($0.name) lists them" } ?? ""
    // The number before the words, whose end may not fit.
    _ = update(&state, .failed(problems.count == 1 ? first : "1 of \(problems.count)\(list): \(first)"))
  }
}
