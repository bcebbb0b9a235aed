/// Merges three versions of a text line by line (diff3: Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007).
enum LineMerge {
  /// The merged text, or nothing where both sides changed the same lines differently, or so many lines that comparing
  /// them would take seconds.
  ///
  /// A line that stands in all three keeps the line end that one side gave it, else the one it had.
  static func merge(base: String, ours: String, theirs: String) -> String? {
    if ours == theirs || base == theirs { return ours }
    if base == ours { return theirs }
    let base = TextLine.lines(base), ours = TextLine.lines(ours), theirs = TextLine.lines(theirs)
    guard let toOurs = matches(from: base, to: ours), let toTheirs = matches(from: base, to: theirs) else {
      return nil
    }
    var merged: [TextLine] = []
    var (b, o, t) = (0, 0, 0)
    while b < base.count || o < ours.count || t < theirs.count {
      // The next line of the base that both sides kept ends the chunk that may have changed.
      var next = b
      while next < base.count && (toOurs[next] == nil || toTheirs[next] == nil) { next += 1 }
      let oursEnd = next < base.count ? toOurs[next] ?? ours.count : ours.count
      let theirsEnd = next < base.count ? toTheirs[next] ?? theirs.count : theirs.count
      let chunk = (base[b..<next], ours[o..<oursEnd], theirs[t..<theirsEnd])
      if chunk.1 == chunk.2 {
        merged += zip(chunk.1, chunk.2).map { TextLine(content: $0.content, end: []).kept($0, $1) }
      } else if chunk.0 == chunk.2 {
        merged += chunk.1
      } else if chunk.0 == chunk.1 {
        merged += chunk.2
      } else {
        return nil
      }
      (b, o, t) = (next, oursEnd, theirsEnd)
      if next < base.count {
        merged.append(base[next].kept(ours[o], theirs[t]))
        (b, o, t) = (b + 1, o + 1, t + 1)
      }
    }
    return TextLine.text(merged)
  }

  /// The lines that are compared at the most, once those are out that need no comparing. The time grows with the square
  /// of what was moved: up to half a second here in a debug build.
  static let limit = 2000

  /// For each line of `from` its partner in `to`, in rising order, as the shortest edit script leaves them. Nothing where
  /// there are too many to compare.
  private static func matches(from: [TextLine], to: [TextLine]) -> [Int?]? {
    var result = [Int?](repeating: nil, count: from.count)
    let (start, end) = TextLine.common(from, to)
    for index in 0..<start { result[index] = index }
    for index in 1..<(end + 1) { result[from.count - index] = to.count - index }
    // A line that the other does not have is in no common sequence.
    let (some, others) = (Set(from[start..<(from.count - end)]), Set(to[start..<(to.count - end)]))
    let left = (start..<(from.count - end)).filter { others.contains(from[$0]) }
    let right = (start..<(to.count - end)).filter { some.contains(to[$0]) }
    guard left.count + right.count <= limit else { return nil }
    let difference = right.map { to[$0] }.difference(from: left.map { from[$0] })
    let removed = Set(difference.removals.compactMap { if case .remove(let i, _, _) = $0 { i } else { nil } })
    let inserted = Set(difference.insertions.compactMap { if case .insert(let i, _, _) = $0 { i } else { nil } })
    let kept = zip(
      left.indices.filter { !removed.contains($0) }, right.indices.filter { !inserted.contains($0) })
    for (one, other) in kept { result[left[one]] = right[other] }
    return result
  }
}

/// A line of a text as bytes, so that not even a line end of Windows is lost: Swift takes CR LF for one character, at
/// which a text does not split at LF.
struct TextLine: Hashable {
  /// What the line says, without its end.
  let content: ArraySlice<UInt8>
  /// LF, CR LF, or nothing at the end of the text.
  let end: ArraySlice<UInt8>

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Two lines that say the same are equal, however they end.
  static func == (a: TextLine, b: TextLine) -> Bool { a.content == b.content }

  func hash(into hasher: inout Hasher) { hasher.combine(content) }

  /// The lines of a text. No text has no lines, so that a first line by one side is an addition and not a change.
  static func lines(_ text: String) -> [TextLine] {
    let bytes = Array(text.utf8)
    if bytes.isEmpty { return [] }
    var lines: [TextLine] = []
    var start = 0
    for index in bytes.indices where bytes[index] == lineFeed {
      let end = index > start && bytes[index - 1] == carriageReturn ? index - 1 : index
      lines.append(TextLine(content: bytes[start..<end], end: bytes[end...index]))
      start = index + 1
    }
    lines.append(TextLine(content: bytes[start...], end: []))
    return lines
  }

  /// The text that these lines make. One that was the last of its text and is no longer gets the end of its neighbour.
  static func text(_ lines: [TextLine]) -> String {
    var bytes: [UInt8] = []
    var neighbour = lines.first { !$0.end.isEmpty }?.end ?? [lineFeed]
    for (index, line) in lines.enumerated() {
      bytes += line.content
      if index == lines.count - 1 { break }
      if !line.end.isEmpty { neighbour = line.end }
      bytes += neighbour
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many lines two texts have in common at the start, and of the rest at the end.
  static func common(_ a: [TextLine], _ b: [TextLine]) -> (start: Int, end: Int) {
    let shorter = min(a.count, b.count)
    var start = 0
    while start < shorter && a[start] == b[start] { start += 1 }
    var end = 0
    while end < shorter - start && a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    return (start, end)
  }

  /// The line, which both sides kept, with the end that one of them gave it.
  func kept(_ ours: TextLine, _ theirs: TextLine) -> TextLine {
    // The end of a text is no end of a line that anybody chose. Of two new ones any rule does that does not depend on
    // which side is ours.
    let new = [ours.end, theirs.end].filter { !$0.isEmpty && $0 != end }.max { $0.count < $1.count }
    return TextLine(content: content, end: new ?? end)
  }
}
