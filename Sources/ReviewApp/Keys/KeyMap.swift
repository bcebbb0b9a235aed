import Screen

/// Which key asks for what: the key table, changed as the user wants it.
public struct KeyMap: Hashable, Sendable {
  /// The sets of keys to start from.
  public enum Preset: String, CaseIterable, Sendable {
    /// Letters for moving beside the arrows, as in vi.
    case vim
    /// Arrows, paging keys and function keys; no letter moves the cursor.
    case plain
  }

  /// Two commands that one key would ask for at the same place.
  public struct Collision: Error, Hashable, Sendable {
    /// The key.
    public var key: Key
    /// The commands.
    public var commands: [Command]
    /// What is wrong and what to do.
    public var description: String {
      "the key \(key.name) would mean both \(commands[0].rawValue) and \(commands[1].rawValue): give one of them another"
    }
  }

  /// The rows of the table, with the keys of this map.
  public let bindings: [Binding]
  private let commands: [Context: [Key: Command]]

  /// The map that mlts starts with.
  public static let standard = KeyMap(bindings: KeyTable.bindings)

  private init(bindings: [Binding]) {
    self.bindings = bindings
    var commands: [Context: [Key: Command]] = [:]
    for binding in bindings {
      for context in binding.contexts {
        for key in binding.keys where commands[context]?[key] == nil {
          commands[context, default: [:]][key] = binding.command
        }
      }
    }
    self.commands = commands
  }

  /// Makes a map from a preset and the keys that the user wants. A command that is named has those keys and no others,
  /// everywhere; a preset's key that the user gave to another command there goes to that one.
  ///
  /// Throws where two commands that are named want the same key at the same place.
  public init(preset: Preset, keys wanted: [Command: [Key]] = [:]) throws(Collision) {
    var bindings = KeyTable.bindings
    if preset == .plain {
      for index in bindings.indices { bindings[index].keys = KeyMap.plainKeys(bindings[index]) }
    }
    for index in bindings.indices {
      let command = bindings[index].command
      guard let keys = wanted[command] else {
        // What the user gave to another command at one of these places is no longer this one's.
        let contexts = bindings[index].contexts
        bindings[index].keys.removeAll { key in
          wanted.contains { other, keys in
            keys.contains(key)
              && KeyTable.bindings.contains { $0.command == other && !$0.contexts.isDisjoint(with: contexts) }
          }
        }
        continue
      }
      bindings[index].keys = keys
    }
    for (index, binding) in bindings.enumerated() {
      for key in binding.keys {
        let other = bindings[..<index].first {
          $0.command != binding.command && $0.keys.contains(key) && !$0.contexts.isDisjoint(with: binding.contexts)
        }
        if let other { throw Collision(key: key, commands: [other.command, binding.command]) }
      }
    }
    self.init(bindings: bindings)
  }

  /// The command of a key.
  public func command(for key: Key, in context: Context) -> Command? { commands[context]?[key] }

  /// The keys of a command at a place.
  public func keys(of command: Command, in context: Context) -> [Key] {
    bindings.filter { $0.command == command && $0.contexts.contains(context) }.flatMap(\.keys)
  }

  /// The keys of the plain preset: letters that only move are taken away, and function keys join.
  private static func plainKeys(_ binding: Binding) -> [Key] {
    let letters: Set<Key> = Set("hjklgGJK".map { Key.character($0) })
    let moves: Set<Command> = [
      .up, .down, .top, .bottom, .back, .intoDetail, .scrollDetailDown, .scrollDetailUp,
    ]
    var keys = binding.keys
    if moves.contains(binding.command) { keys.removeAll(where: letters.contains) }
    switch binding.command {
    case .summary: keys.append(.function(2))
    case .find: keys.append(.function(3))
    case .filter: keys.append(.function(4))
    case .palette: keys.append(.function(9))
    case .quit: keys.append(.function(10))
    default: break
    }
    return keys
  }
}

extension Key {
  /// The key's name as hints and help print it.
  public var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let c): String(c)
    case .control(let c): "^\(c.uppercased())"
    case .alt(let c): "M-\(c)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "BS"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .controlLeft: "^Left"
    case .controlRight: "^Right"
    case .controlHome: "^Home"
    case .controlEnd: "^End"
    case .function(let n): "F\(n)"
    }
  }

  /// Reads a key's name as `config.toml` writes it: a character, or what hints print (`Enter`, `F2`, `PgUp`, `^R`,
  /// also `ctrl-r`, `alt-e`). Nothing where it is none.
  public init?(name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    for prefix in ["^", "ctrl-", "c-"] where lower.hasPrefix(prefix) {
      let rest = lower.dropFirst(prefix.count)
      let named: [String: Key] = [
        "left": .controlLeft, "right": .controlRight, "home": .controlHome, "end": .controlEnd,
      ]
      if let key = named[String(rest)] {
        self = key
        return
      }
      guard rest.count == 1, let character = rest.first, character.isASCII else { return nil }
      self = .control(character)
      return
    }
    for prefix in ["alt-", "m-"] where lower.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      guard rest.count == 1, let character = rest.first else { return nil }
      self = .alt(character)
      return
    }
    if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...20).contains(number) {
      self = .function(number)
      return
    }
    let named: [Key] = [
      .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home,
      .end, .pageUp, .pageDown,
    ]
    guard let key = named.first(where: { $0.name.lowercased() == lower }) else { return nil }
    self = key
  }
}
