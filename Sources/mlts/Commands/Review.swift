import ArgumentParser
import AssessmentStore
import Glibc
import MLTestScore
import ReviewApp
import Screen
import SystemPackage

/// `mlts review FILE`: the review on the screen, or by question and answer.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Open a review; --plain holds it line by line.",
    usage: "mlts review [--plain] <file> [<options>]",
    discussion: """
      --plain asks and answers in plain lines on standard input and output: no screen, no colour, no drawing. It is made \
      for screen readers, for terminals that can do nothing else, and for scripts: mlts review --plain FILE < script. \
      Type help in it for the words it understands. Every line that decides something is saved before it is answered.

      Exit codes with --plain: 0 all is saved; 1 a line of a script was not understood or not taken (stderr names it), \
      the others were; 2 usage; 3 something could not be saved; 4 the file is not there; 5 it cannot be read.
      """)

  @Flag(help: "Question and answer, line by line.")
  var plain = false

  @OptionGroup var open: Open

  func run() throws {
    guard plain else { return try open.run() }
    let clock = try open.clock.clock()
    let input = try AssessmentInput(open.file, rubric: open.rubric.rubric)
    let configuration = Configuration.load()
    for problem in configuration.problems { Output.error(problem) }
    let state = open.state(
      of: input, configuration, clock, size: Size(columns: 80, rows: 24), glyphs: PlainReview.glyphs,
      options: ReviewOptions(timebox: open.timeboxSeconds ?? configuration.timebox))
    let review = PlainReview(
      state, isInteractive: isatty(STDIN_FILENO) == 1, isASCII: open.ascii || !Environment.isUTF8)
    let document = Document(file: input.file, rubrics: input.rubrics, clock: clock)
    finish(PlainRuntime(review: review, document: document, clock: clock).run())
  }
}
