"""How long a project is in its stage and the ways back over a plan, over a table of lifecycles."""

from datetime import date
from typing import Any

import pytest
import yaml

from planpress.deciding import ways_taken
from planpress.model.report import Report
from planpress.model.stages import WAYS_BACK
from planpress.reading.tree import MemoryTree
from planpress.sections import Subject
from planpress.sections.stage_days import stage_days
from planpress.workflows.check_plan import check, conclude
from tests.case_files import cases
from tests.planning import AXES, HEAD

TABLES = cases(__file__)


def report_of(case: dict[str, Any]) -> Report:
    files = [("content/plan.yml", HEAD + AXES)]
    files += [
        (f"content/projects/{name}/project.yml", yaml.safe_dump({"schema": 1, "title": name, **keys}))
        for name, keys in case["projects"].items()
    ]
    return conclude(check(MemoryTree.of(files), lambda: date(2019, 6, 1)))


@pytest.mark.parametrize("case", TABLES["times"], ids=lambda case: case["name"])
def test_how_long_it_is_in_its_stage(case: dict[str, Any]) -> None:
    assert str(stage_days(Subject("p", report_of(case)))) == case.get("said", "")


@pytest.mark.parametrize("case", TABLES["ways"], ids=lambda case: case["name"])
def test_ways_that_were_taken(case: dict[str, Any]) -> None:
    found = [one for one in ways_taken(report_of(case)) if one.projects]
    said = [f"{one.stage} to {one.to}, {one.code}: {' '.join(one.projects)}" for one in found]
    assert said == case.get("said", [])


def test_every_reason_is_counted() -> None:
    """One that nobody took is there as well, in the order of the six ways."""
    found = [((one.stage, one.to), one.code) for one in ways_taken(report_of(TABLES["ways"][0]))]
    assert found == [(way, code) for way, reasons in WAYS_BACK.items() for code in reasons]
