import Testing

@testable import mlts

/// The user's config.toml, and the theme that is written into it.
@Suite struct ConfigurationTests {
  private func edited(_ text: String, theme: String = "light") throws -> String {
    try Configuration.edited(text, theme: theme, file: "config.toml")
  }

  @Test(arguments: [
    ("", "theme = \"light\"\n"),
    ("theme = \"dark\"\n", "theme = \"light\"\n"),
    ("theme = \"dark\"", "theme = \"light\""),
    ("mouse = true", "theme = \"light\"\nmouse = true"),
    ("# ours\n\nmouse = true\n", "theme = \"light\"\n# ours\n\nmouse = true\n"),
    (
      "# ours\n theme\t=  'dark'   # for the beamer\nmouse = true\n",
      "# ours\n theme\t=  \"light\"   # for the beamer\nmouse = true\n"
    ),
    ("\"theme\" = \"da\\\"r#k\" # why\n", "\"theme\" = \"light\" # why\n"),
    ("'theme'=\"dark\"\n", "'theme'=\"light\"\n"),
    ("theme = 3\n", "theme = \"light\"\n"),
    // Lines that end as on Windows, all of them and some.
    (
      "# ours\r\ntheme = \"dark\" # x\r\nmouse = true\r\n[keys]\r\nnote = \"i\"\r\n",
      "# ours\r\ntheme = \"light\" # x\r\nmouse = true\r\n[keys]\r\nnote = \"i\"\r\n"
    ),
    ("mouse = true\r\nosc52 = false", "theme = \"light\"\r\nmouse = true\r\nosc52 = false"),
    ("mouse = true\ntheme = \"dark\"\r\nosc52 = false\n", "mouse = true\ntheme = \"light\"\r\nosc52 = false\n"),
    // What only looks like it.
    ("[keys]\ntheme = \"x\"\n", "theme = \"light\"\n[keys]\ntheme = \"x\"\n"),
    ("[keys]\r\ntheme = \"x\"\r\n", "theme = \"light\"\r\n[keys]\r\ntheme = \"x\"\r\n"),
    (
      "old = \"\"\"\ntheme = \"x\"\n\"\"\"\ntheme = \"dark\"\n",
      "old = \"\"\"\ntheme = \"x\"\n\"\"\"\ntheme = \"light\"\n"
    ),
    ("#theme = \"x\"\nthemes = 1\n", "theme = \"light\"\n#theme = \"x\"\nthemes = 1\n"),
    ("list = [\n  [1],\n]\ntheme = \"dark\"\n", "list = [\n  [1],\n]\ntheme = \"light\"\n"),
    ("\u{FEFF}theme = \"dark\"\r\n", "\u{FEFF}theme = \"light\"\r\n"),
    ("\u{FEFF}mouse = true\n", "\u{FEFF}theme = \"light\"\nmouse = true\n"),
  ])
  func theThemeIsWrittenAndEveryOtherByteStays(_ before: String, _ after: String) throws {
    #expect(try Array(edited(before).utf8) == Array(after.utf8))
    #expect(Configuration(toml: after, file: "config.toml").theme == "light")
    // The same again changes nothing.
    #expect(try Array(edited(after).utf8) == Array(after.utf8))
  }

  @Test func namesWithQuotesAreQuoted() throws {
    let text = try edited("theme = \"dark\"\r\n", theme: "a \"b\" \\c é")
    #expect(text == "theme = \"a \\\"b\\\" \\\\c é\"\r\n")
    #expect(Configuration(toml: text, file: "config.toml").theme == "a \"b\" \\c é")
  }

  @Test(arguments: [
    "mouse = \r\n", "theme = dark\n", "[=\n", "theme = \"dark\"\ntheme = \"light\"\n", "theme = \"\"\"dark\"\"\"\n",
    "theme.name = \"dark\"\n", "[theme]\nname = \"dark\"\n", "\"th\\u0065me\" = \"dark\"\n",
  ])
  func whatCannotBeEditedIsRefused(_ text: String) {
    let refusal = #expect(throws: Failure.self) { try edited(text) }
    #expect(refusal?.message.hasPrefix("config.toml") == true)
  }

  @Test func aThemeThatTOMLCannotHoldIsRefused() {
    #expect(throws: Failure.self) { try edited("mouse = true\n", theme: "a\nb") }
  }

  @Test func mistakesAreToldByLineAndFitForATerminal() {
    let blank = String(repeating: "\n", count: 8)
    let configuration = Configuration(
      toml: "mouse = 3\n\"x\u{9b}31m\" = 1\n\(blank)osc52 = 3\n", file: "a\u{1b}b/config.toml")
    let lines = configuration.problems.map { $0.split(separator: ":")[1] }
    #expect(lines == ["1", "2", "11"])
    #expect(
      configuration.problems.allSatisfy {
        $0.hasPrefix("a\u{241b}b/config.toml:") && !$0.contains { $0 == "\u{1b}" || $0 == "\u{9b}" }
      })
  }
}
