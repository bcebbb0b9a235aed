/// Files that are no JSON.
let brokenSyntax: [Broken] = [
  Broken(
    "",
    "1:1: the file is empty. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    " \n\t",
    "1:1: the file holds only white space. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    "{",
    "1:2: the file ends in the middle. It seems cut off: restore it from version control or a backup"),
  Broken(
    "[1,2]",
    "1:1: this is an array, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #""text""#,
    "1:1: this is a text, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    "12",
    "1:1: this is a number, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    "null",
    "1:1: this is null, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"a": 1,}"#,
    "1:8: there is a comma before the closing }. Remove the comma"),
  Broken(
    "[1,]",
    "1:3: there is a comma before the closing ]. Remove the comma"),
  Broken(
    #"{"a": 1 "b": 2}"#,
    #"1:9: a comma is missing before "b""#),
  Broken(
    #"{"a" 1}"#,
    #"1:6: a colon is missing after the key "a""#),
  Broken(
    "{a: 1}",
    "1:2: a key is due, but here is a. Keys stand in double quotes"),
  Broken(
    "{'a': 1}",
    "1:2: texts and keys stand in double quotes"),
  Broken(
    #"{"a": NaN}"#,
    "1:7: a: NaN is no JSON value. Texts stand in double quotes; the words are true, false and null"),
  Broken(
    #"{"a": 01}"#,
    "1:7: a: 01 is not a JSON number. Write it like 12 or 0.5"),
  Broken(
    #"{"a": 1.}"#,
    "1:7: a: 1. is not a JSON number. Write it like 12 or 0.5"),
  Broken(
    #"{"a": .5}"#,
    "1:7: a: .5 is not a JSON number. Write it like 12 or 0.5"),
  Broken(
    #"{"a": 1e}"#,
    "1:7: a: 1e is not a JSON number. Write it like 12 or 0.5"),
  Broken(
    #"{"a": +1}"#,
    "1:7: a: +1 is not a JSON number. Write it like 12 or 0.5"),
  Broken(
    #"{"a": True}"#,
    "1:7: a: True is no JSON value. Texts stand in double quotes; the words are true, false and null"),
  Broken(
    #"{"a": truely}"#,
    "1:7: a: truely is no JSON value. Texts stand in double quotes; the words are true, false and null"),
  Broken(
    "{\"a\": \"x\ny\"}",
    #"1:7: a: the text is not closed on its line. Add the closing quote; a line break in a text is written \n"#),
  Broken(
    "{\"a\": \"x\ty\"}",
    #"1:9: a: a text holds the control character U+0009. Write it as \u0009"#),
  Broken(
    #"{"a": "\q"}"#,
    #"1:8: a: JSON has no such escape. A backslash itself is written \\"#),
  Broken(
    #"{"a": "\u12G4"}"#,
    #"1:8: a: \u needs four hexadecimal digits"#),
  Broken(
    #"{"a": "\ud800"}"#,
    "1:8: a: half of a surrogate pair stands alone. Write the character itself, or both halves"),
  Broken(
    #"{"a": "\udc00\ud800"}"#,
    "1:8: a: half of a surrogate pair stands alone. Write the character itself, or both halves"),
  Broken(
    "// hi\n{}",
    "1:1: JSON has no comments. Remove it, or write it as a note"),
  Broken(
    #"{"a": 1} /* x */"#,
    "1:10: JSON has no comments. Remove it, or write it as a note"),
  Broken(
    #"{"a": 1} {}"#,
    "1:10: there is more after the end of the document. Remove it: a file holds one JSON value"),
  Broken(
    #"{"a": [1}"#,
    "1:9: a: } closes what was opened otherwise: ] is due"),
  Broken(
    #"{"a": [1"#,
    "1:9: a: the file ends in the middle. It seems cut off: restore it from version control or a backup"),
  Broken(
    #"{"a": 1, "a": 2}"#,
    "1:10: a: the key occurs twice in this object. Keep one of the two"),
  Broken(
    "{\"x\": {\"é\": 1, \"e\u{301}\": 2}}",
    "1:16: x[\"e\u{301}\"]: another key of this object differs only in Unicode normalisation. Rename one of the two"
  ),
  Broken(
    "\u{FEFF}{}",
    "1:1: the file begins with a byte order mark (BOM). Save it as UTF-8 without BOM"),
  Broken(
    "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> x\n}",
    "2:1: git left the markers of a merge conflict here. Resolve the conflict in the file; `mlts git install` teaches git to merge assessments"
  ),
  Broken(
    #"{"a":}"#,
    "1:6: a: a value is missing before }"),
  Broken(
    #"{"é": é}"#,
    #"1:7: ["é"]: é is no JSON value. Texts stand in double quotes; the words are true, false and null"#),
]

/// JSON that is no assessment, or names no rubric.
let brokenKinds: [Broken] = [
  Broken(
    "{}",
    "1:1: this is an empty object, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"answers": {}}"#,
    #"1:1: format: is missing. If this is an assessment, add "format": "mlts.assessment/1""#),
  Broken(
    #"{"format": "mlts.rubric/1"}"#,
    "1:1: this is a rubric, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"format": "mlts.draft/1"}"#,
    #"1:1: this is an mlts file of the kind "mlts.draft/1", no assessment. `mlts new FILE --system NAME` makes a new one"#
  ),
  Broken(
    #"{"levels": [], "sections": []}"#,
    "1:1: this is a rubric, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"cells": [], "nbformat": 4}"#,
    "1:1: this is a Jupyter notebook, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"name": "x", "version": "1", "scripts": {}}"#,
    "1:1: this is a package.json, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"$schema": "x", "properties": {}}"#,
    "1:1: this is a JSON Schema, no assessment. `mlts new FILE --system NAME` makes a new one"),
  Broken(
    #"{"format": 1}"#,
    #"1:12: format: is a number, but a text is due. An assessment says "mlts.assessment/1""#),
  Broken(
    #"{"format": "mlts.assessment/x"}"#,
    #"1:12: format: "mlts.assessment/x" is no format that mlts reads. An assessment says "mlts.assessment/1""#),
  Broken(
    #"{"format": "mlts.assessment/0"}"#,
    #"1:12: format: "mlts.assessment/0" is no format that mlts reads. An assessment says "mlts.assessment/1""#),
  Broken(
    #"{"format": "other"}"#,
    #"1:12: format: "other" is no format that mlts reads. An assessment says "mlts.assessment/1""#),
  Broken(
    #"{"format": "mlts.assessment/1"}"#,
    #"1:1: rubric: is missing. Add "rubric": {"id": …, "version": …}; known are: ml-test-score 2017, ml-test-score 2016"#
  ),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": "ml-test-score"}"#,
    "1:43: rubric: a text stands where an object is due. Write it as { … }"),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score"}}"#,
    #"1:43: rubric.version: is missing. Add "version": "2017""#),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": 2017}}"#,
    #"1:78: rubric.version: is a number, but a text is due. Put it in quotes: "2017""#),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "1999"}}"#,
    #"1:43: rubric: mlts does not know the rubric "ml-test-score 1999". Known are: ml-test-score 2017, ml-test-score 2016"#
  ),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "2017"}}"#,
    #"1:1: system: is missing. Add "system": {"name": "…"}"#),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "2017"}, "system": {"name": " "}}"#,
    #"1:106: system.name: is empty. Add "name": "…""#),
  Broken(
    #"{"format": "mlts.assessment/1", "rubric": {"id": "ml-test-score", "version": "2017"}, "system": []}"#,
    "1:97: system: an array stands where an object is due. Write it as { … }"),
]
