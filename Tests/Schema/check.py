#!/usr/bin/env python3
"""Holds assessments and rubrics against the schemas in docs/, with the validator `jsonschema` from PyPI.

    check.py [FOLDER]    the samples, the bundled rubrics and, with FOLDER, every file that the tests wrote into it

Prints what is wrong and ends with 1 if anything is. The last part makes sure that the schema refuses what it should.
"""
import copy
import json
import pathlib
import sys

import jsonschema

root = pathlib.Path(__file__).resolve().parents[2]


def validator(name):
    schema = json.loads((root / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


assessment, rubric = validator("assessment"), validator("rubric")
checked, wrong = 0, 0


def check(path, validator):
    global checked, wrong
    checked += 1
    for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        wrong += 1
        print(f"{path}: {error.json_path}: {error.message[:200]}")


for path in sorted((root / "sample-assessments").glob("*.json")):
    check(path, assessment)
for path in sorted((root / "Sources" / "MLTestScore" / "rubrics").glob("*.json")):
    check(path, rubric)
written = sorted(pathlib.Path(sys.argv[1]).glob("*.json")) if len(sys.argv) > 1 else []
if len(sys.argv) > 1 and not written:
    sys.exit(f"{sys.argv[1]} holds no file: the tests wrote none")
for path in written:
    check(path, assessment)

sample = json.loads((root / "sample-assessments" / "held-back.mlts.json").read_text(encoding="utf-8"))
changes = {
    "no format": lambda a: a.pop("format"),
    "another format": lambda a: a.update(format="mlts.assessment/2"),
    "no system": lambda a: a.pop("system"),
    "a name that is empty": lambda a: a["system"].update(name=""),
    "a credit typed in": lambda a: a["answers"]["data-1"].update(credit=1),
    "a score typed in": lambda a: a["answers"]["data-1"].update(score=1),
    "a state that is none": lambda a: a["answers"]["data-1"].update(state="done"),
    "a criterion twice": lambda a: a["answers"]["data-1"].update(criteria=["automatic", "automatic"]),
    "not applicable without a reason": lambda a: a["answers"]["data-1"].update(state="not-applicable"),
    "a day that is none": lambda a: next(iter(a["answers"]["data-1"]["actions"].values())).update(due="2026-02-30"),
    "a time that is none": lambda a: a["answers"]["data-1"]["decided"].update(at="yesterday"),
    "an effort that is none": lambda a: next(iter(a["answers"]["data-1"]["actions"].values())).update(effort="XL"),
    "evidence without a locator": lambda a: next(iter(a["answers"]["data-1"]["evidence"].values())).pop("locator"),
}
for name, change in changes.items():
    broken = copy.deepcopy(sample)
    change(broken)
    if assessment.is_valid(broken):
        wrong += 1
        print(f"the schema takes {name}")
with_more = copy.deepcopy(sample)
with_more["answers"]["data-1"]["future"] = {"key": [1]}
if not assessment.is_valid(with_more):
    wrong += 1
    print("the schema refuses unknown keys")

print(f"schemas: {checked} files, {len(written)} of them written by the tests, {len(changes)} broken ones; {wrong} wrong")
sys.exit(1 if wrong else 0)
