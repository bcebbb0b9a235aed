import MLTestScore
import Screen

extension ReviewState {
  mutating func move(_ command: Command) {
    switch command {
    case .up: step(-1)
    case .down: step(1)
    case .top: place.pane == .list ? select(test: 0) : select(item: 0)
    case .bottom: place.pane == .list ? select(test: .max) : select(item: .max)
    case .pageUp: page(-1)
    case .pageDown: page(1)
    case .previousSection: select(section: place.section - 1)
    case .nextSection: select(section: place.section + 1)
    case .switchPane: place.pane == .list ? enterDetail() : leaveDetail()
    case .intoDetail: place.pane == .list ? enterDetail() : step(1)
    case .back: back()
    case .scrollDetailDown: scrollDetail(by: 3)
    case .scrollDetailUp: scrollDetail(by: -3)
    case .nextUndecided: moveToUndecided(fromStart: false)
    default: break
    }
  }

  /// Selects a section, round and round.
  mutating func select(section index: Int) {
    let count = rubric.sections.count
    place.section = ((index % count) + count) % count
    place.item = 0
    place.scroll = 0
  }

  /// Selects a test of the section, the nearest there is.
  mutating func select(test index: Int) {
    place.tests[place.section] = min(max(0, index), section.tests.count - 1)
    place.item = 0
    place.scroll = 0
  }

  /// Selects an item of the detail pane, the nearest there is, and scrolls it into view.
  mutating func select(item index: Int) {
    place.item = min(max(0, index), max(0, detailItems.count - 1))
    keepItemVisible()
  }

  mutating func clampItem() {
    place.item = min(place.item, max(0, detailItems.count - 1))
    keepItemVisible()
  }

  /// A click on an item: takes the keys there, and toggles a criterion.
  mutating func click(item index: Int) -> [Effect] {
    guard detailItems.indices.contains(index) else { return [] }
    place.pane = .detail
    place.item = index
    guard case .criterion(let id) = detailItems[index] else { return [] }
    return toggle(criterion: id)
  }

  /// Goes to the next test without a decision, through all sections; says so when there is none.
  mutating func moveToUndecided(fromStart: Bool) {
    var places: [(section: Int, test: Int)] = []
    for (s, section) in rubric.sections.enumerated() {
      places += section.tests.indices.map { (s, $0) }
    }
    let current = places.firstIndex { $0 == (place.section, place.tests[place.section]) } ?? 0
    let first = fromStart ? 0 : current + 1
    let order = places[first...] + places[..<first]
    let next = order.first {
      let state = assessment.answer(rubric.sections[$0.section].tests[$0.test].id).state
      return state == .notAssessed || (!fromStart && state == .openQuestion)
    }
    guard let next, fromStart || next != places[current] else {
      if !fromStart { notice = Notice(.info, "Every test is decided") }
      return
    }
    place.section = next.section
    select(test: next.test)
  }

  private mutating func step(_ direction: Int) {
    if place.pane == .list {
      select(test: place.tests[place.section] + direction)
    } else {
      select(item: place.item + direction)
    }
  }

  private mutating func page(_ direction: Int) {
    if place.pane == .list {
      select(test: direction < 0 ? 0 : .max)
    } else {
      scrollDetail(by: direction * max(1, ReviewLayout(self).detail.rows - 1))
    }
  }

  private mutating func enterDetail() {
    place.pane = .detail
    place.item = 0
    keepItemVisible()
  }

  private mutating func leaveDetail() {
    place.pane = .list
    place.scroll = 0
  }

  private mutating func back() {
    guard place.pane == .detail else { return }
    leaveDetail()
  }

  /// A click does what the thing under it says; the wheel scrolls the pane under it.
  mutating func handle(_ mouse: MouseEvent) -> [Effect] {
    switch mouse.kind {
    case .press:
      notice = nil
      switch ReviewScreen.render(self).target(at: mouse.position) {
      case .section(let index): select(section: index)
      case .test(let index):
        select(test: index)
        leaveDetail()
      case .item(let index): return click(item: index)
      case .command(let command): return perform(command)
      case nil: break
      }
    case .wheelUp, .wheelDown:
      let direction = mouse.kind == .wheelDown ? 1 : -1
      let layout = ReviewLayout(self)
      if layout.list.contains(mouse.position) {
        select(test: place.tests[place.section] + direction)
      } else if layout.detail.contains(mouse.position) {
        scrollDetail(by: 3 * direction)
      }
    }
    return []
  }

  mutating func scrollDetail(by lines: Int) {
    let layout = ReviewLayout(self)
    let count = DetailLines(self, width: layout.detailTextWidth).lines.count
    place.scroll = min(max(0, place.scroll + lines), max(0, count - layout.detail.rows))
  }

  /// Scrolls the detail pane so that the item under the cursor is in it.
  mutating func keepItemVisible() {
    guard place.pane == .detail, let item = selectedItem else { return }
    let layout = ReviewLayout(self)
    let rows = layout.detail.rows
    let lines = DetailLines(self, width: layout.detailTextWidth).lines
    guard rows > 0, let first = lines.firstIndex(where: { $0.holds(item) }),
      let last = lines.lastIndex(where: { $0.holds(item) })
    else { return }
    // The first item brings the heading above it back into view.
    if place.item == 0 && last < rows { place.scroll = 0 }
    if last >= place.scroll + rows { place.scroll = last - rows + 1 }
    if first < place.scroll { place.scroll = first }
    place.scroll = min(place.scroll, max(0, lines.count - rows))
  }
}
