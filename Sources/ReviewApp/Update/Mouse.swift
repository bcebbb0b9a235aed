import Screen

extension ReviewState {
  /// A click does what the thing under it says; the wheel scrolls the pane under it.
  mutating func handle(_ mouse: MouseEvent) -> [Effect] {
    switch mouse.kind {
    case .press:
      // What was hit is what is shown, a notice over the footer included.
      let target = ReviewScreen.render(self).target(at: mouse.position)
      notice = nil
      return target.map { click($0) } ?? []
    case .wheelUp: return wheel(-1, at: mouse.position)
    case .wheelDown: return wheel(1, at: mouse.position)
    }
  }

  private mutating func click(_ target: Target) -> [Effect] {
    switch (layers.last, target) {
    case (_, .command(let command)): return perform(command)
    case (nil, .section(let index)): goToSection(index)
    case (nil, .test(let test)):
      go(to: test)
      leaveDetail()
    case (nil, .item(let index)): return click(item: index)
    case (.form(var form), .field(let index)):
      form.focus = index
      layers[layers.count - 1] = .form(form)
    case (.form(var form), .choice(let field, let index)):
      form.focus = field
      form.choose(index)
      layers[layers.count - 1] = .form(form)
    case (.question(let question), .answer(let key)): return handle(.key(.character(key)), question: question)
    case (.menu(var menu), .row(let index)):
      menu.index = index
      layers[layers.count - 1] = .menu(menu)
      return choose(menu)
    case (.palette(var palette), .row(let index)):
      palette.index = index
      layers[layers.count - 1] = .palette(palette)
      return choose(palette)
    case (.summary(let summary), .row(let index)):
      // A second click on a row goes to its test.
      if summary.index == index { return perform(.openItem, summary: summary) }
      layers[layers.count - 1] = .summary(Summary(index: index))
    case (.resolve(var resolve), .row(let index)):
      resolve.index = index
      resolve.scroll = 0
      layers[layers.count - 1] = .resolve(resolve)
    default: break
    }
    return []
  }

  /// Goes to a section; on an agenda to its first test there, or off the agenda where it has none.
  private mutating func goToSection(_ index: Int) {
    guard place.filter != .all else { return select(section: index) }
    if let first = listed.first(where: { $0.section == index }) { return go(to: first) }
    place.filter = .all
    select(section: index)
  }

  private mutating func wheel(_ direction: Int, at position: Position) -> [Effect] {
    let command: Command = direction < 0 ? .up : .down
    switch layers.last {
    case .summary(let summary): return perform(command, summary: summary)
    case .resolve(let resolve):
      return perform(direction < 0 ? .scrollDetailUp : .scrollDetailDown, resolve: resolve)
    case .menu(let menu): return perform(command, menu: menu)
    case .palette(let palette): return handle(.key(direction < 0 ? .up : .down), palette: palette)
    case .help(let help): return perform(command, help: help)
    case .note(let note): return handle(.key(direction < 0 ? .up : .down), note: note)
    case .form, .question, .find: return []
    case nil: break
    }
    let layout = ReviewLayout(self)
    if layout.list.contains(position) {
      selectListed(listIndex + direction)
    } else if layout.detail.contains(position) {
      scrollDetail(by: 3 * direction)
    }
    return []
  }
}
