"""What a page says of a diagnosis: each reference, the turn, and whom to measure next."""

from typing import Any

import pytest
import yaml

from planpress.document.blocks import Block, Bullets, Paragraph, Table
from planpress.sections import Subject
from planpress.sections.error_sources import SECTION
from tests.case_files import cases
from tests.planning import AXES, judged

TABLES = cases(__file__)
METRICS = """\
metrics:
  train: {better: lower, unit: "%", range: [0, 100]}
  val: {better: lower, unit: "%", range: [0, 100]}
  cost: {better: lower, unit: euros}
"""


def said(block: Block) -> str:
    """A block in one line."""
    if isinstance(block, Paragraph):
        return f"{block.lead}: {block.text}" if block.lead else str(block.text)
    if isinstance(block, Bullets):
        return "; ".join(str(line.text) for line in block.lines)
    assert isinstance(block, Table)
    rows = (", ".join(str(cell.text) for cell in row.cells) for row in block.rows)
    return f"{block.caption}: {'; '.join(rows)}"


@pytest.mark.parametrize("case", TABLES["cases"], ids=lambda case: case["name"])
def test_what_it_says(case: dict[str, Any]) -> None:
    keys = {**TABLES["project"], **case.get("project", {})}
    text = yaml.safe_dump({key: value for key, value in keys.items() if value is not None}, sort_keys=False)
    section = SECTION.of(Subject("p", judged(AXES + METRICS, {"p": text}, "training")))
    assert [said(block) for block in (section.blocks if section else ())] == case["says"]
