extension Merge {
  /// Merges closed reviews. A milestone never changes, so two that are not equal are two reviews, and both stay: where
  /// they were given one id, on the same day under the same title, the first keeps it and the other gets a number.
  ///
  /// The outcome is the same whichever side is ours, and a side that has seen it already is recognised by what its
  /// milestones say. Only a milestone of the base that a hand changed or deleted can be a conflict.
  mutating func milestones(
    _ base: [String: Milestone], _ ours: [String: Milestone], _ theirs: [String: Milestone]
  ) -> [String: Milestone] {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    let (o, t) = (MilestoneSide(ours, since: base), MilestoneSide(theirs, since: base))
    var reviews: [(id: String, milestone: Milestone)] = []
    for id in base.keys.sorted() {
      let merged = value(
        ["milestones", id], base[id], o.known[id]?.milestone, t.known[id]?.milestone
      ) { $0.map { .milestone($0) } }
      guard let merged else { continue }
      reviews.append((Merge.place(base: id, o.known[id]?.id, t.known[id]?.id), merged))
    }
    return Merge.numbered(reviews + Merge.added(o.added, t.added))
  }

  /// The id of a milestone of the base: where one side moved it, there.
  private static func place(base: String, _ ours: String?, _ theirs: String?) -> String {
    let (ours, theirs) = (ours ?? base, theirs ?? base)
    return ours == base ? theirs : theirs == base ? ours : min(ours, theirs)
  }

  /// What the sides added, without saying twice what both have.
  private static func added(
    _ ours: [String: Milestone], _ theirs: [String: Milestone]
  ) -> [(id: String, milestone: Milestone)] {
    var (ours, theirs) = (ours, theirs)
    var result: [(id: String, milestone: Milestone)] = []
    for (id, milestone) in ours where theirs[id] == milestone {
      result.append((id, milestone))
      ours[id] = nil
      theirs[id] = nil
    }
    // An earlier merge gave one of the two its number; that one stays as it is.
    for id in ours.keys.sorted() {
      guard let milestone = ours[id] else { continue }
      let stem = IDs.stem(of: id, title: milestone.title)
      let twin = theirs.keys.sorted().first {
        theirs[$0] == milestone && IDs.stem(of: $0, title: milestone.title) == stem
      }
      guard let twin else { continue }
      let isTwinLater = (id.utf8.count, id) < (twin.utf8.count, twin)
      result.append((isTwinLater ? twin : id, milestone))
      ours[id] = nil
      theirs[twin] = nil
    }
    return result + ours.map { ($0, $1) } + theirs.map { ($0, $1) }
  }

  /// Gives every review an id of its own: of those that want the same, the first in time gets it.
  private static func numbered(_ reviews: [(id: String, milestone: Milestone)]) -> [String: Milestone] {
    var wanting = Dictionary(grouping: reviews, by: \.id).mapValues { $0.map(\.milestone) }
    for (id, milestones) in wanting where milestones.count > 1 {
      wanting[id] = milestones.map { ($0, $0.sortKey) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
    var result = wanting.compactMapValues(\.first)
    for id in wanting.keys.sorted() {
      for milestone in (wanting[id] ?? []).dropFirst() {
        result[IDs.numbered(IDs.stem(of: id, title: milestone.title), taken: result.keys)] = milestone
      }
    }
    return result
  }
}

/// The milestones of one side, by what became of them since the base.
private struct MilestoneSide {
  /// Those of the base by their ids there, with the ids that they have now.
  var known: [String: (id: String, milestone: Milestone)] = [:]
  /// The others, by their ids.
  var added: [String: Milestone] = [:]

  init(_ side: [String: Milestone], since base: [String: Milestone]) {
    var moved: Set<String> = []
    // A merge on this side may have given a milestone of the base a number, to make room for another.
    let elsewhere = side.keys.sorted().filter { side[$0] != base[$0] }
    for (id, milestone) in base.sorted(by: { $0.key < $1.key }) where side[id] != milestone {
      guard let now = elsewhere.first(where: { side[$0] == milestone && !moved.contains($0) }) else { continue }
      known[id] = (now, milestone)
      moved.insert(now)
    }
    for (id, milestone) in side where !moved.contains(id) {
      if base[id] != nil, known[id] == nil {
        known[id] = (id, milestone)
      } else {
        added[id] = milestone
      }
    }
  }
}

extension Milestone {
  /// An order of any two that are not equal: in time, then by title, participants and everything else.
  fileprivate var sortKey: SortKey {
    let answers = answers.mapValues { answer -> JSONValue in
      .object([
        "state": .string(answer.state.rawValue), "credit": .points(answer.credit),
        "supported": answer.supported.map { .points($0) } ?? .null,
        "criteria": .array(answer.criteria.sorted().map { .string($0) }),
        "target": answer.target.map { .string($0) } ?? .null, "unknown": .object(answer.unknown),
      ])
    }
    let rubric = rubric.map { rubric -> JSONValue in
      .array([.string(rubric.id), .string(rubric.version), .object(rubric.unknown)])
    }
    let rest = JSONValue.array([
      .string(title), .array(participants.map { .string($0) }), .string(at.text), rubric ?? .null, .object(answers),
      .object(unknown),
    ])
    return SortKey(at: at, rest: JSONWriter.write(rest))
  }

  fileprivate struct SortKey: Comparable {
    let at: Timestamp
    let rest: [UInt8]

    static func < (a: SortKey, b: SortKey) -> Bool {
      a.at.secondsSince1970 != b.at.secondsSince1970 ? a.at < b.at : a.rest.lexicographicallyPrecedes(b.rest)
    }
  }
}
