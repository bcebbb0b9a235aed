/// The lines of a gitattributes file (gitattributes(5)), with the one that names mlts put in or taken out and every
/// other byte left alone.
struct GitAttributes {
  /// The line. Never `merge=union`: that one merges without a conflict into what is no JSON.
  static let rule = "*.mlts.json text eol=lf merge=mlts diff=mlts"

  /// What an assessment has to have, in the order of the line: the attribute, and the words that give it.
  static let wanted = [
    Wanted(name: "text", words: ["text", "text=auto"]), Wanted(name: "eol", words: ["eol=lf"]),
    Wanted(name: "merge", words: ["merge=mlts"]), Wanted(name: "diff", words: ["diff=mlts"]),
  ]

  /// An attribute that an assessment has to have.
  struct Wanted {
    /// Its name.
    var name: String
    /// The words of a line that give it.
    var words: [String]

    /// Whether `git check-attr` names a value that does.
    func accepts(_ value: String) -> Bool { words.contains(value == "set" ? name : "\(name)=\(value)") }
  }

  /// A line that wants something else of assessments.
  struct Opposing {
    /// Its number, from 1.
    var number: Int
    var text: String
  }

  /// The file.
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether lines for all assessments give what is wanted, in whatever order or number.
  var isComplete: Bool { Self.wanted.allSatisfy { state(of: $0).isGiven } }

  /// The lines that name assessments and want something else of them; a later line for all assessments makes up for
  /// one.
  var opposing: [Opposing] {
    let all = Self.wanted.flatMap { state(of: $0).opposing }
    var numbers: Set<Int> = []
    return all.filter { numbers.insert($0.number).inserted }.sorted { $0.number < $1.number }
  }

  /// Whether the line that mlts writes is there, letter by letter.
  var holdsOwnLine: Bool { lines.contains(where: isOwn) }

  /// Puts the line at the end, where it counts more than the lines above it.
  mutating func add() {
    let newline = lines.first?.last == UInt8(ascii: "\r") ? Array("\r\n".utf8) : [UInt8(ascii: "\n")]
    // A file whose last line has no end keeps that, so that taking the line out gives back the bytes.
    let isOpen = bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false
    bytes += isOpen ? newline + Array(Self.rule.utf8) : Array(Self.rule.utf8) + newline
  }

  /// Takes out the line that mlts writes, wherever it stands now.
  mutating func remove() {
    var kept = lines.filter { !isOwn($0) }
    if let last = lines.last, isOwn(last), var before = kept.last {
      if before.last == UInt8(ascii: "\r") { before.removeLast() }
      kept[kept.count - 1] = before
    }
    bytes = Array(kept.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// What stands between the line feeds; the last one is empty where the file ends with one.
  private var lines: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private func isOwn(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual(Self.rule.utf8) || line.elementsEqual((Self.rule + "\r").utf8)
  }

  /// What the lines say about one attribute. The last line that matches counts, hence from the end.
  private func state(of wanted: Wanted) -> (isGiven: Bool, opposing: [Opposing]) {
    var opposing: [Opposing] = []
    for (index, line) in lines.enumerated().reversed() {
      let text = String(decoding: line, as: UTF8.self)
      guard let (pattern, words) = Self.parts(of: text) else { continue }
      guard pattern.hasSuffix(".mlts.json") else { continue }
      let isForAll = ["*.mlts.json", "**/*.mlts.json"].contains(pattern)
      switch words.last(where: { Self.word($0, isAbout: wanted.name) }) {
      case nil: continue
      case let word? where wanted.words.contains(word): if isForAll { return (true, opposing) }
      default:
        opposing.append(Opposing(number: index + 1, text: text))
        if isForAll { return (false, opposing) }
      }
    }
    return (false, opposing)
  }

  /// The pattern and the attributes of a line; nothing for a comment, a blank line and a macro. A pattern with blanks
  /// stands in quotes.
  private static func parts(of line: String) -> (pattern: String, words: [String])? {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" || character == "\r" }
    let text = line.drop(while: isBlank)
    guard let first = text.first, first != "#", !text.hasPrefix("[attr]") else { return nil }
    let body = first == "\"" ? text.dropFirst() : text
    let end = body.firstIndex { first == "\"" ? $0 == "\"" : isBlank($0) } ?? body.endIndex
    let words = body[end...].drop { $0 == "\"" }.split(whereSeparator: isBlank)
    return (String(body[..<end]), words.map(String.init))
  }

  /// Whether a word of a line sets, unsets or resets an attribute; `binary` does so with three of them.
  private static func word(_ word: String, isAbout name: String) -> Bool {
    if word == "binary" { return ["text", "merge", "diff"].contains(name) }
    let bare = word.drop { $0 == "-" || $0 == "!" }
    return bare == name || bare.hasPrefix("\(name)=")
  }
}
