import Glibc
import SystemPackage

/// Folders: what is in them, and which are the user's.
package enum Folder {
  /// The names in a folder, in order, its own and its parent's among them; none where it cannot be looked into.
  package static func names(in folder: FilePath) -> [String] {
    guard let stream = opendir(folder.string) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let name = nextName(in: stream) { names.append(name) }
    return names.sorted()
  }

  /// The next name in a folder that is being read; nothing at its end.
  static func nextName(in stream: OpaquePointer) -> String? {
    guard let entry = readdir(stream) else { return nil }
    return withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }

  /// The folder that a variable names, else the one of this name at home (XDG Base Directory Specification: a path that
  /// is not absolute does not count). `environment` gives the variables.
  package static func ofUser(
    _ variable: String, else name: String, environment: (String) -> String?
  ) -> FilePath? {
    func absolute(_ variable: String) -> FilePath? {
      environment(variable).flatMap { $0.hasPrefix("/") ? FilePath($0) : nil }
    }
    return absolute(variable) ?? absolute("HOME")?.appending(name)
  }
}

extension Errno {
  /// Whether it says that nothing has the name that was asked for.
  package var isMissing: Bool { self == .noSuchFileOrDirectory || self == .notDirectory }
}
