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
  /// The file, which was saved, is there no more.
  case fileGone
  /// The outside editor was opened on one text and ended with another.
  case externalEditorClosed(test: String, opened: String, text: String)
  /// Something failed; the words say what, where and what to do.
  case failed(String)
  /// Text that an earlier run was writing was found.
  case draftsFound([Draft])
  /// Decisions that an earlier run could not save were found.
  case rescueFound(Rescue)
  /// These themes are there, and these files that are none.
  case themesFound([ThemeEntry])
  /// Something was done; the words say what.
  case done(String)
}

/// What the app asks the runtime to do.
public enum Effect: Sendable {
  /// Save the assessment; answer with `saved`, `merged`, `conflicts` or `saveFailed`.
  case save(Assessment)
  /// Save it where both sides changed the same things: what was settled stands there, all else is merged; answer with
  /// `merged`, `conflicts` (it looks different by now) or `saveFailed`.
  case settle(Assessment, [Settlement])
  /// Hand a note to `$VISUAL` or `$EDITOR`; answer with `externalEditorClosed` or `failed`.
  case openExternalEditor(test: String, text: String)
  /// Bring the draft file, where there is one, up to these texts, which are saved next: if mlts ends between the save and
  /// `discardDraft`, an older text must not be offered over the saved one.
  case completeDraft([Draft])
  /// Bring the draft file to what is still being written, or throw it away.
  case discardDraft
  /// Throw away what an earlier run could not save.
  case discardRescue
  /// Leave what an earlier run could not save where it is, for the next start.
  case leaveRescue
  /// Write the Markdown summary to a file of its own; answer with `done` or `failed`.
  case exportMarkdown(Assessment)
  /// Put text on the clipboard; answer with `done` or `failed`.
  case copy(String, what: String)
  /// Open a link outside; answer with `done` or `failed`.
  case openLink(String)
  /// Look which themes there are; answer with `themesFound`.
  case listThemes
  /// Show the screen in this theme.
  case preview(theme: String)
  /// Remember this theme; answer with `done` or `failed`.
  case remember(theme: String)
  /// Stop like any job (Ctrl-Z).
  case suspend
  /// Paint everything anew.
  case redraw
  /// Leave. Everything that was done here is saved, or the reviewers said that it may go.
  case quit
}
