/// A colour as themes name it.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case `default`
  /// A colour of the terminal's palette: 0-15 its own, 16-231 the 6x6x6 cube, 232-255 greys.
  case indexed(UInt8)
  /// Red, green and blue.
  case rgb(UInt8, UInt8, UInt8)
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, CaseIterable, Comparable, Sendable {
  /// None: attributes only.
  case mono
  /// The eight of ANSI.
  case ansi8
  /// The eight and their bright forms.
  case ansi16
  /// The palette of xterm-256color.
  case indexed256
  /// 24 bits.
  case direct

  /// Fewer colours come first.
  public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }
}

extension Color {
  /// The colour that a terminal of this depth shows for it. `mono` has the default only.
  public func reduced(to depth: ColorDepth) -> Color {
    if case .default = self { return .default }
    switch depth {
    case .mono: return .default
    case .direct: return self
    case .indexed256:
      if case .rgb(let red, let green, let blue) = self { return .indexed(Color.nearest256(red, green, blue)) }
      return self
    case .ansi16, .ansi8:
      let count: UInt8 = depth == .ansi16 ? 16 : 8
      if case .indexed(let index) = self, index < count { return self }
      if case .indexed(let index) = self, index < 16 {
        // Bright black is a grey for quiet text: as black it would vanish.
        return .indexed(index == 8 ? 7 : index - 8)
      }
      let (red, green, blue) = components
      return .indexed(count == 16 ? Color.nearest16(red, green, blue) : Color.nearest8(red, green, blue))
    }
  }

  /// The nearest of the palette's cube and greys. Its first 16 are not used: people change them.
  public static func nearest256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let step = { (value: UInt8) -> Int in value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
    let cube = 16 + 36 * step(red) + 6 * step(green) + step(blue)
    let average = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = 232 + min(23, max(0, (average - 3) / 10))
    let distances = [cube, grey].map { distance(paletteComponents(UInt8($0)), (red, green, blue)) }
    return UInt8(distances[1] < distances[0] ? grey : cube)
  }

  /// One of the 16 colours of ANSI, by hue first: the nearest by distance would turn every soft colour into a grey.
  public static func nearest16(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    guard let hue = hue(red, green, blue) else {
      let light = luma(red, green, blue)
      return light < 56 ? 0 : light < 152 ? 8 : light < 216 ? 7 : 15
    }
    return hue + (max(red, green, blue) >= 176 ? 8 : 0)
  }

  /// One of the eight colours of ANSI, by hue first.
  public static func nearest8(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    hue(red, green, blue) ?? (luma(red, green, blue) < 88 ? 0 : 7)
  }

  /// Red, green and blue; for palette colours as xterm has them, for the default those of its white.
  public var components: (red: UInt8, green: UInt8, blue: UInt8) {
    switch self {
    case .default: Color.paletteComponents(7)
    case .indexed(let index): Color.paletteComponents(index)
    case .rgb(let red, let green, let blue): (red, green, blue)
    }
  }

  private static func paletteComponents(_ index: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
    switch index {
    case 7: return (229, 229, 229)
    case 8: return (127, 127, 127)
    case 12: return (92, 92, 255)
    case 0..<16:
      let on: UInt8 = index < 8 ? 205 : 255
      return (index & 1 != 0 ? on : 0, index & 2 != 0 ? on : 0, index & 4 != 0 ? (index == 4 ? 238 : on) : 0)
    case 16..<232:
      let level = { (step: UInt8) -> UInt8 in step == 0 ? 0 : 55 + 40 * step }
      let cube = index - 16
      return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    default:
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
  }

  /// A weighted distance of colours ("redmean"), near enough to how different they look.
  private static func distance(
    _ a: (red: UInt8, green: UInt8, blue: UInt8), _ b: (red: UInt8, green: UInt8, blue: UInt8)
  ) -> Int {
    let mean = (Int(a.red) + Int(b.red)) / 2
    let red = Int(a.red) - Int(b.red)
    let green = Int(a.green) - Int(b.green)
    let blue = Int(a.blue) - Int(b.blue)
    return ((512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue) / 256
  }

  private static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000
  }

  /// The ANSI colour (1-6) of a hue, or nil for what looks grey.
  private static func hue(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8? {
    let (r, g, b) = (Int(red), Int(green), Int(blue))
    let (high, low) = (max(r, g, b), min(r, g, b))
    let chroma = high - low
    guard chroma >= 32, chroma * 5 >= high else { return nil }
    var degrees = 0
    if high == r {
      degrees = 60 * (g - b) / chroma
    } else if high == g {
      degrees = 120 + 60 * (b - r) / chroma
    } else {
      degrees = 240 + 60 * (r - g) / chroma
    }
    // Where one colour name ends for most people and the next begins.
    switch (degrees + 360) % 360 {
    case 35..<75: return 3
    case 75..<160: return 2
    case 160..<200: return 6
    case 200..<252: return 4
    case 252..<340: return 5
    default: return 1
    }
  }
}
