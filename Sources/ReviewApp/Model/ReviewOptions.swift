import MLTestScore

/// What the user wants otherwise than it is by itself: from the command line and `config.toml`.
public struct ReviewOptions: Sendable {
  /// The keys.
  public var keys: KeyMap
  /// The seconds that one test should take; nothing where nobody set a time box.
  public var timebox: Int?
  /// The themes that there are.
  public var themes: [ThemeEntry]
  /// The name of the theme that is shown.
  public var theme: String
  /// Where the reviewers left this file the last time.
  public var place: LeftPlace?

  /// Makes options.
  public init(
    keys: KeyMap = .standard, timebox: Int? = nil, themes: [ThemeEntry] = [], theme: String = "",
    place: LeftPlace? = nil
  ) {
    self.keys = keys
    self.timebox = timebox
    self.themes = themes
    self.theme = theme
    self.place = place
  }
}

/// Where the reviewers left a file.
public struct LeftPlace: Hashable, Sendable {
  /// The test.
  public var test: String
  /// Which tests the list showed.
  public var filter: Filter

  /// Makes it.
  public init(test: String, filter: Filter) {
    self.test = test
    self.filter = filter
  }
}

/// A theme that can be chosen, or a file that cannot be read as one.
public struct ThemeEntry: Hashable, Sendable {
  /// Its name, by which it is chosen.
  public var name: String
  /// Where it comes from: `bundled`, or the file.
  public var origin: String
  /// Why it cannot be used: file, line and reason.
  public var problem: String?

  /// Makes an entry.
  public init(name: String, origin: String, problem: String? = nil) {
    self.name = name
    self.origin = origin
    self.problem = problem
  }
}
