import CNcurses
import Screen

/// The byte sequences of keys that the terminal's own description lists.
///
/// `InputDecoder` knows the sequences of xterm and its relatives by their grammar; this adds what only terminfo knows.
/// Only sequences that begin with Escape count: a description from the days of `^H` for cursor left must not take
/// Ctrl-H away.
struct KeyTable {
  private var keys: [[UInt8]: Key] = [:]
  private var beginnings: Set<[UInt8]> = []
  private var longest = 0

  /// What a table knows about some bytes.
  enum Match: Equatable {
    case none
    /// The bytes may be the beginning of a sequence.
    case beginning
    case key(Key, length: Int)
  }

  /// A table with the given sequences.
  init(_ sequences: [(bytes: [UInt8], key: Key)] = []) {
    for (bytes, key) in sequences where bytes.count > 1 && bytes[0] == 0x1b {
      if keys[bytes] == nil { keys[bytes] = key }
      for length in 1..<bytes.count { beginnings.insert(Array(bytes[..<length])) }
      longest = max(longest, bytes.count)
    }
  }

  /// The longest sequence that `bytes` begins with; `beginning` when it is all there is and more could make one.
  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    guard longest > 0, bytes.first == 0x1b else { return .none }
    var length = min(longest, bytes.count)
    while length > 1 {
      if let key = keys[Array(bytes.prefix(length))] { return .key(key, length: length) }
      length -= 1
    }
    return bytes.count < longest && beginnings.contains(Array(bytes)) ? .beginning : .none
  }

  /// The table of the terminal that ncurses has loaded.
  static func fromTerminfo() -> KeyTable {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
      ("khome", .home), ("kend", .end), ("kfnd", .home), ("kslt", .end), ("kpp", .pageUp), ("knp", .pageDown),
      ("kich1", .insert), ("kdch1", .delete), ("kbs", .backspace), ("kcbt", .backTab), ("kent", .enter),
      // With Shift, as far as the app is concerned: the same.
      ("kLFT", .left), ("kRIT", .right), ("kri", .up), ("kind", .down), ("kHOM", .home), ("kEND", .end),
      ("kDC", .delete), ("kIC", .insert), ("kPRV", .pageUp), ("kNXT", .pageDown),
      // With Alt (3) and Ctrl (5): extended names that ncurses and xterm share.
      ("kLFT3", .controlLeft), ("kRIT3", .controlRight), ("kLFT5", .controlLeft), ("kRIT5", .controlRight),
      ("kHOM3", .controlHome), ("kEND3", .controlEnd), ("kHOM5", .controlHome), ("kEND5", .controlEnd),
    ]
    for number in 1...24 { names.append(("kf\(number)", .function(number))) }
    return KeyTable(
      names.compactMap { name, key in
        guard let value = nc_capability(name) else { return nil }
        return (Array(String(cString: value).utf8), key)
      })
  }
}
