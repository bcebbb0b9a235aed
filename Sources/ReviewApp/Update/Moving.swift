import MLTestScore
import Screen

extension ReviewState {
  mutating func move(_ command: Command) {
    switch command {
    case .up: step(-1)
    case .down: step(1)
    case .top: place.pane == .list ? selectListed(0) : select(item: 0)
    case .bottom: place.pane == .list ? selectListed(.max) : select(item: .max)
    case .pageUp: page(-1)
    case .pageDown: page(1)
    case .previousSection: moveSection(by: -1)
    case .nextSection: moveSection(by: 1)
    case .previousTest: moveTest(by: -1)
    case .nextTest: moveTest(by: 1)
    case .switchPane: place.pane == .list ? enterDetail() : leaveDetail()
    case .intoDetail: place.pane == .list ? enterDetail() : step(1)
    case .back: back()
    case .scrollDetailDown: scrollDetail(by: 3)
    case .scrollDetailUp: scrollDetail(by: -3)
    case .nextUndecided: moveToUndecided()
    default: break
    }
  }

  /// Goes to the next section, round and round; on an agenda, to the next one that has a test on it.
  private mutating func moveSection(by direction: Int) {
    guard place.filter != .all else { return select(section: place.section + direction) }
    let tests = listed
    let sections = Set(tests.map(\.section)).sorted()
    guard let here = sections.firstIndex(of: place.section) else { return }
    let next = sections[(here + direction + sections.count) % sections.count]
    if let first = tests.first(where: { $0.section == next }) { go(to: first) }
  }

  /// Goes to the next test on the agenda, whichever pane has the keys; without one, through all sections.
  private mutating func moveTest(by direction: Int) {
    let tests = place.filter == .all ? allTests : listed
    guard let here = tests.firstIndex(of: testPlace) else { return }
    guard tests.indices.contains(here + direction) else {
      notice = Notice(.info, direction > 0 ? "This is the last test" : "This is the first test")
      return
    }
    go(to: tests[here + direction])
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

  /// Selects a test of the list, the nearest there is.
  mutating func selectListed(_ index: Int) {
    let tests = listed
    go(to: tests[min(max(0, index), tests.count - 1)])
  }

  /// Selects a test by its place.
  mutating func go(to test: TestPlace) {
    select(section: test.section)
    select(test: test.test)
  }

  /// Moves to a test by id; false where the rubric has none.
  @discardableResult mutating func go(to id: String) -> Bool {
    guard let place = allTests.first(where: { test(at: $0).id == id }) else { return false }
    go(to: place)
    return true
  }

  /// Where the cursor stands in the list.
  var listIndex: Int { listed.firstIndex(of: testPlace) ?? 0 }

  /// Shows one test for a projector, or the review again.
  mutating func togglePresenter() {
    isPresenting.toggle()
    place.pane = isPresenting ? .detail : .list
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
  private mutating func moveToUndecided() {
    let tests = allTests
    guard let here = tests.firstIndex(of: testPlace) else { return }
    let next = (tests[(here + 1)...] + tests[...here]).first {
      [.notAssessed, .openQuestion].contains(assessment.answer(test(at: $0).id).state)
    }
    guard let next else { return notice = Notice(.info, "Every test is decided") }
    guard next != testPlace else { return notice = Notice(.info, "Every other test is decided") }
    go(to: next)
  }

  private mutating func step(_ direction: Int) {
    if place.pane == .list {
      selectListed(listIndex + direction)
    } else {
      select(item: place.item + direction)
    }
  }

  private mutating func page(_ direction: Int) {
    if place.pane == .list {
      selectListed(listIndex + direction * max(1, ReviewLayout(self).list.rows - 2))
    } else {
      scrollDetail(by: direction * max(1, ReviewLayout(self).detail.rows - 1))
    }
  }

  mutating func enterDetail() {
    place.pane = .detail
    place.item = 0
    keepItemVisible()
  }

  mutating func leaveDetail() {
    // The presenter has no list to go to.
    guard !isPresenting else { return }
    place.pane = .list
    place.scroll = 0
  }

  mutating func back() {
    if isPresenting { return togglePresenter() }
    guard place.pane == .detail else { return }
    leaveDetail()
  }

  mutating func scrollDetail(by lines: Int) {
    let layout = ReviewLayout(self)
    let count = DetailLines.lines(self, width: layout.detailTextWidth).count
    place.scroll = min(max(0, place.scroll + lines), max(0, count - layout.detail.rows))
  }

  /// Scrolls the detail pane so that the item under the cursor is in it.
  mutating func keepItemVisible() {
    guard place.pane == .detail, let item = selectedItem else { return }
    let layout = ReviewLayout(self)
    let rows = layout.detail.rows
    let lines = DetailLines.lines(self, width: layout.detailTextWidth)
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
