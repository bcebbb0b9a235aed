/// A place between clusters: a line and how many clusters of it stand before the place.
struct TextPoint: Hashable, Comparable, Sendable {
  var line: Int
  var column: Int

  static func < (a: TextPoint, b: TextPoint) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// One hard line of a text: its clusters, and beside each what layout needs to know of it.
struct TextLine: Hashable, Sendable {
  private(set) var clusters: [Character]
  private(set) var sizes: [ClusterSize]
  /// The columns of the line without a soft wrap.
  private(set) var columns: Int

  init(_ clusters: [Character] = []) {
    self.clusters = clusters
    sizes = clusters.map { ClusterSize($0) }
    columns = sizes.reduce(0) { $0 + $1.columns }
  }

  var count: Int { clusters.count }

  mutating func replace(_ range: Range<Int>, with new: [Character]) {
    let newSizes = new.map { ClusterSize($0) }
    columns += newSizes.reduce(0) { $0 + $1.columns } - sizes[range].reduce(0) { $0 + $1.columns }
    clusters.replaceSubrange(range, with: new)
    sizes.replaceSubrange(range, with: newSizes)
  }
}

/// The columns of a cluster in an editor and whether it is blank, in a byte: layout walks over all of them.
struct ClusterSize: Hashable, Sendable {
  /// Columns that a tab takes, wherever it stands.
  static let tab = 4
  private let bits: UInt8

  init(_ character: Character) {
    if character == " " {
      bits = 0x81
    } else if character == "\t" {
      bits = 0x80 | UInt8(ClusterSize.tab)
    } else {
      bits = UInt8(min(0x7F, TextWidth.width(of: character)))
    }
  }

  var columns: Int { Int(bits & 0x7F) }
  var isBlank: Bool { bits & 0x80 != 0 }
}

/// What was done to a text: enough to do it again and to undo it, to the scalar.
struct TextEdit: Hashable, Sendable {
  var start: TextPoint
  var removed: [[Character]]
  var inserted: [[Character]]

  static func end(of rows: [[Character]], from start: TextPoint) -> TextPoint {
    let last = rows[rows.count - 1].count
    return TextPoint(line: start.line + rows.count - 1, column: rows.count == 1 ? start.column + last : last)
  }
}

/// Lines of clusters. There is always at least one line, and each line holds exactly the clusters that its text has.
struct TextBuffer: Hashable, Sendable {
  private(set) var lines: [TextLine]

  init(_ text: String) { lines = TextBuffer.rows(text).map { TextLine($0) } }

  var text: String {
    var out = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { out += "\n" }
      for cluster in line.clusters { out.append(cluster) }
    }
    return out
  }

  var end: TextPoint { TextPoint(line: lines.count - 1, column: lines[lines.count - 1].count) }

  /// The clusters of each line of `text`; CRLF and CR end a line like LF.
  static func rows(_ text: String) -> [[Character]] {
    var rows: [[Character]] = []
    var row: [Character] = []
    for character in text {
      if character == "\n" || character == "\r\n" || character == "\r" {
        rows.append(row)
        row = []
      } else {
        row.append(character)
      }
    }
    rows.append(row)
    return rows
  }

  func rows(from start: TextPoint, to end: TextPoint) -> [[Character]] {
    if start.line == end.line { return [Array(lines[start.line].clusters[start.column..<end.column])] }
    var rows = [Array(lines[start.line].clusters[start.column...])]
    for line in lines[(start.line + 1)..<end.line] { rows.append(line.clusters) }
    rows.append(Array(lines[end.line].clusters[..<end.column]))
    return rows
  }

  /// Puts `text` in the place of what stands from `start` to `end`. Where it meets its neighbours clusters are found
  /// anew, so that a combining mark joins the letter before it. Returns the edit and the place after the new text.
  mutating func replace(from start: TextPoint, to end: TextPoint, with text: String) -> (TextEdit, TextPoint) {
    let fitted = fit(TextBuffer.rows(text), from: start, to: end)
    splice(fitted.edit.start, fitted.end, fitted.edit.inserted)
    return (fitted.edit, fitted.cursor)
  }

  /// The edit that puts `rows` there, and where what it removes ends. A function of its own that changes nothing, so
  /// that none of its slices is alive when the lines are changed: a long line would be copied.
  private func fit(
    _ rows: [[Character]], from start: TextPoint, to end: TextPoint
  ) -> (edit: TextEdit, end: TextPoint, cursor: TextPoint) {
    var (rows, start, end) = (rows, start, end)
    let last = rows.count - 1
    var cursor = TextEdit.end(of: rows, from: start)
    let tail = lines[end.line].clusters[end.column...]
    let next = rows[0].first ?? (last == 0 ? tail.first : nil)
    var joins = false
    if start.column > 0, let next, Seam.mayJoin(lines[start.line].clusters[start.column - 1], next) {
      start.column -= 1
      rows[0].insert(lines[start.line].clusters[start.column], at: 0)
      if last > 0 { rows[0] = Array(String(rows[0])) }
      joins = last == 0
    }
    if let left = rows[last].last, let right = tail.first, Seam.mayJoin(left, right) { joins = true }
    if joins {
      let size = String(rows[last]).utf8.count
      let (clusters, used) = Seam.join(rows[last], tail)
      rows[last] = clusters
      end.column += used
      cursor = TextEdit.end(of: rows, from: start)
      cursor.column -= clusters.count - Seam.boundary(in: clusters, atOrAfter: size)
    }
    return (TextEdit(start: start, removed: self.rows(from: start, to: end), inserted: rows), end, cursor)
  }

  /// Does an edit again.
  mutating func redo(_ edit: TextEdit) {
    splice(edit.start, TextEdit.end(of: edit.removed, from: edit.start), edit.inserted)
  }

  /// Takes an edit back.
  mutating func undo(_ edit: TextEdit) {
    splice(edit.start, TextEdit.end(of: edit.inserted, from: edit.start), edit.removed)
  }

  private mutating func splice(_ start: TextPoint, _ end: TextPoint, _ rows: [[Character]]) {
    if rows.count == 1 && start.line == end.line {
      lines[start.line].replace(start.column..<end.column, with: rows[0])
      return
    }
    let tail = lines[end.line].clusters[end.column...]
    if rows.count == 1 {
      lines[start.line].replace(start.column..<lines[start.line].count, with: rows[0] + tail)
      lines.removeSubrange((start.line + 1)...end.line)
      return
    }
    var new = rows.dropFirst().map { TextLine($0) }
    let last = new.count - 1
    new[last].replace(new[last].count..<new[last].count, with: Array(tail))
    lines[start.line].replace(start.column..<lines[start.line].count, with: rows[0])
    lines.replaceSubrange((start.line + 1)..<(end.line + 1), with: new)
  }
}

/// Where two pieces of text meet and their clusters may become one.
private enum Seam {
  /// Whether the clusters may change when the two stand beside each other. Quick to say no for ordinary letters.
  static func mayJoin(_ left: Character, _ right: Character) -> Bool {
    guard let end = left.unicodeScalars.last, let start = right.unicodeScalars.first else { return true }
    return !(Sanitize.isPlain(end) && Sanitize.isPlain(start))
  }

  /// The clusters of `row` and as much of `tail` as can change: on from where an old cluster comes out as it was,
  /// nothing does. Returns how many clusters of `tail` are in it.
  static func join(_ row: [Character], _ tail: ArraySlice<Character>) -> (clusters: [Character], used: Int) {
    let text = String(row)
    var used = min(1, tail.count)
    while true {
      let clusters = Array(text + String(tail.prefix(used)))
      if used == tail.count { return (clusters, used) }
      if let old = tail.prefix(used).last, let new = clusters.last,
        old.unicodeScalars.elementsEqual(new.unicodeScalars)
      {
        return (clusters, used)
      }
      used = min(tail.count, 2 * used)
    }
  }

  /// How many clusters it takes to cover the first `size` bytes.
  static func boundary(in clusters: [Character], atOrAfter size: Int) -> Int {
    var bytes = 0
    for (index, cluster) in clusters.enumerated() {
      if bytes >= size { return index }
      bytes += cluster.utf8.count
    }
    return clusters.count
  }
}
