/// A JSON document together with its bytes, so that a value that turns out wrong later can be pointed at.
public struct JSONDocument: Sendable {
  /// The bytes as they were read.
  public let bytes: [UInt8]
  /// The document.
  public let root: JSONValue

  /// Reads a document; throws at the first place that is no JSON.
  public init(_ bytes: [UInt8]) throws(JSONSyntaxError) {
    self.bytes = bytes
    root = try JSONParser.parse(bytes)
  }

  /// Where the value at `path` begins; nothing where the document has no such value.
  public func location(of path: JSONPath) -> JSONLocation? { locations(of: [path])[path] }

  /// Where the values at `paths` begin. The bytes are read again, once for all paths, so that documents without
  /// mistakes pay nothing for it.
  public func locations(of paths: [JSONPath]) -> [JSONPath: JSONLocation] {
    bytes.withUnsafeBufferPointer { buffer in
      var finder = LocationFinder(reader: JSONReader(bytes: buffer))
      finder.find(paths)
      var counter = LineCounter(buffer)
      var locations: [JSONPath: JSONLocation] = [:]
      for (path, offset) in finder.found.sorted(by: { $0.offset < $1.offset }) {
        locations[path] = counter.location(of: offset)
      }
      return locations
    }
  }
}

/// Walks through a document that is known to be well-formed, and notes where the wanted values begin.
private struct LocationFinder {
  var reader: JSONReader
  var found: [(path: JSONPath, offset: Int)] = []

  mutating func find(_ paths: [JSONPath]) {
    reader.skipSpace()
    // A failure cannot happen: the same bytes were parsed. What was found until then still stands.
    try? walk(Array(Set(paths)), depth: 0)
  }

  private mutating func walk(_ wanted: [JSONPath], depth: Int) throws(JSONFailure) {
    guard !wanted.isEmpty else {
      _ = try reader.value()
      return
    }
    for path in wanted where path.components.count == depth { found.append((path, reader.offset)) }
    let inside = Dictionary(grouping: wanted.filter { $0.components.count > depth }) { $0.components[depth] }
    switch reader.current {
    case UInt8(ascii: "{"):
      try members(UInt8(ascii: "}")) { (finder: inout LocationFinder, _: Int) throws(JSONFailure) in
        let key = try finder.reader.key()
        try finder.walk(inside[.key(key)] ?? [], depth: depth + 1)
      }
    case UInt8(ascii: "["):
      try members(UInt8(ascii: "]")) { (finder: inout LocationFinder, index: Int) throws(JSONFailure) in
        try finder.walk(inside[.index(index)] ?? [], depth: depth + 1)
      }
    default: _ = try reader.value()
    }
  }

  private mutating func members(
    _ end: UInt8, _ body: (inout LocationFinder, Int) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    reader.offset += 1
    reader.skipSpace()
    var index = 0
    while true {
      if index > 0 || reader.current == end {
        if try reader.endOrComma(end) { return }
      }
      try body(&self, index)
      index += 1
      reader.skipSpace()
    }
  }
}
