"""The outcome on a page, over a table of goals."""

from typing import Any

import pytest
import yaml

from planpress.document.blocks import Paragraph, Table
from planpress.explanations import explain
from planpress.sections import Subject, outcome
from tests.case_files import cases
from tests.planning import AXES, judged

METRICS = "metrics: {precision: {better: higher, range: [0, 1]}}\n"
MODELS = {"models": {"rows": [{"model": "net-1", "precision": 0.8}]}, "rules": {"best": {"rule": "metric", "metric": "precision"}}}


def subject_of(goal: object) -> Subject:
    written = {**MODELS, "goal": goal} if goal is not None else MODELS
    return Subject("p", judged(AXES + METRICS, {"p": yaml.safe_dump(written)}))


@pytest.mark.parametrize("case", cases(__file__)["cases"], ids=lambda case: case["title"])
def test_what_is_said_of_an_outcome(case: dict[str, Any]) -> None:
    section = outcome.SECTION.of(subject_of(case["goal"]))
    said: list[str] = []
    for block in section.blocks if section else ():
        if isinstance(block, Paragraph):
            said.append(f"{block.lead}: {block.text}")
        elif isinstance(block, Table):
            said.append(" | ".join(str(column.title) for column in block.columns))
            said += [" | ".join(str(cell.text) for cell in row.cells) for row in block.rows]
    assert said == case["said"]


def test_each_distance_to_the_target_is_explained() -> None:
    seen = [{"date": "2019-05-02", "model": "net-1", "value": 5}, {"date": "2019-04-01", "value": 9}]
    subject = subject_of({"outcome": "jams", "better": "lower", "target": 4, "seen": seen})
    found = [one for topic in explain(subject.report, "p") for one in topic.explanations if ".goal" in one.subject]
    assert [(one.head[0], one.head[1], one.numbers) for one in found] == [
        ("p.goal", "1 to go", "5 - 4"),
        ("p.goal.1", "5 to go", "9 - 4"),
        ("p.goal.2", "1 to go", "5 - 4"),
    ]
    assert [one.inputs[0].place and one.inputs[0].place.line for one in found] == [10, 12, 10]
