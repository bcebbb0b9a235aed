import Glibc
import Screen
import SystemPackage

/// What makes git merge and show assessments by mlts: the line in an attributes file, which a repository can share, and
/// the commands in git's config, which it cannot (gitattributes(5), "Defining a custom merge driver").
struct GitInstallation {
  /// One entry of git's config. Any other value was set by hand: no version of mlts wrote one so far.
  struct Setting {
    var key: String
    var value: String
    /// What it is for, in a word or two.
    var purpose: String
  }

  /// The entries.
  ///
  /// Git quotes `%P` itself (quotes here would break it); the other three are temporary names without blanks. Where mlts
  /// cannot run at all, plain text is merged as without a driver: git takes any failure for a conflict, with our side as
  /// the result, and would so lose theirs without a mark. Likewise a version that mlts cannot read is shown as it is,
  /// since git gives up a whole diff when this command fails.
  static let settings = [
    Setting(key: "merge.mlts.name", value: "ML Test Score assessment", purpose: "name of the merge driver"),
    Setting(
      key: "merge.mlts.driver",
      value: "mlts merge -- %O %A %B %P || { s=$?; test $s -gt 125 && git merge-file -L ours -L base -L theirs "
        + "%A %O %B; }",
      purpose: "merge driver"),
    Setting(
      key: "diff.mlts.textconv",
      value: #"f() { mlts show --plain -- "$1" 2>/dev/null || cat -- "$1"; }; f"#, purpose: "text for diffs"),
  ]

  /// Where an installation is.
  enum Scope {
    /// In one clone: `.gitattributes` on top of its work tree, and its own config.
    case clone(top: FilePath)
    /// For all repositories of this user.
    case user(attributes: FilePath)
  }

  let scope: Scope

  /// The installation of the repository that this process stands in. Throws a `Failure` outside of one.
  static func here() throws -> GitInstallation { GitInstallation(scope: .clone(top: try top())) }

  /// The installation of this user.
  static func ofUser() throws -> GitInstallation {
    let named = try Git().run(["config", "--global", "--type=path", "--get", "core.attributesFile"])
    if named.status == 0, !named.text.isEmpty {
      return GitInstallation(scope: .user(attributes: FilePath(named.text)))
    }
    // Git's own default, see gitattributes(5).
    guard let folder = Environment.folder("XDG_CONFIG_HOME", else: ".config") else {
      throw Failure(.unable, "HOME is not set, so there is no place for settings of all repositories: set it")
    }
    return GitInstallation(scope: .user(attributes: folder.appending("git/attributes")))
  }

  /// The top of the work tree that this process stands in.
  static func top() throws -> FilePath {
    let answer = try Git().run(["rev-parse", "--show-toplevel"])
    if answer.status == 0, !answer.text.isEmpty { return FilePath(answer.text) }
    let place = getcwd(nil, 0).map { folder in
      defer { free(folder) }
      return Sanitize.line(String(cString: folder))
    }
    let complaint = answer.complaint
    if complaint.hasPrefix("not a git repository") {
      throw Failure(
        .notFound,
        "\(place ?? ".") is in no git repository: go into one, or make one with git init. `mlts git install --global` "
          + "does it for all repositories of yours")
    }
    throw Failure(.unable, "git has no work tree for \(place ?? "."): \(complaint)")
  }

  /// The attributes file.
  var attributesPath: FilePath {
    switch scope {
    case .clone(let top): top.appending(".gitattributes")
    case .user(let path): path
    }
  }

  /// The attributes file as messages name it.
  var attributesName: String {
    switch scope {
    case .clone: ".gitattributes"
    case .user(let path): Sanitize.line(path.string)
    }
  }

  /// The config as messages name it.
  var configName: String {
    switch scope {
    case .clone: "this clone's git config"
    case .user: "your git config"
    }
  }

  /// The options that make `git config` read and write the entries of the scope.
  var configOption: String {
    switch scope {
    case .clone: "--local"
    case .user: "--global"
    }
  }

  /// The attributes file as it is; empty where there is none.
  func attributes() throws -> GitAttributes {
    var status = stat()
    if case .clone = scope, lstat(attributesPath.string, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
      throw Failure(
        .unable,
        "\(Sanitize.line(attributesPath.string)) is a symbolic link, and git reads no attributes through "
          + "one: put a file in its place")
    }
    return GitAttributes(
      try UserFile.ifThere { () throws(Failure) in try UserFile.bytes(of: attributesPath) } ?? [])
  }

  /// What the config of the scope holds under a key. Git takes the last where there are several.
  func values(of setting: Setting) throws -> [String] {
    let answer = try Git().run(["config", configOption, "-z", "--get-all", setting.key])
    return answer.status == 0 ? answer.pieces : []
  }

  /// Sets an entry.
  func set(_ setting: Setting) throws {
    let answer = try Git().run(["config", configOption, "--replace-all", setting.key, setting.value])
    guard answer.status == 0 else {
      throw Failure(.unable, "\(setting.key) cannot be written to \(configName): \(answer.complaint)")
    }
  }

  /// Takes an entry away, and leaves others of its key.
  func unset(_ setting: Setting) throws {
    let answer = try Git().run(
      ["config", configOption, "--fixed-value", "--unset-all", setting.key, setting.value])
    guard answer.status == 0 else {
      throw Failure(.unable, "\(setting.key) cannot be taken out of \(configName): \(answer.complaint)")
    }
  }
}

extension GitInstallation {
  /// The attributes that git finds for files, by name and attribute, whichever files they come from.
  static func attributes(of paths: [String], in top: FilePath) throws -> [(path: String, values: [String: String])]
  {
    guard !paths.isEmpty else { return [] }
    let names = GitAttributes.wanted.map(\.name)
    let input = Array(paths.map { Array($0.utf8) + [0] }.joined())
    let pieces = try Git(in: top).ask("check-attr", ["-z", "--stdin"] + names, input: input).pieces
    var values: [String: [String: String]] = [:]
    for index in stride(from: 0, to: pieces.count - 2, by: 3) {
      values[pieces[index], default: [:]][pieces[index + 1]] = pieces[index + 2]
    }
    return paths.map { ($0, values[$0] ?? [:]) }
  }

  /// The assessments that git tracks, from the top.
  static func tracked(in top: FilePath) throws -> [String] {
    try Git(in: top).ask("ls-files", ["-z", "--", ":(glob)**/*.mlts.json"]).pieces
  }

  /// The values that are not what an assessment has to have, in words: `merge is union`.
  static func deviations(_ values: [String: String]) -> [String] {
    GitAttributes.wanted.compactMap { wanted in
      let value = values[wanted.name] ?? "unspecified"
      return wanted.accepts(value) ? nil : "\(wanted.name) is \(Sanitize.line(value))"
    }
  }
}
