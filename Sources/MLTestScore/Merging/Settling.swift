extension Conflict {
  /// The place as a JSON Pointer (RFC 6901): the key under which a file records the conflict.
  public var pointer: String {
    path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
  }

  /// The path that a JSON Pointer (RFC 6901) writes; nothing where the text is none.
  public static func path(pointer: String) -> [String]? {
    guard pointer.hasPrefix("/") else { return nil }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
    }
  }

  /// The test that the conflict is about, if it is about one.
  public var test: String? { path.count > 1 && path[0] == "answers" ? path[1] : nil }

  /// Whether both texts can stand one after the other: they are prose, not one word.
  public var canKeepBoth: Bool {
    guard case .text = ours, case .text = theirs else { return false }
    return ["note", "description", "summary", "text"].contains(path.last ?? "")
  }

  /// Both texts, ours first; nothing where that would say nothing. The lines with which both start and end are not said
  /// twice.
  public var both: Value? {
    guard canKeepBoth, case .text(let ours) = ours, case .text(let theirs) = theirs else { return nil }
    let mine = TextLine.lines(ours), added = TextLine.lines(theirs)
    let (start, end) = TextLine.common(mine, added)
    return .text(
      TextLine.text(mine.dropLast(end) + added[start..<(added.count - end)] + mine.suffix(end)))
  }
}

/// What people decided about a conflict: the value that is to stand at its place.
public struct Settlement: Hashable, Sendable {
  /// The conflict, with the three values that they saw.
  public var conflict: Conflict
  /// What is to stand there; nothing where it is to be gone.
  public var value: Conflict.Value?
  /// When and by whom it was settled. A decision that is settled is decided then, so that it is not taken for one that
  /// was carried over; nothing leaves `decided` as it is.
  public var stamp: Stamp?

  /// Makes a settlement.
  public init(_ conflict: Conflict, value: Conflict.Value?, stamp: Stamp? = nil) {
    self.conflict = conflict
    self.value = value
    self.stamp = stamp
  }
}

extension Assessment {
  /// Records conflicts of a merge, so that the file carries them until somebody settles them. A new one takes the place
  /// of an older one about the same.
  public mutating func record(_ new: [Conflict]) {
    let places = Set(new.map(\.path))
    conflicts = (conflicts.filter { !places.contains($0.path) } + new).sorted { $0.pointer < $1.pointer }
  }

  /// Puts what people decided at the place of a conflict, and takes the conflict off the record if it is on it.
  public mutating func settle(_ settlement: Settlement) {
    put(settlement.value, at: settlement.conflict)
    if let stamp = settlement.stamp, case .decision(let decision) = settlement.value,
      settlement.conflict.path.count == 2, let test = settlement.conflict.test
    {
      // A decision that was taken back was not made.
      answers[test]?.decided = decision.state == .notAssessed ? nil : stamp
      if answers[test]?.isBlank == true { answers[test] = nil }
    }
    conflicts.removeAll { $0.path == settlement.conflict.path }
  }

  private mutating func put(_ value: Conflict.Value?, at conflict: Conflict) {
    let path = conflict.path
    if conflict.isUnknownKey {
      putUnknown(value, at: path)
      return
    }
    switch path.first {
    case "id": id = value.text
    case "rubric": if case .rubric(let reference) = value { rubric = reference }
    case "system" where path.count == 2:
      switch path[1] {
      case "name": system.name = value.text
      case "description": system.description = value.text
      case "owner": system.owner = value.text
      default: break
      }
    case "scope" where path.count == 2:
      switch path[1] {
      case "model": scope.model = value.text
      case "features": scope.features = value.text
      case "training": scope.training = value.text
      case "serving": scope.serving = value.text
      default: break
      }
    case "milestones" where path.count == 2:
      if case .milestone(let milestone) = value { milestones[path[1]] = milestone }
      if value == nil { milestones[path[1]] = nil }
    case "answers" where path.count >= 2:
      var answer = answer(path[1])
      answer.put(value, at: path.dropFirst(2))
      answers[path[1]] = answer.isBlank ? nil : answer
    default: break
    }
  }

  /// Puts a value under a key that this version does not know: wherever one of those maps is.
  private mutating func putUnknown(_ value: Conflict.Value?, at path: [String]) {
    func put(_ path: ArraySlice<String>, in members: inout [String: JSONValue]) {
      guard let key = path.first else { return }
      if path.count > 1, case .object(var inner)? = members[key] {
        put(path.dropFirst(), in: &inner)
        members[key] = .object(inner)
      } else if path.count == 1 {
        if case .json(let json) = value { members[key] = json } else { members[key] = nil }
      }
    }
    switch path.first {
    case "system": put(path.dropFirst(), in: &system.unknown)
    case "scope": put(path.dropFirst(), in: &scope.unknown)
    case "answers" where path.count > 2:
      var answer = answer(path[1])
      let rest = path.dropFirst(2)
      if path.count > 4, path[2] == "evidence", answer.evidence[path[3]] != nil {
        put(path.dropFirst(4), in: &answer.evidence[path[3], default: Evidence(kind: .link, locator: "")].unknown)
      } else if path.count > 4, path[2] == "actions", answer.actions[path[3]] != nil {
        put(path.dropFirst(4), in: &answer.actions[path[3], default: Action(text: "")].unknown)
      } else {
        put(rest, in: &answer.unknown)
      }
      answers[path[1]] = answer.isBlank ? nil : answer
    default: put(path[...], in: &unknown)
    }
  }
}

extension Conflict {
  /// Whether it is about a key that this version does not know.
  fileprivate var isUnknownKey: Bool {
    for case .json? in [base, ours, theirs] { return true }
    return false
  }
}

extension Conflict.Value? {
  /// The text; empty where there is none.
  fileprivate var text: String { if case .text(let text) = self { text } else { "" } }

  fileprivate var optionalText: String? { if case .text(let text) = self { text } else { nil } }

  fileprivate var day: Day? { optionalText.flatMap { Day($0) } }
}

extension Answer {
  fileprivate mutating func put(_ value: Conflict.Value?, at path: ArraySlice<String>) {
    let path = Array(path)
    guard let field = path.first else {
      guard case .decision(let decision) = value else { return }
      state = decision.state
      criteria = decision.criteria
      reason = decision.reason
      couldBe = decision.couldBe
      return
    }
    switch (field, path.count) {
    case ("note", 1): note = value.text
    case ("owner", 1): owner = value.text
    case ("target", 1): target = value.optionalText
    case ("acceptedGap", 1): if case .acceptedGap(let gap) = value { acceptedGap = gap } else { acceptedGap = nil }
    case ("evidence", 2):
      if case .evidence(let new) = value { evidence[path[1]] = new } else { evidence[path[1]] = nil }
    case ("actions", 2): if case .action(let new) = value { actions[path[1]] = new } else { actions[path[1]] = nil }
    case ("evidence", 3):
      switch path[2] {
      case "kind": if let kind = Evidence.Kind(rawValue: value.text) { evidence[path[1]]?.kind = kind }
      case "locator": evidence[path[1]]?.locator = value.text
      case "observed": evidence[path[1]]?.observed = value.day
      case "summary": evidence[path[1]]?.summary = value.text
      default: break
      }
    case ("actions", 3):
      switch path[2] {
      case "done": actions[path[1]]?.done = value.day
      case "due": actions[path[1]]?.due = value.day
      case "effort": actions[path[1]]?.effort = Action.Effort(rawValue: value.text)
      case "owner": actions[path[1]]?.owner = value.text
      case "text": actions[path[1]]?.text = value.text
      default: break
      }
    default: break
    }
  }
}

extension Merge {
  /// Recorded conflicts by place: one that a side settled is settled, one that a side added or changed is kept.
  func recorded(_ base: [Conflict], _ ours: [Conflict], _ theirs: [Conflict]) -> [Conflict] {
    func byPlace(_ conflicts: [Conflict]) -> [[String]: Conflict] {
      Dictionary(conflicts.map { ($0.path, $0) }) { first, _ in first }
    }
    let (b, o, t) = (byPlace(base), byPlace(ours), byPlace(theirs))
    return Set(b.keys).union(o.keys).union(t.keys).compactMap { path in
      // A side that looked at it anew wins over one that settled the old one.
      if o[path] == b[path] { return t[path] }
      return o[path] ?? (t[path] == b[path] ? nil : t[path])
    }
    .sorted { $0.pointer < $1.pointer }
  }
}
