import Glibc
import MLTestScore
import SystemPackage

/// How a file is to be put in place.
enum Placement {
  /// Instead of the file that is there, with the permissions and the owner of that one.
  case replacing(FileStatus?)
  /// Only where the name is free.
  case new
}

extension SystemCalls {
  /// Puts `bytes` under the name `path` so that it holds either what it held before or all of them, even if the power
  /// fails: temporary file in the same folder, fsync, rename, fsync of the folder.
  ///
  /// `path` must not be a symbolic link: the link would be replaced. `placed` is called as soon as the new bytes have
  /// the name.
  func place(
    _ bytes: [UInt8], at path: FilePath, _ placement: Placement, permissions: FilePermissions,
    placed: () -> Void = {}
  ) throws(AssessmentFileError) {
    let folder = path.folder
    do throws(Errno) {
      if case .replacing(.some) = placement { try retrying { () throws(Errno) in try checkWritable(path) } }
    } catch {
      // Somebody may have removed the file meanwhile; it is made anew then.
      if error != .noSuchFileOrDirectory { throw writeError(error, path: path, isFolder: false) }
    }
    var random = SystemRandomNumberGenerator()
    let temporary = folder.appending(".mlts-\(IDs.hex(8, using: &random)).tmp")
    do throws(Errno) {
      try writeTemporary(bytes, at: temporary, placement: placement, permissions: permissions)
      do throws(Errno) {
        try move(temporary, to: path, placement: placement)
      } catch {
        removeQuietly(temporary)
        throw error
      }
    } catch {
      throw writeError(error, path: path, isFolder: true)
    }
    placed()
    do throws(Errno) { try syncFolder(folder) } catch { throw writeError(error, path: path, isFolder: true) }
  }

  private func move(_ temporary: FilePath, to path: FilePath, placement: Placement) throws(Errno) {
    switch placement {
    case .replacing: try rename(temporary, path)
    case .new:
      // A link fails where the name is taken, and a rename would not.
      try link(temporary, path)
      removeQuietly(temporary)
    }
  }

  private func writeTemporary(
    _ bytes: [UInt8], at path: FilePath, placement: Placement, permissions: FilePermissions
  ) throws(Errno) {
    let file = try retrying { () throws(Errno) in
      try open(path, .writeOnly, [.create, .exclusiveCreate, .noFollow])
    }
    do throws(Errno) {
      try setOwnerAndPermissions(of: file, placement: placement, permissions: permissions)
      try writeAll(bytes, to: file)
      try syncIfPossible(file)
    } catch {
      closeQuietly(file)
      removeQuietly(path)
      throw error
    }
    do throws(Errno) {
      try close(file)
    } catch {
      // An interrupted close has closed the file (Linux). Anything else is a late write error, as on NFS.
      if error == .interrupted { return }
      removeQuietly(path)
      throw error
    }
  }

  private func setOwnerAndPermissions(
    of file: FileDescriptor, placement: Placement, permissions: FilePermissions
  ) throws(Errno) {
    var permissions = permissions
    if case .replacing(.some(let old)) = placement {
      let new = try retrying { () throws(Errno) in try status(file) }
      if new.owner != old.owner || new.group != old.group {
        do throws(Errno) {
          try retrying { () throws(Errno) in try setOwner(file, old.owner, old.group) }
        } catch {
          // Only root may give files away. Keep the group if that is allowed; if not, do not let another group read
          // what was meant for the old one.
          do throws(Errno) {
            try retrying { () throws(Errno) in try setOwner(file, new.owner, old.group) }
          } catch {
            if new.group != old.group { permissions.subtract([.groupRead, .groupWrite, .groupExecute]) }
          }
        }
      }
      permissions.formIntersection(FilePermissions(rawValue: 0o777))
    }
    let final = permissions
    try retrying { () throws(Errno) in try setPermissions(file, final) }
  }

  private func syncFolder(_ folder: FilePath) throws(Errno) {
    let file = try retrying { () throws(Errno) in try open(folder, .readOnly, [.directory]) }
    defer { closeQuietly(file) }
    try syncIfPossible(file)
  }

  /// Some file systems (FUSE, network mounts) know no fsync; that is no reason to refuse to save on them.
  private func syncIfPossible(_ file: FileDescriptor) throws(Errno) {
    do throws(Errno) {
      try retrying { () throws(Errno) in try sync(file) }
    } catch {
      if error != .invalidArgument && error != .notSupported && error != .noFunction { throw error }
    }
  }

  /// Makes a folder and those above it; what fails shows when the file is written.
  func makeFolders(_ folder: FilePath) {
    do throws(Errno) {
      try makeFolder(folder)
    } catch {
      guard error == .noSuchFileOrDirectory, folder.folder != folder else { return }
      makeFolders(folder.folder)
      try? makeFolder(folder)
    }
  }

  func removeQuietly(_ path: FilePath) {
    // A leftover is harmless, and the error that led here tells more.
    do throws(Errno) { try remove(path) } catch {}
  }

  /// The error of a write in words. `isFolder`: the call was about the folder, not about the file itself.
  func writeError(_ error: Errno, path: FilePath, isFolder: Bool) -> AssessmentFileError {
    let name = path.string
    let folder = path.folder.string.quotedForMessage
    func make(_ kind: AssessmentFileError.Kind, _ reason: String, _ cure: String) -> AssessmentFileError {
      AssessmentFileError(kind: kind, file: name, reason: "not saved: \(reason)", cure: cure)
    }
    switch error {
    case .noSpace, Errno(rawValue: EDQUOT):
      return make(
        .diskFull, error == .noSpace ? "the disk is full" : "your disk quota is used up",
        "Free some space, then save again")
    case .fileTooLarge:
      return make(.diskFull, "the file would be larger than the limit allows", "Look at `ulimit -f`")
    case .readOnlyFileSystem:
      return make(.writeProtected, "the file system is mounted read-only", "Save a copy elsewhere")
    case .permissionDenied, .notPermitted:
      return isFolder
        ? make(
          .writeProtected, "the folder \(folder) lets you write no files",
          "Change its permissions, or save elsewhere")
        : make(.writeProtected, "the file is write-protected", "Run `chmod u+w` on it, or save elsewhere")
    case .noSuchFileOrDirectory, .notDirectory:
      return make(.folderGone, "the folder \(folder) is gone", "Make it again, or save elsewhere")
    case .fileExists:
      return make(.alreadyExists, "there is a file of this name already", "Choose another name, or open that file")
    case .isDirectory: return make(.writeFailed, "there is a folder of this name", "Choose another name")
    default: return make(.writeFailed, "\(error)", "Check the disk, or save elsewhere")
    }
  }
}

extension FilePath {
  /// The folder of the file, `.` where the path names none.
  var folder: FilePath {
    let folder = removingLastComponent()
    return folder.isEmpty ? "." : folder
  }
}
