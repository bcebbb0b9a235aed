import MLTestScore
import Screen

/// What is looked for in titles, notes, evidence and actions. Case plays no part.
struct Search: Hashable, Sendable {
  private(set) var pattern = ""
  private var letters: [String] = []

  init(_ pattern: String = "") {
    self.pattern = pattern
    letters = pattern.map { $0.lowercased() }
  }

  var isEmpty: Bool { letters.isEmpty }

  /// Where it stands in a text.
  func ranges(in text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    while let next = range(in: text[(found.last?.upperBound ?? text.startIndex)...]) { found.append(next) }
    return found
  }

  func matches(_ text: String) -> Bool { range(in: text[...]) != nil }

  /// The first place where it stands.
  private func range(in text: Substring) -> Range<String.Index>? {
    guard !letters.isEmpty else { return nil }
    return text.indices.lazy.compactMap { start in
      var index = start
      for letter in letters {
        guard index < text.endIndex, text[index].lowercased() == letter else { return nil }
        text.formIndex(after: &index)
      }
      return start..<index
    }.first
  }
}

extension ReviewState {
  /// The tests in which the search finds something, in the rubric's order.
  var foundTests: [TestPlace] {
    guard !search.isEmpty else { return [] }
    return allTests.filter { place in
      let test = test(at: place)
      let answer = assessment.answer(test.id)
      let texts =
        [test.label, test.title, test.longTitle, answer.note, answer.reason, answer.owner]
        + answer.evidence.values.flatMap { [$0.locator, $0.summary] }
        + answer.actions.values.flatMap { [$0.text, $0.owner] }
      return texts.contains(where: search.matches)
    }
  }

  mutating func openFind() {
    layers.append(.find(TextEditor(singleLine: true)))
  }

  mutating func handle(_ event: Event, find editor: TextEditor) -> [Effect] {
    var editor = editor
    switch event {
    case .key(.escape), .key(.control("c")):
      layers.removeLast()
      search = Search()
      return []
    case .key(.control("z")): return [.suspend]
    case .key(.enter):
      layers.removeLast()
      // Enter alone looks for the same again.
      if !editor.isEmpty { search = Search(editor.text) }
      find(direction: 1, fromHere: true)
      return []
    default:
      _ = editor.handle(event, width: max(1, size.columns - 4), height: 1)
      search = Search(editor.text)
      layers[layers.count - 1] = .find(editor)
      return []
    }
  }

  /// Goes to the next or the previous test in which something is found, round and round.
  mutating func find(direction: Int, fromHere: Bool = false) {
    guard !search.isEmpty else {
      notice = Notice(.info, "Nothing was looked for yet: / asks what")
      return
    }
    let found = foundTests
    let all = allTests
    guard let here = all.firstIndex(of: testPlace), !found.isEmpty else {
      notice = Notice(.info, "\(search.pattern) is in no title, note, evidence or action")
      return
    }
    let places = found.compactMap { all.firstIndex(of: $0) }
    let next =
      direction > 0
      ? places.first { $0 > here || (fromHere && $0 == here) } ?? places[0]
      : places.last { $0 < here } ?? places[places.count - 1]
    let wrapped = direction > 0 ? next < here : next > here
    if place.filter != .all, !listed.contains(all[next]) { place.filter = .all }
    go(to: all[next])
    showFirstMatch()
    let number = (places.firstIndex(of: next) ?? 0) + 1
    notice = Notice(
      .info, "\(search.pattern): test \(number) of \(places.count)\(wrapped ? ", from the other end" : "")")
  }

  /// Scrolls the detail to the first line in which something is found.
  private mutating func showFirstMatch() {
    let layout = ReviewLayout(self)
    guard !layout.detail.isEmpty else { return }
    let lines = DetailLines.lines(self, width: layout.detailTextWidth)
    let first = lines.firstIndex { $0.spans.contains { search.matches($0.text) } } ?? 0
    place.scroll = first < layout.detail.rows ? 0 : min(first - 1, max(0, lines.count - layout.detail.rows))
  }
}

extension Frame {
  /// Writes a text and marks what is looked for in it. Returns the columns taken, as `put` does.
  @discardableResult
  mutating func put(
    _ text: String, marking search: Search, column: Int, row: Int, maxWidth: Int, role: Role = .text
  ) -> Int {
    let used = put(text, column: column, row: row, maxWidth: maxWidth, role: role)
    for range in search.ranges(in: text) {
      let before = TextWidth.width(of: String(text[..<range.lowerBound]))
      let found = String(text[range])
      guard before + TextWidth.width(of: found) <= used else { break }
      put(found, column: column + before, row: row, maxWidth: used - before, role: .match)
    }
    return used
  }
}

/// The field in which a search is typed: the footer's line.
enum FindView {
  static func draw(_ state: ReviewState, _ editor: TextEditor, _ out: inout Rendered) {
    let rect = ReviewLayout(state).footer
    out.frame.fill(rect, surface: .footer)
    out.frame.put("/", column: rect.column + 1, row: rect.row, role: .hintKey)
    let count = state.search.isEmpty ? "" : "\(state.foundTests.count) tests"
    let room = TextWidth.width(of: count)
    out.frame.putTrailing(count, trailing: rect.trailing - 1, row: rect.row, role: .footer)
    let field = Rect(column: rect.column + 2, row: rect.row, columns: max(1, rect.columns - 5 - room), rows: 1)
    editor.draw(into: &out.frame, rect: field, role: .text, surface: .editor, focused: true)
  }
}
