import Screen

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Red, green and blue from 0 to 1 in proportion to light, so that light can be added and weighted.
struct Light: Hashable {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The light of an sRGB colour (IEC 61966-2-1).
  init(_ color: Color) {
    func linear(_ value: UInt8) -> Double {
      let part = Double(value) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let parts = color.components
    self.init(red: linear(parts.red), green: linear(parts.green), blue: linear(parts.blue))
  }

  /// Relative luminance as WCAG 2.2 defines it, 0 to 1.
  var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// Contrast ratio as WCAG 2.2 defines it, 1 to 21.
  func contrast(with other: Light) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  /// What the eye sees of a cell of which this light covers `share` and `ground` the rest.
  func covering(_ share: Double, of ground: Light) -> Light {
    Light(
      red: share * red + (1 - share) * ground.red, green: share * green + (1 - share) * ground.green,
      blue: share * blue + (1 - share) * ground.blue)
  }

  /// As it looks to people with this dichromacy.
  func seen(with vision: Vision) -> Light {
    let seen = vision.rows.map { $0[0] * red + $0[1] * green + $0[2] * blue }.map { min(1, max(0, $0)) }
    return Light(red: seen[0], green: seen[1], blue: seen[2])
  }
}

/// Full colour vision and the three dichromacies.
///
/// The matrices are those of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, for
/// severity 1.0, on linear RGB.
enum Vision: String, CaseIterable {
  case full, protanopia, deuteranopia, tritanopia

  var rows: [[Double]] {
    switch self {
    case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }
}

/// A colour in CIE L*a*b* under D65.
struct Lab {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(_ light: Light) {
    func root(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    let x = root((0.4124564 * light.red + 0.3575761 * light.green + 0.1804375 * light.blue) / 0.95047)
    let y = root(0.2126729 * light.red + 0.7151522 * light.green + 0.0721750 * light.blue)
    let z = root((0.0193339 * light.red + 0.1191920 * light.green + 0.9503041 * light.blue) / 1.08883)
    self.init(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// The difference CIEDE2000 (CIE 142-2001, ISO/CIE 11664-6), with the steps and names of G. Sharma, W. Wu, E. N.
  /// Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (1), 2005. About 1 can just
  /// be seen side by side.
  func difference(from other: Lab) -> Double {
    let meanChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let stretch = 1 + 0.5 * (1 - strongChroma(meanChroma))
    let (chroma1, chroma2) = (hypot(stretch * a, b), hypot(stretch * other.a, other.b))
    let (hue1, hue2) = (hue(stretch * a, b), hue(stretch * other.a, other.b))
    let isGrey = chroma1 * chroma2 == 0
    var turn = isGrey ? 0 : hue2 - hue1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var hue = isGrey ? hue1 + hue2 : (hue1 + hue2) / 2
    if !isGrey && abs(hue1 - hue2) > 180 { hue += hue < 180 ? 180 : -180 }

    let chroma = (chroma1 + chroma2) / 2
    let fromMiddle = pow((lightness + other.lightness) / 2 - 50, 2)
    let t =
      1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63)
    let lightnessPart = (other.lightness - lightness) / (1 + 0.015 * fromMiddle / sqrt(20 + fromMiddle))
    let chromaPart = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    let huePart = 2 * sqrt(chroma1 * chroma2) * sine(turn / 2) / (1 + 0.015 * chroma * t)
    let rotation = -sine(60 * exp(-pow((hue - 275) / 25, 2))) * 2 * strongChroma(chroma)
    return sqrt(
      lightnessPart * lightnessPart + chromaPart * chromaPart + huePart * huePart
        + rotation * chromaPart * huePart)
  }

  private func strongChroma(_ chroma: Double) -> Double {
    sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)))
  }
  private func hue(_ a: Double, _ b: Double) -> Double {
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }
  private func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
  private func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
}
