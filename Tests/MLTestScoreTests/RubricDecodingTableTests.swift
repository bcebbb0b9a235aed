/// What is wrong with each is in its second text.
let brokenRubrics: [BrokenRubric] = [
  BrokenRubric(
    #""mlts.rubric/1""#, #""mlts.rubric/2""#,
    #"1:12: format: this is no rubric of a kind that mlts reads. Add "format": "mlts.rubric/1""#),
  BrokenRubric(
    #""id": "r", "#, "",
    #"1:1: id: is missing. Add "id": "ml-test-score""#),
  BrokenRubric(
    #""id": "r""#, #""id": "R 1""#,
    #"1:35: id: "R 1" is no id. Use up to 64 of a-z, 0-9 and -"#),
  BrokenRubric(
    #""version": "1""#, #""version": 1"#,
    #"1:51: version: is a number, but a text is due. Put it in quotes: "1""#),
  BrokenRubric(
    #""title": "R""#, #""title": """#,
    #"1:65: title: is empty. Add "title": "The ML Test Score""#),
  BrokenRubric(
    #""minimum""#, #""mean""#,
    #"5:14: aggregate: "mean" is no way to sum up. Use one of: minimum, sum"#),
  BrokenRubric(
    #""minimum""#, #""minimun""#,
    #"5:14: aggregate: "minimun" is no way to sum up. Did you mean "minimum"?"#),
  BrokenRubric(
    #""id": "full""#, #""id": "half""#,
    #"4:8: levels[1].id: another level has the id "half" already. Give it one of its own"#),
  BrokenRubric(
    #""c2""#, #""c1""#,
    #"4:66: levels[1].criteria[0].id: another criterion has the id "c1" already. Give it one of its own"#),
  BrokenRubric(
    #""points": 1"#, #""points": 0.25"#,
    #"4:26: levels[1].points: "0.25" is no multiple of ½. Write it like 0.5, 1 or 2.5"#),
  BrokenRubric(
    #""points": 1"#, #""points": 0.5"#,
    "4:26: levels[1].points: the levels do not rise. Order them by their points, each above the one before"),
  BrokenRubric(
    #""points": 1"#, #""points": 3"#,
    "4:26: levels[1].points: a level earns more than 0 and at most 2 points. Write 0.5, 1, 1.5 or 2"),
  BrokenRubric(
    #""points": 0.5"#, #""points": 0"#,
    "3:26: levels[0].points: a level earns more than 0 and at most 2 points. Write 0.5, 1, 1.5 or 2"),
  BrokenRubric(
    #""points": 0.5, "#, "",
    #"3:1: levels[0].points: is missing. Add "points": 1"#),
  BrokenRubric(
    #""criteria": [{"id": "c1", "title": "C", "question": "Q?"}]"#, #""criteria": []"#,
    "3:60: levels[0].criteria: there is no criterion. Add at least one"),
  BrokenRubric(
    #""question": "Q?""#, #""question": 1"#,
    #"3:100: levels[0].criteria[0].question: is a number, but a text is due. Put it in quotes: "1""#),
  BrokenRubric(
    #""points": 1,"#, #""points": 1, "freshnessDays": 0,"#,
    #"4:46: levels[1].freshnessDays: "0" is no number of days. Write a whole number from 1 to 36500"#),
  BrokenRubric(
    #""points": 1,"#, #""points": 1, "freshnessDays": 1.5,"#,
    #"4:46: levels[1].freshnessDays: "1.5" is no number of days. Write a whole number from 1 to 36500"#),
  BrokenRubric(
    #""above": 0"#, #""above": 0.5"#,
    "8:11: bands[1].above: the band leaves a gap after the band before, which ends at 0.0. Write 0.0"),
  BrokenRubric(
    #""upTo": 0"#, #""upTo": 0.5"#,
    "8:11: bands[1].above: the band overlaps the band before, which ends at 0.5. Write 0.5"),
  BrokenRubric(
    #""above": 0,"#, #""above": null,"#,
    "8:11: bands[1].above: only the lowest band begins at 0. Write 0.0"),
  BrokenRubric(
    #""upTo": 1,"#, #""upTo": 0.5,"#,
    "8:22: bands[1].upTo: the scores above 0.5 lie in no band: the highest is 1.0. Write 1.0"),
  BrokenRubric(
    #""upTo": 1,"#, #""upTo": 0,"#,
    "8:22: bands[1].upTo: the band ends where it begins or below. Write more than 0.0",
    "8:22: bands[1].upTo: the scores above 0.0 lie in no band: the highest is 1.0. Write 1.0"),
  BrokenRubric(
    #""above": null"#, #""above": 0"#,
    #"7:11: bands[0].above: the lowest band begins at 0. Write null for "above" and 0 or more for "upTo""#),
  BrokenRubric(
    #""text": "t"}]"#, #""text": "t"}, {"above": 1, "upTo": 2, "label": "More", "text": "t"}]"#,
    "8:66: bands[2].above: no score can reach the band: the highest is 1.0. Remove the band"),
  BrokenRubric(
    #""upTo": 1,"#, #""upTo": 0.7,"#,
    #"8:22: bands[1].upTo: "0.7" is no multiple of ½. Write it like 0.5, 1 or 2.5"#),
  BrokenRubric(
    "\"sections\": [\n", "\"sections\": [], \"x\": [\n",
    "9:13: sections: there is no section. Add at least one"),
  BrokenRubric(
    #""tests": [{"id": "s-1", "label": "S 1", "title": "T"}]"#, #""tests": []"#,
    "10:50: sections[0].tests: there is no test. Add at least one"),
  BrokenRubric(
    #""id": "t-1""#, #""id": "s-1""#,
    #"11:58: sections[1].tests[0].id: another test has the id "s-1" already. Give it one of its own"#),
  BrokenRubric(
    #""id": "t","#, #""id": "s","#,
    #"11:8: sections[1].id: another section has the id "s" already. Give it one of its own"#),
  BrokenRubric(
    #""label": "S 1","#, #""label": "S 1", "examples": {"ful": "x"},"#,
    #"10:101: sections[0].tests[0].examples.ful: the rubric has no level "ful". Did you mean "full"?"#),
  BrokenRubric(
    #""label": "S 1","#, #""label": "S 1", "examples": {"full": 1},"#,
    "10:102: sections[0].tests[0].examples.full: is a number, but a text is due. Put it in double quotes"),
  BrokenRubric(
    #""label": "S 1","#, #""label": "S 1", "ownerRequired": "yes","#,
    "10:98: sections[0].tests[0].ownerRequired: is a text, but true or false is due. Write true or false, without quotes"
  ),
  BrokenRubric(
    #""label": "S 1","#, #""label": "S 1", "how": "x","#,
    "10:88: sections[0].tests[0].how: is a text, but an array is due. Write it as [ … ]"),
  BrokenRubric(
    #""levels": ["#, #""levels": {}, "x": ["#,
    "2:11: levels: is an object, but an array is due. Write it as [ … ]"),
  BrokenRubric(
    "\"bands\": [\n", "\"bands\": [], \"x\": [\n",
    "6:10: bands: there is no band. Add at least one"),
  BrokenRubric(
    #""format""#, #""format","#,
    #"1:10: a colon is missing after the key "format""#),
]
