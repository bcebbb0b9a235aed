import AssessmentStore
import Glibc
import Subprocess
import SystemPackage

/// Hands a text to the person's own editor and takes it back.
enum ExternalEditor {
  /// Why there is no text to take back. The text of before stands.
  struct Problem: Error {
    var message: String
  }

  /// The editor that `$VISUAL` or `$EDITOR` names, if one does.
  static var command: String? { Environment["VISUAL"] ?? Environment["EDITOR"] }

  /// Runs the editor on a temporary file that holds `text`; returns what the file holds afterwards.
  ///
  /// The file goes with the text that was taken out of it. One whose text was not stays, and the message names it: it
  /// may be the only copy of what somebody wrote.
  static func edit(_ text: String) throws(Problem) -> String {
    guard let command else {
      throw Problem(message: "Neither $VISUAL nor $EDITOR is set: set one, or press i to write here")
    }
    // Its own name will do, so that the message fits on the screen.
    let editor = command.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? command
    let path = try handOut(text)
    do throws(Problem) {
      if let reason = wait(for: command, on: path) {
        throw Problem(message: "\(editor) \(reason): the note is as it was")
      }
      var result = try takeBack(path, from: editor)
      unlink(path)
      // Editors end the last line; the note did not ask for it.
      if result.hasSuffix("\n") && !text.hasSuffix("\n") { result.removeLast() }
      return result
    } catch {
      if let left = try? contents(of: path), left.elementsEqual(text.utf8) { unlink(path) }
      guard access(path, F_OK) == 0 else { throw error }
      // The place first, because the end of a long message does not fit on the screen.
      throw Problem(message: "What was written is in \(path): \(error.message)")
    }
  }

  /// Makes a temporary file that holds `text`, for nobody else to read.
  private static func handOut(_ text: String) throws(Problem) -> String {
    let folder = Environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(folder)/mlts-note-XXXXXX.md".utf8CString)
    let descriptor = mkstemps(&template, 3)
    guard descriptor >= 0 else {
      throw Problem(message: "Cannot make a file in \(folder) for the editor: \(Errno(rawValue: errno))")
    }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let file = FileDescriptor(rawValue: descriptor)
    do {
      try file.closeAfter { _ = try file.writeAll(Array(text.utf8)) }
      return path
    } catch {
      unlink(path)
      throw Problem(message: "Cannot write \(path) for the editor: \(error)")
    }
  }

  private static func takeBack(_ path: String, from editor: String) throws(Problem) -> String {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try contents(of: path)
    } catch {
      throw Problem(message: "Cannot read back what \(editor) wrote: \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(message: "\(editor) left a text that is not UTF-8: the note is as it was")
    }
    return text
  }

  private static func contents(of path: String) throws(Errno) -> [UInt8] {
    try WholeFile.read(FilePath(path), limit: .max)
  }

  /// Runs `command FILE` with this process's terminal; returns how it failed, or nothing.
  private static func wait(for command: String, on path: String) -> String? {
    // The terminal is the editor's while it runs, so there is nothing that this thread could do meanwhile.
    Blocking.run {
      do {
        // Through the shell, because $EDITOR may hold arguments.
        let result = try await Subprocess.run(
          .path("/bin/sh"), arguments: ["-c", "exec \(command) \"$1\"", "sh", path],
          input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
          output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
          error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
        switch result.terminationStatus {
        case .exited(0): return nil
        case .exited(127): return "was not found: set $EDITOR, now '\(command)', to one that is installed"
        case .exited(let code): return "ended with status \(code)"
        case .signaled(let signal): return "was ended by signal \(signal)"
        }
      } catch {
        return "did not start: \(error)"
      }
    }
  }
}
