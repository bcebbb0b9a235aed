import Glibc

/// Folders and files for tests, by plain system calls: what is under test has no part in setting its own scene.
public enum Folders {
  /// A call that failed while a test set its scene.
  public struct Failure: Error, CustomStringConvertible {
    /// What could not be done, and why.
    public let description: String

    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
  }

  /// Makes a new empty folder and gives its path. Throws `Failure`.
  public static func make(in parent: String = "/tmp") throws -> String {
    var template = Array("\(parent)/mlts-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure("no temporary folder") }
    return String(cString: made)
  }

  /// The names in a folder, sorted; none where there is no such folder.
  public static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Takes a file, or a folder with all that is in it, away.
  public static func remove(_ path: String) {
    // remove(3) takes files, links and empty folders; what is left is a folder with something in it.
    if Glibc.remove(path) == 0 { return }
    for name in names(in: path) { remove("\(path)/\(name)") }
    _ = Glibc.remove(path)
  }

  /// Writes a file with these rights, whatever the umask is. Throws `Failure`.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: mode_t = 0o644) throws {
    guard let file = fopen(path, "w") else { throw Failure("cannot open \(path)") }
    let all = Array(bytes)
    let written = fwrite(all, 1, all.count, file)
    guard fclose(file) == 0, written == all.count, chmod(path, mode) == 0 else {
      throw Failure("cannot write \(path)")
    }
  }

  /// The bytes of a file; nil where it cannot be opened.
  public static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
