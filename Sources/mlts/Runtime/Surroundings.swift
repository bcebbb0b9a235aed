import AssessmentStore
import FoundationEssentials
import Glibc
import MLTestScore
import Reports
import ReviewApp
import Screen
import Subprocess
import Synchronization
import SystemPackage
import Terminal

/// What a review does outside of its file: clipboard, browser, exported summary, the remembered theme.
final class Surroundings: Sendable {
  private let file: FilePath
  private let usesClipboard: Bool
  /// What was done on other threads and the app has to know.
  private let inbox = Mutex<[Message]>([])

  init(file: FilePath, usesClipboard: Bool) {
    self.file = file
    self.usesClipboard = usesClipboard
  }

  /// What came in since it was last asked.
  func takeMessages() -> [Message] {
    inbox.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }

  /// Puts text on the clipboard by OSC 52 (XTerm Control Sequences, "Manipulate Selection Data"): it works over ssh, and
  /// nothing tells whether the terminal took it.
  func copy(_ text: String, what: String, to terminal: Terminal) -> Message {
    guard usesClipboard else { return .failed("The clipboard is off: mlts was started with --no-osc52") }
    let encoded = Data(text.utf8).base64EncodedString()
    // What xterm takes at most; others take more, none says so.
    guard encoded.utf8.count <= 74_994 else { return .failed("\(what) is too long for the terminal's clipboard") }
    terminal.setClipboard(base64: encoded)
    return .done("Sent \(what) to the terminal's clipboard")
  }

  /// Writes the summary beside the file, under a name that is not taken.
  func export(_ assessment: Assessment, under rubric: Rubric, on today: Day) -> Message {
    let text = MarkdownReport.render(assessment, rubric: rubric, today: today)
    let name = file.lastComponent?.string ?? "review"
    let stem = name.hasSuffix(".mlts.json") ? String(name.dropLast(".mlts.json".count)) : name
    for number in 1...99 {
      let path = file.removingLastComponent().appending("\(stem)-\(today)\(number == 1 ? "" : "-\(number)").md")
      do throws(AssessmentFileError) {
        try WholeFile.create(path, with: Array(text.utf8))
        return .done("Wrote \(path.string)")
      } catch {
        if error.kind == .alreadyExists { continue }
        return .failed("\(error.description). `mlts export` prints the same")
      }
    }
    return .failed("There are 99 summaries of today beside \(name): remove some")
  }

  /// Remembers the theme for the next start.
  func remember(theme: String) -> Message {
    do throws(Failure) {
      let path = try Configuration.remember(theme: theme)
      return .done("Theme \(theme), remembered in \(path.string)")
    } catch {
      return .failed("Theme \(theme) for now: \(error.message)")
    }
  }

  /// Opens a link by `$BROWSER` or `xdg-open`, without waiting: a browser that hangs must not hang the meeting.
  func open(_ link: String, waker: Terminal.Waker) {
    // $BROWSER may hold several, parted by colons; the first is the one that is wanted most.
    let command = Environment["BROWSER"]?.split(separator: ":").first.map(String.init) ?? "xdg-open"
    Task.detached { [self] in
      let message: Message
      do {
        let result = try await run(
          command.contains("/") ? .path(FilePath(command)) : .name(command), arguments: [link], input: .none,
          output: .discarded, error: .discarded)
        if case .exited(0) = result.terminationStatus {
          message = .done("Opened \(link)")
        } else {
          message = .failed("\(command) did not open \(link): \(result.terminationStatus)")
        }
      } catch {
        message = .failed("\(command) did not start: set $BROWSER to a browser, or install xdg-utils")
      }
      inbox.withLock { $0.append(message) }
      waker.wake()
    }
  }
}
