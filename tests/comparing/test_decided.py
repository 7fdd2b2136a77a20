"""The table in decided.yml: every key of what people decide and what has ended, and what each format says of an edit."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from planpress.comparing.gates import outcomes, read_gates
from planpress.document.markdown import escaped
from planpress.formats.diffs import FORMATS
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison
from tests.comparing.building import compared, edited
from tests.conftest import PLANS
from tests.repositories import texts_of


class Case(NamedTuple):
    title: str
    file: str
    was: str
    now: str
    said: str

    def compared(self, *, back: bool = False) -> Comparison:
        sides = [BASE, edited({self.file: [(self.was, self.now)]}, BASE)]
        return compared(*(reversed(sides) if back else sides))


BASE = texts_of(PLANS / "decided")
CASES = [Case(**one) for one in yaml.safe_load(Path(__file__).with_name("decided.yml").read_text(encoding="utf-8"))]
each = pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])


@each
def test_what_the_terminal_says(case: Case) -> None:
    """The edit with both values, each consequence with its cause, then definitions; findings have tests of their own."""
    found = case.compared()
    head, *parts = FORMATS["text"](found, OutputOptions()).strip().split("\n\n")
    assert head.startswith("Plan: ")
    told = [part for part in parts if not part.startswith(("Findings", "Pages that change")) and found.base not in part]
    said = [*(f"~ {edit.words}" for edit in found.edits), *"\n".join(told).splitlines()]
    assert said == case.said.strip().splitlines()


@each
def test_every_format_names_the_edit_and_what_follows(case: Case) -> None:
    """Markdown and JSON have each edit in the same words; remarks and tests have each conclusion."""
    found = case.compared()
    told = {name: form(found, OutputOptions()) for name, form in FORMATS.items()}
    assert [edit["words"] for edit in json.loads(told["json"])["edits"]] == [edit.words for edit in found.edits]
    assert all(escaped(edit.words) in told["markdown"] for edit in found.edits)
    for change in found.at("conclusion"):
        assert all(change.label in told[name] for name in ("markdown", "gitlab", "sarif", "junit")), change


@each
def test_the_way_back_is_the_opposite(case: Case) -> None:
    """What opens there closes here, and nothing else changes."""
    there, back = case.compared(), case.compared(back=True)
    forth = {(one.kind, one.project, one.subject, one.was, one.now) for one in there.at("conclusion")}
    assert forth == {(one.kind, one.project, one.subject, one.now, one.was) for one in back.at("conclusion")}


@pytest.mark.parametrize(
    ("title", "gate"),
    [
        ("another model is decided for", "decision"),
        ("a decision for no model", "decision"),
        ("a project is stopped", "status"),
        ("another model is in use", "status"),
        ("a settled value gets worse", "open"),
        ("a milestone becomes a decision", "open"),
        ("an item is put on the agenda", "open"),
        ("a month later", "open"),
        ("a rating is taken out", "unrated"),
        ("a better value is written down", "goalpost"),
    ],
)
def test_a_gate_stops_it(title: str, gate: str) -> None:
    """Each kind has its gate; of what is open it stops what opens, and not what closes."""
    case = next(case for case in CASES if case.title == title)
    (outcome,) = outcomes(case.compared(), read_gates(gate))
    assert outcome.stopped
    if gate in ("open", "unrated"):
        (back,) = outcomes(case.compared(back=True), read_gates(gate))
        assert not back.stopped


def test_the_cause_of_what_a_meeting_decided_is_found_beside_other_edits() -> None:
    """A base with some of the edits has what meetings decided, with the model that they named."""
    case = next(case for case in CASES if case.title == "a meeting decided on another project, with a model")
    decided = {case.file: [(case.was, case.now)]}
    old = edited(decided, BASE)
    new = edited({"content/projects/pose/models.csv": [("net-1,0.90,0.50,40", "net-1,0.90,0.50,55"), ("0.70,70", "0.70,71")]}, old)
    found = compared(old, new)
    (change,) = (one for one in found.at("conclusion") if one.kind == "requirement")
    assert change.cause is not None and change.cause.how == "alone"
    assert [edit.words for edit in change.cause.edits] == ["angle of net-1 40 → 55"]
