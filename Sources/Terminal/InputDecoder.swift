import Screen

/// Turns the bytes that a terminal sends into events.
///
/// A value without terminal or clock: bytes go in with `append`, events come out of `next`. ncurses is not asked for
/// keys because it hands an unknown sequence on as typed characters, reads a paste a byte at a time and cannot be
/// tested without a terminal; its terminfo database is used, through `KeyTable`.
///
/// The grammar of sequences is that of ECMA-48: whatever is not known is recognised to its end and dropped.
struct InputDecoder {
  /// How long the rest of an unfinished sequence may take to come.
  enum Wait: Equatable {
    /// Nothing is unfinished.
    case none
    /// A lone Escape so far: most likely the key.
    case escape
    /// A sequence that only a terminal sends.
    case sequence
    /// A paste whose end has not come.
    case paste
  }

  /// What the decoder waits for after `next` returned nil.
  private(set) var wait = Wait.none

  private var bytes: [UInt8] = []
  private var start = 0
  private var pasting = false
  private var searched = 0
  private let keys: KeyTable
  private let text: TextDecoder

  /// A paste larger than this comes in parts, so that a broken terminal cannot fill the memory.
  static let largestPaste = 64 << 20

  init(keys: KeyTable = KeyTable(), text: TextDecoder = .utf8) {
    self.keys = keys
    self.text = text
  }

  /// Adds bytes as they were read.
  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next event, or nil when there is none yet: then `wait` says what is unfinished.
  ///
  /// - Parameter final: the rest did not come in time; what is there is taken for what it is.
  mutating func next(final: Bool = false) -> Event? {
    while start < bytes.count {
      switch pasting ? pasteStep(final: final) : step(bytes[start...], final: final) {
      case .event(let event, let length):
        drop(length)
        return event
      case .skip(let length): drop(length)
      case .beginPaste(let length):
        drop(length)
        pasting = true
        searched = start
      case .unfinished(let reason):
        wait = reason
        return nil
      }
    }
    wait = pasting ? .paste : .none
    if pasting && final {
      pasting = false
      wait = .none
    }
    return nil
  }

  /// What a look at the unread bytes came to. Lengths are in bytes.
  enum Step {
    case event(Event, Int)
    case skip(Int)
    case beginPaste(Int)
    case unfinished(Wait)
  }

  private mutating func drop(_ length: Int) {
    start += length
    if start >= bytes.count {
      // A large paste leaves no large buffer behind.
      bytes.removeAll(keepingCapacity: bytes.count < 65_536)
      start = 0
      searched = 0
    }
  }

  // MARK: Keys

  private func step(_ input: ArraySlice<UInt8>, final: Bool) -> Step {
    let first = input[input.startIndex]
    if first == 0x1b { return escapeStep(input, final: final) }
    if let key = Self.controlKey(first) { return .event(.key(key), 1) }
    switch text.character(input, final: final) {
    case .character(let character, let length): return .event(.key(.character(character)), length)
    case .invalid(let length): return .skip(length)
    case .unfinished: return .unfinished(.sequence)
    }
  }

  /// The key behind a byte below 0x20, or Delete; nil for any other, and for Escape.
  static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x09: .tab
    case 0x0d: .enter
    case 0x08, 0x7f: .backspace
    case 0x00: .control("@")
    case 0x01...0x1a: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1c...0x1f: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  private func escapeStep(_ input: ArraySlice<UInt8>, final: Bool) -> Step {
    switch keys.match(input) {
    case .key(let key, let length): return .event(.key(key), length)
    case .beginning where !final: return .unfinished(input.count == 1 ? .escape : .sequence)
    case .beginning, .none: break
    }
    let base = input.startIndex
    guard input.count > 1 else { return final ? .event(.key(.escape), 1) : .unfinished(.escape) }
    switch input[base + 1] {
    case UInt8(ascii: "["):
      guard input.count > 2 else { return final ? .event(.key(.alt("[")), 2) : .unfinished(.sequence) }
      return EscapeSequence.control(input, final: final)
    case UInt8(ascii: "O"):
      guard input.count > 2 else { return final ? .event(.key(.alt("O")), 2) : .unfinished(.sequence) }
      return EscapeSequence.singleShift(input, final: final)
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      if let step = EscapeSequence.string(input, final: final) { return step }
      return alt(input, final: final)
    case 0x1b:
      // Alt with a cursor key, as some terminals send it. Otherwise the first of two Escapes is the key.
      guard input.count > 2 else { return final ? .event(.key(.escape), 1) : .unfinished(.escape) }
      let third = input[base + 2]
      if third == UInt8(ascii: "[") || third == UInt8(ascii: "O") { return .skip(1) }
      return .event(.key(.escape), 1)
    default: return alt(input, final: final)
    }
  }

  private func alt(_ input: ArraySlice<UInt8>, final: Bool) -> Step {
    let second = input[input.startIndex + 1]
    // Alt-Backspace deletes a word in every line editor, and so does Ctrl-W.
    if second == 0x7f || second == 0x08 { return .event(.key(.control("w")), 2) }
    if let key = Self.controlKey(second) { return .event(.key(key), 2) }
    switch text.character(input.dropFirst(), final: final) {
    case .character(let character, let length): return .event(.key(.alt(character)), 1 + length)
    case .invalid(let length): return .skip(1 + length)
    case .unfinished: return .unfinished(.sequence)
    }
  }

  // MARK: Paste

  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  private mutating func pasteStep(final: Bool) -> Step {
    let marker = Self.pasteEnd
    var at = max(start, searched)
    var end: Int?
    while at + marker.count <= bytes.count {
      if bytes[at] == 0x1b && bytes[at..<(at + marker.count)].elementsEqual(marker) {
        end = at
        break
      }
      at += 1
    }
    searched = at
    if end == nil && !final && bytes.count - start < Self.largestPaste { return .unfinished(.paste) }
    // Of a paste that comes in parts, the last bytes may be the beginning of the mark.
    let stop = end ?? (final ? bytes.count : bytes.count - marker.count)
    if end != nil || final { pasting = false }
    let length = stop - start + (end == nil ? 0 : marker.count)
    guard stop > start else { return .skip(length) }
    return .event(.paste(Self.withLineFeeds(text.string(bytes[start..<stop]))), length)
  }

  /// The text with each CR and CR LF made a line feed: terminals send a pasted line end as Return.
  static func withLineFeeds(_ pasted: String) -> String {
    guard pasted.utf8.contains(0x0d) else { return pasted }
    var out: [UInt8] = []
    out.reserveCapacity(pasted.utf8.count)
    var afterReturn = false
    for byte in pasted.utf8 {
      if byte == 0x0d {
        out.append(0x0a)
      } else if !(byte == 0x0a && afterReturn) {
        out.append(byte)
      }
      afterReturn = byte == 0x0d
    }
    return String(decoding: out, as: UTF8.self)
  }
}
