import Glibc
import Testing

/// `mlts git install`, `uninstall` and `status` with a real git.
@Suite struct GitInstallTests {
  static let rule = "*.mlts.json text eol=lf merge=mlts diff=mlts"
  static let keys = ["merge.mlts.name", "merge.mlts.driver", "diff.mlts.textconv"]

  @Test func installTwiceIsOnce() throws {
    let repository = try GitPlace()
    #expect(try repository.mlts("git", "install").status == 0)
    let (attributes, config) = (repository.read(".gitattributes"), repository.read(".git/config"))
    #expect(attributes == Self.rule + "\n")
    for key in Self.keys {
      #expect(try repository.git("config", "--get-all", key).output.split(separator: "\n").count == 1)
    }
    let again = try repository.mlts("git", "install")
    #expect(again.status == 0)
    #expect(again.output.contains("as it should be") && again.errors.isEmpty)
    #expect(repository.read(".gitattributes") == attributes)
    #expect(repository.read(".git/config") == config)
    #expect(try repository.mlts("git", "status").status == 0)
  }

  @Test(arguments: [
    nil, "*.bin -text\n", "# ours\n\n*.json  merge=union\n", "no end", "one\r\ntwo\r\n", "\n\n", "caf\u{e9} text\n",
    "*.mlts.json linguist-generated\n",
  ])
  func uninstallGivesBackTheBytes(_ before: String?) throws {
    let repository = try GitPlace()
    if let before { try repository.write(before, to: ".gitattributes") }
    let config = repository.read(".git/config")
    #expect(try repository.mlts("git", "install").status == 0)
    let installed = repository.read(".gitattributes")
    #expect(installed.utf8.starts(with: (before ?? "").utf8))
    #expect(installed.contains(Self.rule))
    #expect(try repository.mlts("git", "status").status == 0)
    let result = try repository.mlts("git", "uninstall")
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(repository.holds(".gitattributes") == (before != nil))
    #expect(Array(repository.read(".gitattributes").utf8) == Array((before ?? "").utf8))
    #expect(repository.read(".git/config") == config)
    // Nothing is left to take out.
    #expect(try repository.mlts("git", "uninstall").status == 0)
    #expect(Array(repository.read(".gitattributes").utf8) == Array((before ?? "").utf8))
  }

  @Test func uninstallKeepsWhatOthersWroteSince() throws {
    let repository = try GitPlace()
    try repository.write("one", to: ".gitattributes")
    try repository.mlts("git", "install")
    try repository.write(repository.read(".gitattributes") + "\n*.png binary\n", to: ".gitattributes")
    try repository.git("config", "merge.mlts.recursive", "text")
    try repository.mlts("git", "uninstall")
    #expect(repository.read(".gitattributes") == "one\n*.png binary\n")
    #expect(try repository.git("config", "--get-regexp", "mlts").output == "merge.mlts.recursive text\n")
  }

  @Test func bytesThatAreNoTextAndPermissionsStay() throws {
    let repository = try GitPlace()
    let before: [UInt8] = [0xE9, 0x20, 0x2D, 0x61, 0x0A]
    try repository.place.write(before, to: "repo/.gitattributes")
    chmod("\(repository.path)/.gitattributes", 0o640)
    try repository.mlts("git", "install")
    #expect(repository.place.read("repo/.gitattributes") == before + Array((Self.rule + "\n").utf8))
    var status = stat()
    stat("\(repository.path)/.gitattributes", &status)
    #expect(status.st_mode & 0o777 == 0o640)
    try repository.mlts("git", "uninstall")
    #expect(repository.place.read("repo/.gitattributes") == before)
  }

  @Test(arguments: [
    "*.mlts.json merge=union", "*.mlts.json -diff", "*.mlts.json binary", "*.mlts.json text eol=crlf",
    "reviews/*.mlts.json merge=ours", "fraud.mlts.json !merge", "\"a b.mlts.json\" -text", "**/*.mlts.json merge",
    "*.mlts.json merge=union\n*.png binary\n*.mlts.json diff=mlts",
  ])
  func aLineThatWantsSomethingElseIsNotOverridden(_ lines: String) throws {
    let repository = try GitPlace()
    let before = "# first\n\(lines)\n"
    try repository.write(before, to: ".gitattributes")
    let config = repository.read(".git/config")
    let result = try repository.mlts("git", "install")
    #expect(result.status == 1)
    let line = lines.split(separator: "\n").first ?? ""
    #expect(result.errors.contains(".gitattributes:2: \(line)"))
    #expect(result.errors.contains("nothing installed"))
    #expect(repository.read(".gitattributes") == before)
    #expect(repository.read(".git/config") == config)
  }

  @Test(arguments: [
    "*.mlts.json diff=mlts merge=mlts eol=lf text=auto",
    "*.mlts.json merge=mlts diff=mlts\n*.mlts.json text eol=lf",
    "*.mlts.json merge=union\n*.mlts.json diff=mlts merge=mlts eol=lf text",
  ])
  func linesThatSayTheSameInOtherWordsAreEnough(_ lines: String) throws {
    let repository = try GitPlace()
    try repository.write(lines + "\n", to: ".gitattributes")
    #expect(try repository.mlts("git", "install").status == 0)
    #expect(repository.read(".gitattributes") == lines + "\n")
    #expect(try repository.mlts("git", "status").status == 0)
    #expect(try repository.mlts("git", "uninstall").errors.contains("stay"))
    #expect(repository.read(".gitattributes") == lines + "\n")
  }

  @Test func statusOfACloneThatLacksTheDriverWarns() throws {
    let repository = try GitPlace()
    #expect(try repository.mlts("git", "status").status == 1)
    try repository.mlts("git", "install")
    try repository.git("add", ".gitattributes")
    try repository.git("commit", "-qm", "attributes")
    try repository.git("clone", "-q", ".", "copy")
    let status = try repository.mlts("git", "status", in: "copy")
    #expect(status.status == 1)
    #expect(status.output.contains("attributes: set"))
    #expect(status.output.contains("merge.mlts.driver: LACKING"))
    #expect(status.errors.contains("plain text") && status.errors.contains("mlts git install"))
    #expect(try repository.mlts("git", "install", in: "copy").status == 0)
    let after = try repository.mlts("git", "status", in: "copy")
    #expect(after.status == 0 && after.errors.isEmpty)
  }

  @Test func statusFindsTheRuleThatWinsElsewhere() throws {
    let repository = try GitPlace()
    try repository.mlts("git", "install")
    mkdir("\(repository.path)/old", 0o755)
    try repository.write("*.mlts.json merge=union\n", to: "old/.gitattributes")
    try repository.write("{}", to: "old/fraud.mlts.json")
    try repository.write("{}", to: "right.mlts.json")
    try repository.git("add", ".")
    let status = try repository.mlts("git", "status")
    #expect(status.status == 1)
    #expect(status.output.contains("old/fraud.mlts.json: LACKING: merge is union"))
    #expect(!status.output.contains("right.mlts.json"))
    // More than any .gitattributes counts what the clone keeps to itself.
    mkdir("\(repository.path)/.git/info", 0o755)
    try repository.write("*.mlts.json -merge\n", to: ".git/info/attributes")
    #expect(try repository.mlts("git", "status").output.contains("attributes: LACKING: merge is unset"))
  }

  @Test func subfolderWorktreeAndBlanksInThePath() throws {
    let repository = try GitPlace("a repo \u{fc}")
    try repository.git("commit", "-q", "--allow-empty", "-m", "first")
    mkdir("\(repository.path)/sub dir", 0o755)
    #expect(try repository.mlts("git", "install", in: "sub dir").status == 0)
    #expect(repository.read(".gitattributes") == Self.rule + "\n")
    #expect(!repository.holds("sub dir/.gitattributes"))
    try repository.git("worktree", "add", "-q", "-b", "other", "../work tree")
    // The clone's config serves all its work trees, the attributes file is each one's own until it is committed.
    let status = try repository.mlts("git", "status", in: "../work tree")
    #expect(status.status == 1)
    #expect(status.output.contains("attributes: LACKING") && status.output.contains("merge.mlts.driver: set"))
    #expect(try repository.mlts("git", "install", in: "../work tree").status == 0)
    #expect(repository.read("../work tree/.gitattributes") == Self.rule + "\n")
    #expect(try repository.mlts("git", "status", in: "../work tree").status == 0)
  }

  @Test func outsideOfAWorkTreeItSaysSo() throws {
    let none = try GitPlace(makingRepository: false)
    for command in ["install", "uninstall", "status"] {
      let result = try none.mlts("git", command)
      #expect(result.status == 4)
      #expect(result.errors.contains("\(none.path) is in no git repository"))
      #expect(result.errors.contains("git init"))
    }
    #expect(!none.holds(".gitattributes"))
    try none.git("init", "-q", "--bare", "bare.git")
    let bare = try none.mlts("git", "install", in: "bare.git")
    #expect(bare.status == 3)
    #expect(bare.errors.contains("work tree"))
    let alone = try none.mltsAlone("git", "status")
    #expect(alone.status == 3)
    #expect(alone.errors.contains("git is not on the PATH"))
  }

  @Test func aLinkInThePlaceOfTheAttributesFileIsRefused() throws {
    let repository = try GitPlace()
    try repository.write("", to: "elsewhere")
    symlink("elsewhere", "\(repository.path)/.gitattributes")
    let result = try repository.mlts("git", "install")
    #expect(result.status == 3)
    #expect(result.errors.contains("symbolic link"))
    #expect(repository.read("elsewhere").isEmpty)
  }

  @Test(arguments: [
    ("merge.mlts.driver", "/opt/merge %A"), ("merge.mlts.driver", "mlts merge --strict -- %O %A %B %P"),
    ("merge.mlts.driver", "mlts merge -- %O %A %B %P"), ("diff.mlts.textconv", "mlts show --plain"),
    ("diff.mlts.textconv", #"f() { mlts show --plain -- "$1" | head -20; }; f"#),
    ("merge.mlts.name", "mlts by hand"),
  ])
  func whatIsSetByHandStays(_ key: String, _ value: String) throws {
    let repository = try GitPlace()
    try repository.git("config", key, value)
    let config = repository.read(".git/config")
    let result = try repository.mlts("git", "install")
    #expect(result.status == 0)
    #expect(result.errors.contains("\(key) is set by hand and left so: \(value)"))
    #expect(try repository.git("config", key).output == value + "\n")
    let uninstall = try repository.mlts("git", "uninstall")
    #expect(uninstall.errors.contains("\(key) is set by hand, and stays: \(value)"))
    #expect(repository.read(".git/config") == config)
  }

  @Test(arguments: [["/opt/merge %A", nil], [nil, "/opt/merge %A"], ["/opt/merge %A", nil, "mlts merge"]])
  func uninstallLeavesWhatStandsBesideIt(_ drivers: [String?]) throws {
    let repository = try GitPlace()
    try repository.mlts("git", "install")
    let own = String(try repository.git("config", "merge.mlts.driver").output.dropLast())
    try repository.git("config", "--unset", "merge.mlts.driver")
    for driver in drivers { try repository.git("config", "--add", "merge.mlts.driver", driver ?? own) }
    let result = try repository.mlts("git", "uninstall")
    let others = drivers.compactMap(\.self)
    #expect(result.errors.split(separator: "\n").count == others.count)
    #expect(
      try repository.git("config", "--get-all", "merge.mlts.driver").output
        == others.map { $0 + "\n" }.joined())
  }

  @Test func globalServesEveryRepositoryAndTouchesNone() throws {
    let repository = try GitPlace()
    let config = repository.read(".git/config")
    mkdir("\(repository.place.path)/xdg", 0o755)
    let variables = ["XDG_CONFIG_HOME=\(repository.place.path)/xdg"]
    #expect(try repository.mlts("git", "install", "--global", variables: variables).status == 0)
    #expect(try repository.mlts("git", "install", "--global", variables: variables).status == 0)
    #expect(!repository.holds(".gitattributes"))
    #expect(repository.read(".git/config") == config)
    #expect(repository.read("../xdg/git/attributes") == Self.rule + "\n")
    #expect(try repository.mlts("git", "status", variables: variables).status == 0)
    #expect(try repository.mlts("git", "uninstall", "--global", variables: variables).status == 0)
    #expect(!repository.holds("../xdg/git/attributes"))
    #expect(repository.read("../gitconfig").isEmpty)
    #expect(try repository.mlts("git", "status", variables: variables).status == 1)
    // A file that git was told of is the one.
    try repository.git("config", "--global", "core.attributesFile", "~/my attributes")
    #expect(try repository.mlts("git", "install", "--global", variables: variables).status == 0)
    #expect(repository.read("../my attributes") == Self.rule + "\n")
  }

  @Test func anAttributesFileOfTheUserMayBeALinkToNothingYet() throws {
    let repository = try GitPlace()
    try repository.git("config", "--global", "core.attributesFile", "~/attributes")
    symlink("dotfiles/attributes", "\(repository.place.path)/attributes")
    #expect(try repository.mlts("git", "install", "--global").status == 0)
    var status = stat()
    #expect(lstat("\(repository.place.path)/attributes", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(repository.read("../dotfiles/attributes") == Self.rule + "\n")
  }

  @Test func whatIsNoFileIsNotReplaced() throws {
    let repository = try GitPlace()
    mkfifo("\(repository.path)/.gitattributes", 0o600)
    let result = try repository.mlts("git", "install")
    #expect(result.status == 3 && result.errors.contains("is no file"))
    var status = stat()
    #expect(lstat("\(repository.path)/.gitattributes", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }
}
