@testable import MLTestScore

/// A rubric with the paper's rule and a chosen number of tests, small enough to reason about.
func smallRubric(sections: Int = 4, tests: Int = 7, aggregate: Rubric.Aggregate = .minimum) -> Rubric {
  func band(_ above: Int?, _ upTo: Int, _ label: String) -> Rubric.Band {
    Rubric.Band(
      above: above.map { Points(whole: $0) }, upTo: Points(whole: upTo), label: label, text: label)
  }
  return Rubric(
    id: "small", version: "1", title: "Small",
    source: Rubric.Source(title: "", authors: [], venue: "", doi: ""),
    levels: [
      Rubric.Level(
        id: "manual", points: .half, title: "Manual",
        criteria: ["performed", "documented", "distributed"].map {
          Rubric.Criterion(id: $0, title: $0, question: "")
        }, freshnessDays: 180),
      Rubric.Level(
        id: "automated", points: Points(whole: 1), title: "Automated",
        criteria: ["automatic", "repeated"].map { Rubric.Criterion(id: $0, title: $0, question: "") },
        freshnessDays: 30),
    ],
    aggregate: aggregate,
    bands: [
      band(nil, 0, "zero"), band(0, 1, "one"), band(1, 2, "two"), band(2, 3, "three"), band(3, 5, "five"),
      band(5, 7, "seven"),
    ],
    sections: (0..<sections).map { s in
      Rubric.Section(
        id: "s\(s)", label: "S\(s)", title: "Section \(s)",
        tests: (1...tests).map { t in
          Rubric.Test(
            id: "s\(s)-\(t)", label: "S\(s) \(t)", title: "Test \(t)", longTitle: "Test \(t)",
            ownerRequired: s == 0 && t == 1)
        })
    })
}

let today = Day(daysSince1970: 20_780)

extension Assessment {
  static func blank(_ rubric: Rubric) -> Assessment {
    Assessment(
      id: "a", rubric: .init(id: rubric.id, version: rubric.version), system: .init(name: "system under test"))
  }
}
