extension Points {
  /// The points, or the interval up to what they could become: `2.0`, `2.0 to 2.5`.
  public func interval(to possible: Points) -> String { possible > self ? "\(self) to \(possible)" : "\(self)" }
}

extension TestScore.Flag {
  /// The doubt in words.
  public var words: String {
    switch self {
    case .noEvidence: "no evidence"
    case .staleEvidence: "stale evidence"
    case .noOwner: "no named owner"
    }
  }
}

extension Answer {
  /// The evidence with its ids, the newest first; what bears no date comes last.
  public var evidenceByDay: [(id: String, evidence: Evidence)] {
    evidence.map { (id: $0.key, evidence: $0.value) }.sorted { a, b in
      let (newer, older) = (a.evidence.day?.daysSince1970 ?? .min, b.evidence.day?.daysSince1970 ?? .min)
      return newer != older ? newer > older : a.id < b.id
    }
  }
}
