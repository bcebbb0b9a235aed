/// Merges three versions of a text line by line (diff3: Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007).
enum LineMerge {
  /// The merged text, or nothing where both sides changed the same lines differently.
  static func merge(base: String, ours: String, theirs: String) -> String? {
    if ours == theirs || base == theirs { return ours }
    if base == ours { return theirs }
    let base = lines(base), ours = lines(ours), theirs = lines(theirs)
    let toOurs = matches(from: base, to: ours)
    let toTheirs = matches(from: base, to: theirs)
    var merged: [Substring] = []
    var (b, o, t) = (0, 0, 0)
    while b < base.count || o < ours.count || t < theirs.count {
      // The next line of the base that both sides kept ends the chunk that may have changed.
      var next = b
      while next < base.count && (toOurs[next] == nil || toTheirs[next] == nil) { next += 1 }
      let oursEnd = next < base.count ? toOurs[next] ?? ours.count : ours.count
      let theirsEnd = next < base.count ? toTheirs[next] ?? theirs.count : theirs.count
      let chunk = (base[b..<next], ours[o..<oursEnd], theirs[t..<theirsEnd])
      if chunk.1 == chunk.2 || chunk.0 == chunk.2 {
        merged += chunk.1
      } else if chunk.0 == chunk.1 {
        merged += chunk.2
      } else {
        return nil
      }
      (b, o, t) = (next, oursEnd, theirsEnd)
      if next < base.count {
        merged.append(base[next])
        (b, o, t) = (b + 1, o + 1, t + 1)
      }
    }
    return merged.joined(separator: "\n")
  }

  /// The lines of a text. No text has no lines, so that a first line by one side is an addition and not a change.
  private static func lines(_ text: String) -> [Substring] {
    text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// For each line of `from` its partner in `to`, in rising order, as the shortest edit script leaves them.
  private static func matches(from: [Substring], to: [Substring]) -> [Int?] {
    let difference = to.difference(from: from)
    let removed = Set(difference.removals.compactMap { if case .remove(let i, _, _) = $0 { i } else { nil } })
    let inserted = Set(difference.insertions.compactMap { if case .insert(let i, _, _) = $0 { i } else { nil } })
    let kept = to.indices.filter { !inserted.contains($0) }
    var result: [Int?] = []
    var next = 0
    for index in from.indices {
      if removed.contains(index) {
        result.append(nil)
      } else {
        result.append(kept[next])
        next += 1
      }
    }
    return result
  }
}
