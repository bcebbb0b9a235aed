extension Int {
  /// So many things in words: `1 change`, `2 changes`.
  package func counted(_ one: String) -> String { "\(self) \(one)\(self == 1 ? "" : "s")" }
}
