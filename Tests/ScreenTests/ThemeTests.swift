import Testing

@testable import Screen

@Suite struct ThemeTests {
  @Test(arguments: Theme.bundledNames)
  func bundledThemesAreWhole(name: String) throws {
    let text = try #require(Theme.bundledText(named: name))
    let theme = try Theme.parseAsWritten(toml: text, file: "\(name).toml")
    #expect(theme.name == name)
    for role in Role.allCases { #expect(theme.styles[role] != nil, "\(role.rawValue)") }
    #expect(theme.styles[.gaugeFill]?.fg != theme.styles[.gaugeFloor]?.fg)
    #expect(theme.style(role: .text, surface: .selection) != theme.style(role: .text))
    #expect(Theme.named(name) == theme)
  }

  @Test func noOtherNames() {
    #expect(Theme.named("mauve") == nil)
    #expect(Theme.bundled.map(\.name) == Theme.bundledNames)
    #expect(Theme.standard.name == "dark")
  }

  @Test func rolesStandOnSurfacesOnText() {
    let theme = Theme(
      name: "t",
      styles: [
        .text: Style(fg: .indexed(7), bg: .default), .selection: Style(fg: .indexed(15), bg: .indexed(4)),
        .muted: Style(fg: .indexed(8), attributes: .dim), .header: Style(attributes: .bold),
        .match: Style(bg: .indexed(3)),
      ])
    #expect(theme.style(role: .text) == Style(fg: .indexed(7), bg: .default))
    #expect(theme.style(role: .text, surface: .selection) == Style(fg: .indexed(15), bg: .indexed(4)))
    #expect(
      theme.style(role: .muted, surface: .selection) == Style(fg: .indexed(8), bg: .indexed(4), attributes: .dim))
    #expect(theme.style(role: .muted, surface: .header).attributes == [.dim, .bold])
    #expect(theme.style(role: .match, surface: .selection).bg == .indexed(3))
    #expect(theme.style(role: .flag, surface: .text) == theme.style(role: .text))
  }

  @Test func fewColoursStillShowTheSelection() {
    for theme in Theme.bundled {
      for depth in ColorDepth.allCases where depth <= .ansi16 {
        for surface in [Role.selection, .selectionInactive] {
          let plain = theme.style(role: .text, surface: .text, depth: depth)
          #expect(theme.style(role: .text, surface: surface, depth: depth) != plain, "\(theme.name), \(depth)")
        }
      }
    }
    #expect(Theme.standard.style(role: .text, surface: .selection, depth: .mono) == Style(attributes: .reverse))
  }

  @Test func readsEveryForm() throws {
    let theme = try Theme.parse(
      toml: """
        name = "mine"
        background = "light"
        [palette]
        sea = "#0A7b8c"
        four = 4
        [style]
        text = { fg = "default", bg = 230 }
        "text.muted" = "sea"
        gauge.fill = { fg = "four", bold = true, dim = false }
        flag = "#ffffff"
        [style.header]
        reverse = true
        underline = true
        italic = true
        """, file: "mine.toml")
    #expect(theme.name == "mine" && theme.background == .light)
    #expect(theme.styles[.text] == Style(fg: .default, bg: .indexed(230)))
    #expect(theme.styles[.muted] == Style(fg: .rgb(10, 123, 140)))
    #expect(theme.styles[.gaugeFill] == Style(fg: .indexed(4), attributes: .bold))
    #expect(theme.styles[.flag] == Style(fg: .rgb(255, 255, 255)))
    #expect(theme.styles[.header] == Style(attributes: [.reverse, .underline, .italic]))
    #expect(theme.styles[.selection] == Theme.named("light")?.styles[.selection])
  }

  private func problems(_ toml: String) -> [String] {
    do {
      _ = try Theme.parse(toml: toml, file: "t.toml")
      return []
    } catch { return error.problems.map(\.description) }
  }

  @Test func saysAllProblemsWithTheirLines() {
    let colours = "allowed: \"#rrggbb\", 0 to 255 or \"default\""
    #expect(
      problems(
        """
        name = "t"
        background = "blue"
        [palette]
        sea = "#12345"
        sky = 256
        [style]
        "text.mutde" = "default"
        # a comment
        text = { fg = "see", bg = true }
        header = { bold = 1, blink = true }
        footer = 1.5
        [more]
        """) == [
          "t.toml:2: background is not known; allowed: \"dark\" or \"light\"",
          "t.toml:4: palette colour \"sea\" is \"#12345\"; \(colours)",
          "t.toml:5: palette colour \"sky\" is 256; \(colours)",
          "t.toml:7: unknown role \"text.mutde\"; did you mean \"text.muted\"?",
          "t.toml:9: text: bg is of type bool; \(colours) or a colour of [palette]",
          "t.toml:9: text: fg is \"see\", which [palette] does not have; \(colours) or a colour of [palette]",
          "t.toml:10: header: bold is 1; allowed: true or false",
          "t.toml:10: header: unknown property \"blink\"; allowed: fg, bg, bold, dim, italic, underline, reverse",
          "t.toml:11: footer is of type double; \(colours) or a colour of [palette]",
          "t.toml:12: unknown key \"more\"; allowed: name, background, [palette], [style]",
        ])
    #expect(problems("[style]\n[palette]\n").first == "t.toml: there is no name; for example: name = \"mine\"")
    #expect(problems("name = \"t\"\nstyle = 3").first == "t.toml:2: style must be a table; write it as [style]")
    #expect(problems("name = 3").first?.hasPrefix("t.toml:1: name must be a text") == true)
  }

  @Test func suggestsThePaletteColourThatWasMeant() {
    #expect(
      problems("name = \"t\"\n[palette]\nocean = 4\n[style]\nflag = \"ocaen\"") == [
        "t.toml:5: flag is \"ocaen\", which [palette] does not have; did you mean \"ocean\"?"
      ])
  }

  @Test func saysWhereTheSyntaxBreaks() {
    do {
      _ = try Theme.parse(toml: "name = \"t\"\n[style\ntext = 1", file: "t.toml")
      Issue.record("no error")
    } catch {
      #expect(error.problems.count == 1)
      #expect(error.problems.first?.line == 2 && error.problems.first?.column != nil)
    }
  }

  /// TOMLKit 0.6.0 would end the process.
  @Test(arguments: ["[=]", "  [[ .a]]", "[", "[#", "[]", "\u{FEFF}[=", "[ [=", "name = \"t\"\n[\u{A0}]"])
  func aHeaderWithoutANameIsAnError(toml: String) {
    let line = toml.hasPrefix("name") ? 2 : 1
    #expect(problems(toml).first?.hasPrefix("t.toml:\(line):") == true)
  }

  @Test func messagesAreSafeToPrint() {
    let text = problems("name = \"t\"\n[style]\n\"te\\u001b[2J\" = \"\\u202e\"").joined()
    #expect(!text.isEmpty && !text.unicodeScalars.contains(where: SanitizeTests.isHarmful))
  }
}
