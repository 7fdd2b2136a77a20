"""The JSON Schemas are the types, are shipped, and refuse what reading refuses for its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import planpress
from planpress import schemas
from planpress.formats.plan_json import render
from planpress.reading.documents import plan_adapter, project_adapter
from planpress.reading.meeting_documents import meeting_adapter
from planpress.reading.validation import read_document
from planpress.reading.yaml_text import compose
from planpress.workflows.check_plan import check_folder
from tests.conftest import ROOT
from tests.reading.test_bad_input import CASES, files_of, findings_of
from tests.small_plan import M, P, Q

# Every key of the format, with the values of the format's description.
FULL_PLAN = """\
schema: 1
title: Robotics and language ML plan
as_of: 2019-06-01
capacity: {person_weeks: 60}
scales:
  effort: {bounds: [1, 5], levels: {1: "...", 3: "...", 5: "..."}, better: lower}
impact:
  cheap_prediction: {weight: 1, scale: effort, question: "...", label: Cheap prediction}
feasibility:
  data_availability: {weight: 3, scale: effort}
priority: {method: geometric, impact_share: 0.5, cut: {impact: 0.5, feasibility: 0.5}}
cost_per_nine: 10
metrics:
  precision: {label: Precision, better: higher, range: [0, 1], variant: macro}
  recall: {better: higher, range: [0, 1]}
  train_error: {better: lower, unit: "%"}
  val_error: {better: lower, unit: "%"}
  latency: {better: lower, unit: ms}
teams: {perception: {label: Perception, people: 6, hiring: 1}}
infrastructure: {label-tool: {label: Labelling tool, state: ready}}
"""
FULL_PROJECT = """\
schema: 1
title: Pose estimation for grasping
summary: One or two sentences.
owner: perception
stage: planning
archetype: software-2.0
tags: [robotics]
review_by: 2019-09-01
effort: {person_weeks: [4, 6, 10]}
milestones: [{date: 2019-05-15, title: Pilot cell, done: true}]
links: [{label: Tracker, url: "https://example.org/board/7"}, {label: Write, url: "mailto:kim@example.org"}]
screens: [{name: privacy review, passed: true, because: "..."}]
impact:
  cheap_prediction: {value: [3, 4, 5], why: "..."}
feasibility:
  data_availability: {ratings: {lead: 4, reviewer: 3}, why: "..."}
accuracy: {now: 0.9, required: 0.99, design: [{change: "confirm a suggestion", required: 0.95}]}
requirements:
  - {metric: position_error, at_most: 1.0, why: "..."}
  - {metric: precision, at_least: 0.5}
  - {metric: latency, below: 200}
  - {metric: recall, above: 0.4}
metrics:
  position_error: {label: Position error, better: lower, unit: cm, range: [0, 500], variant: median}
models:
  key: model
  rows:
    - {model: net-1, position_error: 1.2, precision: 0.9, recall: 0.5, latency: 80, images: 400, train_error: 36, val_error: 41}
    - {model: net-2, position_error: 0.9, precision: 0.8, recall: 0.7, latency: 40, images: 400, train_error: 30, val_error: 42}
  uncertainty: {precision: {n: images}}
  cost: latency
decide_by: threshold
rules:
  average: {rule: mean, of: {precision: 1, recall: 1}, kind: arithmetic, label: Average}
  f2: {rule: mean, of: {precision: 1, recall: 1}, kind: harmonic, beta: 2}
  threshold: {rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}
  domain: {rule: metric, metric: position_error}
  custom: {rule: formula, formula: "0.7 * precision + 0.3 * recall", better: higher}
rule_history:
  - {since: 2019-03-01, rule: average, because: "first look"}
  - {since: 2019-04-01, rule: threshold}
baselines:
  - {id: opencv, kind: scripted, label: OpenCV, values: {position_error: 2.1, precision: 0.5, recall: 0.5}, source: "...", measured: 2019-03-05}
  - {id: experts, kind: human, rung: domain-experts, people: 4, values: {position_error: 0.5, precision: 0.95, recall: 0.9, train_error: 35}}
waivers: [{kind: published, because: "...", until: 2019-12-01}]
diagnosis: {model: net-1, train: train_error, validation: val_error, against: experts}
lifecycle:
  - {date: 2019-02-01, to: planning}
  - {date: 2019-03-01, to: data}
  - {date: 2019-04-02, to: planning, because: data-too-hard, note: "..."}
depends_on: [other-project]
uses: {teams: [perception], infrastructure: [label-tool]}
decisions: [{date: 2019-05-02, decision: "...", by: [lead], because: "...", overrides: priority}]
"""
FULL_MEETING = """\
schema: 1
title: Planning meeting
date: 2019-06-08
place: Room 4.12
chair: Ada
attendees: [Ada, Ben]
agenda:
  - {project: pose, title: Pose, minutes: 15, question: "...", recommendation: "...", alternatives: ["..."], number: 1}
  - {compare: [pose, other-project], minutes: 10}
  - {page: budget.md, minutes: 2.5}
  - {text: "...", minutes: 1}
paper: letter
two_sided: true
since: HEAD~3
appendix: short
"""
FULL_DECISIONS = """\
schema: 1
decisions:
  - {number: 1, projects: [pose], date: 2019-05-31, question: "...", decision: later, until: 2019-07-01, by: [Ada], because: "...", overrides: priority, model: none, settles: {winner: net-1, no-model: net-1, below-floor: 0.1, missed-requirement: {recall: 0.1}, above-ceiling: 0.9, review: 2019-07-01, hint: code}}
"""
OTHER = """\
schema: 1
title: Another
owner: perception
stage: planning
effort: {person_weeks: 3}
impact: {cheap_prediction: 2}
feasibility: {data_availability: [1, 3]}
"""
FULL = (("plan", FULL_PLAN), ("project", FULL_PROJECT), ("meeting", FULL_MEETING), ("decisions", FULL_DECISIONS))


def schema(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(schemas.text(name))
    return value


def valid(name: str, value: object) -> bool:
    return bool(Draft202012Validator(schema(name)).is_valid(value))


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A plan that uses every key of the format."""
    files = {
        P: FULL_PLAN,
        Q.replace("/p/", "/pose/"): FULL_PROJECT,
        "content/projects/other-project/project.yml": OTHER,
        "content/meetings/2019-06-08-planning.yml": FULL_MEETING,
        "content/meetings/2019-06-08-planning.decisions.yml": FULL_DECISIONS,
        "content/budget.md": "# Budget\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", schemas.NAMES)
def test_shipped_schemas_are_those_of_the_types(name: str) -> None:
    """After a change of the types, `python -m planpress.workflows.write_docs` writes the schemas anew."""
    assert schemas.text(name) == schemas.generate()[name]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_schemas_are_schemas(name: str) -> None:
    """Each is a JSON Schema of the draft that it names, with a title, and describes every key of a document."""
    value = schema(name)
    Draft202012Validator.check_schema(value)
    assert value["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert value["title"].endswith((".yml", "plan.json", "planpress diff", "planpress log"))
    if name not in ("plan.json", "diff", "log"):
        assert [key for key, below in value["properties"].items() if "description" not in below] == []
        assert value["additionalProperties"] is False


def test_the_demonstration_plan_is_valid() -> None:
    """Every definition of the demonstration plan is valid by its schema."""
    definitions = sorted((ROOT / "content" / "projects").glob("*/project.yml"))
    assert len(definitions) >= 10
    for path in definitions:
        errors = Draft202012Validator(schema("project")).iter_errors(compose(path.read_text("utf-8")).data)
        assert [f"{path.parent.name}: {error.message}" for error in errors] == []
    assert valid("plan", compose((ROOT / P).read_text("utf-8")).data)
    meetings = sorted((ROOT / "content" / "meetings").glob("*.yml"))
    assert meetings
    for path in meetings:
        kind = "decisions" if path.name.endswith(".decisions.yml") else "meeting"
        assert valid(kind, compose(path.read_text("utf-8")).data)


def test_a_plan_with_every_key_is_valid_and_has_no_findings(full: Path) -> None:
    """What uses every key of the format is valid by both schemas and by `check`."""
    assert [str(finding) for finding in check_folder(full, {}).findings] == []
    for name, text in (*FULL, ("project", OTHER)):
        errors = Draft202012Validator(schema(name)).iter_errors(compose(text).data)
        assert [error.message for error in errors] == []


def test_every_key_is_used() -> None:
    """The plan with every key leaves none out: neither at the top of a definition nor below."""
    for name, text in FULL:
        # An earlier planpress wrote decisions into the meeting's own file.
        whole = text + FULL_DECISIONS if name == "meeting" else text
        written = {word.rstrip(":") for word in re.findall(r"[a-z_-]+:", whole)}
        assert keys(schema(name)) - written - {"table", "ci", "se", "seeds"} == set()


def keys(value: object) -> set[str]:
    """Every property that a schema knows, at any level."""
    if isinstance(value, list):
        return {key for below in value for key in keys(below)}
    if not isinstance(value, dict):
        return set()
    properties = value.get("properties")
    own = set(properties) if isinstance(properties, dict) else set()
    return own | {key for below in value.values() for key in keys(below)}


REFUSED = [case for case in CASES if case.startswith(("form/", "meetings/")) and findings_of(case)]

# What JSON Schema cannot say, or what one schema leaves to another place. Keys with nothing after them are as if left
# out, or null for the schema; other keys are texts in JSON.
NOT_BY_SCHEMA = {
    "a-requirement-without-a-limit", "a-requirement-with-two-limits", "models-without-a-table",
    "models-with-two-tables", "a-threshold-that-is-none", "no-rows", "a-day-that-is-not-in-the-calendar",
    "a-day-in-words", "a-day-with-its-hour", "a-day-of-the-plan-in-words", "blank-keys-of-a-project-are-left-out",
    "a-factor-that-is-no-text", "items-of-nothing-of-two-things-of-one-to-compare-of-none",
}  # fmt: skip


@pytest.mark.parametrize("case", [case for case in REFUSED if case.partition("/")[2] not in NOT_BY_SCHEMA])
def test_what_reading_refuses_the_schema_refuses(case: str) -> None:
    """A definition that is refused for its form is invalid by the schema too, so that an editor marks it."""
    files = files_of(case)
    adapters = ((P, "plan", plan_adapter()), (Q, "project", project_adapter()), (M, "meeting", meeting_adapter()))
    for path, name, adapter in adapters:
        if path in files:
            text = files[path].decode()
            data = compose(text).data
            document, _, _ = read_document(text, path, adapter)  # type: ignore[arg-type]
            as_json = json.loads(json.dumps(data)) if not mixed(data) else data
            if document is None:
                assert not valid(name, as_json), text


def mixed(value: object) -> bool:
    return isinstance(value, dict) and any(not isinstance(key, str) for key in value)


@pytest.mark.process
def test_plan_json_is_valid(full: Path) -> None:
    """plan.json of the demonstration plan, and of one with every key, is valid by its schema."""
    for root in (ROOT, full):
        errors = Draft202012Validator(schema("plan.json")).iter_errors(json.loads(render(planpress.load(root))))
        assert [error.message for error in errors] == []


PROMISED = [
    "schema", "title", "as_of", "capacity", "projects", "findings", "projects[].id", "projects[].title",
    "projects[].stage", "projects[].owner", "projects[].screened_out", "projects[].impact.value",
    "projects[].impact.low", "projects[].impact.high", "projects[].impact.factors.*.utility",
    "projects[].impact.factors.*.value", "projects[].feasibility.value", "projects[].feasibility.low",
    "projects[].feasibility.high", "projects[].feasibility.factors", "projects[].priority.score",
    "projects[].priority.rank", "projects[].priority.quadrant", "projects[].priority.rank_low",
    "projects[].priority.rank_high", "projects[].priority.within_capacity", "projects[].rules[].id",
    "projects[].rules[].kind", "projects[].rules[].decides", "projects[].rules[].winners",
    "projects[].rules[].models[].model", "projects[].rules[].models[].score",
    "projects[].rules[].models[].status", "projects[].rules[].models[].because", "projects[].baselines[].id",
    "projects[].baselines[].kind", "projects[].baselines[].gains.*.*.absolute",
    "projects[].baselines[].gains.*.*.relative", "projects[].floor", "projects[].ceiling",
    "projects[].gap_closed", "projects[].diagnosis.reference_gap", "projects[].diagnosis.generalisation_gap",
    "projects[].diagnosis.first", "projects[].requirements[].metric", "projects[].requirements[].status",
    "projects[].requirements[].model", "projects[].requirements[].value", "projects[].requirements[].margin",
    "findings[].code", "findings[].level", "findings[].path", "findings[].line", "findings[].column",
    "findings[].message",
]  # fmt: skip
"""The keys that version 1 of plan.json will always have: `[]` is every entry of a list, `*` every one of the author's."""


@pytest.mark.process
@pytest.mark.parametrize("path", PROMISED)
def test_plan_json_keeps_its_promises(path: str) -> None:
    """What programs read is there, wherever there is something of its kind."""
    found = list(_at(json.loads(render(planpress.load(ROOT))), path.replace("[]", ".[]").split(".")))
    assert found and ABSENT not in found


ABSENT = object()


def _at(value: object, steps: list[str]) -> Iterator[object]:
    """The values at a path; ABSENT where a mapping lacks the key. What is null has nothing below it."""
    if value is None and steps:
        return
    if not steps:
        yield value
        return
    step, *rest = steps
    if step == "[]":
        assert isinstance(value, list)
        below = value
    else:
        assert isinstance(value, dict)
        below = list(value.values()) if step == "*" else [value.get(step, ABSENT)]
    for one in below:
        yield from [ABSENT] if one is ABSENT else _at(one, rest)
