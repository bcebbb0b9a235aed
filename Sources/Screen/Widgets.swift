/// A bar that shows points in half steps, in eighths of a cell.
public enum Gauge {
  /// Draws `halves` of `maxHalves` over the first row of `rect`. `floor` marks the section that sets the score.
  public static func draw(
    into frame: inout Frame, rect: Rect, value halves: Int, of maxHalves: Int, floor: Bool, surface: Role? = nil
  ) {
    guard !rect.isEmpty, maxHalves > 0 else { return }
    let glyphs = frame.glyphs
    // Wide intermediate numbers cannot overflow: a rectangle on a screen is small, and the value is clamped first.
    let value = min(max(0, halves), maxHalves)
    let eighths = rect.columns * 8 * value / maxHalves
    for offset in 0..<rect.columns {
      let filled = min(8, eighths - 8 * offset)
      let sign = filled > 0 ? glyphs.eighths[filled - 1] : glyphs.gaugeEmpty
      let role: Role = filled > 0 ? (floor ? .gaugeFloor : .gaugeFill) : .gaugeEmpty
      frame.put(sign, column: rect.column + offset, row: rect.row, maxWidth: 1, role: role, surface: surface)
    }
  }
}

/// Which rows of a list a window shows.
public struct ListViewport: Hashable, Sendable {
  /// The first row shown.
  public var offset: Int

  /// A window that starts at `offset`.
  public init(offset: Int = 0) { self.offset = offset }

  /// Scrolls no further than needed to show `selected` of `count` rows with `margin` rows around it where there are
  /// any, and never past the end of the list.
  public mutating func show(selected: Int, of count: Int, height: Int, margin: Int = 1) {
    guard height > 0, count > 0 else {
      offset = 0
      return
    }
    let selected = min(max(0, selected), count - 1)
    let margin = min(max(0, margin), (height - 1) / 2)
    offset = min(max(offset, selected + margin - height + 1), max(0, selected - margin))
    offset = min(max(0, offset), max(0, count - height))
  }

  /// Scrolls by some rows (the wheel) within the list.
  public mutating func scroll(by rows: Int, of count: Int, height: Int) {
    offset = min(max(0, offset + rows), max(0, count - max(0, height)))
  }

  /// The rows that a window of `height` shows.
  public func visible(of count: Int, height: Int) -> Range<Int> {
    let start = min(max(0, offset), max(0, count))
    return start..<min(max(0, count), start + max(0, height))
  }

  /// The row of the list at a row of the window (a click), if there is one.
  public func index(atRow row: Int, of count: Int, height: Int) -> Int? {
    guard row >= 0, row < height, offset + row < count else { return nil }
    return offset + row
  }
}

/// A bar beside a list that shows which part of it is in view.
public enum ScrollBar {
  /// Draws the bar down the first column of `rect`; nothing when all of the list is in view.
  public static func draw(
    into frame: inout Frame, rect: Rect, offset: Int, of count: Int, surface: Role? = nil
  ) {
    guard !rect.isEmpty, count > rect.rows else { return }
    let thumb = max(1, rect.rows * rect.rows / count)
    let range = count - rect.rows
    // The ends of the bar mean the ends of the list, so round to the nearest step between.
    let start = (min(max(0, offset), range) * (rect.rows - thumb) + range / 2) / range
    for row in 0..<rect.rows {
      let isThumb = row >= start && row < start + thumb
      let sign = isThumb ? frame.glyphs.scrollThumb : frame.glyphs.scrollTrack
      frame.put(
        sign, column: rect.column, row: rect.row + row, maxWidth: 1, role: isThumb ? .borderFocus : .scrollbar,
        surface: surface)
    }
  }
}
