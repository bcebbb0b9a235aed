import Screen
import TestSupport
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  /// The events of some input, all of it there at once and followed by silence.
  private func events(_ input: String, keys: KeyTable = KeyTable()) -> [Event] {
    events(Array(input.utf8), keys: keys)
  }

  private func events(_ input: [UInt8], keys: KeyTable = KeyTable()) -> [Event] {
    var decoder = InputDecoder(keys: keys)
    decoder.append(input)
    return drain(&decoder)
  }

  private func drain(_ decoder: inout InputDecoder) -> [Event] {
    var out: [Event] = []
    repeat {
      while let event = decoder.next() { out.append(event) }
      guard decoder.wait != .none else { break }
      if let event = decoder.next(final: true) { out.append(event) }
    } while true
    return out
  }

  @Test(arguments: [
    ("a", Key.character("a")), (" ", .character(" ")), ("é", .character("é")), ("漢", .character("漢")),
    ("🙂", .character("🙂")), ("e\u{301}", .character("e\u{301}")), ("👨‍👩‍👧", .character("👨‍👩‍👧")),
    ("\u{1}", .control("a")), ("\u{1a}", .control("z")), ("\u{0}", .control("@")), ("\u{1c}", .control("\\")),
    ("\u{1f}", .control("_")), ("\n", .control("j")), ("\r", .enter), ("\t", .tab), ("\u{7f}", .backspace),
    ("\u{8}", .backspace), ("\u{1b}", .escape), ("\u{1b}[Z", .backTab),
    ("\u{1b}[A", .up), ("\u{1b}OB", .down), ("\u{1b}[C", .right), ("\u{1b}OD", .left),
    ("\u{1b}[H", .home), ("\u{1b}OF", .end), ("\u{1b}[1~", .home), ("\u{1b}[4~", .end), ("\u{1b}[7~", .home),
    ("\u{1b}[2~", .insert), ("\u{1b}[3~", .delete), ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown),
    ("\u{1b}[1;5H", .controlHome), ("\u{1b}[1;5F", .controlEnd), ("\u{1b}[1;2H", .home),
    ("\u{1b}[7;5~", .controlHome),
    ("\u{1b}[1;5D", .controlLeft), ("\u{1b}[1;5C", .controlRight), ("\u{1b}Od", .controlLeft),
    ("\u{1b}[1;3C", .controlRight), ("\u{1b}[1;2C", .right), ("\u{1b}[1;2A", .up), ("\u{1b}[3;5~", .delete),
    ("\u{1b}OP", .function(1)), ("\u{1b}[15~", .function(5)), ("\u{1b}[24~", .function(12)),
    ("\u{1b}[[A", .function(1)), ("\u{1b}[1;2P", .function(1)), ("\u{1b}OM", .enter), ("\u{1b}Ow", .character("7")),
    ("\u{1b}a", .alt("a")), ("\u{1b}é", .alt("é")), ("\u{1b}O", .alt("O")), ("\u{1b}[", .alt("[")),
    ("\u{1b}]", .alt("]")), ("\u{1b}P", .alt("P")), ("\u{1b}\u{7f}", .control("w")), ("\u{1b}\u{1b}[A", .up),
  ])
  func oneKey(input: String, key: Key) {
    #expect(events(input) == [.key(key)])
  }

  @Test(arguments: [
    "\u{1b}[99~", "\u{1b}[?1;2c", "\u{1b}[>0;276;0c", "\u{1b}[I", "\u{1b}[O", "\u{1b}[97;5u", "\u{1b}[27;5;65~",
    "\u{1b}[1;1;1;1;1Q~".replacing("Q~", with: "x"), "\u{1b}[!p", "\u{1b}[$y", "\u{1b}Oz", "\u{1b}O3z",
    "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\", "\u{1b}]52;c;QUJD\u{7}", "\u{1b}P1$r0m\u{1b}\\",
    "\u{1b}P>|term 1\u{1b}\\",
    "\u{1b}[<0;3;4m", "\u{1b}[<35;3;4M", "\u{1b}[<0;0;0M", "\u{1b}[<1;2M", "\u{1b}[M#!!", "\u{1b}[201~",
    "\u{1b}[1;", "\u{1b}[12;40R",
    "\u{1b}[99999999999999999999~", "\u{1b}[[Z", "\u{9b}", "\u{85}",
  ])
  func unknownSequencesTypeNothing(input: String) {
    #expect(events(input).isEmpty)
    #expect(events("x" + input).first == .key(.character("x")))
    // Whatever follows is read from its beginning. (A cut-off sequence takes it along: it cannot be told apart.)
    if !input.hasSuffix(";") { #expect(events(input + "y") == [.key(.character("y"))]) }
  }

  @Test func invalidUTF8TypesNothing() {
    #expect(
      events([0x80, 0xc0, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x61]) == [.key(.character("(")), .key(.character("a"))])
    #expect(events([0xf0, 0x9f]).isEmpty)
  }

  @Test func escapeWaitsForWhatFollows() {
    var decoder = InputDecoder()
    decoder.append([0x1b])
    #expect(decoder.next() == nil)
    #expect(decoder.wait == .escape)
    #expect(decoder.next(final: true) == .key(.escape))
    #expect(decoder.wait == .none || decoder.next() == nil)
    decoder.append([0x1b])
    #expect(decoder.next() == nil)
    decoder.append(Array("[".utf8))
    #expect(decoder.next() == nil)
    #expect(decoder.wait == .sequence)
    decoder.append(Array("A".utf8))
    #expect(decoder.next() == .key(.up))
  }

  @Test func twoEscapesAreTwoKeys() {
    #expect(events("\u{1b}\u{1b}") == [.key(.escape), .key(.escape)])
    #expect(events("\u{1b}\u{1b}x") == [.key(.escape), .key(.alt("x"))])
  }

  @Test func mouse() {
    let at = Position(column: 9, row: 4)
    #expect(events("\u{1b}[<0;10;5M") == [.mouse(MouseEvent(kind: .press, position: at))])
    #expect(events("\u{1b}[<16;10;5M") == [.mouse(MouseEvent(kind: .press, position: at))])
    #expect(events("\u{1b}[<64;10;5M") == [.mouse(MouseEvent(kind: .wheelUp, position: at))])
    #expect(events("\u{1b}[<65;10;5M") == [.mouse(MouseEvent(kind: .wheelDown, position: at))])
    #expect(
      events("\u{1b}[<0;300;200M") == [
        .mouse(MouseEvent(kind: .press, position: Position(column: 299, row: 199)))
      ])
    #expect(events("\u{1b}[M *%x") == [.mouse(MouseEvent(kind: .press, position: at)), .key(.character("x"))])
  }

  @Test func paste() {
    #expect(events("\u{1b}[200~a\rb\r\nc\nd\u{1b}[201~e") == [.paste("a\nb\nc\nd"), .key(.character("e"))])
    #expect(events("\u{1b}[200~\u{1b}[31m\u{3}\u{1b}[201~") == [.paste("\u{1b}[31m\u{3}")])
    #expect(events("\u{1b}[200~\u{1b}[201~x") == [.key(.character("x"))])
    #expect(events(Array("\u{1b}[200~a".utf8) + [0xff] + Array("\u{1b}[201~".utf8)) == [.paste("a\u{fffd}")])
  }

  @Test func pasteWithoutEndIsGivenUp() {
    var decoder = InputDecoder()
    decoder.append(Array("\u{1b}[200~lost".utf8))
    #expect(decoder.next() == nil)
    #expect(decoder.wait == .paste)
    #expect(decoder.next(final: true) == .paste("lost"))
    decoder.append(Array("x".utf8))
    #expect(decoder.next() == .key(.character("x")))
    decoder.append(Array("\u{1b}[200~".utf8))
    #expect(decoder.next() == nil)
    #expect(decoder.next(final: true) == nil)
    decoder.append(Array("y".utf8))
    #expect(decoder.next() == .key(.character("y")))
  }

  @Test func terminfoComesFirst() {
    let table = KeyTable([
      (Array("\u{1b}[3$".utf8), .delete), (Array("\u{1b}x".utf8), .function(9)), ([0x8], .left),
    ])
    #expect(events("\u{1b}[3$y", keys: table) == [.key(.delete), .key(.character("y"))])
    #expect(events("\u{1b}x", keys: table) == [.key(.function(9))])
    #expect(events("\u{8}", keys: table) == [.key(.backspace)])
    #expect(events("\u{1b}[A", keys: table) == [.key(.up)])
  }

  /// However the bytes are cut into reads, the events are the same.
  @Test func readsMayBeCutAnywhere() {
    let input = "aé漢🙂\u{1b}[A\u{1b}OP\u{1b}[<0;1;1M\u{1b}é\u{1b}[200~x\ry\u{1b}[201~\u{1b}]1;t\u{7}\u{1b}[1;5C\rz"
    let bytes = Array(input.utf8)
    let whole = events(bytes)
    #expect(whole.count == 12)
    for size in 1..<bytes.count {
      var decoder = InputDecoder()
      var out: [Event] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        decoder.append(bytes[start..<min(bytes.count, start + size)])
        while let event = decoder.next() { out.append(event) }
      }
      #expect(out == whole, "reads of \(size) bytes")
    }
  }

  @Test func noiseDoesNoHarm() {
    let alphabet = Array("\u{1b}\u{1b}\u{1b}[[O]P<;;0129~MmAHZ\u{7}\\a\r\u{0}é".utf8) + [0x80, 0xff, 0xf0, 0xe2]
    for seed in UInt64(1)...200 {
      var generator = Seeded(seed)
      var decoder = InputDecoder()
      for _ in 0..<20 {
        decoder.append(
          (0..<Int.random(in: 1...30, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? 0
          })
        while decoder.next() != nil {}
      }
      _ = drain(&decoder)
      decoder.append(Array("\u{1b}[201~q".utf8))
      #expect(drain(&decoder).last == .key(.character("q")), "seed \(seed)")
    }
  }
}
