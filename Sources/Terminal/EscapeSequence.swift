import Screen

/// The escape sequences of terminals that speak ECMA-48 as xterm does: cursor, editing and function keys, mouse,
/// paste marks. Everything else is read to its end and skipped.
enum EscapeSequence {
  /// A sequence longer than this is not one that a key or a mouse sends.
  private static let longest = 1024

  /// `ESC [` and at least one byte more.
  static func control(_ input: ArraySlice<UInt8>, final: Bool) -> InputDecoder.Step {
    let base = input.startIndex
    var at = base + 2
    // F1 to F5 of the Linux console: one more byte after a second bracket.
    if input[at] == UInt8(ascii: "[") {
      guard input.count > 3 else { return final ? .skip(3) : .unfinished(.sequence) }
      let letter = input[base + 3]
      if (0x41...0x45).contains(letter) { return .event(.key(.function(Int(letter) - 0x40)), 4) }
      return .skip(letter >= 0x20 ? 4 : 3)
    }
    // The old mouse report: button, column and row, each a byte above 32.
    if input[at] == UInt8(ascii: "M") {
      guard input.count >= 6 else { return final ? .skip(input.count) : .unfinished(.sequence) }
      let (button, column, row) = (input[base + 3], input[base + 4], input[base + 5])
      guard button >= 32, column > 32, row > 32 else { return .skip(6) }
      return mouse(Int(button) - 32, Int(column) - 33, Int(row) - 33, released: button & 3 == 3, length: 6)
    }
    while at < input.endIndex, (0x20...0x3f).contains(input[at]) { at += 1 }
    let length = at - base + 1
    guard at < input.endIndex else {
      return final || length > longest ? .skip(length - 1) : .unfinished(.sequence)
    }
    // Something that cannot be part of it, such as another Escape, ends a sequence that was cut short.
    guard (0x40...0x7e).contains(input[at]) else { return .skip(length - 1) }
    let parameters = input[(base + 2)..<at]
    if parameters.first == UInt8(ascii: "<") { return sgrMouse(parameters.dropFirst(), input[at], length) }
    // An answer (`?`, `>`) or a sequence with intermediate bytes: no key.
    guard parameters.allSatisfy({ (0x30...0x3b).contains($0) }) else { return .skip(length) }
    let numbers = self.numbers(parameters)
    if input[at] == UInt8(ascii: "~"), numbers.first == 200 { return .beginPaste(length) }
    guard let key = key(final: input[at], numbers) else { return .skip(length) }
    return .event(.key(key), length)
  }

  /// `ESC O` and at least one byte more.
  static func singleShift(_ input: ArraySlice<UInt8>, final: Bool) -> InputDecoder.Step {
    let base = input.startIndex
    var at = base + 2
    while at < input.endIndex, (0x30...0x39).contains(input[at]), at < base + 4 { at += 1 }
    guard at < input.endIndex else { return final ? .skip(input.count) : .unfinished(.sequence) }
    let letter = input[at]
    guard (0x40...0x7e).contains(letter) else { return .skip(at - base) }
    let length = at - base + 1
    switch letter {
    case UInt8(ascii: "M"): return .event(.key(.enter), length)
    case UInt8(ascii: "c"): return .event(.key(.controlRight), length)
    case UInt8(ascii: "d"): return .event(.key(.controlLeft), length)
    case UInt8(ascii: "X"): return .event(.key(.character("=")), length)
    // The numeric keypad in application mode: `*+,-./0123456789`, in order.
    case 0x6a...0x79: return .event(.key(.character(Character(Unicode.Scalar(letter - 0x40)))), length)
    default:
      let modifier = numbers(input[(base + 2)..<at]).first
      guard let key = key(final: letter, modifier.map { [1, $0] } ?? []) else { return .skip(length) }
      return .event(.key(key), length)
    }
  }

  /// `ESC ]` or `ESC P` and perhaps more: an answer to a question that somebody asked the terminal. Nil when it does
  /// not begin like one: Alt and the character, then.
  static func string(_ input: ArraySlice<UInt8>, final: Bool) -> InputDecoder.Step? {
    let base = input.startIndex
    guard input.count > 2 else { return final ? nil : .unfinished(.sequence) }
    let third = input[base + 2]
    let isCommand = input[base + 1] == UInt8(ascii: "]")
    guard (0x30...0x39).contains(third) || (!isCommand && [0x21, 0x24, 0x3e, 0x7c].contains(third)) else {
      return nil
    }
    var at = base + 2
    while at < input.endIndex {
      if input[at] == 0x07 { return .skip(at - base + 1) }
      if input[at] == 0x1b {
        guard at + 1 < input.endIndex else { break }
        // The proper end is `ESC \`; another Escape begins something new.
        return .skip(at - base + (input[at + 1] == UInt8(ascii: "\\") ? 2 : 0))
      }
      at += 1
    }
    return final || input.count > longest ? .skip(input.count) : .unfinished(.sequence)
  }

  // MARK: Meanings

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    guard !parameters.isEmpty else { return [] }
    return parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      // Only the part before a colon counts, and no more digits than any key has.
      part.prefix { $0 != UInt8(ascii: ":") }.prefix(6).reduce(0) { $0 * 10 + Int($1) - 48 }
    }
  }

  private static func key(final: UInt8, _ numbers: [Int]) -> Key? {
    let modifier = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    let byWord = modifier & 0b110 != 0  // Alt or Ctrl
    switch final {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): return .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): return .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): return byWord ? .controlRight : .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): return byWord ? .controlLeft : .left
    case UInt8(ascii: "H"): return byWord ? .controlHome : .home
    case UInt8(ascii: "F"): return byWord ? .controlEnd : .end
    case UInt8(ascii: "Z"): return .backTab
    // With other numbers it is an answer, such as where the cursor is.
    case UInt8(ascii: "P")...UInt8(ascii: "S") where numbers.first ?? 1 == 1: return .function(Int(final) - 0x4f)
    case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      let key = numbers.first.flatMap(numberedKey)
      return byWord && key == .home ? .controlHome : byWord && key == .end ? .controlEnd : key
    default: return nil
    }
  }

  private static func numberedKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    // The numbering of the VT220, with its gaps.
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  private static func sgrMouse(_ parameters: ArraySlice<UInt8>, _ final: UInt8, _ length: Int) -> InputDecoder.Step
  {
    guard parameters.allSatisfy({ (0x30...0x3b).contains($0) }) else { return .skip(length) }
    let numbers = self.numbers(parameters)
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0,
      final == UInt8(ascii: "M") || final == UInt8(ascii: "m")
    else { return .skip(length) }
    return mouse(numbers[0], numbers[1] - 1, numbers[2] - 1, released: final == UInt8(ascii: "m"), length: length)
  }

  private static func mouse(
    _ button: Int, _ column: Int, _ row: Int, released: Bool, length: Int
  ) -> InputDecoder.Step {
    let kind: MouseEvent.Kind
    switch button & ~0b11100 {  // without Shift, Alt and Ctrl
    case 0 where !released: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return .skip(length)
    }
    return .event(.mouse(MouseEvent(kind: kind, position: Position(column: column, row: row))), length)
  }
}
