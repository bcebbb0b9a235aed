/// Assessments with a broken answer.
let brokenAnswers: [Broken] = [
  .answer(
    #""state": "asessed""#,
    #"5:10: answers.data-1.state: "asessed" is no state. Did you mean "assessed"?"#),
  .answer(
    #""state": "done""#,
    #"5:10: answers.data-1.state: "done" is no state. Use one of: not-assessed, assessed, open, not-applicable"#),
  .answer(
    #""state": 1"#,
    "5:10: answers.data-1.state: is a number, but a text is due. Use one of: not-assessed, assessed, open, not-applicable"
  ),
  .answer(
    #""state": null"#,
    "5:10: answers.data-1.state: is null, but a text is due. Use one of: not-assessed, assessed, open, not-applicable"
  ),
  .answer(
    #""criteria": ["documentd"]"#,
    #"5:14: answers.data-1.criteria[0]: the rubric has no criterion "documentd". Did you mean "documented"?"#),
  .answer(
    #""criteria": "documented""#,
    "5:13: answers.data-1.criteria: is a text, but an array is due. Write it as [ … ]"),
  .answer(
    #""criteria": [1]"#,
    #"5:14: answers.data-1.criteria[0]: is a number, but a text is due. Put it in quotes: "1""#),
  .answer(
    #""criteria": {"performed": true}"#,
    "5:13: answers.data-1.criteria: is an object, but an array is due. Write it as [ … ]"),
  .answer(
    #""credit": 0.5"#,
    "5:11: answers.data-1.credit: credit is derived from the criteria. Remove the key and tick criteria"),
  .answer(
    #""score": 1, "points": 1"#,
    "5:10: answers.data-1.score: credit is derived from the criteria. Remove the key and tick criteria",
    "5:23: answers.data-1.points: credit is derived from the criteria. Remove the key and tick criteria"),
  .answer(
    #""state": "not-applicable""#,
    #"4:23: answers.data-1.reason: is missing. Add "reason": "why the test does not apply""#),
  .answer(
    #""state": "not-applicable", "reason": "  ""#,
    #"5:38: answers.data-1.reason: is empty. Add "reason": "why the test does not apply""#),
  .answer(
    #""target": "full""#,
    #"5:11: answers.data-1.target: "full" is no level of the rubric. Use one of: manual, automated"#),
  .answer(
    #""couldBe": "manuel""#,
    #"5:12: answers.data-1.couldBe: "manuel" is no level of the rubric. Did you mean "manual"?"#),
  .answer(
    #""note": ["a"]"#,
    "5:9: answers.data-1.note: is an array, but a text is due. Write a text in double quotes"),
  .answer(
    #""owner": {}"#,
    "5:10: answers.data-1.owner: is an object, but a text is due. Write a text in double quotes"),
  .answer(
    #""decided": "2026-11-20""#,
    "5:12: answers.data-1.decided: a text stands where an object is due. Write it as { … }"),
  .answer(
    #""decided": {"at": "2026-11-20"}"#,
    #"5:19: answers.data-1.decided.at: "2026-11-20" is no time. Write it like "2026-11-20T10:00:00Z""#),
  .answer(
    #""decided": {"by": "oncall"}"#,
    #"5:12: answers.data-1.decided.at: is missing. Add "at": "2026-11-20T10:00:00Z""#),
  .answer(
    #""acceptedGap": {}"#,
    #"5:16: answers.data-1.acceptedGap.reason: is missing. Add "reason": "why the gap is accepted""#,
    #"5:16: answers.data-1.acceptedGap.until: is missing. Add "until": "2027-01-31" (no gap is accepted for ever)"#),
  .answer(
    #""acceptedGap": {"reason": "r", "until": "soon"}"#,
    #"5:41: answers.data-1.acceptedGap.until: "soon" is no day of the calendar. Write it like "2026-11-20""#),
  .answer(
    #""evidence": []"#,
    "5:13: answers.data-1.evidence: is an array, but an object is due. Write it as { … }"),
  .answer(
    #""evidence": {"e-1": {}}"#,
    "5:21: answers.data-1.evidence.e-1.kind: is missing. Use one of: link, file, command, report, statement",
    #"5:21: answers.data-1.evidence.e-1.locator: is missing. Add "locator": "where the evidence is""#),
  .answer(
    #""evidence": {"e-1": {"kind": "url", "locator": "x"}}"#,
    #"5:30: answers.data-1.evidence.e-1.kind: "url" is no kind of evidence. Use one of: link, file, command, report, statement"#
  ),
  .answer(
    #""evidence": {"e-1": {"kind": "lnk", "locator": "x"}}"#,
    #"5:30: answers.data-1.evidence.e-1.kind: "lnk" is no kind of evidence. Did you mean "link"?"#),
  .answer(
    #""evidence": {"e-1": {"kind": "link", "locator": ""}}"#,
    #"5:49: answers.data-1.evidence.e-1.locator: is empty. Add "locator": "where the evidence is""#),
  .answer(
    #""evidence": {"e-1": {"kind": "link", "locator": "x", "observed": "2026-02-30"}}"#,
    #"5:66: answers.data-1.evidence.e-1.observed: "2026-02-30" is no day of the calendar. Write it like "2026-11-20""#
  ),
  .answer(
    #""evidence": {"": {"kind": "link", "locator": "x"}}"#,
    #"5:18: answers.data-1.evidence[""]: the id is empty. Rename it, such as "e-7f3a21c0""#),
  .answer(
    #""evidence": {"__proto__": {"kind": "link", "locator": "x"}}"#,
    #"5:27: answers.data-1.evidence.__proto__: the id is a reserved word. Rename it, such as "e-7f3a21c0""#),
  .answer(
    #""evidence": {"a\u0000b": {"kind": "link", "locator": "x"}}"#,
    #"5:26: answers.data-1.evidence["a\u{0}b"]: the id holds invisible characters. Rename it, such as "e-7f3a21c0""#
  ),
  .answer(
    #""evidence": {" e": {"kind": "link", "locator": "x"}}"#,
    #"5:20: answers.data-1.evidence[" e"]: the id begins or ends with white space. Rename it, such as "e-7f3a21c0""#
  ),
  .answer(
    #""evidence": {"e-1": "https://x"}"#,
    "5:21: answers.data-1.evidence.e-1: a text stands where an object is due. Write it as { … }"),
  .answer(
    #""evidence": {"e-1": {"kind": "link", "locator": "x", "added": {"at": "now"}}}"#,
    #"5:70: answers.data-1.evidence.e-1.added.at: "now" is no time. Write it like "2026-11-20T10:00:00Z""#),
  .answer(
    #""actions": {"a-1": {}}"#,
    #"5:20: answers.data-1.actions.a-1.text: is missing. Add "text": "what is to be done""#),
  .answer(
    #""actions": {"a-1": {"text": ""}}"#,
    #"5:29: answers.data-1.actions.a-1.text: is empty. Add "text": "what is to be done""#),
  .answer(
    #""actions": {"a-1": {"text": "t", "due": 20261215}}"#,
    #"5:41: answers.data-1.actions.a-1.due: is a number, but a text is due. Write it like "2026-11-20""#),
  .answer(
    #""actions": {"a-1": {"text": "t", "done": "yesterday"}}"#,
    #"5:42: answers.data-1.actions.a-1.done: "yesterday" is no day of the calendar. Write it like "2026-11-20""#),
  .answer(
    #""actions": {"a-1": {"text": "t", "effort": "XL"}}"#,
    #"5:44: answers.data-1.actions.a-1.effort: "XL" is no effort. Use one of: S, M, L"#),
  .answer(
    #""state": "\u001b[2Jx""#,
    #"5:10: answers.data-1.state: "\u{1B}[2Jx" is no state. Use one of: not-assessed, assessed, open, not-applicable"#
  ),
  .answer(
    #""note": 1, "owner": 2, "state": "x""#,
    #"5:9: answers.data-1.note: is a number, but a text is due. Put it in quotes: "1""#,
    #"5:21: answers.data-1.owner: is a number, but a text is due. Put it in quotes: "2""#,
    #"5:33: answers.data-1.state: "x" is no state. Use one of: not-assessed, assessed, open, not-applicable"#),
]

/// Assessments with another broken member.
let brokenMembers: [Broken] = [
  .member(
    #""answers": []"#,
    "4:12: answers: is an array, but an object is due. Write it as { … }"),
  .member(
    #""answers": {"data-8": {}}"#,
    #"4:23: answers.data-8: the rubric has no test "data-8". Data has data-1, data-2, data-3, data-4, data-5, data-6, data-7"#
  ),
  .member(
    #""answers": {"dta-1": {}}"#,
    #"4:22: answers.dta-1: the rubric has no test "dta-1". Did you mean "data-1"?"#),
  .member(
    #""answers": {"": {}}"#,
    #"4:17: answers[""]: the rubric has no test "". `mlts rubric` lists the tests"#),
  .member(
    #""answers": {"__proto__": {}}"#,
    #"4:26: answers.__proto__: the rubric has no test "__proto__". `mlts rubric` lists the tests"#),
  .member(
    #""answers": {"\u001b]0;x\u0007": {}}"#,
    #"4:33: answers["\u{1B}]0;x\u{7}"]: the rubric has no test "\u{1B}]0;x\u{7}". `mlts rubric` lists the tests"#),
  .member(
    #""answers": {"data-1": []}"#,
    "4:23: answers.data-1: an array stands where an object is due. Write it as { … }"),
  .member(
    #""id": 5"#,
    #"4:7: id: is a number, but a text is due. Put it in quotes: "5""#),
  .member(
    #""scope": {"model": 1}"#,
    #"4:20: scope.model: is a number, but a text is due. Put it in quotes: "1""#),
  .member(
    #""milestones": {"m": {}}"#,
    #"4:21: milestones.m.at: is missing. Add "at": "2026-11-20T10:00:00Z""#),
  .member(
    #""milestones": {"2026 x": {"at": "2026-01-01T00:00:00Z", "participants": [1]}}"#,
    #"4:74: milestones["2026 x"].participants[0]: is a number, but a text is due. Put it in quotes: "1""#),
  .member(
    #""milestones": {"m": {"at": "2026-13-01T00:00:00Z"}}"#,
    #"4:28: milestones.m.at: "2026-13-01T00:00:00Z" is no time. Write it like "2026-11-20T10:00:00Z""#),
  .member(
    #""milestones": {"m": {"at": "2026-01-01T00:00:00Z", "answers": {"data-1": {"credit": 0.7}}}}"#,
    #"4:85: milestones.m.answers.data-1.credit: the rubric has no credit of "0.7". Use one of: 0, 0.5, 1"#),
  .member(
    #""milestones": {"m": {"at": "2026-01-01T00:00:00Z", "answers": {"data-1": {"credit": 1.5}}}}"#,
    #"4:85: milestones.m.answers.data-1.credit: the rubric has no credit of "1.5". Use one of: 0, 0.5, 1"#),
  .member(
    #""milestones": {"m": {"at": "2026-01-01T00:00:00Z", "answers": {"data-1": {"credit": "1"}}}}"#,
    "4:85: milestones.m.answers.data-1.credit: is a text, but a number is due. Write it like 0.5, without quotes"),
  .member(
    #""milestones": {"m": {"at": "2026-01-01T00:00:00Z", "answers": {"data-1": {"credit": 0, "supported": 1}}}}"#,
    "4:101: milestones.m.answers.data-1.supported: the supported credit is higher than the claimed one. Write 0 or less"
  ),
  .member(
    #""milestones": {"m": {"at": "2026-01-01T00:00:00Z", "answers": {"data-9": {}, "infra-1": {"state": "ok"}}}}"#,
    #"4:74: milestones.m.answers.data-9: the rubric has no test "data-9". Data has data-1, data-2, data-3, data-4, data-5, data-6, data-7"#,
    #"4:99: milestones.m.answers.infra-1.state: "ok" is no state. Use one of: not-assessed, assessed, open, not-applicable"#
  ),
  .member(
    #""conflicts": []"#,
    "4:14: conflicts: is an array, but an object is due. Write it as { … }"),
  .member(
    #""conflicts": {"answers.data-1": {"ours": "x"}}"#,
    #"4:33: conflicts["answers.data-1"]: "answers.data-1" is no place in the file. Write it like "/answers/data-1/note""#
  ),
  .member(
    #""conflicts": {"/answers/data-9/note": {"ours": "x"}}"#,
    #"4:39: conflicts["/answers/data-9/note"]: the rubric has no test "data-9". Remove the conflict, or name its rubric"#
  ),
  .member(
    #""conflicts": {"/answers/data-1/note": {"ours": 1}}"#,
    #"4:48: conflicts["/answers/data-1/note"].ours: is a number, but a text is due. Write a text in double quotes"#),
  .member(
    #""conflicts": {"/answers/data-1": {"ours": {"state": "done"}}}"#,
    #"4:53: conflicts["/answers/data-1"].ours.state: "done" is no state. Use one of: not-assessed, assessed, open, not-applicable"#
  ),
  .member(
    #""conflicts": {"/id": {}}"#,
    #"4:22: conflicts["/id"]: holds neither base, ours nor theirs. Remove it"#),
]
