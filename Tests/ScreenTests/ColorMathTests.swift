import Screen
import Testing

/// The measures that the themes are measured with, against values known from elsewhere.
@Suite struct ColorMathTests {
  @Test func contrastOfKnownPairs() {
    let (black, white) = (Light(.rgb(0, 0, 0)), Light(.rgb(255, 255, 255)))
    #expect(abs(black.contrast(with: white) - 21) < 1e-9)
    #expect(white.contrast(with: white) == 1)
    // The two greys on white between which 4.5:1 lies.
    #expect(Light(.rgb(0x76, 0x76, 0x76)).contrast(with: white) > 4.5)
    #expect(Light(.rgb(0x77, 0x77, 0x77)).contrast(with: white) < 4.5)
  }

  /// Pairs of the test data of Sharma, Wu and Dalal (see `Lab.difference`), chosen for the corners of the formula.
  @Test(arguments: [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000), ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492), ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func differenceOfKnownPairs(
    first: (Double, Double, Double), second: (Double, Double, Double), expected: Double
  ) {
    let one = Lab(lightness: first.0, a: first.1, b: first.2)
    let other = Lab(lightness: second.0, a: second.1, b: second.2)
    #expect(abs(one.difference(from: other) - expected) < 0.00006)
    #expect(abs(other.difference(from: one) - expected) < 0.00006)
  }

  @Test func labOfWhiteAndBlack() {
    let white = Lab(Light(.rgb(255, 255, 255)))
    #expect(abs(white.lightness - 100) < 0.01 && abs(white.a) < 0.01 && abs(white.b) < 0.01)
    #expect(abs(Lab(Light(.rgb(0, 0, 0))).lightness) < 1e-9)
  }

  /// Greys look the same to everybody.
  @Test(arguments: Vision.allCases) func visionKeepsGreys(vision: Vision) {
    for value in UInt8.min...UInt8.max {
      let grey = Light(.rgb(value, value, value))
      #expect(Lab(grey.seen(with: vision)).difference(from: Lab(grey)) < 0.01)
    }
  }

  @Test func dichromatsConfuseWhatIsKnownToBeConfused() {
    func difference(_ a: Color, _ b: Color, _ vision: Vision) -> Double {
      Lab(Light(a).seen(with: vision)).difference(from: Lab(Light(b).seen(with: vision)))
    }
    // A green and a brown of one luminance.
    let (green, brown) = (Color.rgb(0x6B, 0x8E, 0x23), Color.rgb(0xA0, 0x7C, 0x20))
    #expect(difference(green, brown, .full) > 2 * difference(green, brown, .deuteranopia))
    #expect(difference(.rgb(0, 0, 255), .rgb(255, 255, 0), .deuteranopia) > 50)
  }
}
