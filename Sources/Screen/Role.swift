/// What a piece of the screen means. Screens name roles, themes give them colours (design: one enum for both).
///
/// The raw value is the key in a theme file's `[style]` table.
public enum Role: String, CaseIterable, Hashable, Sendable {
  // Text
  case text = "text"
  case muted = "text.muted"
  case heading = "text.heading"
  case strong = "text.strong"
  case link = "text.link"
  case match = "text.match"
  // Frame and furniture
  case header = "header"
  case footer = "footer"
  case hintKey = "footer.key"
  case border = "border"
  case borderFocus = "border.focus"
  case dialog = "dialog"
  case scrollbar = "scrollbar"
  // Where the person is
  case selection = "selection"
  case selectionInactive = "selection.inactive"
  case editor = "editor"
  // Scores
  case gaugeFill = "gauge.fill"
  case gaugeFloor = "gauge.floor"
  case gaugeEmpty = "gauge.empty"
  case creditFull = "credit.full"
  case creditHalf = "credit.half"
  case creditNone = "credit.none"
  // States of an answer
  case stateOpen = "state.open"
  case stateNotApplicable = "state.not-applicable"
  case stateNotAssessed = "state.not-assessed"
  case stateCarriedOver = "state.carried-over"
  case flag = "flag"
  // Messages
  case info = "message.info"
  case warning = "message.warning"
  case error = "message.error"
  case saved = "saved"
  case unsaved = "unsaved"
}
