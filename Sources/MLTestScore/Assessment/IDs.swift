/// Stable ids for what people add. They are random, so that two people who add something on two branches never make
/// the same one.
public enum IDs {
  /// An id for evidence, such as `e-7f3a21c0`, that `taken` does not hold.
  public static func evidence(
    notIn taken: some Collection<String> = [], using random: inout some RandomNumberGenerator
  ) -> String { entry("e", notIn: taken, using: &random) }

  /// An id for an action, such as `a-5d20b1f4`, that `taken` does not hold.
  public static func action(
    notIn taken: some Collection<String> = [], using random: inout some RandomNumberGenerator
  ) -> String { entry("a", notIn: taken, using: &random) }

  private static func entry(
    _ prefix: String, notIn taken: some Collection<String>, using random: inout some RandomNumberGenerator
  ) -> String {
    while true {
      let id = "\(prefix)-\(hex(8, using: &random))"
      if !taken.contains(id) { return id }
    }
  }

  /// An id for an assessment: 128 random bits.
  public static func assessment(using random: inout some RandomNumberGenerator) -> String {
    hex(32, using: &random)
  }

  /// An id for a milestone: its day and its title in a-z, 0-9 and hyphens, such as `2026-05-12-launch-review`, with a
  /// number where `taken` has that one already.
  public static func milestone(title: String, on day: Day, taken: some Collection<String>) -> String {
    let slug = slug(of: title)
    let id = slug.isEmpty ? "\(day)" : "\(day)-\(slug)"
    return taken.contains(id) ? numbered(id, taken: taken) : id
  }

  /// The id with the first number from 2 that `taken` does not hold.
  static func numbered(_ id: String, taken: some Collection<String>) -> String {
    var number = 2
    while taken.contains("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }

  /// The id of a milestone of this title without the number that makes it the only one.
  static func stem(of id: String, title: String) -> String {
    let slug = slug(of: title)
    // A day has ten letters.
    let stem = slug.isEmpty ? String(id.prefix(10)) : "\(id.prefix(10))-\(slug)"
    guard id.hasPrefix(stem + "-"), Int(id.dropFirst(stem.count + 1)) != nil else { return id }
    return stem
  }

  private static func slug(of title: String) -> String {
    var slug = ""
    for character in title.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
      if slug.utf8.count >= 40 { break }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug
  }

  /// So many random hexadecimal digits.
  package static func hex(_ digits: Int, using random: inout some RandomNumberGenerator) -> String {
    var text = ""
    for _ in 0..<digits { text += String(UInt8.random(in: 0..<16, using: &random), radix: 16) }
    return text
  }
}

extension Assessment {
  /// A new assessment of a system, in which nothing is assessed yet.
  public static func new(system name: String, rubric: Rubric, id: String) -> Assessment {
    Assessment(
      id: id, rubric: RubricReference(id: rubric.id, version: rubric.version), system: System(name: name))
  }
}
