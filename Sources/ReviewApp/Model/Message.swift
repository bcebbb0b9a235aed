import MLTestScore
import Screen

/// What reaches the app: from the terminal, or as the outcome of an effect.
public enum Message: Sendable {
  /// The terminal reported something.
  case event(Event)
  /// The time is now this, and the day where the reviewers are.
  case clock(Timestamp, today: Day)
  /// The assessment was saved, this one.
  case saved(Assessment)
  /// It could not be saved, for this reason.
  case saveFailed(String)
  /// Somebody else had changed the file: it now holds this, both changes in it.
  case merged(Assessment)
  /// It was not saved, because somebody else had changed the same things differently, at these places.
  case conflicts([Conflict])
  /// The outside editor ended with this text.
  case externalEditorClosed(test: String, text: String)
  /// Something failed; the words say what, where and what to do.
  case failed(String)
  /// A draft of an earlier run was found.
  case draftFound(Draft)
}

/// What the app asks the runtime to do.
public enum Effect: Sendable {
  /// Save the assessment; answer with `saved`, `merged`, `conflicts` or `saveFailed`.
  case save(Assessment)
  /// Save it where both sides changed the same things: mine or theirs stands there, all else is merged; answer with
  /// `merged` or `saveFailed`.
  case settle(Assessment, keepMine: Bool)
  /// Hand a note to `$VISUAL` or `$EDITOR`; answer with `externalEditorClosed` or `failed`.
  case openExternalEditor(test: String, text: String)
  /// Throw the draft file away.
  case discardDraft
  /// Stop like any job (Ctrl-Z).
  case suspend
  /// Paint everything anew.
  case redraw
  /// Leave. Everything is saved, or the reviewers said that it may go.
  case quit
}
