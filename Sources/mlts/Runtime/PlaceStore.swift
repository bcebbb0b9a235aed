import AssessmentStore
import MLTestScore
import ReviewApp
import SystemPackage

/// Where the reviewers left each file: `$XDG_STATE_HOME/mlts/places.json`. Not in the assessment, where it would be a
/// change in everybody's git.
enum PlaceStore {
  /// The files that are remembered at the most; the one that was left longest ago goes first.
  private static let limit = 200

  /// Where the reviewers left a file; nothing where they never opened it here, or it cannot be known.
  static func load(_ file: FilePath) -> LeftPlace? {
    guard case .object(let members)? = places()[key(file)], case .string(let test)? = members["test"] else {
      return nil
    }
    var filter = Filter.all
    if case .string(let name)? = members["filter"] { filter = Filter(rawValue: name) ?? .all }
    return LeftPlace(test: test, filter: filter)
  }

  /// Remembers where they left it. Failing to is no reason to disturb anybody.
  static func save(_ place: LeftPlace, of file: FilePath, at now: Timestamp) {
    guard let path else { return }
    var all = places()
    all[key(file)] = .object([
      "at": .string(now.text), "filter": .string(place.filter.rawValue), "test": .string(place.test),
    ])
    if all.count > limit {
      let oldest = all.sorted { time($0.value) < time($1.value) }.prefix(all.count - limit)
      for (key, _) in oldest { all[key] = nil }
    }
    try? UserFile.replace(path, with: JSONWriter.write(.object(all)))
  }

  private static var path: FilePath? { Environment.stateFolder?.appending("places.json") }

  private static func places() -> [String: JSONValue] {
    guard let path, let text = try? UserFile.text(of: path),
      case .object(let all)? = try? JSONParser.parse(Array(text.utf8))
    else { return [:] }
    return all
  }

  private static func time(_ value: JSONValue) -> String {
    if case .object(let members) = value, case .string(let at)? = members["at"] { at } else { "" }
  }

  /// The file without links, whichever way it is opened.
  private static func key(_ file: FilePath) -> String { ((try? WholeFile.resolve(file)) ?? file).string }
}
