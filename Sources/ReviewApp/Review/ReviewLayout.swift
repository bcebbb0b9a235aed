import MLTestScore
import Screen

/// Where the parts of the review screen lie at a size (design, section 5).
struct ReviewLayout {
  /// The arrangements, from the roomiest to the smallest.
  enum Arrangement {
    /// List and detail side by side; from 120 columns on, the score beside the gauges.
    case wide
    /// The detail under the list.
    case stacked
    /// One pane at a time.
    case single
    /// No room: a line says so.
    case tooSmall
  }

  let arrangement: Arrangement
  /// The line on top: which system, is it saved.
  private(set) var header = Rect.empty
  /// The gauges: three rows with bars, or one with numbers.
  private(set) var gauges = Rect.empty
  /// The final score and its band.
  private(set) var summary = Rect.empty
  /// The checklist, its heading in the first row.
  private(set) var list = Rect.empty
  /// The line between list and detail.
  private(set) var divider = Rect.empty
  /// The text of the detail pane.
  private(set) var detail = Rect.empty
  /// The line at the bottom: a message, or what the keys do.
  private(set) var footer = Rect.empty

  init(_ state: ReviewState) {
    self.init(
      size: state.size, tests: state.listed.count, pane: state.place.pane, isPresenting: state.isPresenting)
  }

  init(size: Size, tests: Int, pane: Place.Pane, isPresenting: Bool = false) {
    let all = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    guard size.columns >= 30, size.rows >= 8 else {
      arrangement = .tooSmall
      return
    }
    if isPresenting || size.columns < 60 || size.rows < 16 {
      arrangement = .single
    } else {
      arrangement = size.columns >= 100 ? .wide : .stacked
    }
    var rest = all
    (header, rest) = rest.splitTop(1)
    footer = Rect(column: 0, row: all.bottom - 1, columns: all.columns, rows: 1)
    rest.rows -= 1
    (gauges, rest) = rest.splitTop(size.rows >= 20 && arrangement != .single ? 3 : 1)
    if size.columns >= 120 && gauges.rows == 3 {
      (gauges, summary) = gauges.splitLeading(all.columns - 44)
      summary = Rect(
        column: summary.column + 2, row: summary.row, columns: summary.columns - 2, rows: summary.rows)
    } else if size.rows >= 12 {
      (summary, rest) = rest.splitTop(1)
    }
    switch arrangement {
    case .wide:
      (list, rest) = rest.splitLeading(rest.columns * 42 / 100)
      (divider, rest) = rest.splitLeading(1)
      detail = Rect(column: rest.column + 1, row: rest.row, columns: rest.columns - 1, rows: rest.rows)
    case .stacked:
      // A short agenda leaves its room to the detail.
      let rows = min(max(tests, 3) + 1, max(4, (rest.rows - 1) / 2))
      (list, rest) = rest.splitTop(rows)
      (divider, rest) = rest.splitTop(1)
      detail = Rect(column: 1, row: rest.row, columns: rest.columns - 1, rows: rest.rows)
    case .single:
      if isPresenting && size.columns >= 60 {
        // A margin, as on a slide.
        detail = rest.inset(columns: min(size.columns / 12, 12), rows: size.rows >= 20 ? 1 : 0)
      } else if pane == .list {
        list = rest
      } else {
        detail = rest
      }
    case .tooSmall: break
    }
  }

  /// The columns for the detail's text: one is left for the scroll bar and one between.
  var detailTextWidth: Int { max(1, detail.columns - 2) }

  /// Where the note is edited: the detail pane under a heading, or in a small screen all between header and footer.
  var note: Rect {
    if arrangement == .single || detail.rows < 6 {
      return Rect(
        column: 0, row: header.bottom, columns: header.columns, rows: max(1, footer.row - header.bottom))
    }
    return detail
  }

  /// The text area of the note editor, under its heading.
  var noteText: Rect {
    let rest = note.splitTop(1).rest
    return Rect(column: rest.column, row: rest.row, columns: max(1, rest.columns - 1), rows: max(1, rest.rows))
  }
}

extension Rect {
  /// No cells at all.
  static let empty = Rect(column: 0, row: 0, columns: 0, rows: 0)
}
