import Glibc
import Screen
import Testing

/// Somebody at a review, who knows where the cursor is and looks up from time to time.
struct Reviewer {
  let app: AppSession
  private(set) var section: Int
  private var looks = 0

  init(_ app: AppSession, section: Int) {
    self.app = app
    self.section = section
  }

  /// The keys to a section, by `]` alone.
  mutating func keys(toSection target: Int) -> String {
    defer { section = target }
    return String(repeating: "]", count: (target - section + 4) % 4)
  }

  /// The keys of an edit, with the way to it.
  mutating func keys(_ edit: ReviewEdit) -> String { keys(toSection: edit.section) + edit.keys }

  /// A Greek letter, which no key table has. The footer says so, and it is painted last: by then all keys before it are
  /// carried out, and on the screen.
  mutating func look() -> String {
    looks += 1
    return String(UnicodeScalar(0x3b1 + UInt32(looks % 17)).map(Character.init) ?? "α")
  }

  /// Types, and waits until all of it is carried out and painted.
  mutating func type(_ keys: String) throws {
    let letter = look()
    app.type(keys + letter)
    try wait(for: letter)
  }

  /// Waits for the answer to a letter of `look`, and until the review is saved.
  func wait(for letter: String) throws {
    func footer(_ screen: VTerm) -> String { screen.row(screen.size.rows - 1) }
    func isAnswered(_ screen: VTerm) -> Bool { footer(screen).hasPrefix(" \(letter) does nothing here") }
    // News from outside may take the place of the answer. The next letter takes them away.
    for _ in 0..<50 where !isAnswered(app.screen) {
      let before = footer(app.screen)
      do {
        try app.session.waitUntil("\(letter) is answered", deadline: .milliseconds(200)) { screen in
          isAnswered(screen) || footer(screen).hasPrefix(" From outside") && footer(screen) != before
        }
        if isAnswered(app.screen) { break }
      } catch {}
      app.type(letter)
    }
    try app.wait("\(letter) is answered, and all is saved") { isAnswered($0) && $0.row(0).contains("● saved") }
  }

  /// The sign of a test in the list of the section that is shown.
  func sign(ofTest number: Int) -> String? {
    let screen = app.screen
    guard let head = (0..<screen.size.rows).first(where: { screen.row($0).contains(" of 7 assessed") }) else {
      return nil
    }
    // A long title takes more than one row; the number stands in the first.
    return (head + 1..<screen.size.rows).first { screen[5, $0].text == "\(number)" }.map { screen[2, $0].text }
  }
}

/// A number from the environment.
func setting(_ name: String, else standard: Int) -> Int {
  getenv(name).flatMap { Int(String(cString: $0)) } ?? standard
}
