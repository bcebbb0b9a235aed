import AssessmentStore
import Glibc
import Screen
import SystemPackage

/// Files that are no assessments: settings, themes, rubrics, git's own. What goes wrong is told in words.
enum UserFile {
  /// The bytes of a file of at most `limit` bytes. Throws `notFound` where it is not there, else `unreadable`.
  static func bytes(of path: FilePath, limit: Int = 8 << 20) throws(Failure) -> [UInt8] {
    let name = Sanitize.line(path.string)
    do throws(Errno) {
      return try WholeFile.read(path, limit: limit)
    } catch {
      switch error {
      case .noSuchFileOrDirectory: throw Failure(.notFound, "\(name) is not there")
      case .fileTooLarge: throw Failure(.unreadable, "\(name) is larger than \(limit >> 20) MB")
      default: throw Failure(.unreadable, "\(name) cannot be read: \(error)")
      }
    }
  }

  /// The same as text, which has to be UTF-8.
  static func text(of path: FilePath, limit: Int = 8 << 20) throws(Failure) -> String {
    guard let text = String(validating: try bytes(of: path, limit: limit), as: UTF8.self) else {
      throw Failure(.unreadable, "\(Sanitize.line(path.string)) is not UTF-8: save it as UTF-8")
    }
    return text
  }

  /// Puts bytes in the place of a file, or makes it; see `WholeFile.replace`.
  static func replace(_ path: FilePath, with bytes: [UInt8]) throws(Failure) {
    do throws(AssessmentFileError) {
      try WholeFile.replace(path, with: bytes)
    } catch {
      throw Failure(error)
    }
  }

  /// What `read` gives; nothing where its file is not there.
  static func ifThere<Content>(_ read: () throws(Failure) -> Content) throws(Failure) -> Content? {
    do throws(Failure) {
      return try read()
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// Takes a file away.
  static func remove(_ path: FilePath) throws(Failure) {
    guard unlink(path.string) == 0 else {
      throw Failure(.unable, "\(Sanitize.line(path.string)) cannot be removed: \(Errno(rawValue: errno))")
    }
  }

  /// The files in a folder of the user's settings whose names end so, in order; none where there is no such folder.
  static func settings(in name: String, ending: String) -> [FilePath] {
    guard let folder = Environment.configFolder?.appending(name) else { return [] }
    return Folder.names(in: folder).filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map {
      folder.appending($0)
    }
  }
}
