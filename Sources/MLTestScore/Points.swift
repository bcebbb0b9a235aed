/// A score in exact half points.
///
/// The rubric knows only multiples of ½ (paper, section VI.A), so halves are counted as integers and no comparison
/// ever meets a rounding error.
public struct Points: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The number of half points: 5 stands for 2.5.
  public var halves: Int

  /// Makes points from a count of halves.
  public init(halves: Int) { self.halves = halves }

  /// Makes whole points.
  public init(whole: Int) { halves = whole * 2 }

  /// Makes points from a number, or nothing where it is no multiple of ½ (or no number that a score can be).
  public init?(exactly number: Double) {
    let doubled = number * 2
    guard doubled.isFinite, doubled == doubled.rounded(), abs(doubled) < 1_000_000 else { return nil }
    halves = Int(doubled)
  }

  /// No points.
  public static let zero = Points(halves: 0)
  /// Half a point.
  public static let half = Points(halves: 1)

  /// The number of points.
  public var value: Double { Double(halves) / 2 }

  /// Compares two numbers of points.
  public static func < (a: Points, b: Points) -> Bool { a.halves < b.halves }
  /// Adds two numbers of points.
  public static func + (a: Points, b: Points) -> Points { Points(halves: a.halves + b.halves) }
  /// Subtracts two numbers of points.
  public static func - (a: Points, b: Points) -> Points { Points(halves: a.halves - b.halves) }
}

extension Points: CustomStringConvertible {
  /// The points with one decimal, as sums are written everywhere: `2.5`, `3.0`.
  public var description: String {
    let sign = halves < 0 ? "-" : ""
    return "\(sign)\(abs(halves) / 2).\(abs(halves) % 2 == 0 ? 0 : 5)"
  }

  /// The points of one test as they are written beside it: `0`, `½`, `1`, `1½`. In ASCII: `0`, `.5`, `1`, `1.5`.
  public func credit(ascii: Bool = false) -> String {
    let whole = halves / 2
    guard halves % 2 != 0 else { return "\(whole)" }
    let half = ascii ? ".5" : "½"
    return whole == 0 ? half : "\(whole)\(half)"
  }
}
