import Testing

@testable import Screen

@Suite struct ColorTests {
  @Test(arguments: [
    (Color.rgb(0, 0, 0), UInt8(16)), (.rgb(255, 255, 255), 231), (.rgb(255, 0, 0), 196), (.rgb(95, 135, 175), 67),
    (.rgb(8, 8, 8), 232), (.rgb(238, 238, 238), 255), (.rgb(128, 128, 128), 244), (.rgb(47, 59, 76), 237),
  ])
  func to256(color: Color, index: UInt8) { #expect(color.reduced(to: .indexed256) == .indexed(index)) }

  @Test func paletteColoursOf256StayAsTheyAre() {
    for index in UInt8(16)...255 {
      let (red, green, blue) = Color.indexed(index).components
      let found = Color.indexed(Color.nearest256(red, green, blue)).components
      #expect(found == (red, green, blue), "\(index)")
      #expect(Color.indexed(index).reduced(to: .indexed256) == .indexed(index))
    }
  }

  @Test(arguments: [
    (Color.rgb(255, 0, 0), UInt8(9), UInt8(1)), (.rgb(124, 196, 138), 10, 2), (.rgb(121, 176, 242), 12, 4),
    (.rgb(240, 163, 94), 9, 1), (.rgb(227, 194, 107), 11, 3), (.rgb(198, 160, 240), 13, 5),
    (.rgb(122, 199, 212), 14, 6), (.rgb(0, 0, 0), 0, 0), (.rgb(255, 255, 255), 15, 7), (.rgb(133, 143, 156), 8, 7),
    (.rgb(34, 39, 46), 0, 0), (.indexed(8), 8, 7), (.indexed(12), 12, 4), (.indexed(3), 3, 3),
    (.indexed(196), 9, 1),
  ])
  func toAnsi(color: Color, sixteen: UInt8, eight: UInt8) {
    #expect(color.reduced(to: .ansi16) == .indexed(sixteen))
    #expect(color.reduced(to: .ansi8) == .indexed(eight))
  }

  @Test func directAndMonoAndDefault() {
    #expect(Color.rgb(1, 2, 3).reduced(to: .direct) == .rgb(1, 2, 3))
    #expect(Color.rgb(1, 2, 3).reduced(to: .mono) == .default)
    for depth in ColorDepth.allCases { #expect(Color.default.reduced(to: depth) == .default) }
  }
}
