import Screen

/// A run of text in a line, and the item that a click on it means.
struct Span: Hashable {
  var text: String
  var role: Role = .text
  var item: DetailItem?
  /// Where it leads, if it shows a link.
  var link: String?
}

/// One line of a pane.
struct Line: Hashable {
  var spans: [Span] = []

  init(_ spans: Span...) { self.spans = spans }

  init(_ text: String, _ role: Role = .text, item: DetailItem? = nil) {
    spans = [Span(text: text, role: role, item: item)]
  }

  /// Whether a part of the line belongs to `item`.
  func holds(_ item: DetailItem) -> Bool { spans.contains { $0.item == item } }
}

/// What a click on a part of the screen means.
enum Target: Hashable {
  case section(Int), test(TestPlace), item(Int), command(Command)
  /// A row of the layer on top.
  case row(Int)
  /// A field of a form, and one of the words to choose from there.
  case field(Int), choice(field: Int, Int)
  /// An answer to a question, by its key.
  case answer(Character)
}

/// A screen and what a click on its parts means.
struct Rendered {
  var frame: Frame
  var targets: [(rect: Rect, target: Target)] = []

  mutating func add(_ target: Target, _ rect: Rect) { targets.append((rect, target)) }

  /// What a click there means; the last one drawn wins.
  func target(at position: Position) -> Target? {
    targets.last { $0.rect.contains(position) }?.target
  }
}
