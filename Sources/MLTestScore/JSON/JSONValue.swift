/// A JSON value that keeps what this version of mlts does not know: keys of newer versions, numbers digit by digit.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it was written, so that `0.50` or a large integer survives a load and save.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

extension JSONValue {
  /// A number of points as the file writes it: `0.5`, `1`, `2.5`.
  public static func points(_ points: Points) -> JSONValue {
    .number(points.halves % 2 == 0 ? "\(points.halves / 2)" : "\(points)")
  }

  /// A whole number.
  public static func integer(_ value: Int) -> JSONValue { .number("\(value)") }
}
