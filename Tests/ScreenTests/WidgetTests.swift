import TestSupport
import Testing

@testable import Screen

@Suite struct WidgetTests {
  private func gauge(_ halves: Int, of most: Int, width: Int, glyphs: Glyphs = .unicode) -> Frame {
    var frame = Frame(size: Size(columns: width, rows: 1), glyphs: glyphs)
    Gauge.draw(into: &frame, rect: frame.bounds, value: halves, of: most, floor: false)
    return frame
  }

  @Test func gaugeShowsEighths() {
    #expect(gauge(0, of: 14, width: 7).text == "░░░░░░░")
    #expect(gauge(14, of: 14, width: 7).text == "███████")
    #expect(gauge(3, of: 14, width: 7).text == "█▌░░░░░")
    #expect(gauge(1, of: 14, width: 4).text == "▎░░░")
    #expect(gauge(99, of: 14, width: 2).text == "██")
    #expect(gauge(-4, of: 14, width: 2).text == "░░")
    #expect(gauge(7, of: 14, width: 8, glyphs: .ascii).text == "####....")
    #expect(gauge(1, of: 0, width: 3).text == "")
  }

  @Test func gaugeSaysWhichIsTheFloor() {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    Gauge.draw(into: &frame, rect: frame.bounds, value: 1, of: 2, floor: true)
    #expect(frame.cells.map(\.role) == [.gaugeFloor, .gaugeFloor, .gaugeEmpty, .gaugeEmpty])
  }

  @Test func viewportKeepsTheSelectionInSight() {
    var random = Seeded(9)
    var view = ListViewport()
    for _ in 0..<2000 {
      let count = Int.random(in: 0...40, using: &random)
      let height = Int.random(in: 0...12, using: &random)
      let selected = Int.random(in: 0...max(0, count - 1), using: &random)
      view.show(selected: selected, of: count, height: height, margin: Int.random(in: 0...3, using: &random))
      let rows = view.visible(of: count, height: height)
      #expect(count == 0 || height == 0 || rows.contains(selected), "seed 9")
      #expect(rows.count == (height == 0 ? 0 : min(count, height)), "seed 9")
    }
  }

  @Test func viewportScrollsNoFurtherThanNeeded() {
    var view = ListViewport(offset: 5)
    view.show(selected: 8, of: 100, height: 10)
    #expect(view.offset == 5)
    view.show(selected: 14, of: 100, height: 10)
    #expect(view.offset == 6)
    view.show(selected: 2, of: 100, height: 10)
    #expect(view.offset == 1)
    view.scroll(by: 3, of: 100, height: 10)
    #expect(view.offset == 4 && view.index(atRow: 2, of: 100, height: 10) == 6)
    #expect(view.index(atRow: 10, of: 100, height: 10) == nil)
  }

  @Test func scrollBarReachesBothEnds() {
    func bar(_ offset: Int, of count: Int) -> String {
      var frame = Frame(size: Size(columns: 1, rows: 4))
      ScrollBar.draw(into: &frame, rect: frame.bounds, offset: offset, of: count)
      return frame.text
    }
    #expect(bar(0, of: 4) == "\n\n\n")
    #expect(bar(0, of: 16) == "█\n│\n│\n│")
    #expect(bar(12, of: 16) == "│\n│\n│\n█")
  }
}
