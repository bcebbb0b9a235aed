import MLTestScore
public enum TextReport { public struct Options { public init(ascii: Bool, width: Int) {} }
 public static func render(_ a: Assessment, rubric: Rubric, today: Day, options: Options) -> String { "" }
 public static func plain(_ a: Assessment, rubric: Rubric, today: Day) -> String { "" } }
public enum JSONReport { public static func render(_ a: Assessment, rubric: Rubric, today: Day) -> JSONValue { .null } }
public enum MarkdownReport { public static func render(_ a: Assessment, rubric: Rubric, today: Day) -> String { "" } }
public enum RubricText { public static func render(_ r: Rubric) -> String { "" } }
