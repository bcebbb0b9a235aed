/// A key, as a person thinks of it; the terminal's byte sequences stay in `Terminal`.
public enum Key: Hashable, Sendable {
  /// A character that was typed. Space is `.character(" ")`.
  case character(Character)
  /// Ctrl and a lower-case letter or one of `@ [ \ ] ^ _`. Enter, Tab, Escape and Backspace have cases of their own.
  case control(Character)
  /// Alt (sent as Escape and a character at once).
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case controlLeft, controlRight, controlHome, controlEnd
  /// F1 and up.
  case function(Int)
}

/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
  /// The kinds of mouse event that the app knows.
  public enum Kind: Hashable, Sendable {
    case press, wheelUp, wheelDown
  }
  /// What happened.
  public var kind: Kind
  /// The cell it happened on.
  public var position: Position

  /// Makes a mouse event.
  public init(kind: Kind, position: Position) {
    self.kind = kind
    self.position = position
  }
}

/// What a terminal reports to the app.
public enum Event: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text came by bracketed paste, whole. Line ends are `\n`; control characters other than `\n` and tab are still in it.
  case paste(String)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The terminal has this size now.
  case resize(Size)
  /// The process was told to end by this signal (SIGTERM, SIGHUP, SIGINT from outside, SIGQUIT).
  case terminate(signal: Int32)
  /// The process came back from a stop (SIGCONT); the screen was repainted.
  case resumed
  /// The terminal is gone (end of file or an I/O error on it).
  case hangup
}
