/// The way from the root of a JSON document to one of its values.
public struct JSONPath: Hashable, Sendable {
  /// One step of the way.
  public enum Component: Hashable, Sendable {
    /// Into the member of an object.
    case key(String)
    /// Into an element of an array, counted from 0.
    case index(Int)
  }

  /// The steps from the root.
  public var components: [Component]

  /// Makes a path; without arguments, the one to the root.
  public init(_ components: [Component] = []) { self.components = components }

  /// The path to a member of the object here.
  public func key(_ key: String) -> JSONPath { JSONPath(components + [.key(key)]) }

  /// The path to an element of the array here, counted from 0.
  public func index(_ index: Int) -> JSONPath { JSONPath(components + [.index(index)]) }
}

extension JSONPath: CustomStringConvertible {
  /// The path as messages print it: `answers.data-1.note`, `milestones["2026 x"].participants[0]`; nothing for the
  /// root. Control characters in keys are made visible.
  public var description: String {
    var text = ""
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where JSONPath.isPlain(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(key.quotedForMessage)]"
      }
    }
    return text
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 60
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "$"):
          true
        default: false
        }
      }
  }
}
