import CXattr
import Glibc
import SystemPackage

/// What the store asks of a file: its type, size, permissions and owner.
struct FileStatus: Sendable {
  enum Kind: Sendable {
    case regular, folder, fifo, socket, device, other
  }

  var kind: Kind
  /// In bytes.
  var size: Int
  /// The permission bits, without the type.
  var permissions: FilePermissions
  var owner: UInt32
  var group: UInt32
  /// Nothing where the permission bits say it all.
  var accessList: AccessList?
  /// Which file it is, and since when it holds what it holds.
  var signature: AssessmentFile.Signature
}

/// The system calls of the store, so that tests can make each of them fail as a real disk does.
///
/// Every call throws the `Errno` that the system gave. None of them retries: that is the callers' rule, and tested.
struct SystemCalls: Sendable {
  /// Opens a file; the flags always include close-on-exec.
  var open:
    @Sendable (FilePath, FileDescriptor.AccessMode, FileDescriptor.OpenOptions) throws(Errno) -> FileDescriptor
  var read: @Sendable (FileDescriptor, UnsafeMutableRawBufferPointer) throws(Errno) -> Int
  var write: @Sendable (FileDescriptor, UnsafeRawBufferPointer) throws(Errno) -> Int
  var status: @Sendable (FileDescriptor) throws(Errno) -> FileStatus
  var setPermissions: @Sendable (FileDescriptor, FilePermissions) throws(Errno) -> Void
  var setOwner: @Sendable (FileDescriptor, _ owner: UInt32, _ group: UInt32) throws(Errno) -> Void
  /// Gives a file an access control list, or takes it away.
  var setAccessList: @Sendable (FileDescriptor, AccessList?) throws(Errno) -> Void
  var sync: @Sendable (FileDescriptor) throws(Errno) -> Void
  var close: @Sendable (FileDescriptor) throws(Errno) -> Void
  var rename: @Sendable (_ from: FilePath, _ to: FilePath) throws(Errno) -> Void
  /// Gives a file a second name; fails where the name is taken.
  var link: @Sendable (_ from: FilePath, _ to: FilePath) throws(Errno) -> Void
  var remove: @Sendable (FilePath) throws(Errno) -> Void
  var makeFolder: @Sendable (FilePath) throws(Errno) -> Void
  /// Fails where this process may not write to an existing file.
  var checkWritable: @Sendable (FilePath) throws(Errno) -> Void
  /// Takes the lock of a folder (flock(2)) without waiting; it goes with the descriptor, also after kill -9.
  var lock: @Sendable (FileDescriptor) throws(Errno) -> Void
  /// The absolute path without any symbolic link.
  var resolve: @Sendable (FilePath) throws(Errno) -> FilePath
  /// Microseconds on a clock that nobody sets.
  var uptime: @Sendable () -> Int
  /// Does nothing for so many microseconds, or some more.
  var wait: @Sendable (Int) -> Void
  /// The largest file that is read or saved, in bytes. A review of 28 tests has some 60 KB.
  var sizeLimit = 64 << 20
}

extension SystemCalls {
  /// The calls of the system that runs us.
  static let live = SystemCalls(
    open: { (path, mode, options) throws(Errno) in
      try throwingErrno {
        try FileDescriptor.open(
          path, mode, options: options.union(.closeOnExec), permissions: .ownerReadWrite, retryOnInterrupt: false)
      }
    },
    read: { (file, buffer) throws(Errno) in
      try throwingErrno { try file.read(into: buffer, retryOnInterrupt: false) }
    },
    write: { (file, buffer) throws(Errno) in
      try throwingErrno { try file.write(buffer, retryOnInterrupt: false) }
    },
    status: { (file) throws(Errno) in
      var status = stat()
      try check(fstat(file.rawValue, &status))
      return FileStatus(status, accessList: try accessList(of: file))
    },
    setPermissions: { (file, mode) throws(Errno) in try check(fchmod(file.rawValue, mode.rawValue)) },
    setOwner: { (file, owner, group) throws(Errno) in try check(fchown(file.rawValue, owner, group)) },
    setAccessList: { (file, list) throws(Errno) in
      try check(
        list.map { fsetxattr(file.rawValue, AccessList.attribute, $0.bytes, $0.bytes.count, 0) }
          ?? fremovexattr(file.rawValue, AccessList.attribute))
    },
    sync: { (file) throws(Errno) in try check(fsync(file.rawValue)) },
    close: { (file) throws(Errno) in try throwingErrno { try file.close() } },
    rename: { (from, to) throws(Errno) in
      try check(from.withPlatformString { from in to.withPlatformString { Glibc.rename(from, $0) } })
    },
    link: { (from, to) throws(Errno) in
      try check(from.withPlatformString { from in to.withPlatformString { Glibc.link(from, $0) } })
    },
    remove: { (path) throws(Errno) in try check(path.withPlatformString { unlink($0) }) },
    makeFolder: { (path) throws(Errno) in try check(path.withPlatformString { mkdir($0, 0o700) }) },
    checkWritable: { (path) throws(Errno) in
      try check(path.withPlatformString { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) })
    },
    lock: { (folder) throws(Errno) in
      guard flock(folder.rawValue, LOCK_EX | LOCK_NB) == 0 else { throw Errno(rawValue: errno) }
    },
    resolve: { (path) throws(Errno) in
      guard let resolved = path.withPlatformString({ realpath($0, nil) }) else {
        throw Errno(rawValue: errno)
      }
      defer { free(resolved) }
      return FilePath(platformString: resolved)
    },
    uptime: {
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      return now.tv_sec * 1_000_000 + now.tv_nsec / 1000
    },
    wait: { microseconds in usleep(UInt32(clamping: microseconds)) })

  private static func check(_ result: CInt) throws(Errno) {
    if result != 0 { throw Errno(rawValue: errno) }
  }

  private static func accessList(of file: FileDescriptor) throws(Errno) -> AccessList? {
    let size = fgetxattr(file.rawValue, AccessList.attribute, nil, 0)
    guard size > 0 else {
      let none = [ENODATA, ENOTSUP, ENOSYS, EPERM]
      if size == 0 || none.contains(errno) { return nil }
      throw Errno(rawValue: errno)
    }
    var bytes = [UInt8](repeating: 0, count: size)
    let got = fgetxattr(file.rawValue, AccessList.attribute, &bytes, size)
    // Another one since it was measured: as if the call had been interrupted.
    guard got >= 0 else { throw errno == ERANGE ? .interrupted : Errno(rawValue: errno) }
    return AccessList(bytes: Array(bytes.prefix(got)))
  }

  /// swift-system throws untyped, though nothing but `Errno`.
  private static func throwingErrno<Value>(_ body: () throws -> Value) throws(Errno) -> Value {
    do {
      return try body()
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }
}

extension FileStatus {
  init(_ status: stat, accessList: AccessList?) {
    self.accessList = accessList
    signature = AssessmentFile.Signature(status)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .other
      }
    size = Int(status.st_size)
    permissions = FilePermissions(rawValue: status.st_mode & 0o7777)
    owner = status.st_uid
    group = status.st_gid
  }
}

extension SystemCalls {
  /// Repeats a call that a signal interrupted.
  func retrying<Value>(_ body: () throws(Errno) -> Value) throws(Errno) -> Value {
    while true {
      do throws(Errno) {
        return try body()
      } catch {
        if error != .interrupted { throw error }
      }
    }
  }

  /// Writes all bytes: a disk may take fewer than it was given.
  func writeAll(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
    var written = 0
    while written < bytes.count {
      let count = try retrying { () throws(Errno) in
        let result = bytes.withUnsafeBytes { buffer -> Result<Int, Errno> in
          do throws(Errno) {
            return .success(try write(file, UnsafeRawBufferPointer(rebasing: buffer[written...])))
          } catch {
            return .failure(error)
          }
        }
        return try result.get()
      }
      if count <= 0 { throw .ioError }
      written += count
    }
  }

  /// Reads to the end of the file, or throws `fileTooLarge` where it goes on after `limit` bytes.
  func readAll(from file: FileDescriptor, expecting size: Int, limit: Int) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limit) + 1)
    var chunk = [UInt8](repeating: 0, count: max(4096, min(size + 1, 1 << 20)))
    while true {
      let count = try retrying { () throws(Errno) in
        let result = chunk.withUnsafeMutableBytes { buffer -> Result<Int, Errno> in
          do throws(Errno) {
            return .success(try read(file, buffer))
          } catch {
            return .failure(error)
          }
        }
        return try result.get()
      }
      if count <= 0 { return bytes }
      bytes.append(contentsOf: chunk.prefix(count))
      if bytes.count > limit { throw .fileTooLarge }
    }
  }

  /// Closes a file of which nothing depends on the outcome: it was only read, or is given up.
  func closeQuietly(_ file: FileDescriptor) {
    do throws(Errno) { try close(file) } catch {}
  }
}
