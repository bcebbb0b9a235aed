import Screen

/// Draws text in a frame.
func put(_ text: String, column: Int = 0, row: Int, in frame: inout Frame, role: Role = .text, surface: Role = .text) {
  frame.put(text, column: column, row: row, role: role, surface: surface)
}
func probeTheme(_ n: Int) -> Theme { Theme() }
