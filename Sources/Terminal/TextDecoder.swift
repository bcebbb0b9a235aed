import CNcurses

/// How typed bytes become characters.
enum TextDecoder {
  /// UTF-8, whatever the system calls the locale.
  case utf8
  /// The character set of the locale in force, as the C library knows it; UTF-8 for what that has no character for.
  case locale

  /// What the beginning of some bytes is. Lengths are in bytes.
  enum Result: Equatable {
    case character(Character, Int)
    /// Not text, or a control character.
    case invalid(Int)
    /// A character whose last bytes have not come.
    case unfinished
  }

  /// A cluster longer than this is typed by nobody; it comes in parts.
  private static let longestCluster = 64

  /// The first grapheme cluster of `input`, which is not empty.
  func character(_ input: ArraySlice<UInt8>, final: Bool) -> Result {
    let first = input[input.startIndex]
    // An ASCII character before another one is complete, which is nearly all that is typed.
    if (0x20..<0x7f).contains(first), input.count == 1 || input[input.startIndex + 1] < 0x80 {
      return .character(Character(Unicode.Scalar(first)), 1)
    }
    switch self {
    case .utf8: return Self.utf8Character(input.prefix(Self.longestCluster), final: final)
    case .locale: return Self.localeCharacter(input, final: final)
    }
  }

  /// All of the bytes as text; what is none becomes U+FFFD.
  func string(_ input: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: input, as: UTF8.self)
    case .locale:
      var out = ""
      var rest = input
      while !rest.isEmpty {
        switch Self.localeScalar(rest) {
        case .scalar(let scalar, let length):
          out.unicodeScalars.append(scalar)
          rest = rest.dropFirst(length)
        case .invalid, .unfinished:
          out.unicodeScalars.append("\u{fffd}")
          rest = rest.dropFirst()
        }
      }
      return out
    }
  }

  private static func utf8Character(_ input: ArraySlice<UInt8>, final: Bool) -> Result {
    var scalars = String.UnicodeScalarView()
    var iterator = input.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    scan: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.properties.generalCategory == .control {
          if scalars.isEmpty { return .invalid(encoded.count) }
          break scan
        }
        scalars.append(scalar)
      case .error(let length):
        // Broken at the very end may only mean that the rest is on its way.
        if scalars.isEmpty { return !final && isCutShort(input) ? .unfinished : .invalid(max(1, length)) }
        break scan
      case .emptyInput: break scan
      }
    }
    guard let character = String(scalars).first else { return .invalid(1) }
    return .character(character, character.utf8.count)
  }

  private static func isCutShort(_ input: ArraySlice<UInt8>) -> Bool {
    let expected =
      switch input[input.startIndex] {
      case 0xc2...0xdf: 2
      case 0xe0...0xef: 3
      case 0xf0...0xf4: 4
      default: 0
      }
    return input.count < expected && input.dropFirst().allSatisfy { (0x80...0xbf).contains($0) }
  }

  private enum Scalar {
    case scalar(Unicode.Scalar, Int)
    case invalid
    case unfinished
  }

  private static func localeScalar(_ input: ArraySlice<UInt8>) -> Scalar {
    var state = mbstate_t()
    var wide: wchar_t = 0
    let length = input.prefix(16).withUnsafeBytes { bytes in
      mbrtowc(&wide, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &state)
    }
    switch length {
    case 0: return .scalar("\0", 1)
    case -1: return .invalid  // not of this character set
    case -2: return .unfinished
    default:
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: wide)) else { return .invalid }
      return .scalar(scalar, length)
    }
  }

  private static func localeCharacter(_ input: ArraySlice<UInt8>, final: Bool) -> Result {
    switch localeScalar(input) {
    // Terminals speak UTF-8 also where nobody set a locale. What is typed is kept, though it cannot be shown there.
    case .invalid: return utf8Character(input, final: final)
    case .unfinished: return final ? .invalid(input.count) : .unfinished
    case .scalar(let scalar, let length):
      if scalar.properties.generalCategory == .control { return .invalid(length) }
      return .character(Character(scalar), length)
    }
  }
}
