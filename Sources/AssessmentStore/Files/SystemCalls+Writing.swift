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
  /// `path` must not be a symbolic link: the link would be replaced. A hard link is: a file that is never between two
  /// versions has to be another file than the old one, and other names of that one keep what it held.
  /// - Parameters:
  ///   - check: Called when all that takes time is done, just before the new bytes get the name; where it throws, they
  ///     do not get it.
  ///   - placed: Called as soon as the new bytes have the name, also where the last fsync fails, with what can be seen of
  ///     their file, if the system told.
  func place(
    _ bytes: [UInt8], at path: FilePath, _ placement: Placement, permissions: FilePermissions,
    check: () throws(AssessmentFileError) -> Void = {}, placed: (AssessmentFile.Signature?) -> Void = { _ in }
  ) throws(AssessmentFileError) {
    do throws(Errno) {
      if case .replacing(.some) = placement { try retrying { () throws(Errno) in try checkWritable(path) } }
    } catch {
      // Somebody may have removed the file meanwhile; it is made anew then.
      if error != .noSuchFileOrDirectory { throw writeError(error, path: path, isFolder: false) }
    }
    let temporary = path.folder.appending(SystemCalls.temporaryName())
    let signature: AssessmentFile.Signature?
    do throws(Errno) {
      signature = try writeTemporary(bytes, at: temporary, placement: placement, permissions: permissions)
    } catch {
      throw writeError(error, path: path, isFolder: true)
    }
    do throws(AssessmentFileError) {
      try check()
      do throws(Errno) {
        try move(temporary, to: path, placement: placement)
      } catch {
        throw writeError(error, path: path, isFolder: true)
      }
    } catch {
      removeQuietly(temporary)
      throw error
    }
    placed(signature)
    try syncFolder(of: path)
  }

  private func move(_ temporary: FilePath, to path: FilePath, placement: Placement) throws(Errno) {
    switch placement {
    case .replacing: try rename(temporary, path)
    case .new:
      // A link fails where the name is taken, and a rename would not.
      do throws(Errno) {
        try link(temporary, path)
        removeQuietly(temporary)
      } catch {
        guard error.meansNotSupported else { throw error }
        // FAT and some network folders have no links: that the name was free a moment ago has to do.
        try checkFree(path)
        try rename(temporary, path)
      }
    }
  }

  private func checkFree(_ path: FilePath) throws(Errno) {
    do throws(Errno) {
      closeQuietly(try retrying { () throws(Errno) in try open(path, .readOnly, [.noFollow, .nonBlocking]) })
    } catch {
      if error == .noSuchFileOrDirectory { return }
      // A symbolic link, which is not followed.
      throw error == .tooManySymbolicLinkLevels ? .fileExists : error
    }
    throw .fileExists
  }

  private func writeTemporary(
    _ bytes: [UInt8], at path: FilePath, placement: Placement, permissions: FilePermissions
  ) throws(Errno) -> AssessmentFile.Signature? {
    var signature: AssessmentFile.Signature?
    let file = try retrying { () throws(Errno) in
      try open(path, .writeOnly, [.create, .exclusiveCreate, .noFollow])
    }
    do throws(Errno) {
      try setOwnerAndPermissions(of: file, placement: placement, permissions: permissions)
      try writeAll(bytes, to: file)
      try syncIfPossible(file)
      // Nobody else knows the file yet. What is not told only makes it be read again.
      signature = try? retrying { () throws(Errno) in try status(file) }.signature
    } catch {
      closeQuietly(file)
      removeQuietly(path)
      throw error
    }
    do throws(Errno) {
      try close(file)
    } catch {
      // An interrupted close has closed the file (Linux). Anything else is a late write error, as on NFS.
      if error == .interrupted { return signature }
      removeQuietly(path)
      throw error
    }
    return signature
  }

  private func setOwnerAndPermissions(
    of file: FileDescriptor, placement: Placement, permissions: FilePermissions
  ) throws(Errno) {
    var permissions = permissions
    if case .replacing(.some(let old)) = placement {
      let new = try retrying { () throws(Errno) in try status(file) }
      var list = old.accessList
      if new.owner != old.owner || new.group != old.group {
        do throws(Errno) {
          try retrying { () throws(Errno) in try setOwner(file, old.owner, old.group) }
        } catch {
          // Only root may give files away. Keep the group if that is allowed; if not, do not let another group read
          // what was meant for the old one.
          do throws(Errno) {
            try retrying { () throws(Errno) in try setOwner(file, new.owner, old.group) }
          } catch {
            if new.group != old.group {
              list = list?.withoutOwningGroup
              // With a list, the group's bits are what everybody in it may have at most.
              if list == nil { permissions.subtract([.groupRead, .groupWrite, .groupExecute]) }
            }
          }
        }
      }
      // A folder may give each new file a list of its own (acl(5), "default ACL").
      if list != new.accessList {
        let kept = list
        try retrying { () throws(Errno) in try setAccessList(file, kept) }
      }
      permissions.formIntersection(FilePermissions(rawValue: 0o777))
    }
    let final = permissions
    do throws(Errno) {
      try retrying { () throws(Errno) in try setPermissions(file, final) }
    } catch {
      // FAT and some network folders give all files the permissions of the mount. That will do where nobody gets to
      // read or write what was not meant for them, and nobody is shut out who had the old file.
      guard error.meansNotSupported else { throw error }
      let got = try retrying { () throws(Errno) in try status(file) }.permissions.intersection(.readWriteForAll)
      let wanted = final.intersection(.readWriteForAll)
      if case .new = placement, got.isSubset(of: wanted) { return }
      guard got == wanted else { throw error }
    }
  }

  /// Makes the name of a file that was just put in place last.
  private func syncFolder(of path: FilePath) throws(AssessmentFileError) {
    let folder: FileDescriptor
    do throws(Errno) {
      folder = try retrying { () throws(Errno) in try open(path.folder, .readOnly, [.directory]) }
    } catch {
      guard error == .permissionDenied else { throw writeError(error, path: path, isFolder: true) }
      throw AssessmentFileError(
        kind: .writeProtected, file: path.string,
        reason: "it is written, but might not outlast a power cut: you may not read the folder "
          + path.folder.string.quotedForMessage,
        cure: "Run `chmod u+r` on the folder")
    }
    defer { closeQuietly(folder) }
    do throws(Errno) {
      try syncIfPossible(folder)
    } catch {
      throw writeError(error, path: path, isFolder: true)
    }
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
      return make(
        .writeProtected, "the file system is mounted read-only",
        "Mount it to be written, or copy the file to another place")
    case .permissionDenied, .notPermitted:
      return isFolder
        ? make(
          .writeProtected, "the folder \(folder) lets you write no files",
          "Change its permissions")
        : make(.writeProtected, "the file is write-protected", "Run `chmod u+w` on it")
    case .noSuchFileOrDirectory, .notDirectory:
      return make(.folderGone, "there is no folder \(folder)", "Make it")
    case .fileExists:
      if let target = SystemCalls.danglingTarget(of: path) {
        return make(
          .alreadyExists,
          "there is a symbolic link of this name, and it leads to nothing: \(target.quotedForMessage)",
          "Make the file where it leads, or remove the link")
      }
      return make(.alreadyExists, "there is a file of this name already", "Choose another name, or open that file")
    case .isDirectory: return make(.writeFailed, "there is a folder of this name", "Choose another name")
    default: return make(.writeFailed, "\(error)", "Check the disk")
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

extension FilePermissions {
  fileprivate static let readWriteForAll = FilePermissions(rawValue: 0o666)
}

extension Errno {
  /// A file system that cannot do something says so in one of these ways.
  fileprivate var meansNotSupported: Bool {
    self == .notPermitted || self == .notSupported || self == .noFunction
  }
}
