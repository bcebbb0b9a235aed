/// Decisions that could not be saved: what the file held, and what was decided on top of it.
public struct Rescue: Hashable, Sendable {
  /// What the file held when it was last read or written.
  public var base: Assessment
  /// What was decided on top of it.
  public var mine: Assessment

  /// Makes a rescue.
  public init(base: Assessment, mine: Assessment) {
    self.base = base
    self.mine = mine
  }
}
