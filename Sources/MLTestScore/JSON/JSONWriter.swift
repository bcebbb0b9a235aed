/// Writes JSON in the one form that mlts files have: two spaces a level, keys in the order of their UTF-8 bytes, LF, a
/// final newline.
///
/// Two people's edits of different answers then never touch the same lines. Text is written raw, except for what
/// would act on a terminal that shows the file.
public enum JSONWriter {
  /// The document as bytes, with a final newline.
  public static func write(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(16 * 1024)
    append(value, indent: 0, to: &output)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  /// The keys in the order in which they are written.
  static func ordered(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  private static func append(_ value: JSONValue, indent: Int, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let digits): output.append(contentsOf: digits.utf8)
    case .string(let text): append(text, to: &output)
    case .array(let elements) where elements.isEmpty: output.append(contentsOf: "[]".utf8)
    case .object(let members) where members.isEmpty: output.append(contentsOf: "{}".utf8)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        newLine(indent + 1, isFirst: index == 0, to: &output)
        append(element, indent: indent + 1, to: &output)
      }
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in ordered(members).enumerated() {
        newLine(indent + 1, isFirst: index == 0, to: &output)
        append(member.key, to: &output)
        output.append(contentsOf: ": ".utf8)
        append(member.value, indent: indent + 1, to: &output)
      }
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func newLine(_ indent: Int, isFirst: Bool, to output: inout [UInt8]) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }

  private static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      output.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &output) }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append(contentsOf: #"\""#.utf8)
    case "\\": output.append(contentsOf: #"\\"#.utf8)
    case "\n": output.append(contentsOf: #"\n"#.utf8)
    case "\r": output.append(contentsOf: #"\r"#.utf8)
    case "\t": output.append(contentsOf: #"\t"#.utf8)
    case "\u{8}": output.append(contentsOf: #"\b"#.utf8)
    case "\u{C}": output.append(contentsOf: #"\f"#.utf8)
    case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let hex = String(scalar.value, radix: 16)
      output.append(contentsOf: #"\u"#.utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - hex.count))
      output.append(contentsOf: hex.utf8)
    default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
