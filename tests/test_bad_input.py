"""Bad input, one table: what a folder holds, and every finding that `check` makes in it, word for word."""

from __future__ import annotations

import json
import os
import re
import resource
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from planpress import lints
from planpress.model.findings import FindingKind
from planpress.reading import kinds, paper_kinds, table_kinds
from planpress.workflows.check_plan import Checked, check_folder
from tests.conftest import run_planpress

P = "content/plan.yml"
FOLDER = "content/projects/p/"
HANGUL = "content/projects/파지-자세/"
Q, T, N = FOLDER + "project.yml", FOLDER + "models.csv", FOLDER + "plan.md"

PLAN = """\
schema: 1
title: A plan
as_of: 2019-06-01
scales:
  effort: {bounds: [1, 5]}
impact:
  worth: {weight: 1, scale: effort}
feasibility:
  data: {weight: 1, scale: effort}
metrics:
  precision: {better: higher, range: [0, 1]}
  recall: {better: higher, range: [0, 1]}
"""
PROJECT = """\
schema: 1
title: A project
owner: Kim
stage: planning
effort: {person_weeks: 3}
impact: {worth: 4}
feasibility: {data: 3}
"""
MODELS = f"""\
{PROJECT}models: {{table: models.csv}}
rules: {{best: {{rule: metric, metric: precision}}}}
decide_by: best
baselines:
  - {{id: script, kind: scripted, values: {{precision: 0.5}}}}
  - {{id: people, kind: human, rung: domain-experts, people: 3, values: {{precision: 0.9}}}}
"""
CSV = "model,precision,recall\nnet-1,0.8,0.7\nnet-2,0.7,0.8\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def table(written: str) -> str:
    """The project with models, its table elsewhere."""
    return MODELS.replace("models.csv", written)


def inline(value: str) -> str:
    """The project with its models inline, one precision as given."""
    rows = f"{{rows: [{{model: a, precision: 0.8}}, {{model: b, precision: {value}}}]}}"
    return MODELS.replace("{table: models.csv}", rows)


def formula(text: str) -> str:
    """The project with models, and a formula that decides."""
    return MODELS.replace("metric, metric: precision", f"formula, formula: '{text}', better: higher")


Files = Mapping[str, str | bytes | None]
Cases = dict[str, tuple[Files, tuple[str, ...]]]

# What a file is made of, before a word of it is read.
BYTES: Cases = {
    "a plan without findings": (
        {},
        (),
    ),
    "a project with models, without findings": (
        {Q: MODELS, T: CSV},
        (),
    ),
    "an empty plan": (
        {P: ""},
        ("content/plan.yml: error PP101 is empty; write schema: 1 and a title",),
    ),
    "an empty definition": (
        {Q: ""},
        ("project.yml: error PP101 is empty; write schema: 1 and a title",),
    ),
    "a definition of blank lines": (
        {Q: "\n\n   \n"},
        ("project.yml: error PP101 is empty; write schema: 1 and a title",),
    ),
    "a definition of comments": (
        {Q: "# later\n"},
        ("project.yml: error PP101 is empty; write schema: 1 and a title",),
    ),
    "a definition that is null": (
        {Q: "~\n"},
        ("project.yml: error PP101 is empty; write schema: 1 and a title",),
    ),
    "an empty table": (
        {Q: MODELS, T: ""},
        ("models.csv: error PP309 the file is empty; write a head and one row a model",),
    ),
    "an empty narrative is fine": (
        {N: ""},
        (),
    ),
    "a byte order mark": (
        {Q: b"\xef\xbb\xbf" + PROJECT.encode()},
        ("project.yml:1:1: warning PP115 begins with a byte order mark; save as UTF-8 without it",),
    ),
    "a byte order mark in a table": (
        {Q: MODELS, T: b"\xef\xbb\xbf" + CSV.encode()},
        ("models.csv:1:1: warning PP115 begins with a byte order mark; save as UTF-8 without it",),
    ),
    "a byte order mark in a narrative": (
        {N: b"\xef\xbb\xbf# Words\n"},
        ("plan.md:1:1: warning PP115 begins with a byte order mark; save as UTF-8 without it",),
    ),
    "mixed line ends": (
        {Q: PROJECT.replace("\n", "\r\n", 2)},
        (
            "project.yml:3: warning PP116 this line ends with LF and those before it with CRLF; let the editor, or git, make them one",
        ),
    ),
    "old Mac line ends among others": (
        {Q: PROJECT.replace("\n", "\r", 2)},
        (
            "project.yml:3: warning PP116 this line ends with LF and those before it with CR; let the editor, or git, make them one",
        ),
    ),
    "mixed line ends in a table": (
        {Q: MODELS, T: CSV.replace("\n", "\r\n", 1)},
        (
            "models.csv:2: warning PP116 this line ends with LF and those before it with CRLF; let the editor, or git, make them one",
        ),
    ),
    "Latin-1": (
        {Q: PROJECT.replace("A project", "Prüfung").encode("latin-1")},
        ('project.yml:2:10: error PP103 the byte 0xFC is not UTF-8 ("ü" in Latin-1?); save it as UTF-8',),
    ),
    "Latin-1 in plan.yml": (
        {P: PLAN.replace("A plan", "Prüfung").encode("latin-1")},
        ('content/plan.yml:2:10: error PP103 the byte 0xFC is not UTF-8 ("ü" in Latin-1?); save it as UTF-8',),
    ),
    "Latin-1 after UTF-8": (
        {Q: PROJECT.replace("A project", "äöü").encode() + b"summary: \xfc\n"},
        ('project.yml:8:10: error PP103 the byte 0xFC is not UTF-8 ("ü" in Latin-1?); save it as UTF-8',),
    ),
    "Latin-1 in a table": (
        {Q: MODELS, T: CSV.replace("net-2", "nétz").encode("latin-1")},
        ('models.csv:3:2: error PP103 the byte 0xE9 is not UTF-8 ("é" in Latin-1?); save it as UTF-8',),
    ),
    "Latin-1 in a narrative": (
        {N: "Prüfung".encode("latin-1")},
        ('plan.md:1:3: error PP103 the byte 0xFC is not UTF-8 ("ü" in Latin-1?); save it as UTF-8',),
    ),
    "Windows-1252": (
        {Q: PROJECT.encode() + b"summary: a \x96 b\n"},
        ('project.yml:8:12: error PP103 the byte 0x96 is not UTF-8 ("–" in Windows-1252?); save it as UTF-8',),
    ),
    "a byte that no encoding has": (
        {Q: PROJECT.encode() + b"summary: a \x81 b\n"},
        ("project.yml:8:12: error PP103 the byte 0x81 is not UTF-8; save it as UTF-8",),
    ),
    "half of a surrogate pair in bytes": (
        {Q: PROJECT.encode() + b"summary: \xed\xa0\x80\n"},
        ('project.yml:8:10: error PP103 the byte 0xED is not UTF-8 ("í" in Latin-1?); save it as UTF-8',),
    ),
    "UTF-16": (
        {Q: PROJECT.encode("utf-16")},
        ("project.yml:1:1: error PP103 this is UTF-16; save it as UTF-8",),
    ),
    "UTF-16 in a table": (
        {Q: MODELS, T: CSV.encode("utf-16")},
        ("models.csv:1:1: error PP103 this is UTF-16; save it as UTF-8",),
    ),
    "UTF-32": (
        {Q: PROJECT.encode("utf-32")},
        ("project.yml:1:1: error PP103 this is UTF-32; save it as UTF-8",),
    ),
    "UTF-16 without its mark": (
        {Q: PROJECT.encode("utf-16-be")},
        ("project.yml:1:1: error PP102 the control character U+0000; take it out",),
    ),
    "a table of 9 MB": (
        {Q: MODELS, T: b"\0" * 9_000_000},
        ("models.csv: error PP104 has 9.0 MB, the most is 8 MB; write one row a model, and keep raw data elsewhere",),
    ),
    "a definition of 2 MB": (
        {Q: PROJECT.encode() + b"#" * 2_000_000},
        ("project.yml: error PP104 has 2.0 MB, the most is 1 MB; keep data in a table beside it",),
    ),
    "a narrative of 9 MB": (
        {N: b"x" * 9_000_000},
        ("plan.md: error PP104 has 9.0 MB, the most is 1 MB; cut it into pages, and keep data in a table beside it",),
    ),
    "a control character": (
        {Q: PROJECT.replace("A project", "A \x1b[31mred")},
        ("project.yml:2:10: error PP102 the control character U+001B; take it out",),
    ),
    "a control character of the second set": (
        {Q: PROJECT.replace("A project", "A \x9b31mred")},
        ("project.yml:2:10: error PP102 the control character U+009B; take it out",),
    ),
    "an escaped control character": (
        {Q: PROJECT.replace("A project", '"A \\e[31mred"')},
        ("project.yml:2:8: error PP102 the control character U+001B; take it out",),
    ),
    "an escaped null": (
        {Q: PROJECT.replace("A project", '"A \\0"')},
        ("project.yml:2:8: error PP102 the control character U+0000; take it out",),
    ),
    "a control character in a key": (
        {Q: PROJECT + '"a\\e[31m": 1\n'},
        ("project.yml:8:1: error PP102 the control character U+001B; take it out",),
    ),
    "a next-line character": (
        {Q: PROJECT.replace("A project", "A \x85 x")},
        ("project.yml:2:10: error PP102 the control character U+0085; take it out",),
    ),
    "a line separator": (
        {Q: PROJECT.replace("A project", "A \u2028 x")},
        ("project.yml:2:10: error PP102 the line separator U+2028; take it out",),
    ),
    "half of a surrogate pair, escaped": (
        {Q: PROJECT.replace("A project", '"A \\ud800"')},
        ("project.yml:2:13: error PP102 not YAML: found invalid Unicode character escape code",),
    ),
    "an emoji is fine": (
        {Q: PROJECT.replace("A project", "A 😀")},
        (),
    ),
    "a control character in a table": (
        {Q: MODELS, T: CSV.replace("net-2", "net\x1b[2J")},
        ("models.csv:3:1: error PP318 holds the character U+001B, which cannot be shown; take it out",),
    ),
    "a right-to-left override": (
        {Q: PROJECT.replace("stage: planning", "stage: plan\u202ening")},
        (
            'project.yml:4:8: error PP112 stage: "plan\\u202ening" is not one of planning, data, training or deploying (did you mean "planning"?)',
        ),
    ),
}

# YAML's own grammar, and what we do not read of it.
YAML: Cases = {
    "a bracket that is never closed": (
        {Q: "schema: 1\ntitle: [a\n"},
        ('project.yml:2:8: error PP102 this [ is never closed, or lacks a "," between its entries',),
    ),
    "a bracket with nothing after it": (
        {Q: "schema: 1\ntitle: x\ntags: [\n"},
        ("project.yml:3:7: error PP102 a [ or { is never closed",),
    ),
    "a comma with nothing before it": (
        {Q: "schema: 1\ntitle: x\ntags: [,a]\n"},
        ('project.yml:3:8: error PP102 an entry is missing before ","',),
    ),
    "a brace without a comma": (
        {Q: PROJECT + "uses: {teams: [a] infrastructure: [b]}\n"},
        ('project.yml:8:7: error PP102 this { is never closed, or lacks a "," between its entries',),
    ),
    "a colon inside a text": (
        {Q: "schema: 1\ntitle: pose: grasping\n"},
        ('project.yml:2:12: error PP102 a ":" inside a text; put the text in quotes',),
    ),
    "a key without a colon": (
        {Q: "schema: 1\ntitle\nowner: x\n"},
        ('project.yml:2:1: error PP102 a key without ":"',),
    ),
    "a text that begins with @": (
        {Q: "schema: 1\ntitle: @x\n"},
        ('project.yml:2:8: error PP102 a text that begins with "@"; put it in quotes',),
    ),
    "a text that begins with a backtick": (
        {Q: "schema: 1\ntitle: `x`\n"},
        ('project.yml:2:8: error PP102 a text that begins with "`"; put it in quotes',),
    ),
    "a text that begins with an asterisk": (
        {Q: "schema: 1\ntitle: *x\n"},
        ('project.yml:2:8: error PP102 the alias "*x" has no anchor before it',),
    ),
    "a quote that is never closed": (
        {Q: 'schema: 1\ntitle: "abc\n'},
        ("project.yml:2:8: error PP102 a quote that is never closed",),
    ),
    "a line that is indented too far": (
        {Q: "schema: 1\n  title: x\n"},
        ("project.yml:2:3: error PP102 indented under a value; line the key up",),
    ),
    "prose": (
        {Q: "just some words\n"},
        ('project.yml:1:1: error PP112 "just some words" is not a mapping; write names and values',),
    ),
    "a list": (
        {Q: "- a\n- b\n"},
        ('project.yml:1:1: error PP112 "[a, b]" is not a mapping; write names and values',),
    ),
    "a tab as indent": (
        {Q: "schema: 1\nimpact:\n\tworth: 4\n"},
        ("project.yml:3:1: error PP107 a tab; YAML is indented with spaces",),
    ),
    "a tab after blanks": (
        {Q: "schema: 1\nimpact:\n  \tworth: 4\n"},
        ("project.yml:3:3: error PP107 a tab; YAML is indented with spaces",),
    ),
    "a tab before everything": (
        {Q: "\tschema: 1\n"},
        ("project.yml:1:1: error PP107 a tab; YAML is indented with spaces",),
    ),
    "a tab inside a line is fine": (
        {Q: PROJECT.replace("title: A project", "title:\tA\tproject\t# so")},
        (),
    ),
    "aliases of aliases": (
        {Q: BOMB},
        ("project.yml:6:16: error PP108 more than 250,000 values; a plan is written by hand",),
    ),
    "aliases of aliases below good keys": (
        {Q: PROJECT + BOMB},
        ("project.yml:13:16: error PP108 more than 250,000 values; a plan is written by hand",),
    ),
    "an alias of itself": (
        {Q: "a: &a [*a]\n"},
        ('project.yml:1:8: error PP102 the alias "*a" has no anchor before it',),
    ),
    "10,000 levels in brackets": (
        {Q: "a: " + "[" * 10_000 + "]" * 10_000},
        ("project.yml:1:35: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels in braces": (
        {Q: "a: " + "{a: " * 10_000 + "}" * 10_000},
        ("project.yml:1:128: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels of dashes": (
        {Q: "- " * 10_000},
        ("project.yml:1:65: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "1,000 levels of indent": (
        {Q: "".join(" " * level + "a:\n" for level in range(1_000))},
        ("project.yml:33:33: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels in a JSON table": (
        {Q: table("models.json"), FOLDER + "models.json": "[" * 10_000 + "]" * 10_000},
        (
            "models.json:1:2: error PP317 a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}",
        ),
    ),
    "10,000 levels in a JSON table, open": (
        {Q: table("models.json"), FOLDER + "models.json": '[{"a":' * 10_000},
        ("models.json:1:7: error PP315 not JSON: this [ is never closed",),
    ),
    "10,000 levels in a YAML table": (
        {Q: table("models.yml"), FOLDER + "models.yml": "[" * 10_000 + "]" * 10_000},
        ("models.yml:1:33: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "a tag that would run a program": (
        {Q: PROJECT.replace("A project", "!!python/object/apply:os.system [ls]")},
        (
            'project.yml:2:8: error PP109 the tag "!!python/object/apply:os.system"; tags are not read, write the value alone',
        ),
    ),
    "a harmless tag": (
        {Q: PROJECT.replace("A project", "!!str A")},
        ('project.yml:2:8: error PP109 the tag "!!str"; tags are not read, write the value alone',),
    ),
    "two documents": (
        {Q: PROJECT + "---\n" + PROJECT},
        ("project.yml:8:1: error PP109 a second document begins; write one document in a file",),
    ),
    "a list as a key": (
        {Q: PROJECT + "? [a]\n: b\n"},
        ("project.yml:8:5: error PP109 a list or a mapping as a key; a key is a name",),
    ),
    "a merge key": (
        {Q: PROJECT + "metrics:\n  a: &a {better: lower}\n  b: {<<: *a}\n"},
        (
            'project.yml:10:6: error PP111 the key "better" is missing',
            'project.yml:10:7: error PP110 unknown key "<<"; known here: better, label, unit, range and variant',
        ),
    ),
    "a key written twice": (
        {Q: PROJECT + "title: B\n"},
        ('project.yml:8:1: error PP105 "title" is written twice, first in line 2; keep one',),
    ),
    "a key written twice, once in quotes": (
        {Q: PROJECT + '"title": B\n'},
        ('project.yml:8:1: error PP105 "title" is written twice, first in line 2; keep one',),
    ),
    "a key written twice, deeper": (
        {Q: PROJECT.replace("{worth: 4}", "{worth: 4, worth: 5}")},
        ('project.yml:6:20: error PP105 "worth" is written twice, first in line 6; keep one',),
    ),
    "a key written twice in a JSON table": (
        {Q: table("models.json"), FOLDER + "models.json": '[{"model": "a", "model": "b"}]'},
        ('models.json:1:17: error PP105 "model" is written twice, first in line 1; keep one',),
    ),
    "words that other readers take for booleans": (
        {Q: PROJECT.replace("owner: Kim", "owner: no") + "tags: [on, Yes]\n"},
        (
            'project.yml:3:8: warning PP106 no is a text here and false to other readers; write false, or "no"',
            'project.yml:8:8: warning PP106 on is a text here and true to other readers; write true, or "on"',
            'project.yml:8:12: warning PP106 Yes is a text here and true to other readers; write true, or "Yes"',
        ),
    ),
    "a number to base 60": (
        {Q: PROJECT + "tags: [1:30]\n"},
        ('project.yml:8:8: warning PP106 1:30 is a text here and a number to base 60 to other readers; write "1:30"',),
    ),
    "a number that others read as octal": (
        {P: PLAN + "cost_per_nine: 012\n"},
        ('content/plan.yml:13:16: warning PP106 012 is 12 here and octal to other readers; write 12, or "012"',),
    ),
    "no for false": (
        {Q: PROJECT + "screens: [{name: x, passed: no}]\n"},
        ('project.yml:8:29: error PP112 passed: "no" is not true or false; write false',),
    ),
}

# Tables of models, and the numbers in them.
TABLES: Cases = {
    "ragged rows": (
        {Q: MODELS, T: "model,precision,recall\nnet-1,0.8\nnet-2,0.7,0.8,9\n"},
        (
            "models.csv:2:1: error PP305 2 cells where the head has 3; where nothing was measured, leave the cell blank and keep its separator",
            "models.csv:3:15: error PP305 4 cells where the head has 3; quote a cell that holds a comma, and write 0.85, not 0,85",
        ),
    ),
    "two models of one name": (
        {Q: MODELS, T: CSV + "net-1,0.1,0.2\n"},
        ('models.csv:4:1: error PP306 the model "net-1" is in line 2 already; rename one of the two',),
    ),
    "two models of one name, written in two forms of Unicode": (
        {Q: MODELS, T: CSV + "né,0.1,0.2\nne\u0301,0.1,0.2\n"},
        ('models.csv:5:1: error PP306 the model "né" is in line 4 already; rename one of the two',),
    ),
    "NaN and infinities in a CSV": (
        {Q: MODELS, T: "model,precision,recall\na,NaN,inf\nb,-Infinity,1e999\n"},
        (
            'models.csv:2:3: error PP312 "NaN" is not a measurement; leave the cell blank where nothing was measured',
            'models.csv:2:7: error PP312 "inf" is not a measurement; leave the cell blank where nothing was measured',
            'models.csv:3:3: error PP312 "-Infinity" is not a measurement; leave the cell blank where nothing was measured',
            'models.csv:3:13: error PP312 "1e999" is too large; the largest is 1e50',
        ),
    ),
    "NaN and infinities in YAML": (
        {
            Q: table("models.yml"),
            FOLDER + "models.yml": "- {model: a, precision: .nan}\n- {model: b, precision: -.inf}\n",
        },
        (
            'models.yml:1:25: error PP312 ".nan" is not a measurement; leave the cell blank where nothing was measured',
            'models.yml:2:25: error PP312 "-.inf" is not a measurement; leave the cell blank where nothing was measured',
        ),
    ),
    "NaN and infinities in JSON": (
        {
            Q: table("models.json"),
            FOLDER + "models.json": '[{"model": "a", "precision": NaN},\n {"model": "b", "precision": -Infinity}]\n',
        },
        (
            'models.json:1:30: error PP312 "NaN" is not a measurement; leave the cell blank where nothing was measured',
            'models.json:2:30: error PP312 "-Infinity" is not a measurement; leave the cell blank where nothing was measured',
        ),
    ),
    "NaN inline": (
        {Q: inline(".nan")},
        ('project.yml:8:67: error PP312 ".nan" is not a measurement; leave the cell blank where nothing was measured',),
    ),
    "an infinity inline": (
        {Q: inline(".inf")},
        ('project.yml:8:67: error PP312 ".inf" is not a measurement; leave the cell blank where nothing was measured',),
    ),
    "a number beyond all floats inline": (
        {Q: inline("1e999")},
        ('project.yml:8:67: error PP312 "1e999" is too large; the largest is 1e50',),
    ),
    "a decimal comma inline": (
        {Q: inline("'0,85'")},
        ('project.yml:8:67: error PP311 "0,85" is not a number; write 0.85',),
    ),
    "a list in a cell inline": (
        {Q: inline("[1]")},
        (
            'project.yml:8:67: error PP316 "precision" holds a list; write one number or text, and give parts columns of their own',
        ),
    ),
    "NaN as a weight": (
        {P: PLAN.replace("worth: {weight: 1", "worth: {weight: .nan")},
        (
            'content/plan.yml:7:19: error PP112 weight: ".nan" is not a finite number; leave the key out where nothing is known',
        ),
    ),
    "an infinite weight": (
        {P: PLAN.replace("worth: {weight: 1", "worth: {weight: .inf")},
        (
            'content/plan.yml:7:19: error PP112 weight: ".inf" is not a finite number; leave the key out where nothing is known',
        ),
    ),
    "a weight beyond all floats": (
        {P: PLAN.replace("worth: {weight: 1", "worth: {weight: 1e999")},
        (
            'content/plan.yml:7:19: error PP112 weight: "1e999" is not a finite number; leave the key out where nothing is known',
        ),
    ),
    "NaN as a rating": (
        {Q: PROJECT.replace("worth: 4", "worth: .nan")},
        (
            'project.yml:6:17: error PP112 worth: ".nan" is not a number, [low, high], [low, likely, high], {rater: number} or {value: ..., why: ...}',
        ),
    ),
    "NaN in an interval": (
        {Q: PROJECT.replace("worth: 4", "worth: [1, .nan]")},
        (
            'project.yml:6:17: error PP112 worth: "[1, nan]" is not a number, [low, high], [low, likely, high], {rater: number} or {value: ..., why: ...}',
        ),
    ),
    "NaN by a rater": (
        {Q: PROJECT.replace("worth: 4", "worth: {anna: .nan}")},
        ('project.yml:6:24: error PP112 anna: ".nan" is not a number',),
    ),
    "an infinite baseline": (
        {Q: MODELS.replace("precision: 0.5", "precision: .inf"), T: CSV},
        (
            'project.yml:12:54: error PP112 precision: ".inf" is not a finite number; leave the key out where nothing is known',
        ),
    ),
    "an infinite threshold": (
        {
            Q: MODELS.replace(
                "metric, metric: precision", 'threshold, optimise: precision, subject_to: ["recall > 1e999"]'
            ),
            T: CSV,
        },
        ('project.yml:9:67: error PP213 "recall > 1e999" holds a number that is too large; the largest is 1e50',),
    ),
    "a rating of 300 digits": (
        {Q: PROJECT.replace("worth: 4", "worth: " + "9" * 300)},
        (f'project.yml:6:17: error PP112 worth: "{"9" * 59}…" is too large; the largest is 1e50',),
    ),
    "a table outside, upward": (
        {Q: table("../../etc/passwd")},
        (
            'project.yml:8:17: error PP303 "../../etc/passwd" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table outside, absolute": (
        {Q: table("/etc/passwd")},
        ('project.yml:8:17: error PP303 "/etc/passwd" leaves the project\'s folder; put the table beside project.yml',),
    ),
    "a table of another project": (
        {Q: table("../q/models.csv"), "content/projects/q/models.csv": CSV, "content/projects/q/project.yml": PROJECT},
        (
            'project.yml:8:17: error PP303 "../q/models.csv" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a narrative of another project": (
        {Q: table("'../q/plan.md#models'")},
        (
            'project.yml:8:17: error PP303 "../q/plan.md#models" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table on a drive": (
        {Q: table("'C:\\models.csv'")},
        (
            'project.yml:8:17: error PP303 "C:\\models.csv" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table outside, with backslashes": (
        {Q: table("'..\\models.csv'")},
        (
            'project.yml:8:17: error PP303 "..\\models.csv" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table inside, with backslashes": (
        {Q: table("'data\\models.csv'")},
        ('project.yml:8:17: error PP303 "data\\models.csv" goes a roundabout way; write "data/models.csv"',),
    ),
    "a table at an address": (
        {Q: table("'https://example.org/models.csv'")},
        (
            'project.yml:8:17: error PP303 "https://example.org/models.csv" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table by a roundabout way": (
        {Q: table("./models.csv"), T: CSV},
        ('project.yml:8:17: error PP303 "./models.csv" goes a roundabout way; write "models.csv"',),
    ),
    "a table in a folder below is fine": (
        {Q: table("data/models.csv"), FOLDER + "data/models.csv": CSV},
        (),
    ),
    "a table with a long name": (
        {Q: table("a" * 5_000 + ".csv")},
        (
            'project.yml:8:17: error PP301 there is no file "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" in the project\'s folder',
        ),
    ),
    "a table that is not there": (
        {Q: MODELS},
        ('project.yml:8:17: error PP301 there is no file "models.csv" in the project\'s folder',),
    ),
    "a spreadsheet": (
        {Q: table("models.xlsx")},
        (
            'project.yml:8:17: error PP302 "models.xlsx" is not a table that can be read; save it as .csv, .tsv, .json, .yml or .yaml, or write plan.md#heading',
        ),
    ),
    "a table of raw predictions": (
        {Q: MODELS, T: "model,precision\n" + "".join(f"m{row},0.5\n" for row in range(6_000))},
        (
            "models.csv:5002:1: error PP304 more than 5,000 rows, as raw predictions have; write one row a model, with its metrics",
        ),
    ),
    "a table with a # in its name": (
        {Q: table("'my table #1.csv'"), FOLDER + "my table #1.csv": CSV},
        (),
    ),
    "a table under a heading of a file with a # in its name": (
        {Q: table("'c#.md#models #1'"), FOLDER + "c#.md": "# Models #1\n\n| model | precision |\n|-|-|\n| a | 0.5 |\n"},
        ('project.yml:8:17: error PP313 no heading "models #1" in c#.md (did you mean "models-1"?)',),
    ),
    "a table whose name YAML cuts short": (
        {Q: MODELS.replace("{table: models.csv}", "\n  table: my table #1.csv"), FOLDER + "my table #1.csv": CSV},
        (
            'project.yml:9:10: error PP301 "my table" is cut short, as YAML takes what follows a # as a comment; '
            'quote it: "my table #1.csv"',
        ),
    ),
    "a table out of the folder behind a #": (
        {Q: table("'x#/../../q/models.csv'")},
        (
            'project.yml:8:17: error PP303 "x#/../../q/models.csv" leaves the project\'s folder; put the table beside project.yml',
        ),
    ),
    "a table under nearly this name": (
        {Q: MODELS, FOLDER + "Models.CSV": CSV},
        ('project.yml:8:17: error PP301 there is no file "models.csv" in the project\'s folder (did you mean "Models.CSV"?)',),
    ),
    "a table that DVC keeps elsewhere": (
        {Q: MODELS, FOLDER + "models.csv.dvc": "outs: []\n"},
        ('project.yml:8:17: error PP301 there is no file "models.csv" in the project\'s folder, but there is "models.csv.dvc"; dvc pull',),
    ),
    "a table below a file": (
        {Q: table("project.yml/models.csv")},
        ('project.yml:8:17: error PP301 there is no file "project.yml/models.csv" in the project\'s folder',),
    ),
}

# Formulas calculate and do nothing else.
FORMULAS: Cases = {
    "a formula that calls": (
        {Q: formula("open(1)"), T: CSV},
        ('project.yml:9:40: error PP212 "open(1)" calls "open"; only min, max, abs, sqrt, log and exp can be called',),
    ),
    "a formula that imports": (
        {Q: formula("__import__(1)"), T: CSV},
        (
            'project.yml:9:40: error PP212 "__import__(1)" calls "__import__"; only min, max, abs, sqrt, log and exp can be called',
        ),
    ),
    "a formula that looks inside": (
        {Q: formula("precision.__class__"), T: CSV},
        (
            'project.yml:9:40: error PP212 "precision.__class__" uses "precision.__class__", which is not allowed in a formula',
        ),
    ),
    "a formula that loops": (
        {Q: formula("[x for x in (1, 2)]"), T: CSV},
        (
            'project.yml:9:40: error PP212 "[x for x in (1, 2)]" uses "[x for x in (1, 2)]", which is not allowed in a formula',
        ),
    ),
    "a formula that is a statement": (
        {Q: formula("while 1: pass"), T: CSV},
        ('project.yml:9:40: error PP212 "while 1: pass" is no expression; write it as 0.7 * precision + 0.3 * recall',),
    ),
    "a formula with a lambda": (
        {Q: formula("(lambda: 1)()"), T: CSV},
        (
            'project.yml:9:40: error PP212 "(lambda: 1)()" calls "lambda: 1"; only min, max, abs, sqrt, log and exp can be called',
        ),
    ),
    "a huge power": (
        {Q: formula("precision ** 9 ** 9"), T: CSV},
        ('project.yml:9:40: error PP212 "precision ** 9 ** 9" raises to a power that is not a number of at most 16',),
    ),
    "a tower of powers": (
        {Q: formula("9 ** 9 ** 9"), T: CSV},
        ('project.yml:9:40: error PP212 "9 ** 9 ** 9" raises to a power that is not a number of at most 16',),
    ),
    "a formula that is long": (
        {Q: formula("precision" + " + precision" * 100), T: CSV},
        (
            'project.yml:9:40: error PP212 "precision + precision + precision + precision + precision +…" is longer than 500 characters; add a column to the table instead',
        ),
    ),
    "a formula that is nothing": (
        {Q: formula(""), T: CSV},
        ('project.yml:9:40: error PP212 "" is no expression; write it as 0.7 * precision + 0.3 * recall',),
    ),
    "a threshold that calls": (
        {
            Q: MODELS.replace(
                "metric, metric: precision", 'threshold, optimise: precision, subject_to: ["open(1) > 0"]'
            ),
            T: CSV,
        },
        ('project.yml:9:67: error PP203 unknown metric "open(1)"; known here: precision and recall',),
    ),
}

# What each key holds: the message says what was written, and what to write.
FORM: Cases = {
    "another version": (
        {Q: PROJECT.replace("schema: 1", "schema: 2")},
        ('project.yml:1:9: error PP113 schema "2" is not known here; write schema: 1',),
    ),
    "another version of the plan": (
        {P: PLAN.replace("schema: 1", "schema: 2")},
        ('content/plan.yml:1:9: error PP113 schema "2" is not known here; write schema: 1',),
    ),
    "a version in quotes": (
        {Q: PROJECT.replace("schema: 1", "schema: '1'")},
        ('project.yml:1:9: error PP113 schema "1" is not known here; write schema: 1',),
    ),
    "a version that is true": (
        {Q: PROJECT.replace("schema: 1", "schema: true")},
        ('project.yml:1:9: error PP113 schema "true" is not known here; write schema: 1',),
    ),
    "a version that is blank": (
        {Q: PROJECT.replace("schema: 1", "schema:")},
        ("project.yml:1:1: error PP111 schema: nothing is written here; write a value",),
    ),
    "a plan without its keys": (
        {P: "schema: 1\n"},
        (
            'content/plan.yml:1:1: error PP111 the key "feasibility" is missing',
            'content/plan.yml:1:1: error PP111 the key "impact" is missing',
            'content/plan.yml:1:1: error PP111 the key "scales" is missing',
            'content/plan.yml:1:1: error PP111 the key "title" is missing',
        ),
    ),
    "a project without its keys": (
        {Q: "owner: Kim\n"},
        (
            'project.yml:1:1: error PP111 the key "schema" is missing',
            'project.yml:1:1: error PP111 the key "title" is missing',
        ),
    ),
    "a blank title": (
        {Q: PROJECT.replace("A project", "")},
        ("project.yml:2:1: error PP111 title: nothing is written here; write a value",),
    ),
    "an empty title": (
        {Q: PROJECT.replace("A project", "''")},
        ('project.yml:2:8: error PP112 title: "" is empty; write a text',),
    ),
    "a blank section": (
        {P: PLAN.replace("  effort: {bounds: [1, 5]}\n", "")},
        ("content/plan.yml:4:1: error PP111 scales: nothing is written here; write a value",),
    ),
    "an empty section": (
        {P: PLAN.replace("\n  effort: {bounds: [1, 5]}", " {}")},
        ('content/plan.yml:4:9: error PP112 scales: "{}" is empty; write at least one entry',),
    ),
    "blank keys of a project are left out": (
        {Q: PROJECT + "tags:\nmilestones:\nmodels:\n"},
        (),
    ),
    "unknown keys, misspelt and not": (
        {Q: PROJECT + "titel: x\nfoo: 1\n", P: PLAN + "capasity: 3\n"},
        (
            'content/plan.yml:13:1: error PP110 unknown key "capasity" (did you mean "capacity"?)',
            'project.yml:8:1: error PP110 unknown key "titel" (did you mean "title"?)',
            'project.yml:9:1: error PP110 unknown key "foo"; planpress schema project lists the keys',
        ),
    ),
    "a misspelt key that is needed": (
        {Q: PROJECT.replace("title:", "titel:")},
        ('project.yml:2:1: error PP110 unknown key "titel" (did you mean "title"?)',),
    ),
    "unknown keys at every level": (
        {
            P: PLAN.replace("bounds: [1, 5]", "bounds: [1, 5], beter: lower").replace(
                "{weight: 1, scale: effort}\nfeas", "{wieght: 1, scale: effort}\nfeas"
            )
            + "priority: {metod: topsis, cut: {impakt: 0.5}}\nteams: {a: {poeple: 1}}\ninfrastructure: {b: {state: ready, lable: x}}\n"
        },
        (
            'content/plan.yml:5:28: error PP110 unknown key "beter" (did you mean "better"?)',
            'content/plan.yml:7:11: error PP110 unknown key "wieght" (did you mean "weight"?)',
            'content/plan.yml:13:12: error PP110 unknown key "metod" (did you mean "method"?)',
            'content/plan.yml:13:33: error PP110 unknown key "impakt" (did you mean "impact"?)',
            'content/plan.yml:14:13: error PP110 unknown key "poeple" (did you mean "people"?)',
            'content/plan.yml:15:36: error PP110 unknown key "lable" (did you mean "label"?)',
        ),
    ),
    "unknown keys at every level of a project": (
        {
            Q: PROJECT
            + "milestones: [{date: 2019-05-15, title: x, dnoe: true}]\nlinks: [{label: x, url: 'https://example.org', name: y}]\naccuracy: {required: 0.9, nwo: 0.5}\nmetrics: {m: {better: lower, units: ms}}\nuses: {team: [a]}\n"
        },
        (
            'project.yml:8:43: error PP110 unknown key "dnoe" (did you mean "done"?)',
            'project.yml:9:48: error PP110 unknown key "name"; known here: label and url',
            'project.yml:10:27: error PP110 unknown key "nwo" (did you mean "now"?)',
            'project.yml:11:30: error PP110 unknown key "units" (did you mean "unit"?)',
            'project.yml:12:8: error PP110 unknown key "team" (did you mean "teams"?)',
        ),
    ),
    "an unknown key of a rule": (
        {Q: PROJECT + "rules: {r: {rule: threshold, optimize: precision, subject_to: ['recall > 0.5']}}\n"},
        ('project.yml:8:30: error PP110 unknown key "optimize" (did you mean "optimise"?)',),
    ),
    "an unknown key of a rating": (
        {Q: PROJECT.replace("worth: 4", "worth: {value: 4, wy: x}")},
        ('project.yml:6:28: error PP110 unknown key "wy" (did you mean "why"?)',),
    ),
    "keys that are no texts": (
        {Q: PROJECT + "5: x\ntrue: y\n~: z\n"},
        (
            'project.yml:8:1: error PP110 unknown key "5"; planpress schema project lists the keys',
            'project.yml:9:1: error PP110 unknown key "true" (did you mean "rules"?)',
            'project.yml:10:1: error PP110 unknown key "null"; planpress schema project lists the keys',
        ),
    ),
    "keys that are no texts, deeper": (
        {Q: PROJECT + "milestones: [{date: 2019-05-15, title: x, 5: 1}]\n"},
        ('project.yml:8:43: error PP110 unknown key "5"; known here: date, title and done',),
    ),
    "a factor that is no text": (
        {Q: PROJECT.replace("{worth: 4}", "{worth: 4, true: 5}")},
        ('project.yml:6:20: error PP112 the key "true" is not a text; put it in quotes',),
    ),
    "an unknown key with nothing after it": (
        {Q: PROJECT + "stagee:\n"},
        ('project.yml:8:1: error PP110 unknown key "stagee" (did you mean "stage"?)',),
    ),
    "a title of blanks": (
        {Q: PROJECT.replace("A project", '"  "')},
        ('project.yml:2:8: error PP112 title: "" is blank; write a text',),
    ),
    "a list that is a text": (
        {Q: PROJECT + "tags: robotics\n"},
        ('project.yml:8:7: error PP112 tags: "robotics" is not a list; write [first, second]',),
    ),
    "a list that is a mapping": (
        {Q: PROJECT + "milestones: {date: 2019-05-15, title: x}\n"},
        (
            'project.yml:8:13: error PP112 milestones: "{date: 2019-05-15, title: x}" is not a list; write [first, second]',
        ),
    ),
    "texts that are something else": (
        {Q: PROJECT + "tags: [1, true, null, [a], {b: c}]\n"},
        (
            'project.yml:8:8: error PP112 "1" is not a text; put it in quotes: "1"',
            'project.yml:8:11: error PP112 "true" is not a text; put it in quotes: "true"',
            "project.yml:8:17: error PP112 nothing is written here; write a value or take the entry out",
            'project.yml:8:23: error PP112 "[a]" is not a text; write one',
            'project.yml:8:28: error PP112 "{b: c}" is not a text; write one',
        ),
    ),
    "a text that is a number": (
        {Q: PROJECT.replace("owner: Kim", "owner: 012")},
        ('project.yml:3:8: error PP112 owner: "012" is not a text; put it in quotes: "012"',),
    ),
    "a mapping that is a text": (
        {Q: PROJECT + "accuracy: high\nmilestones: [pilot]\nuses: x\nrules: {r: best}\n"},
        (
            'project.yml:8:11: error PP112 accuracy: "high" is not a mapping; write names and values',
            'project.yml:9:14: error PP112 "pilot" is not a mapping; write names and values',
            'project.yml:10:7: error PP112 uses: "x" is not a mapping; write names and values',
            'project.yml:11:12: error PP112 r: "best" is not a mapping; write names and values',
        ),
    ),
    "a day that is not in the calendar": (
        {Q: PROJECT + "review_by: 2019-02-30\n"},
        ('project.yml:8:12: error PP112 review_by: "2019-02-30" is not a day of the calendar',),
    ),
    "a day in words": (
        {Q: PROJECT + "review_by: 1 June 2019\n"},
        ('project.yml:8:12: error PP112 review_by: "1 June 2019" is not a date; write it as 2019-06-01',),
    ),
    "a day that is a number": (
        {Q: PROJECT + "review_by: 20190601\n"},
        ('project.yml:8:12: error PP112 review_by: "20190601" is not a date; write it as 2019-06-01',),
    ),
    "a day with its hour": (
        {Q: PROJECT + "review_by: 2019-06-01T00:00:00Z\n"},
        ('project.yml:8:12: error PP112 review_by: "2019-06-01T00:00:00Z" is not a date; write it as 2019-06-01',),
    ),
    "a day of the plan in words": (
        {P: PLAN.replace("2019-06-01", "tomorrow")},
        ('content/plan.yml:3:8: error PP112 as_of: "tomorrow" is not a date; write it as 2019-06-01',),
    ),
    "a choice that is near one": (
        {Q: PROJECT.replace("stage: planning", "stage: deploy")},
        (
            'project.yml:4:8: error PP112 stage: "deploy" is not one of planning, data, training or deploying (did you mean "deploying"?)',
        ),
    ),
    "a choice that is a number": (
        {Q: PROJECT.replace("stage: planning", "stage: 3")},
        ('project.yml:4:8: error PP112 stage: "3" is not one of planning, data, training or deploying',),
    ),
    "a choice that is a list": (
        {Q: PROJECT.replace("stage: planning", "stage: [data]")},
        ('project.yml:4:8: error PP112 stage: "[data]" is not one of planning, data, training or deploying',),
    ),
    "a boolean in quotes": (
        {Q: PROJECT + "screens: [{name: x, passed: 'true'}]\n"},
        ('project.yml:8:29: error PP112 passed: "true" is not true or false; write true',),
    ),
    "a boolean that is a number": (
        {Q: PROJECT + "screens: [{name: x, passed: 1}]\n"},
        ('project.yml:8:29: error PP112 passed: "1" is not true or false',),
    ),
    "a link that runs": (
        {Q: PROJECT + "links: [{label: x, url: 'javascript:alert(1)'}]\n"},
        (
            'project.yml:8:25: error PP112 url: "javascript:alert(1)" is not a link that can be published; write http, https or mailto',
        ),
    ),
    "a number with its unit": (
        {Q: PROJECT.replace("person_weeks: 3", "person_weeks: 3 weeks")},
        (
            'project.yml:5:24: error PP112 person_weeks: "3 weeks" is not a number, [low, high], [low, likely, high]; write the number alone',
        ),
    ),
    "a number that is a percentage": (
        {Q: PROJECT + "accuracy: {required: 99 %}\n"},
        ('project.yml:8:22: error PP112 required: "99 %" is not a number; write the number alone',),
    ),
    "a number out of range": (
        {
            Q: PROJECT + "accuracy: {now: -1, required: 1}\n",
            P: PLAN + "cost_per_nine: 1\npriority: {impact_share: 2}\n",
        },
        (
            'content/plan.yml:13:16: error PP112 cost_per_nine: "1" must be above 1',
            'content/plan.yml:14:26: error PP112 impact_share: "2" must be at most 1',
            'project.yml:8:17: error PP112 now: "-1" must be at least 0',
            'project.yml:8:31: error PP112 required: "1" must be below 1',
        ),
    ),
    "an effort without its key": (
        {Q: PROJECT.replace("{person_weeks: 3}", "3")},
        ('project.yml:5:9: error PP112 effort: "3" is not a mapping; write names and values',),
    ),
    "an effort of four numbers": (
        {Q: PROJECT.replace("person_weeks: 3", "person_weeks: [1, 2, 3, 4]")},
        (
            'project.yml:5:24: error PP112 person_weeks: "[1, 2, 3, 4]" is not a number, [low, high], [low, likely, high]',
        ),
    ),
    "a rating in words": (
        {Q: PROJECT.replace("worth: 4", "worth: high")},
        (
            'project.yml:6:17: error PP112 worth: "high" is not a number, [low, high], [low, likely, high], {rater: number} or {value: ..., why: ...}',
        ),
    ),
    "a rating in quotes": (
        {Q: PROJECT.replace("worth: 4", "worth: '4'")},
        (
            'project.yml:6:17: error PP112 worth: "4" is not a number, [low, high], [low, likely, high], {rater: number} or {value: ..., why: ...}; take the quotes off',
        ),
    ),
    "a rating with a decimal comma": (
        {Q: PROJECT.replace("worth: 4", "worth: '3,5'")},
        (
            'project.yml:6:17: error PP112 worth: "3,5" is not a number, [low, high], [low, likely, high], {rater: number} or {value: ..., why: ...}; write 3.5',
        ),
    ),
    "a rating that is nothing": (
        {Q: PROJECT.replace("worth: 4", "worth:")},
        ('project.yml:6:15: error PP102 a ":" without a blank after it',),
    ),
    "a rating that is empty": (
        {Q: PROJECT.replace("worth: 4", "worth: {}")},
        ('project.yml:6:17: error PP112 worth: "{}" is not a mapping from raters to numbers; write {anna: 4, ben: 3}',),
    ),
    "a rating twice": (
        {Q: PROJECT.replace("worth: 4", "worth: {value: 4, ratings: {a: 3}}")},
        ('project.yml:6:17: error PP112 worth: "{value: 4, ratings: {a: 3}}" needs exactly one of value and ratings',),
    ),
    "a reason without a rating": (
        {Q: PROJECT.replace("worth: 4", "worth: {why: x}")},
        ('project.yml:6:17: error PP112 worth: "{why: x}" needs exactly one of value and ratings',),
    ),
    "a reason that is a number": (
        {Q: PROJECT.replace("worth: 4", "worth: {value: 4, why: 5}")},
        ('project.yml:6:33: error PP112 why: "5" is not a text; put it in quotes: "5"',),
    ),
    "a value that is by rater": (
        {Q: PROJECT.replace("worth: 4", "worth: {value: {a: 3}}")},
        ('project.yml:6:25: error PP112 value: "{a: 3}" is not a number, [low, high], [low, likely, high]',),
    ),
    "ratings that are a number": (
        {Q: PROJECT.replace("worth: 4", "worth: {ratings: 3}")},
        (
            'project.yml:6:27: error PP112 ratings: "3" is not a mapping from raters to numbers; write {anna: 4, ben: 3}',
        ),
    ),
    "a rater without a number": (
        {Q: PROJECT.replace("worth: 4", "worth: {ratings: {a: 3, b: x}}")},
        ('project.yml:6:37: error PP112 b: "x" is not a number',),
    ),
    "a capacity below nothing": (
        {P: PLAN + "capacity: -1\n"},
        (
            'content/plan.yml:13:11: error PP112 capacity: "-1" is not a capacity; write a number of projects, or {person_weeks: 60}',
        ),
    ),
    "a capacity of half a project": (
        {P: PLAN + "capacity: 2.5\n"},
        (
            'content/plan.yml:13:11: error PP112 capacity: "2.5" is not a capacity; write a number of projects, or {person_weeks: 60}',
        ),
    ),
    "a capacity of something": (
        {P: PLAN + "capacity: {weeks: 3}\n"},
        (
            'content/plan.yml:13:11: error PP112 capacity: "{weeks: 3}" is not a capacity; write a number of projects, or {person_weeks: 60}',
        ),
    ),
    "a scale of one end": (
        {P: PLAN.replace("[1, 5]", "[1]")},
        ('content/plan.yml:5:20: error PP112 bounds: "[1]" is not a pair; write [low, high]',),
    ),
    "a scale of three ends": (
        {P: PLAN.replace("[1, 5]", "[1, 3, 5]")},
        ('content/plan.yml:5:20: error PP112 bounds: "[1, 3, 5]" is not a pair; write [low, high]',),
    ),
    "a level that is no number": (
        {P: PLAN.replace("[1, 5]", "[1, 5], levels: {a: x, 2: 5}")},
        (
            'content/plan.yml:5:37: error PP112 "a" is not a number',
            'content/plan.yml:5:46: error PP112 "5" is not a text; put it in quotes: "5"',
        ),
    ),
    "a requirement without a limit": (
        {Q: PROJECT + "requirements: [{metric: recall}]\n"},
        ('project.yml:8:16: error PP112 "{metric: recall}" needs exactly one of at_most, at_least, below and above',),
    ),
    "a requirement with two limits": (
        {Q: PROJECT + "requirements: [{metric: recall, at_least: 0.5, above: 0.4}]\n"},
        (
            'project.yml:8:16: error PP112 "{metric: recall, at_least: 0.5, above: 0.4}" needs exactly one of at_most, at_least, below and above',
        ),
    ),
    "models without a table": (
        {Q: PROJECT + "models: {}\n"},
        ('project.yml:8:9: error PP112 models: "{}" needs exactly one of table and rows',),
    ),
    "models with two tables": (
        {Q: PROJECT + "models: {table: a.csv, rows: []}\n"},
        ('project.yml:8:9: error PP112 models: "{table: a.csv, rows: []}" needs exactly one of table and rows',),
    ),
    "rows that are a mapping": (
        {Q: PROJECT + "models: {rows: {a: 1}}\n"},
        ('project.yml:8:16: error PP112 rows: "{a: 1}" is not a list; write [first, second]',),
    ),
    "no rows": (
        {Q: PROJECT + "models: {rows: []}\n"},
        ("project.yml:8:16: error PP309 no rows; write one row a model",),
    ),
    "rows that are no mappings": (
        {Q: PROJECT + "models: {rows: [1, a]}\n"},
        (
            "project.yml:8:17: error PP317 a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}",
            "project.yml:8:20: error PP317 a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}",
        ),
    ),
    "a rule of no kind": (
        {Q: PROJECT + "rules: {r: {metric: precision}}\n"},
        ('project.yml:8:12: error PP111 the key "rule" is missing',),
    ),
    "a rule of an unknown kind": (
        {Q: PROJECT + "rules: {r: {rule: treshold, optimise: precision}}\n"},
        (
            'project.yml:8:19: error PP112 rule: "treshold" is not one of metric, mean, threshold or formula (did you mean "threshold"?)',
        ),
    ),
    "a rule of a blank kind": (
        {Q: PROJECT + "rules: {r: {rule: }}\n"},
        ("project.yml:8:19: error PP112 rule: nothing is written here; write a value",),
    ),
    "a threshold that is none": (
        {Q: PROJECT + "rules: {r: {rule: threshold, optimise: precision, subject_to: [recall, 5]}}\n"},
        (
            'project.yml:8:64: error PP213 "recall" is not a threshold; write it as "recall > 0.6"',
            'project.yml:8:72: error PP213 "5" is not a threshold; write it as "recall > 0.6"',
        ),
    ),
    "a baseline of an unknown kind": (
        {Q: PROJECT + "baselines: [{id: a, kind: humans, values: {}}]\n"},
        (
            'project.yml:8:27: error PP112 kind: "humans" is not one of requirement, published, scripted, simple-ml, mean-prediction or human (did you mean "human"?)',
        ),
    ),
    "people that are no whole number": (
        {
            Q: PROJECT
            + "baselines: [{id: a, kind: human, people: 1.5, values: {}}, {id: b, kind: human, people: '4', values: {}}]\n"
        },
        (
            'project.yml:8:42: error PP112 people: "1.5" is not a whole number',
            'project.yml:8:89: error PP112 people: "4" is not a whole number; take the quotes off',
        ),
    ),
    "a way back to nowhere": (
        {Q: PROJECT + "lifecycle: [{date: 2019-02-01, to: plan}]\n"},
        (
            'project.yml:8:36: error PP112 to: "plan" is not one of planning, data, training or deploying (did you mean "planning"?)',
        ),
    ),
}

# Ids of projects, metrics, factors and baselines.
IDS: Cases = {
    "ids in Hangul": (
        {HANGUL + "project.yml": PROJECT, Q: None},
        (),
    ),
    "a folder in decomposed Hangul": (
        {unicodedata.normalize("NFD", HANGUL) + "project.yml": PROJECT, Q: None},
        (
            'content/projects/파지-자세: error PP114 "파지-자세" is not an id: its letters are in Unicode\'s decomposed form; type it anew',
        ),
    ),
    "a folder with a blank": (
        {"content/projects/a b/project.yml": PROJECT, Q: None},
        ('content/projects/a b: error PP114 "a b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a folder with a dot": (
        {"content/projects/a.b/project.yml": PROJECT, Q: None},
        ('content/projects/a.b: error PP114 "a.b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a folder that would forge a line": (
        {"content/projects/a\x1b[2J\nforged: error PP999 x/project.yml": PROJECT, Q: None},
        (
            'content/projects/a\x1b[2J\nforged: error PP999 x: error PP114 "a\\u001b[2J forged: error PP999 x" is not an id; use letters, digits, _ and -, at most 64 of them',
        ),
    ),
    "a folder of 65 letters": (
        {"content/projects/" + "a" * 65 + "/project.yml": PROJECT, Q: None},
        (
            'content/projects/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: error PP114 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not an id; use letters, digits, _ and -, at most 64 of them',
        ),
    ),
    "metrics with a blank, a dot and nothing": (
        {Q: PROJECT + "metrics: {a b: {better: lower}, a.b: {better: lower}, '': {better: lower}}\n"},
        (
            'project.yml:8:11: error PP114 "a b" is not an id; use letters, digits, _ and -, at most 64 of them',
            'project.yml:8:33: error PP114 "a.b" is not an id; use letters, digits, _ and -, at most 64 of them',
            'project.yml:8:55: error PP114 "" is not an id; use letters, digits, _ and -, at most 64 of them',
        ),
    ),
    "metrics in Hangul": (
        {Q: PROJECT + "metrics: {정밀도: {better: higher}}\n"},
        (),
    ),
    "a metric in decomposed Hangul": (
        {Q: PROJECT + unicodedata.normalize("NFD", "metrics: {정: {better: higher}}\n")},
        (
            'project.yml:8:11: error PP114 "정" is not an id: its letters are in Unicode\'s decomposed form; type it anew',
        ),
    ),
    "a factor with a blank": (
        {P: PLAN.replace("worth:", "wor th:"), Q: PROJECT.replace("{worth: 4}", "{wor th: 4}")},
        ('content/plan.yml:7:3: error PP114 "wor th" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a baseline with a blank": (
        {Q: PROJECT + "baselines: [{id: a b, kind: scripted, values: {}}]\n"},
        ('project.yml:8:18: error PP114 id: "a b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a rule with a dot": (
        {Q: PROJECT + "rules: {a.b: {rule: metric, metric: precision}}\n"},
        ('project.yml:8:9: error PP114 "a.b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a folder without a definition": (
        {"content/projects/q/models.csv": CSV},
        (
            "content/projects/q: warning PP118 the folder has models.csv and no project.yml, so it is no project; "
            "write that, or rename the file",
        ),
    ),
    "a file outside any project": (
        {"content/projects/q.yml": PROJECT},
        (
            'content/projects/q.yml: warning PP118 "q.yml" stands outside any project\'s folder; a project is content/projects/q/project.yml',
        ),
    ),
    "a merge that was not finished": (
        {N: "# Words\n<<<<<<< HEAD\n=======\n>>>>>>> topic\n"},
        (
            'plan.md:2:1: error PP120 "<<<<<<< HEAD" is a mark of a merge conflict; '
            "keep what should stay, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>",
        ),
    ),
    "a title as long as a book": (
        {Q: PROJECT.replace("title: A project", f"title: {'long ' * 5_000}end")},
        (
            'project.yml:2:8: error PP112 title: "long long long long long long long long long long long long…" is longer than 20,000 '
            "characters; write it in plan.md",
        ),
    ),
    "names that are lost on other systems": (
        {"content/bad\udcff.md": "", "content/a:b.md": "", "content/Notes.MD": "", "content/notes.MD": ""},
        (
            'content/Notes.MD: warning PP122 is published as it is, and not as a page; write its ending in small letters, .md',
            'content/a:b.md: warning PP122 ":" in a name is not possible on Windows; rename it',
            'content/bad\udcff.md: error PP121 the name "bad\\udcff.md" is not UTF-8; rename it',
            'content/notes.MD: warning PP122 "notes.MD" and "Notes.MD" are one name on Windows and macOS; rename one of them',
            'content/notes.MD: warning PP122 is published as it is, and not as a page; write its ending in small letters, .md',
        ),
    ),
    "a page that planpress writes": (
        {
            "content/projects/p/index.md": "# Mine\n",
            "content/projects/q/index.md": "# The site's own\n",
            "content/portfolio.markdown": "# Mine\n",
            "content/boards/mine.md": "# The site's own\n",
            "content/boards/owners.md": "# Mine\n",
            "content/scoring.md": "# Mine\n",
        },
        (
            "content/boards/owners.md: error PP119 planpress writes this page itself; rename yours, or give planpress's "
            "pages a folder: pages: plan below planpress in mkdocs.yml",
            "content/portfolio.markdown: error PP119 planpress writes this page itself; rename yours, or give planpress's "
            "pages a folder: pages: plan below planpress in mkdocs.yml",
            "index.md: error PP119 planpress writes this page itself; rename yours, or write plan.md",
            "content/scoring.md: error PP119 planpress writes this page itself; rename yours, or give planpress's "
            "pages a folder: pages: plan below planpress in mkdocs.yml",
        ),
    ),
}

M = "content/meetings/2019-06-01-planning.yml"
MEETING = """\
schema: 1
title: Planning
agenda:
  - {project: p, question: Go on?}
"""


def agenda(item: str) -> str:
    """The meeting with another item."""
    return MEETING.replace("{project: p, question: Go on?}", item)


# Meetings: their names, their days and their items.
MEETINGS: Cases = {
    "a meeting without findings": (
        {M: MEETING + "date: 2019-06-01\ndecisions: [{number: 9292, decision: 'yes', by: [Kim]}]\n"},
        (),
    ),
    "an empty meeting": (
        {M: ""},
        (f"{M}: error PP101 is empty; write schema: 1 and a title",),
    ),
    "a meeting in a plan that is broken": (
        {P: PLAN + "foo: 1\n", M: agenda("{page: x.md}") + "papr: a4\n"},
        (
            f'{M}:5:1: error PP110 unknown key "papr" (did you mean "paper"?)',
            'content/plan.yml:13:1: error PP110 unknown key "foo"; planpress schema plan lists the keys',
        ),
    ),
    "a meeting without a day, without a name, in a folder and under another ending": (
        {
            "content/meetings/planning.yml": MEETING,
            "content/meetings/2019-06-01.yml": MEETING,
            "content/meetings/2019-02-30-x.yml": MEETING,
            "content/meetings/2019-06-01-a b.yml": MEETING,
            "content/meetings/2019-06-01-x.yaml": MEETING,
            "content/meetings/2019/2019-06-01-x.yml": MEETING,
            "content/meetings/notes.pdf": b"",
            "content/meetings/.2019-06-01-x.yml.swp.yml": "",
        },
        tuple(
            f'content/meetings/{name}: error PP601 "{name.rpartition("/")[2]}" {said}; a meeting is'
            " content/meetings/2019-06-01-name.yml"
            for name, said in (
                ("2019-02-30-x.yml", "is not a day of the calendar"),
                ("2019-06-01-a b.yml", "is not an id; use letters, digits, _ and -, at most 64 of them"),
                ("2019-06-01-x.yaml", "is no meeting's name"),
                ("2019-06-01.yml", "is no meeting's name"),
                ("2019/2019-06-01-x.yml", "is no meeting's name"),
                ("planning.yml", "is no meeting's name"),
            )
        ),
    ),
    "a meeting on another day than its name says": (
        {M: MEETING + "date: 2019-06-02\n"},
        (
            f"{M}:5:7: error PP602 the meeting is on 2019-06-02, and the file's name says 2019-06-01; make them one",
        ),
    ),
    "items of nothing, of two things, of one to compare, of none": (
        {M: agenda("{question: Why?}\n  - {project: p, text: x}\n  - {compare: [p]}\n  - {compare: [p, 3]}\n  -")},
        (
            f'{M}:4:5: error PP112 "{{question: Why?}}" needs exactly one of project, compare, page and text',
            f'{M}:5:5: error PP112 "{{project: p, text: x}}" needs exactly one of project, compare, page and text',
            f'{M}:6:15: error PP112 compare: "[p]" has too few entries; write at least two',
            f'{M}:7:19: error PP112 "3" is not a text; put it in quotes: "3"',
            f"{M}:8:4: error PP112 nothing is written here; write a value or take the entry out",
        ),
    ),
    "an agenda of nothing": (
        {M: agenda("").replace("\n  - ", " []")},
        (f'{M}:3:9: error PP112 agenda: "[]" is empty; write at least one entry',),
    ),
    "numbers, minutes and revisions that are none": (
        {M: agenda("{project: p, number: 0, minutes: 1500}\n  - {project: p, number: '7'}") + "since: --output=x\n"},
        (
            f'{M}:4:26: error PP112 number: "0" must be at least 1',
            f'{M}:4:38: error PP112 minutes: "1500" must be at most 1440',
            f'{M}:5:26: error PP112 number: "7" is not a whole number; take the quotes off',
            f'{M}:6:8: error PP112 since: "--output=x" is not a revision; name a branch, a tag or a commit',
        ),
    ),
    "pages that are none": (
        {
            M: agenda("{page: ../../etc/passwd}\n  - {page: bugdet.md}\n  - {page: projects/p/plan.md}"),
            "content/budget.md": "# Budget\n",
            N: "Words\n",
        },
        (
            f'{M}:4:12: error PP603 unknown page "../../etc/passwd"; known here: budget.md',
            f'{M}:5:12: error PP603 unknown page "bugdet.md" (did you mean "budget.md"?)',
            f'{M}:6:12: error PP603 unknown page "projects/p/plan.md"; write project: p',
        ),
    ),
    "pages of a meeting that is over": (
        {"content/meetings/2019-05-31-planning.yml": agenda("{page: gone.md}")},
        (),
    ),
    "a project that is not there": (
        {M: agenda("{project: pp}")},
        (f'{M}:4:15: error PP604 unknown project "pp" (did you mean "p"?)',),
    ),
}

CASES: Cases = {**BYTES, **YAML, **TABLES, **FORMULAS, **FORM, **IDS, **MEETINGS}


def write(root: Path, files: Files) -> Path:
    """The plan and the project without findings below `root`, with `files` in their place or beside them."""
    for name, content in {P: PLAN, Q: PROJECT, **files}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def said(checked: Checked) -> tuple[str, ...]:
    """The findings as lines, the project's folder left out."""
    return tuple(str(finding).removeprefix(FOLDER) for finding in checked.findings)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan without findings."""
    return write(tmp_path, {})


@pytest.mark.parametrize("title", CASES)
def test_finds_exactly(title: str, tmp_path: Path) -> None:
    """A folder with bad input has exactly these findings, each at its line and column, with the way out."""
    files, expected = CASES[title]
    assert said(check_folder(write(tmp_path, files), {})) == expected


def test_no_group_hides_a_case_of_another() -> None:
    """Two cases of one title would be one."""
    assert len(CASES) == sum(map(len, (BYTES, YAML, TABLES, FORMULAS, FORM, IDS, MEETINGS)))


def test_every_kind_of_reading_has_a_case() -> None:
    """A kind of finding without a case that it fires in is not tested; lints and table formats have tables of their own."""
    codes = {line.split(": ", 1)[1].split()[1] for _, lines in CASES.values() for line in lines}
    tables = Path(__file__).parent / "reading" / "tables"
    codes |= {
        word for file in tables.glob("*.md") for word in file.read_text("utf-8").split() if word.startswith("PP3")
    }
    # Links, pipes, folders and clones cannot be written as texts; they are tested below and in test_checkouts.py.
    refused = {kinds.REFUSED.code, kinds.UNCERTAIN_COMMIT.code, kinds.NOT_WHOLE.code}
    assert {kind.code for kind in (*kinds.ALL, *table_kinds.ALL)} - codes == refused


@pytest.mark.parametrize("kind", (*kinds.ALL, *table_kinds.ALL), ids=lambda kind: kind.code)
def test_every_kind_is_documented(kind: FindingKind) -> None:
    """A page has a title and the three sections, in order and none of them empty."""
    title, *sections = re.split(r"^## (.+)\n", kind.documentation, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S.*\n\n", title)
    assert sections[::2] == ["What it means", "Why it matters", "What to do"]
    assert all(len(text.strip()) > 15 for text in sections[1::2])


def test_codes_and_names_stand_for_one_kind() -> None:
    """No code and no name is given to two kinds, in any of the three tables of kinds."""
    every = [*kinds.ALL, *table_kinds.ALL, *paper_kinds.ALL, *(lint.kind for lint in lints.ALL)]
    assert len({kind.code for kind in every}) == len({kind.name for kind in every}) == len(every)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path) -> None:
    """A plan with other line ends throughout is the same plan, without a finding."""
    texts = {P: PLAN, Q: MODELS, T: CSV, N: "# Words\n\nMore.\n"}
    one = check_folder(write(tmp_path / "a", texts), {})
    other = check_folder(write(tmp_path / "b", {name: text.replace("\n", end) for name, text in texts.items()}), {})
    assert one.findings == other.findings == ()
    assert one.plan == other.plan


def test_every_file_is_checked_in_one_run_and_in_file_order(tmp_path: Path) -> None:
    """Findings of several files come in one run, sorted by file, line and column, whatever was read first."""
    files = {
        P: PLAN + "capasity: 3\n",
        Q: PROJECT.replace("worth: 4", "worth: high") + "tags: robotics\nfoo: 1\n",
        "content/projects/o/project.yml": "",
        "content/projects/q/project.yml": MODELS,
        "content/projects/q/models.csv": CSV + "net-1,x,2\n",
    }
    checked = check_folder(write(tmp_path, files), {})
    assert checked.plan is None
    assert [str(finding.place).removeprefix("content/") for finding in checked.findings] == [
        "plan.yml:13:1",
        "projects/o/project.yml",
        "projects/p/project.yml:6:17",
        "projects/p/project.yml:8:7",
        "projects/p/project.yml:9:1",
        "projects/q/models.csv:4:1",
    ]


def test_a_table_of_50_mb_is_not_read(root: Path) -> None:
    """A table far too large is refused by its size, before any of it is in memory."""
    (root / Q).write_text(MODELS, "utf-8")
    with open(root / T, "wb") as file:
        file.truncate(50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert said(check_folder(root, {})) == (
        "models.csv: error PP104 has 50.0 MB, the most is 8 MB; write one row a model, and keep raw data elsewhere",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


LINK = "error PP117 is a link out of the plan's folder; put the file itself here"


def test_a_table_that_is_a_link_out(root: Path) -> None:
    """A link to a file outside is not followed, whatever it is called."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / T).symlink_to("/etc/passwd")
    assert said(check_folder(root, {})) == (f"models.csv: {LINK}",)


def test_a_table_in_a_folder_that_is_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor is a link to a folder outside, on the way to a table."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "models.csv").write_text(CSV)
    (root / Q).write_text(table("data/models.csv"), "utf-8")
    (root / FOLDER / "data").symlink_to(outside)
    assert said(check_folder(root, {})) == (f"data/models.csv: {LINK}",)


@pytest.mark.parametrize("name", [P, Q, N, M])
def test_a_definition_or_a_narrative_that_is_a_link_out(name: str, root: Path) -> None:
    """No file of a plan may be a link out of it."""
    (root / name).unlink(missing_ok=True)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to("/etc/passwd")
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: {LINK}",)


def test_a_project_that_is_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A project's folder elsewhere is not read."""
    outside = write(tmp_path_factory.mktemp("outside"), {})
    (root / "content/projects/q").symlink_to(outside / FOLDER)
    assert said(check_folder(root, {})) == (f"content/projects/q/project.yml: {LINK}",)


def test_all_projects_behind_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of projects elsewhere is an error, not a plan without projects."""
    outside = write(tmp_path_factory.mktemp("outside"), {})
    (root / Q).unlink()
    (root / FOLDER).rmdir()
    (root / "content/projects").rmdir()
    (root / "content/projects").symlink_to(outside / "content/projects")
    assert said(check_folder(root, {})) == (f"content/projects: {LINK}",)


def test_all_meetings_behind_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of meetings elsewhere is an error, not a plan without meetings."""
    outside = write(tmp_path_factory.mktemp("outside"), {M: MEETING})
    (root / "content/meetings").symlink_to(outside / "content/meetings")
    assert said(check_folder(root, {})) == (f"content/meetings: {LINK}",)


def test_a_file_in_place_of_all_projects(root: Path) -> None:
    """A file where the folder of projects goes is an error, not a plan without projects."""
    (root / Q).unlink()
    (root / FOLDER).rmdir()
    (root / "content/projects").rmdir()
    (root / "content/projects").write_text("")
    assert said(check_folder(root, {})) == (
        "content/projects: error PP117 is not a folder; make it one, with a folder for each project",
    )


def test_a_link_inside_the_plan_is_followed(root: Path) -> None:
    """Two projects may share a table by a link: nothing outside is read."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / "content/shared.csv").write_text(CSV)
    (root / T).symlink_to("../../shared.csv")
    assert said(check_folder(root, {})) == ()


def test_a_link_to_itself(root: Path) -> None:
    """A link that leads to itself leads nowhere."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / T).symlink_to("models.csv")
    assert said(check_folder(root, {})) == (
        "models.csv: error PP117 is a link that leads nowhere; put the file itself here",
    )


@pytest.mark.parametrize("name", [Q, T, N])
def test_a_pipe_is_not_waited_for(name: str, root: Path) -> None:
    """A named pipe, which would hang its reader, is refused."""
    if name == T:
        (root / Q).write_text(MODELS, "utf-8")
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: error PP117 is not a regular file",)


@pytest.mark.parametrize("name", [Q, T, N])
def test_a_folder_in_place_of_a_file(name: str, root: Path) -> None:
    """A folder with the name of a file is refused."""
    if name == T:
        (root / Q).write_text(MODELS, "utf-8")
    (root / name).unlink(missing_ok=True)
    (root / name).mkdir()
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: error PP117 is not a regular file",)


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everybody may enter, and for the test's time nobody's rights: root may read everything."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        root = write(Path(folder), {})
        if os.geteuid():
            yield root
            return
        try:
            yield root
        finally:
            os.seteuid(0)


def test_an_unreadable_file(nobody: Path) -> None:
    """A file without the right to read it is an error at its path, and everything else is still checked."""
    write(nobody, {P: PLAN + "capasity: 3\n"})
    (nobody / Q).chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    assert said(check_folder(nobody, {})) == (
        'content/plan.yml:13:1: error PP110 unknown key "capasity" (did you mean "capacity"?)',
        "project.yml: error PP117 cannot be read: permission denied",
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "${x} `ls` %s {0}",
    "]]> --> \" ' & <",
)


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "Jinja", "shell and formats", "quotes"])
def test_hostile_texts_are_carried_to_the_letter(text: str, tmp_path: Path) -> None:
    """No text is a finding, and none is changed: what a page makes of it is the page's matter."""
    checked = check_folder(write(tmp_path, hostile(text)), {})
    assert checked.findings == ()
    assert checked.plan is not None
    plan, project = checked.plan, checked.plan.projects[0]
    assert project.table is not None and project.narrative is not None
    assert {
        plan.title,
        plan.scales["effort"].levels[1],
        plan.impact["worth"].question,
        plan.impact["worth"].label,
        plan.metrics["precision"].label,
        plan.metrics["precision"].unit,
        plan.metrics["precision"].variant,
        plan.teams["kim"].label,
        plan.infrastructure["tool"].label,
        project.title,
        project.summary,
        project.tags[0],
        project.milestones[0].title,
        project.links[0].label,
        project.screens[0].name,
        project.screens[0].because,
        project.impact["worth"].why,
        project.requirements[0].why,
        project.rules["best"].label,
        project.rule_history[0].because,
        project.baselines[0].label,
        project.baselines[0].source,
        project.waivers[0].because,
        project.lifecycle[0].note,
        project.decisions[0].decision,
        project.decisions[0].because,
        project.decisions[0].by[0],
        project.table.models[0].name,
        project.table.models[0].notes["note"],
    } == {text}
    assert project.narrative.text == f"{text}\n"


def hostile(text: str) -> Files:
    """A plan with `text` in every field that is free text."""
    t = json.dumps(text)
    cell = text.replace('"', '""')
    plan = PLAN.replace("A plan", t).replace("[1, 5]", f"[1, 5], levels: {{1: {t}}}")
    plan = plan.replace("worth: {weight: 1", f"worth: {{question: {t}, label: {t}, weight: 1")
    plan = plan.replace("precision: {", f"precision: {{label: {t}, unit: {t}, variant: {t}, ")
    plan += f"teams: {{kim: {{label: {t}}}}}\ninfrastructure: {{tool: {{label: {t}, state: ready}}}}\n"
    project = MODELS.replace("A project", t).replace("worth: 4", f"worth: {{value: 4, why: {t}}}")
    project = project.replace("metric: precision}", f"metric: precision, label: {t}}}")
    project = project.replace("kind: scripted, ", f"kind: scripted, label: {t}, source: {t}, ")
    project += f"""\
summary: {t}
tags: [{t}]
milestones: [{{date: 2019-07-01, title: {t}}}]
links: [{{label: {t}, url: "https://example.org"}}]
screens: [{{name: {t}, passed: true, because: {t}}}]
requirements: [{{metric: precision, at_least: 0.5, why: {t}}}]
rule_history: [{{since: 2019-03-01, rule: best, because: {t}}}]
waivers: [{{kind: published, because: {t}, until: 2019-12-01}}]
lifecycle: [{{date: 2019-02-01, to: planning, note: {t}}}]
decisions: [{{date: 2019-05-02, decision: {t}, by: [{t}], because: {t}}}]
"""
    return {P: plan, Q: project, T: f'model,precision,note\n"{cell}",0.8,"{cell}"\n', N: f"{text}\n"}


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_nothing_that_a_terminal_obeys_reaches_it(form: str, tmp_path: Path) -> None:
    """Control characters and direction overrides of names and texts are spelt out in every format of `check`."""
    files: Files = {
        Q: PROJECT.replace("stage: planning", "stage: plan\u202ening") + '"a\\u200b\\u202e": 1\n',
        "content/projects/a\x1b[2J\r\nforged\u202e\x9b/project.yml": "",
        "content/projects/b\x1b]0;x\x07.yml": "",
        T: "model\n\x1b[31m\n",
    }
    done = run_planpress("check", "--format", form, "--root", write(tmp_path, files))
    assert done.returncode == 1
    assert done.stderr == ""
    assert [c for c in done.stdout if c != "\n" and not c.isprintable()] == []
    assert "forged" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("forged")]
