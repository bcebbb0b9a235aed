import MLTestScore
import Screen

/// A short list to choose from, over the review.
public struct Menu: Hashable, Sendable {
  /// What is chosen.
  public enum Kind: Hashable, Sendable {
    /// Which tests the list shows.
    case agenda
    /// The theme; the one that was shown before comes back with Esc.
    case themes(before: String)
  }

  /// One row.
  struct Item: Hashable, Sendable {
    var title: String
    var words: String
    /// What stands at the right end: a number, a mark.
    var mark = ""
    /// Whether the words are a complaint.
    var isProblem = false
  }

  /// What is chosen.
  public let kind: Kind
  /// The row under the cursor.
  public var index = 0

  /// Makes a menu.
  init(_ kind: Kind, index: Int = 0) {
    self.kind = kind
    self.index = index
  }

  var title: String {
    switch kind {
    case .agenda: "Agenda"
    case .themes: "Theme"
    }
  }
}

extension ReviewState {
  mutating func openAgenda() {
    let index = Filter.allCases.firstIndex(of: place.filter) ?? 0
    layers.append(.menu(Menu(.agenda, index: index)))
  }

  mutating func openThemes() {
    guard !options.themes.isEmpty else {
      notice = Notice(.info, "There is no theme to choose here")
      return
    }
    let index = options.themes.firstIndex { $0.name == options.theme } ?? 0
    layers.append(.menu(Menu(.themes(before: options.theme), index: index)))
  }

  /// The rows of a menu.
  func items(_ menu: Menu) -> [Menu.Item] {
    switch menu.kind {
    case .agenda:
      return Filter.allCases.map { filter in
        let isCurrent = filter == place.filter
        return Menu.Item(
          title: filter.title, words: filter.words,
          mark: "\(tests(on: filter).count)" + (isCurrent ? " \(glyphs.tick)" : "  "))
      }
    case .themes(let before):
      return options.themes.map { theme in
        Menu.Item(
          title: theme.name, words: theme.problem ?? theme.origin, mark: theme.name == before ? glyphs.tick : " ",
          isProblem: theme.problem != nil)
      }
    }
  }

  mutating func perform(_ command: Command, menu: Menu) -> [Effect] {
    let last = items(menu).count - 1
    switch command {
    case .up: return move(menu, to: menu.index - 1)
    case .down: return move(menu, to: menu.index + 1)
    case .top, .pageUp: return move(menu, to: 0)
    case .bottom, .pageDown: return move(menu, to: last)
    case .choose: return choose(menu)
    case .back:
      layers.removeLast()
      if case .themes(let before) = menu.kind, before != options.theme {
        options.theme = before
        return [.preview(theme: before)]
      }
      return []
    default: return []
    }
  }

  /// Moves the cursor of a menu; themes show themselves at once.
  mutating func move(_ menu: Menu, to index: Int) -> [Effect] {
    var menu = menu
    menu.index = min(max(0, index), items(menu).count - 1)
    layers[layers.count - 1] = .menu(menu)
    guard case .themes = menu.kind else { return [] }
    let theme = options.themes[menu.index]
    guard theme.problem == nil, theme.name != options.theme else { return [] }
    options.theme = theme.name
    return [.preview(theme: theme.name)]
  }

  /// Takes the row under the cursor.
  mutating func choose(_ menu: Menu) -> [Effect] {
    switch menu.kind {
    case .agenda:
      layers.removeLast()
      show(Filter.allCases[menu.index])
      return []
    case .themes:
      let theme = options.themes[menu.index]
      if let problem = theme.problem {
        notice = Notice(.error, problem)
        return []
      }
      layers.removeLast()
      options.theme = theme.name
      return [.preview(theme: theme.name), .remember(theme: theme.name)]
    }
  }

  /// Shows an agenda, and goes to its first test unless it has the one at hand.
  mutating func show(_ filter: Filter) {
    let tests = filter == .all ? [] : tests(on: filter)
    if filter != .all && tests.isEmpty {
      notice = Notice(.info, "\(filter.title): no test, the agenda stays as it is")
      return
    }
    place.filter = filter
    if let first = tests.first, !tests.contains(testPlace) { go(to: first) }
    notice = Notice(.info, filter == .all ? "Agenda: all tests" : "Agenda: \(filter.title), \(tests.count) tests")
  }
}

/// Draws a menu in the middle of the screen.
enum MenuView {
  static func draw(_ state: ReviewState, _ menu: Menu, _ out: inout Rendered) {
    let items = state.items(menu)
    let titles = items.map { TextWidth.width(of: $0.title) }.max() ?? 0
    let words = items.map { TextWidth.width(of: $0.words) }.max() ?? 0
    let marks = items.map { TextWidth.width(of: $0.mark) }.max() ?? 0
    let size = out.frame.size
    let columns = min(size.columns, max(30, 4 + titles + 2 + words + 2 + marks + 2))
    let rows = min(size.rows - 1, items.count + 2)
    let box = Rect(
      column: (size.columns - columns) / 2, row: max(0, (size.rows - 1 - rows) / 2), columns: columns, rows: rows)
    out.frame.fill(box, surface: .dialog)
    out.frame.box(box, title: menu.title, role: .borderFocus, surface: .dialog)
    let inner = box.inset(columns: 1, rows: 1)
    var viewport = ListViewport()
    viewport.show(selected: menu.index, of: items.count, height: inner.rows)
    let visible = viewport.visible(of: items.count, height: inner.rows)
    for index in visible {
      let item = items[index]
      let line = Rect(
        column: inner.column, row: inner.row + index - visible.lowerBound, columns: inner.columns, rows: 1)
      // Filled first: the dialog's own cells would keep its ground.
      if index == menu.index { out.frame.fill(line, surface: .selection) }
      out.frame.put(item.title, column: line.column + 2, row: line.row, maxWidth: line.columns - 3, role: .strong)
      out.frame.putTrailing(item.mark, trailing: line.trailing - 1, row: line.row, role: .heading)
      let column = line.column + 2 + titles + 2
      out.frame.put(
        item.words, column: column, row: line.row, maxWidth: max(0, line.trailing - 2 - marks - column),
        role: item.isProblem ? .error : .muted)
      if index == menu.index {
        out.frame.put(state.glyphs.selected, column: line.column, row: line.row, role: .borderFocus)
        out.frame.cursor = Position(column: line.column, row: line.row)
      }
      out.add(.row(index), line)
    }
    out.frame.cursorVisible = false
  }
}
