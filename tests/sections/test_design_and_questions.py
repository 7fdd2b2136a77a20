"""Accuracy and its designs, an archetype's questions, and marks of baselines and metrics, over a table of projects."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from planpress.document.blocks import Block, Bullets, Callout, Paragraph, Table
from planpress.sections import BY_ID, Subject
from planpress.sections.factors import status_text
from tests.case_files import cases
from tests.planning import judged

TABLES: Any = cases(__file__)
PLAN = """\
scales: {unit: {bounds: [0, 1]}}
impact: {worth: {scale: unit}}
feasibility: {data: {scale: unit, weight: 1, driver: data}, accuracy: {scale: unit, weight: 0.5, label: stakes, driver: accuracy}}
metrics:
  precision: {better: higher, range: [0, 1], from: tp / (tp + fp)}
  recall: {label: Recall, better: higher, range: [0, 1], from: tp / (tp + fn)}
"""


def subject_of(**keys: Any) -> Subject:
    written = {key: value for key, value in {**TABLES["project"], **keys}.items() if value is not None}
    return Subject("p", judged(PLAN, {"p": yaml.safe_dump(written, sort_keys=False)}))


def lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield str(block.text)
    elif isinstance(block, Callout):
        yield from (str(point.text) for point in block.points if point.lead == "Compared with before")
    elif isinstance(block, Bullets):
        yield from (f"{line.lead} {line.text}{f' ({line.note})' if line.note else ''}" for line in block.lines)
    elif isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(f"{one.text} ({one.note})" if one.note else str(one.text) for one in row.cells).replace("\n", "; ")


@pytest.mark.parametrize("case", TABLES["cases"], ids=lambda case: case["title"])
def test_what_is_said(case: dict[str, Any]) -> None:
    subject = subject_of(**case.get("project", {}))
    section = BY_ID[case["section"]].of(subject)
    said = [line for block in (section.blocks if section else ()) for line in lines_of(block)]
    if case["section"] == "models":
        said = [line for line in said if " | " in line or line.startswith("Worked out")]
    flat = [line for part in case["said"] for line in (part if isinstance(part, list) else [part])]
    assert said == flat


def test_how_much_is_automatic_stands_below_the_title() -> None:
    assert "conditional automation" in str(status_text(subject_of(automation="conditional")))
    assert "automation" not in str(status_text(subject_of()))
