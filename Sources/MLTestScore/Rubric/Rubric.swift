/// A rubric: the questions and the rule that scores them. Data, not code.
public struct Rubric: Hashable, Sendable {
  /// Stable name, such as `ml-test-score`.
  public var id: String
  /// The edition, such as `2017`.
  public var version: String
  /// The name that people use.
  public var title: String
  /// Where it was published.
  public var source: Source
  /// The levels in rising order of points.
  public var levels: [Level]
  /// How the section sums make the final score.
  public var aggregate: Aggregate
  /// What a final score means, in rising order.
  public var bands: [Band]
  /// The sections in the order of a review.
  public var sections: [Section]

  /// Makes a rubric. `Rubric.decode` is the way to read one from a file, with every check.
  public init(
    id: String, version: String, title: String, source: Source, levels: [Level], aggregate: Aggregate,
    bands: [Band], sections: [Section]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.source = source
    self.levels = levels
    self.aggregate = aggregate
    self.bands = bands
    self.sections = sections
  }

  /// How the section sums make the final score.
  public enum Aggregate: String, Hashable, Sendable, CaseIterable {
    /// The smallest section sum, as in the paper (section VI.A).
    case minimum
    /// The sum of the section sums.
    case sum
  }

  /// Where a rubric was published.
  public struct Source: Hashable, Sendable {
    /// The title of the publication.
    public var title: String
    /// Its authors, in the order of the publication.
    public var authors: [String]
    /// Conference or journal, and year.
    public var venue: String
    /// The digital object identifier, or an empty string.
    public var doi: String

    /// Makes a source.
    public init(title: String, authors: [String], venue: String, doi: String) {
      self.title = title
      self.authors = authors
      self.venue = venue
      self.doi = doi
    }
  }

  /// A level of practice and what it earns when all of its criteria are met.
  public struct Level: Hashable, Sendable {
    /// Stable name, such as `manual`.
    public var id: String
    /// What the level earns.
    public var points: Points
    /// The name that people read.
    public var title: String
    /// The yes/no questions, every one of which has to be met.
    public var criteria: [Criterion]
    /// For how many days evidence supports a credit of this level; nothing means for ever.
    public var freshnessDays: Int?

    /// Makes a level.
    public init(id: String, points: Points, title: String, criteria: [Criterion], freshnessDays: Int? = nil) {
      self.id = id
      self.points = points
      self.title = title
      self.criteria = criteria
      self.freshnessDays = freshnessDays
    }
  }

  /// One yes/no behind a level.
  public struct Criterion: Hashable, Sendable {
    /// Stable name, such as `documented`.
    public var id: String
    /// The name that people read.
    public var title: String
    /// The question that reviewers answer.
    public var question: String

    /// Makes a criterion.
    public init(id: String, title: String, question: String) {
      self.id = id
      self.title = title
      self.question = question
    }
  }

  /// What a range of final scores means. The lower end is open, the upper end closed (paper, Table V).
  public struct Band: Hashable, Sendable {
    /// The score that this band lies above; nothing for the lowest band, which begins at 0.
    public var above: Points?
    /// The highest score of the band.
    public var upTo: Points
    /// A short name.
    public var label: String
    /// What it says about the system.
    public var text: String
    /// Whether the rubric gives these scores no reading: `text` says so, and no plan aims at it.
    public var isGap: Bool

    /// Makes a band.
    public init(above: Points?, upTo: Points, label: String, text: String, isGap: Bool = false) {
      self.above = above
      self.upTo = upTo
      self.label = label
      self.text = text
      self.isGap = isGap
    }

    /// Whether the band holds `score`.
    public func contains(_ score: Points) -> Bool {
      if let above, score <= above { return false }
      return score <= upTo
    }
  }

  /// One of the parts that are summed.
  public struct Section: Hashable, Sendable {
    /// Stable name, such as `infra`.
    public var id: String
    /// The short name, such as `Infra`.
    public var label: String
    /// The full title.
    public var title: String
    /// The tests in order.
    public var tests: [Test]

    /// Makes a section.
    public init(id: String, label: String, title: String, tests: [Test]) {
      self.id = id
      self.label = label
      self.title = title
      self.tests = tests
    }
  }

  /// One test of the rubric.
  public struct Test: Hashable, Sendable {
    /// Stable name, such as `infra-4`.
    public var id: String
    /// The label of the paper, such as `Infra 4`.
    public var label: String
    /// A short title.
    public var title: String
    /// The title in full.
    public var longTitle: String
    /// Why it is asked.
    public var why: String
    /// Ways to do it.
    public var how: [String]
    /// What each level looks like, by level id.
    public var examples: [String: String]
    /// A remark on what kind of test it is ("process measure"), or nothing.
    public var nature: String?
    /// Whether credit needs a named owner to stand: tests that teams assume somebody else watches (paper, section
    /// VII on outsourced responsibility).
    public var ownerRequired: Bool

    /// Makes a test.
    public init(
      id: String, label: String, title: String, longTitle: String, why: String = "", how: [String] = [],
      examples: [String: String] = [:], nature: String? = nil, ownerRequired: Bool = false
    ) {
      self.id = id
      self.label = label
      self.title = title
      self.longTitle = longTitle
      self.why = why
      self.how = how
      self.examples = examples
      self.nature = nature
      self.ownerRequired = ownerRequired
    }
  }
}

extension Rubric {
  /// All tests, in the order of the sections.
  public var tests: [Test] { sections.flatMap(\.tests) }

  /// The test with this id.
  public func test(_ id: String) -> Test? {
    for section in sections {
      if let test = section.tests.first(where: { $0.id == id }) { return test }
    }
    return nil
  }

  /// All criteria of all levels, in order.
  public var criteria: [Criterion] { levels.flatMap(\.criteria) }

  /// The level with this id.
  public func level(_ id: String) -> Level? { levels.first { $0.id == id } }

  /// The best level whose criteria are all among `met`; nothing where none is complete.
  ///
  /// A level counts when *all* its criteria are met (paper, section VI.A: ½ needs the test run by hand with results
  /// documented and distributed), and the best level wins.
  public func level(meeting met: Set<String>) -> Level? {
    levels.filter { level in level.criteria.allSatisfy { met.contains($0.id) } }
      .max { $0.points < $1.points }
  }

  /// The points that `met` earns.
  public func credit(meeting met: Set<String>) -> Points { level(meeting: met)?.points ?? .zero }

  /// The most that one test can earn.
  public var highestCredit: Points { levels.map(\.points).max() ?? .zero }

  /// The smallest step in which scores of this rubric move: ½ for the paper's, 1 for one with whole points only.
  public var step: Points {
    var step = 0
    for level in levels {
      var (a, b) = (step, level.points.halves)
      while b != 0 { (a, b) = (b, a % b) }
      step = a
    }
    return Points(halves: max(1, step))
  }

  /// The lowest score that a band holds.
  public func lowestScore(in band: Band) -> Points {
    guard let above = band.above else { return .zero }
    return Points(halves: (above.halves / step.halves + 1) * step.halves)
  }

  /// The band that holds `score`, or nothing where the rubric has none for it.
  public func band(for score: Points) -> Band? { bands.first { $0.contains(score) } }

  /// The band that follows the one of `score`: the first that begins at it or above.
  public func band(after score: Points) -> Band? {
    bands.first { band in !band.isGap && (band.above.map { $0 >= score } ?? false) }
  }
}
