import Screen

/// Draws text in a frame.
func put(
  _ text: String, column: Int = 0, row: Int, in frame: inout Frame, role: Role = .text, surface: Role = .text
) {
  frame.put(text, column: column, row: row, role: role, surface: surface)
}

/// A theme with known colours: every second one has green in place of the direct colour.
func probeTheme(_ number: Int) -> Theme {
  Theme(
    name: "probe",
    styles: [
      .heading: Style(attributes: .bold),
      .link: Style(fg: number.isMultiple(of: 2) ? .rgb(95, 135, 255) : .indexed(2)),
      .error: Style(fg: .indexed(1)),
      .selection: Style(bg: .indexed(4)),
    ])
}
