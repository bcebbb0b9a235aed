import Glibc
import SystemPackage
import Testing

@testable import AssessmentStore

/// How a call fails.
enum Failure: CaseIterable, CustomTestStringConvertible {
  case ioError, noSpace, readOnly, quota, accessDenied
  /// By a signal. The calls that POSIX lets be interrupted have to be made again, and close(2) must not be.
  case interrupted
  /// A write takes a single byte; nothing is wrong with that.
  case short
  /// A change of a folder is made, and the answer is an error all the same, as a network folder does it.
  case lostReply
  /// Nothing that the process does from here on happens.
  case kill

  var errno: Errno {
    switch self {
    case .ioError, .kill, .lostReply, .short: .ioError
    case .noSpace: .noSpace
    case .readOnly: .readOnlyFileSystem
    case .quota: Errno(rawValue: EDQUOT)
    case .accessDenied: .permissionDenied
    case .interrupted: .interrupted
    }
  }

  /// Whether the call can fail in this way at all.
  func canHappen(to call: String) -> Bool {
    let changesFolder = ["rename", "link", "unlink", "mkdir"].contains(call)
    return switch self {
    case .short: call == "write"
    case .lostReply: changesFolder
    case .interrupted: !changesFolder
    default: true
    }
  }

  /// Nobody but the store notices these.
  var isHarmless: Bool { self == .interrupted || self == .short }

  /// One of these is in every message about it.
  var words: [String] {
    switch self {
    case .ioError, .kill, .lostReply, .short: ["\(Errno.ioError)", "a file of this name already"]
    case .noSpace: ["disk is full", "\(Errno.noSpace)"]
    case .readOnly: ["read-only", "\(Errno.readOnlyFileSystem)"]
    case .quota: ["quota"]
    case .accessDenied: ["permission", "write-protected", "lets you write no files", "may not", "\(errno)"]
    case .interrupted: []
    }
  }

  var testDescription: String { "\(self)" }
}

/// The system, with the call of one number made to fail. It keeps a record of the calls, and watches over the order that
/// survives a power cut and over the descriptors.
final class FaultyCalls: @unchecked Sendable {
  private let failing: Int?
  private let failure: Failure
  private let base: SystemCalls
  /// The calls that were made, failed ones as well.
  private(set) var calls: [String] = []
  private(set) var openFiles = 0
  /// Whether every change of a folder was followed by its fsync.
  private(set) var isFolderDurable = true
  /// Whether a name was ever given to a file before its fsync.
  private(set) var namedTooEarly = false
  private var isFileDurable = true

  init(_ failing: Int?, _ failure: Failure, over base: SystemCalls = .live) {
    self.failing = failing
    self.failure = failure
    self.base = base
  }

  /// What is failed here, for messages.
  var description: Comment {
    guard let failing else { return "no fault" }
    return "\(failure) of call \(failing), \(failing <= calls.count ? calls[failing - 1] : "none")"
  }

  private func call<Value>(
    _ name: String, _ body: () throws(Errno) -> Value
  ) throws(Errno) -> Value {
    calls.append(name)
    let isIt = calls.count == failing
    switch failure {
    case .short: break
    case .kill:
      // A descriptor goes with its process.
      if name == "close" { _ = try body() }
      if let failing, calls.count >= failing { throw failure.errno }
    default:
      if isIt && (name == "close" || failure == .lostReply) { _ = try body() }
      if isIt { throw failure.errno }
    }
    return try body()
  }

  var system: SystemCalls {
    let base = base
    var system = base
    system.open = { [self] (path, mode, options) throws(Errno) in
      try call(mode == .writeOnly ? "open to write" : "open") { () throws(Errno) in
        let file = try base.open(path, mode, options)
        openFiles += 1
        return file
      }
    }
    system.read = { [self] (file, buffer) throws(Errno) in
      try call("read") { () throws(Errno) in try base.read(file, buffer) }
    }
    system.write = { [self] (file, buffer) throws(Errno) in
      try call("write") { () throws(Errno) in
        isFileDurable = false
        // Some writes, so that there are several to fail.
        let size = failure == .short && calls.count == failing ? 1 : 1500
        return try base.write(file, UnsafeRawBufferPointer(rebasing: buffer.prefix(size)))
      }
    }
    system.status = { [self] (file) throws(Errno) in
      try call("fstat") { () throws(Errno) in try base.status(file) }
    }
    system.setPermissions = { [self] (file, mode) throws(Errno) in
      try call("fchmod") { () throws(Errno) in try base.setPermissions(file, mode) }
    }
    system.setOwner = { [self] (file, owner, group) throws(Errno) in
      try call("fchown") { () throws(Errno) in try base.setOwner(file, owner, group) }
    }
    system.setAccessList = { [self] (file, list) throws(Errno) in
      try call("fsetxattr") { () throws(Errno) in try base.setAccessList(file, list) }
    }
    system.sync = { [self] (file) throws(Errno) in
      try call("fsync") { () throws(Errno) in
        // Thousands of real ones would take minutes, and nobody pulls the plug.
        if try base.status(file).kind == .folder { isFolderDurable = true } else { isFileDurable = true }
      }
    }
    system.close = { [self] (file) throws(Errno) in
      var isClosed = false
      try call("close") { () throws(Errno) in
        if isClosed { return }
        isClosed = true
        openFiles -= 1
        try base.close(file)
      }
    }
    system.rename = { [self] (from, to) throws(Errno) in
      try call("rename") { () throws(Errno) in
        try base.rename(from, to)
        named()
      }
    }
    system.link = { [self] (from, to) throws(Errno) in
      try call("link") { () throws(Errno) in
        try base.link(from, to)
        named()
      }
    }
    system.remove = { [self] (path) throws(Errno) in
      try call("unlink") { () throws(Errno) in try base.remove(path) }
    }
    system.makeFolder = { [self] (path) throws(Errno) in
      try call("mkdir") { () throws(Errno) in try base.makeFolder(path) }
    }
    system.checkWritable = { [self] (path) throws(Errno) in
      try call("access") { () throws(Errno) in try base.checkWritable(path) }
    }
    system.lock = { [self] (folder) throws(Errno) in
      try call("flock") { () throws(Errno) in try base.lock(folder) }
    }
    system.resolve = { [self] (path) throws(Errno) in
      try call("realpath") { () throws(Errno) in try base.resolve(path) }
    }
    return system
  }

  private func named() {
    isFolderDurable = false
    if !isFileDurable { namedTooEarly = true }
  }
}
