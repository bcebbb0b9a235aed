import MLTestScore
import Screen

/// The palette: a few letters find any command, test, agenda or theme.
public struct Palette: Sendable {
  /// What an entry does.
  enum Action: Hashable, Sendable {
    case command(Command)
    case test(TestPlace)
    case agenda(Filter)
    case theme(String)
  }

  /// One entry.
  struct Entry: Hashable, Sendable {
    var title: String
    /// The name by which config.toml knows a command.
    var name = ""
    /// What stands at the right end: its keys, its credit.
    var mark: String
    var action: Action
  }

  /// What was typed.
  var editor = TextEditor(singleLine: true)
  /// The row under the cursor.
  var index = 0
}

extension ReviewState {
  /// The entries that what was typed picks out, the best first.
  func entries(_ palette: Palette) -> [Palette.Entry] {
    let all = allEntries
    let pattern = palette.editor.text
    if pattern.allSatisfy(\.isWhitespace) { return all }
    return all.enumerated().compactMap { offset, entry in
      // A command is known by its sentence and by its name, which is the shorter way to it.
      [entry.title, entry.name].compactMap { Fuzzy.score(pattern, in: $0) }.max()
        .map { (score: $0, offset: offset, entry: entry) }
    }
    .sorted { ($1.score, $0.offset) < ($0.score, $1.offset) }
    .map(\.entry)
  }

  private var allEntries: [Palette.Entry] {
    let context: Context = place.pane == .list ? .list : .detail
    var seen: Set<Command> = [.palette, .up, .down, .back, .choose]
    var entries: [Palette.Entry] = []
    for binding in keys.bindings where binding.contexts.contains(context) && seen.insert(binding.command).inserted {
      guard isUseful(binding.command) else { continue }
      let keys = keys.keys(of: binding.command, in: context).map(\.name).joined(separator: " ")
      entries.append(
        Palette.Entry(
          title: binding.help, name: binding.command.rawValue, mark: keys, action: .command(binding.command)))
    }
    for place in allTests {
      let test = test(at: place)
      let mark = ListView.mark(score.sections[place.section].tests[place.test], self).credit
      entries.append(Palette.Entry(title: "\(test.label)  \(test.title)", mark: mark, action: .test(place)))
    }
    for filter in Filter.allCases {
      entries.append(
        Palette.Entry(title: "Agenda: \(filter.title)", mark: "\(tests(on: filter).count)", action: .agenda(filter))
      )
    }
    for theme in options.themes where theme.problem == nil {
      let mark = theme.name == options.theme ? glyphs.tick : ""
      entries.append(Palette.Entry(title: "Theme: \(theme.name)", mark: mark, action: .theme(theme.name)))
    }
    return entries
  }

  mutating func handle(_ event: Event, palette: Palette) -> [Effect] {
    var palette = palette
    let page = max(1, PaletteView.rows(size) - 1)
    switch event {
    case .key(.escape), .key(.control("c")):
      layers.removeLast()
      return []
    case .key(.control("z")): return [.suspend]
    case .key(.enter): return choose(palette)
    case .key(.down), .key(.control("n")), .key(.tab): palette.index += 1
    case .key(.up), .key(.control("p")), .key(.backTab): palette.index -= 1
    case .key(.pageDown): palette.index += page
    case .key(.pageUp): palette.index -= page
    default:
      let before = palette.editor.text
      _ = palette.editor.handle(event, width: max(1, PaletteView.box(size).columns - 6), height: 1)
      if palette.editor.text != before { palette.index = 0 }
    }
    palette.index = min(max(0, palette.index), max(0, entries(palette).count - 1))
    layers[layers.count - 1] = .palette(palette)
    return []
  }

  mutating func choose(_ palette: Palette) -> [Effect] {
    let entries = entries(palette)
    guard entries.indices.contains(palette.index) else {
      notice = Notice(.info, "Nothing has these letters in its name")
      return []
    }
    layers.removeLast()
    switch entries[palette.index].action {
    case .command(let command): return perform(command)
    case .test(let place):
      self.place.filter = .all
      go(to: place)
      return []
    case .agenda(let filter):
      show(filter)
      return []
    case .theme(let name):
      options.theme = name
      return [.preview(theme: name), .remember(theme: name)]
    }
  }
}

/// Draws the palette over the upper part of the screen.
enum PaletteView {
  static func box(_ size: Size) -> Rect {
    let columns = min(size.columns, max(40, size.columns * 3 / 4))
    let rows = min(size.rows - 1, 18)
    return Rect(
      column: (size.columns - columns) / 2, row: min(1, size.rows - 1 - rows), columns: columns, rows: rows)
  }

  /// The rows for entries.
  static func rows(_ size: Size) -> Int { max(0, box(size).rows - 4) }

  static func draw(_ state: ReviewState, _ palette: Palette, _ out: inout Rendered) {
    let box = box(out.frame.size)
    out.frame.fill(box, surface: .dialog)
    out.frame.box(box, title: "Command, test, agenda, theme", role: .borderFocus, surface: .dialog)
    let inner = box.inset(columns: 2, rows: 1)
    out.frame.put(":", column: inner.column, row: inner.row, role: .hintKey)
    let field = Rect(column: inner.column + 2, row: inner.row, columns: max(1, inner.columns - 2), rows: 1)
    palette.editor.draw(into: &out.frame, rect: field, role: .text, surface: .editor, focused: true)
    let entries = state.entries(palette)
    let rows = rows(out.frame.size)
    if entries.isEmpty {
      out.frame.put("nothing has these letters in its name", column: inner.column, row: inner.row + 2, role: .muted)
    }
    var viewport = ListViewport()
    viewport.show(selected: palette.index, of: entries.count, height: rows)
    let visible = viewport.visible(of: entries.count, height: rows)
    for index in visible {
      let row = inner.row + 2 + index - visible.lowerBound
      let line = Rect(column: inner.column - 1, row: row, columns: inner.columns + 2, rows: 1)
      let entry = entries[index]
      let mark = TextWidth.width(of: entry.mark)
      // Filled first: the dialog's own cells would keep its ground.
      if index == palette.index { out.frame.fill(line, surface: .selection) }
      out.frame.putTrailing(entry.mark, trailing: line.trailing - 1, row: row, role: .hintKey)
      let room = max(0, line.columns - mark - 5)
      let used = out.frame.put(entry.title, column: line.column + 2, row: row, maxWidth: room)
      // The name whole or not at all.
      if used + 2 + TextWidth.width(of: entry.name) <= room {
        out.frame.put(entry.name, column: line.column + 4 + used, row: row, role: .muted)
      }
      if index == palette.index {
        out.frame.put(state.glyphs.selected, column: line.column, row: row, role: .borderFocus)
      }
      out.add(.row(index), line)
    }
  }
}
