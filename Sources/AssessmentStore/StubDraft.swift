import MLTestScore
import SystemPackage
public struct Draft { public var test: String; public var field: String; public var values: [String: String]; public var at: Timestamp
 public init(test: String, field: String, values: [String: String], at: Timestamp) { self.test = test; self.field = field; self.values = values; self.at = at } }
public struct DraftStore { public init(for: FilePath) {}; public func save(_ d: Draft) throws {}; public func load() -> Draft? { nil }; public func discard() throws {} }
