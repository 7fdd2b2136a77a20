"""The sentences that a page begins with, over a file of small projects."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.document.blocks import Bullets, Table
from planpress.sections import Subject
from planpress.sections.model_table import model_table
from planpress.sections.models import missing_words
from planpress.sections.planning import LIFECYCLE
from planpress.sections.standing import SECTION as requirements
from planpress.sections.standing import floor_text
from planpress.sections.verdict import verdict
from tests.planning import judged

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("verdicts.yml").read_text("utf-8"))
PLAN = """\
capacity: 1
scales: {five: {bounds: [1, 5]}}
impact: {worth: {scale: five}}
feasibility: {ease: {scale: five}}
metrics:
  recall: {better: higher}
  precision: {better: higher}
  error: {label: Error, better: lower, unit: cm}
teams: {vision: {label: Vision}}
infrastructure: {rig: {label: Test rig, state: missing}}
"""
TABLE = """\
models:
  rows:
    - {model: a, recall: 0.5, precision: 0.9, error: 3}
    - {model: b, recall: 0.7, precision: 0.8, error: 2}
"""
ERROR = "rules: {least: {rule: metric, metric: error}}\n"
FLOOR = "baselines:\n  - {id: script, label: the script, kind: scripted, values: {error: 4}}\n"
@pytest.mark.parametrize("name", CASES)
def test_the_verdict(name: str) -> None:
    """Headline, reason and points are exactly these, and what a table says of the floor."""
    case = CASES[name]
    subject = Subject("p", judged(PLAN, {"p": case["project"]}, case.get("stage", "planning")))
    said = verdict(subject)
    assert f"{said.headline} {said.reason}".strip() == case["says"]
    # How sure it is has tests of its own.
    points = {str(line.lead): str(line.text) for line in said.points if line.lead != "How sure"}
    points |= {"What would change the choice": str(said.turns_if)} if said.turns_if else {}
    assert points == case.get("points", {})
    assert (said.short, str(floor_text(subject))) == (case["short"], case.get("floor", "–"))


def test_one_word_for_each_that_leads_and_what_the_rest_of_the_page_says_of_it() -> None:
    """The rule's choice is not "chosen" where people decided otherwise; what ended is asked for no requirement."""
    case = CASES["decided for another model, while a third runs"]["project"]
    ended = "status: {state: paused, since: 2019-05-03}\nmilestones: [{date: 2019-05-02, title: Pilot}]\n"
    for more, met in (("", "met: 0.8, 0.05 to spare"), (ended, "met when it was paused: 0.8, by 0.05")):
        subject = Subject("p", judged(PLAN, {"p": case + more}))
        table, *_ = model_table(subject)
        assert isinstance(table, Table)
        assert {(str(row.cells[0].text), row.cells[0].note, str(row.cells[-1].text)) for row in table.rows} >= {
            ("b", "", "picked by the rule"), ("c", "decided ≠ rule", "0.05 worse than b"),
        }  # fmt: skip
        assert [row.id for row in table.rows if row.strong] == ["c"]
        (bullets,) = requirements.blocks(subject)
        assert isinstance(bullets, Bullets)
        assert (str(bullets.lines[0].text), bullets.lines[0].state) == (met, "" if more else "met")
    (*_, milestones) = LIFECYCLE.blocks(subject)
    assert isinstance(milestones, Bullets)
    (told,) = [line for line in milestones.lines if line.lead == "Milestones"]
    assert [str(one.text) for one in told.lines] == ["2 May 2019: Pilot (not reached)"]


def test_what_is_noted_of_models() -> None:
    """Folded below the table; a column that is no metric keeps its name but for underscores."""
    rows = "".join(f"    - {{model: m{at}, recall: 0.{at}, trained_on: the {at}th set}}\n" for at in (1, 2))
    *_, notes = model_table(Subject("p", judged(PLAN, {"p": f"models:\n  rows:\n{rows}"})))
    assert isinstance(notes, Bullets)
    assert (str(notes.lines[0].lead), str(notes.lines[0].text)) == ("m1", "trained on: the 1th set")
    assert (len(notes.lines), notes.folded) == (2, "Notes on 2 models")


def test_a_missing_kind_says_what_to_ask() -> None:
    """Without a waiver a question, with one its reason, with one that ended both."""
    text = (
        TABLE + ERROR + FLOOR + "waivers:\n"
        "  - {kind: human, because: nobody can see it, until: 2019-12-01}\n"
        "  - {kind: published, because: none yet, until: 2019-05-01}\n"
    )
    said = [missing_words(missing) for missing in judged(PLAN, {"p": text}).evaluations["p"].missing]
    assert said == [
        "Not measured: what is required",
        "Not measured: what others have published (the exemption ran out: none yet)",
        "Not measured: a linear model on simple features",
        "Not measured: always giving the same answer",
        "Not measured: how well people do (exempt: nobody can see it)",
    ]
