import AssessmentStore
import Glibc

/// How a command ends (design, section 7).
enum ExitStatus: Int32 {
  /// Done, or yes.
  case yes = 0
  /// No: a gate failed, there are differences, a file is already there.
  case no = 1
  /// The command line is wrong, or there is no terminal to work in.
  case usage = 2
  /// It could not be done or found out.
  case unable = 3
  /// A named thing is not there.
  case notFound = 4
  /// The file cannot be read as what it should be.
  case unreadable = 5
}

/// Why a command did not do what it was asked: what is wrong, where, and what to do.
struct Failure: Error {
  var code: ExitStatus
  var message: String

  init(_ code: ExitStatus, _ message: String) {
    self.code = code
    self.message = message
  }

  /// What the store says, and the code that it asks for.
  init(_ error: AssessmentFileError) {
    self.init(ExitStatus(rawValue: error.exitStatus) ?? .unable, error.description)
  }
}

/// Ends the process.
func finish(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }
