import MLTestScore
import Screen

/// Draws the review. Pure: the same state gives the same frame.
public enum ReviewScreen {
  /// The whole screen, with what lies over it.
  public static func frame(_ state: ReviewState) -> Frame { render(state).frame }

  static func render(_ state: ReviewState) -> Rendered {
    let layout = ReviewLayout(state)
    var out = Rendered(frame: Frame(size: state.size, glyphs: state.glyphs))
    guard layout.arrangement != .tooSmall else {
      let words = "mlts needs 30x8; this is \(state.size.columns)x\(state.size.rows)"
      for (row, line) in Wrap.lines(words, width: state.size.columns).enumerated() {
        out.frame.put(line, column: 0, row: row)
      }
      out.frame.cursor = Position(column: 0, row: 0)
      return out
    }
    HeaderView.draw(state, layout.header, &out)
    switch state.layers.last {
    case .summary(let summary): SummaryScreen.draw(state, summary, &out)
    case .resolve(let resolve): ResolveView.draw(state, resolve, &out)
    default: drawReview(state, layout, &out)
    }
    FooterView.draw(state, layout.footer, &out)
    switch state.layers.last {
    case .form(let form): FormView.draw(state, form, &out)
    case .help(let help): HelpView.draw(state, help, &out)
    case .question(let question): QuestionView.draw(state, question, &out)
    case .menu(let menu):
      // The summary stays under a menu that was opened over it.
      if state.layers.count > 1, case .summary(let summary) = state.layers[state.layers.count - 2] {
        SummaryScreen.draw(state, summary, &out)
      }
      MenuView.draw(state, menu, &out)
    case .palette(let palette): PaletteView.draw(state, palette, &out)
    case .find(let editor): FindView.draw(state, editor, &out)
    case .note, .summary, .resolve, nil: break
    }
    return out
  }

  private static func drawReview(_ state: ReviewState, _ layout: ReviewLayout, _ out: inout Rendered) {
    GaugesView.draw(state, layout, &out)
    SummaryView.draw(state, layout.summary, &out)
    drawDivider(state, layout, &out)
    if !layout.list.isEmpty { ListView.draw(state, layout.list, &out) }
    if case .note(let note) = state.layers.last {
      NoteView.draw(state, note, layout, &out)
    } else if !layout.detail.isEmpty {
      DetailView.draw(state, layout, &out)
    }
  }

  // The line between list and detail

  private static func drawDivider(_ state: ReviewState, _ layout: ReviewLayout, _ out: inout Rendered) {
    let rect = layout.divider
    guard !rect.isEmpty else { return }
    let role: Role = state.place.pane == .detail ? .borderFocus : .border
    if rect.rows == 1 && rect.columns > 1 {
      out.frame.horizontalLine(column: rect.column, row: rect.row, columns: rect.columns, role: role)
    } else {
      out.frame.verticalLine(column: rect.column, row: rect.row, rows: rect.rows, role: role)
    }
  }
}
