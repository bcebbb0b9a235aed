/// How well a few letters pick out a text.
enum Fuzzy {
  /// A score, higher for a better match; nothing where the letters are not in the text in their order.
  ///
  /// Letters at the start of words and letters side by side count more, a long text counts less. Letters strewn over a
  /// text are no match, from four letters on: some have to begin words or stand together. Case plays no part.
  /// Blanks of the pattern part it into words that have to be found each, in any order.
  static func score(_ pattern: String, in text: String) -> Int? {
    let characters = text.map { $0.lowercased() }
    var total = 0
    for word in pattern.split(separator: " ") {
      guard let score = score(word: word.map { $0.lowercased() }, in: characters) else { return nil }
      total += score
    }
    return total * 16 - characters.count
  }

  /// The best way to find a word, by going through the ways to place each letter (the texts are short).
  private static func score(word: [String], in text: [String]) -> Int? {
    // best[i]: the best score with the letters so far, the last of them at i.
    var best: [Int?] = Array(repeating: nil, count: text.count)
    for (position, letter) in word.enumerated() {
      var next: [Int?] = Array(repeating: nil, count: text.count)
      var reach: Int?
      for index in text.indices {
        if index > 0, let before = best[index - 1] { reach = max(reach ?? before, before) }
        guard text[index] == letter else { continue }
        let bonus = 1 + (isStart(index, of: text) ? 6 : 0)
        if position == 0 {
          next[index] = bonus
        } else {
          let beside = index > 0 ? best[index - 1].map { $0 + 8 } : nil
          guard let from = [beside, reach].compactMap(\.self).max() else { continue }
          next[index] = from + bonus
        }
      }
      best = next
    }
    return best.compactMap(\.self).max().flatMap { word.count < 4 || $0 >= least * word.count ? $0 : nil }
  }

  /// What a letter has to count on the average: between one that stands alone and one that begins a word.
  private static let least = 5

  private static func isStart(_ index: Int, of text: [String]) -> Bool {
    guard index > 0 else { return true }
    return text[index - 1].allSatisfy { !$0.isLetter && !$0.isNumber }
  }
}
