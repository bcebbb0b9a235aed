/// A key as a terminal of xterm's kind sends it, for `PtySession.send`. A string literal types its characters.
struct KeyStroke: ExpressibleByStringLiteral {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }
  init(_ text: String) { bytes = Array(text.utf8) }
  init(stringLiteral value: String) { self.init(value) }

  static let enter = KeyStroke("\r")
  static let escape = KeyStroke("\u{1b}")
  static let tab = KeyStroke("\t")
  static let backTab = KeyStroke("\u{1b}[Z")
  static let backspace = KeyStroke("\u{7f}")
  static let delete = KeyStroke("\u{1b}[3~")
  static let insert = KeyStroke("\u{1b}[2~")
  // As with the keypad in application mode, which ncurses asks for.
  static let up = KeyStroke("\u{1b}OA")
  static let down = KeyStroke("\u{1b}OB")
  static let right = KeyStroke("\u{1b}OC")
  static let left = KeyStroke("\u{1b}OD")
  static let home = KeyStroke("\u{1b}OH")
  static let end = KeyStroke("\u{1b}OF")
  static let pageUp = KeyStroke("\u{1b}[5~")
  static let pageDown = KeyStroke("\u{1b}[6~")
  static let controlLeft = KeyStroke("\u{1b}[1;5D")
  static let controlRight = KeyStroke("\u{1b}[1;5C")

  /// Ctrl and a letter or one of `@ [ \ ] ^ _`.
  static func control(_ character: Character) -> KeyStroke {
    KeyStroke(bytes: [(character.uppercased().utf8.first ?? 0x40) & 0x1f])
  }

  static func alt(_ text: String) -> KeyStroke { KeyStroke("\u{1b}" + text) }

  /// F1 to F12.
  static func function(_ number: Int) -> KeyStroke {
    let codes = ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"]
    return KeyStroke("\u{1b}" + codes[number - 1])
  }
}
