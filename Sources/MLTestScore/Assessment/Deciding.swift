extension Answer {
  /// Decides the test at a level (`nil`: nothing is earned), so that the answer earns exactly this level.
  ///
  /// The level's criteria are ticked. A complete level above it loses the criteria that are its alone; a tick that earns
  /// nothing by itself stays, because it is still true.
  public mutating func decide(level: Rubric.Level?, rubric: Rubric, stamp: Stamp) {
    let wanted = Set(level?.criteria.map(\.id) ?? [])
    criteria.formUnion(wanted)
    for other in rubric.levels where other.points > (level?.points ?? .zero) {
      let needed = Set(other.criteria.map(\.id))
      if needed.isSubset(of: criteria) { criteria.subtract(needed.subtracting(wanted)) }
    }
    state = .assessed
    reason = ""
    couldBe = nil
    decided = stamp
  }

  /// Ticks or unticks one criterion. A test that nobody had assessed is assessed now; an open question stays open.
  public mutating func toggle(criterion id: String, stamp: Stamp) {
    if criteria.contains(id) { criteria.remove(id) } else { criteria.insert(id) }
    if state != .openQuestion { state = .assessed }
    reason = ""
    decided = stamp
  }

  /// Says that the test does not apply. The criteria stay on record: taking the mark back brings the credit back.
  public mutating func markNotApplicable(reason: String, stamp: Stamp) {
    state = .notApplicable
    self.reason = reason
    couldBe = nil
    decided = stamp
  }

  /// Leaves the test open, to be decided later; it counts what its criteria give.
  public mutating func leaveOpen(stamp: Stamp) {
    state = .openQuestion
    reason = ""
    decided = stamp
  }

  /// Takes the decision back. Note, evidence and actions stay.
  public mutating func clearDecision() {
    state = .notAssessed
    criteria = []
    reason = ""
    couldBe = nil
    decided = nil
  }

  /// Whether the answer holds nothing at all, so that the file need not keep it.
  public var isBlank: Bool { self == Answer() }
}
