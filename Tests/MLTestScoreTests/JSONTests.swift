import TestSupport
import Testing

@testable import MLTestScore

@Suite struct JSONTests {
  func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

  func error(_ bytes: [UInt8]) throws -> JSONSyntaxError {
    do {
      _ = try JSONParser.parse(bytes)
    } catch {
      return error
    }
    throw NoError()
  }

  struct NoError: Error {}

  @Test func everyKindOfValueIsRead() throws {
    let value = try parse(#" {"a": [null, true, false, -0, 0.50, 1E+9, "x"], "b": {}, "c": []} "#)
    #expect(
      value
        == .object([
          "a": .array([
            .null, .bool(true), .bool(false), .number("-0"), .number("0.50"), .number("1E+9"), .string("x"),
          ]), "b": .object([:]), "c": .array([]),
        ]))
  }

  @Test func everyEscapeIsRead() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00é""#) == .string("\"\\/\u{8}\u{C}\n\r\té😀é"))
    #expect(try parse(#""a\u0000b""#) == .string("a\0b"))
  }

  @Test func theWriterHasOneForm() {
    let value = JSONValue.object([
      "b": .array([.number("1"), .array([]), .object([:])]), "a": .string("é\"\\/\n\t\u{1}\u{7F}\u{85}\u{2028}"),
      "Z": .null, "é": .bool(true),
    ])
    let expected = #"""
      {
        "Z": null,
        "a": "é\"\\/\n\t\u0001\u007f\u0085\u2028",
        "b": [
          1,
          [],
          {}
        ],
        "é": true
      }

      """#
    #expect(String(decoding: JSONWriter.write(value), as: UTF8.self) == expected)
  }

  @Test func theWriterSendsNothingToATerminal() {
    let all = String(String.UnicodeScalarView((0..<0x3000).compactMap { Unicode.Scalar($0) }))
    let written = String(decoding: JSONWriter.write(.object([all: .string(all)])), as: UTF8.self)
    let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control && scalar != "\n" }
    #expect(!written.unicodeScalars.contains(where: isControl))
  }

  @Test func whatWasWrittenIsReadBack() throws {
    let seed: UInt64 = 20_261_123
    var random = Seeded(seed)
    for round in 0..<3000 {
      let value = JSONValue.random(depth: 4, using: &random)
      let bytes = JSONWriter.write(value)
      let again = try JSONParser.parse(bytes)
      #expect(again == value && JSONWriter.write(again) == bytes, "seed \(seed), round \(round)")
    }
  }

  @Test func nestingHasALimitThatIsNoStackOverflow() throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let core = open == "[" ? "" : "1"
      let deepest = String(repeating: open, count: 128) + core + String(repeating: close, count: 128)
      #expect(throws: Never.self) { try parse(deepest) }
      for depth in [129, 10_000, 1_000_000] {
        let error = try error(Array(String(repeating: open, count: depth).utf8))
        #expect(error.reason == "arrays and objects nest deeper than 128 levels")
        #expect(error.column == 128 * open.count + 1)
      }
    }
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1, 2, "0xFF"), ([0x22, 0x0A as UInt8, 0xC0, 0x80, 0x22], 0, 0, ""),
      ([0x5B, 0x0A, 0x22, 0xC3, 0xA9, 0xC0, 0xAF, 0x22, 0x5D], 2, 3, "0xC0"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, 2, "0xED"), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, 2, "0xF4"),
      ([0x22, 0xE2, 0x82, 0x22], 1, 2, "0xE2"), ([0x22, 0xC3], 1, 2, "0xC3"), ([0x80], 1, 1, "0x80"),
      ([0x22, 0x5C, 0x6E, 0x80, 0x22], 1, 4, "0x80"),
    ] as [([UInt8], Int, Int, String)])
  func bytesThatAreNoUTF8AreNamedWithTheirPlace(_ bytes: [UInt8], _ line: Int, _ column: Int, _ name: String) throws
  {
    let error = try error(bytes)
    guard line > 0 else {
      #expect(error.reason == "the text is not closed on its line")
      return
    }
    #expect(error.reason == "the file is not UTF-8: byte \(name)")
    #expect(error.location == JSONLocation(line: line, column: column))
  }

  @Test func columnsCountCharacters() throws {
    #expect(try error(Array(#"{"é👩‍🔬": "日本" 1}"#.utf8)).column == 13)
    #expect(try error(Array("[\r\n1,\r\n x]".utf8)).location == JSONLocation(line: 3, column: 2))
  }

  @Test func utf16IsNamed() throws {
    #expect(try error([0xFF, 0xFE, 0x7B, 0]).reason == "the file is UTF-16")
  }

  @Test func aDocumentKnowsWhereItsValuesAre() throws {
    let document = try JSONDocument(Array("{\n \"é\": [1,\n  {\"b\": 2}],\n \"c\": \"x\"}".utf8))
    let root = JSONPath()
    #expect(document.location(of: root) == JSONLocation(line: 1, column: 1))
    #expect(document.location(of: root.key("é").index(1).key("b")) == JSONLocation(line: 3, column: 9))
    #expect(document.location(of: root.key("é").index(0)) == JSONLocation(line: 2, column: 8))
    #expect(document.location(of: root.key("c")) == JSONLocation(line: 4, column: 7))
    #expect(document.location(of: root.key("d")) == nil)
    #expect(document.location(of: root.key("c").index(0)) == nil)
    #expect(document.location(of: root.key("é").index(2)) == nil)
  }

  @Test func everyValueOfARandomDocumentIsFound() throws {
    let seed: UInt64 = 7
    var random = Seeded(seed)
    for round in 0..<200 {
      let value = JSONValue.random(depth: 4, using: &random)
      let document = try JSONDocument(JSONWriter.write(value))
      let paths = value.paths(from: JSONPath())
      #expect(document.locations(of: paths).count == paths.count, "seed \(seed), round \(round)")
    }
  }

  @Test func pathsReadAsPeopleWriteThem() {
    let root = JSONPath()
    #expect(root.description == "")
    #expect(root.key("answers").key("data-1").key("evidence").description == "answers.data-1.evidence")
    #expect(root.key("m").key("2026 x").key("p").index(0).description == #"m["2026 x"].p[0]"#)
    #expect(root.key("").key("\u{1B}").description == #"[""]["\u{1B}"]"#)
  }

  @Test func misspeltWordsFindTheirNeighbour() {
    let words = ["assessed", "not-assessed", "open", "not-applicable"]
    #expect(nearest(to: "asessed", among: words) == "assessed")
    #expect(nearest(to: "Opne", among: words) == "open")
    #expect(nearest(to: "not_applicable", among: words) == "not-applicable")
    #expect(nearest(to: "yes", among: words) == nil)
    #expect(nearest(to: "", among: words) == nil)
  }
}

extension JSONValue {
  static func random(depth: Int, using random: inout Seeded) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2:
      return .number(
        ["0", "-0", "1.50", "1e9", "-12E-3", "12345678901234567890"].randomElement(using: &random) ?? "0")
    case 3, 4: return .string(randomText(using: &random))
    case 5:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        members[randomText(using: &random)] = .random(depth: depth - 1, using: &random)
      }
      return .object(members)
    }
  }

  private static func randomText(using random: inout Seeded) -> String {
    let ranges: [ClosedRange<UInt32>] = [0...0x7F, 0x20...0x7E, 0x80...0x2FF, 0x2000...0x2FFF, 0x1_F600...0x1_F64F]
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  func paths(from path: JSONPath) -> [JSONPath] {
    switch self {
    case .array(let elements):
      [path] + elements.enumerated().flatMap { $0.element.paths(from: path.index($0.offset)) }
    case .object(let members): [path] + members.flatMap { $0.value.paths(from: path.key($0.key)) }
    default: [path]
    }
  }
}
