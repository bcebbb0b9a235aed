import Glibc
import Screen
import Subprocess
import SystemPackage

/// The git program, asked by argument arrays and never through a shell.
struct Git: Sendable {
  /// The folder whose repository is asked; without one, the repository that a git command typed here would take.
  let folder: FilePath?

  init(in folder: FilePath? = nil) { self.folder = folder }

  /// What git said.
  struct Answer: Sendable {
    /// Its exit status, or 128 and the signal that ended it.
    var status: Int32
    var output: [UInt8]
    var errors: [UInt8]

    /// What it printed, without the line end.
    var text: String {
      let text = String(decoding: output, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// What it printed with `-z`: the pieces that NUL ends.
    var pieces: [String] {
      output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
        String(decoding: $0, as: UTF8.self)
      }
    }

    /// Why it failed, in git's words, fit for a message of one line.
    var complaint: String {
      let lines = errors.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      let told = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") }.map { String($0.dropFirst(7)) }
      return (told ?? lines.first).map(Sanitize.line) ?? "git ended with status \(status) and said nothing"
    }
  }

  /// Runs git and waits for its end. Throws a `Failure` where it cannot run or prints more than `limit` bytes; an exit
  /// status is the caller's to judge.
  func run(_ arguments: [String], input: [UInt8] = [], limit: Int = 64 << 20) throws -> Answer {
    guard Program.find("git") != nil else {
      throw Failure(.unable, "git is not on the PATH: install it, or add its folder to PATH")
    }
    // No pager, no lock taken for a mere question, and messages in words that can be told apart.
    var variables: [Subprocess.Environment.Key: String?] = [
      "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    ]
    var all = ["--no-pager"]
    if let folder {
      all += ["-C", folder.string]
      // Git sets them for its hooks, where they name the hook's repository and not the one of the folder.
      for name in Self.repositoryVariables { variables.updateValue(nil, forKey: name) }
    }
    all += arguments
    // A git that ends before it has read its input must not end mlts too.
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    let outcome: Result<Answer, Failure> = Blocking.run { [all, variables] in
      do {
        let environment = Subprocess.Environment.inherit.updating(variables)
        return .success(try await Self.ask(all, environment, input: input, limit: limit))
      } catch {
        return .failure(Failure(.unable, "git \(arguments.first ?? "") did not run: \(error)"))
      }
    }
    return try outcome.get()
  }

  /// The same, and a `Failure` too where git ends with another status than 0.
  func ask(_ command: String, _ arguments: [String], input: [UInt8] = [], limit: Int = 64 << 20) throws -> Answer {
    let answer = try run([command] + arguments, input: input, limit: limit)
    guard answer.status == 0 else { throw Failure(.unable, "git \(command) failed: \(answer.complaint)") }
    return answer
  }

  private static func ask(
    _ arguments: [String], _ environment: Subprocess.Environment, input: [UInt8], limit: Int
  ) async throws -> Answer {
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments), environment: environment, input: .array(input),
      output: .bytes(limit: limit), error: .bytes(limit: 1 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): Int32(code)
      case .signaled(let signal): 128 + Int32(signal)
      }
    return Answer(status: status, output: result.standardOutput, errors: result.standardError)
  }

  private static let repositoryVariables: [Subprocess.Environment.Key] = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
  ]
}

/// Programs on the PATH.
enum Program {
  /// The file that a shell would run for a name, if there is one.
  static func find(_ name: String) -> String? {
    for folder in (Environment["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/\(name)"
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0 { return path }
    }
    return nil
  }
}
