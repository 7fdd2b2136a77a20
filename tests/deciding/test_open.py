"""What is open, over a table of facts and decisions; and that it follows from the files alone."""

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.report import Report
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude
from tests.case_files import cases

TABLES = cases(__file__)
PLAN, PROJECT, MEETING = TABLES["plan"], TABLES["project"], TABLES["meeting"]


def files_of(case: dict[str, Any]) -> list[tuple[str, str]]:
    """The files of a case: what it says replaces the keys of what every case starts from; null takes a key out."""
    projects = case.get("projects", {"p": case.get("project", {})})
    found = {"content/plan.yml": {**PLAN, **case.get("plan", {})}}
    found |= {f"content/projects/{name}/project.yml": {**PROJECT, **keys} for name, keys in projects.items()}
    for name, keys in case.get("meetings", {}).items():
        found[f"content/meetings/{name}.yml"] = {**({} if name.endswith("decisions") else MEETING), **keys}
    return [
        (path, yaml.safe_dump({key: value for key, value in keys.items() if value is not None}, sort_keys=False))
        for path, keys in found.items()
    ]


def report_of(files: list[tuple[str, str]]) -> Report:
    return conclude(check(MemoryTree.of(files), lambda: date(2019, 6, 1)))


def said(report: Report) -> list[str]:
    """`winner p: net-1 and net-2 tie`, with the day of what has one."""
    lines = []
    for item in report.open:
        when = f" {item.when}" if item.when else ""
        lines.append(f"{' '.join((item.kind, *item.projects))}{when}: {item.words}")
    return lines


@pytest.mark.parametrize("case", TABLES["open"], ids=lambda case: case["name"])
def test_what_is_open(case: dict[str, Any]) -> None:
    assert said(report_of(files_of(case))) == case.get("open", [])


@pytest.mark.parametrize("case", TABLES["stuck"], ids=lambda case: case["name"])
def test_what_is_stuck(case: dict[str, Any]) -> None:
    found = [f"{one.project} {one.since or '-'}: {one.text}" for one in report_of(files_of(case)).obstacles]
    assert found == case.get("stuck", [])


@pytest.mark.parametrize("case", [case for case in TABLES["open"] if "project" in case], ids=lambda case: case["name"])
def test_what_an_outcome_asks_to_be_written_settles_it(case: dict[str, Any]) -> None:
    files = files_of(case)
    for item in report_of(files).open:
        if item.kind in ("question", "milestone", "unrated"):
            continue
        answer = str(PLAN["as_of"]) if item.kind == "review" else item.answer
        if answer is None:
            continue
        newest = {"date": "2019-05-31", "decision": "As it is", "settles": {item.kind: answer}}
        keys = {**case["project"], "decisions": [*case["project"].get("decisions", []), newest]}
        left = report_of(files_of({**case, "project": keys})).open
        assert (item.kind, item.answer) not in [(one.kind, one.answer) for one in left]


@given(st.sampled_from(TABLES["open"]), st.randoms(use_true_random=False), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_it_follows_from_the_files_alone(case: dict[str, Any], random: Any, today: date) -> None:
    files = files_of(case)
    before = said(report_of(files))
    random.shuffle(files)
    assert said(conclude(check(MemoryTree.of(files), lambda: today))) == before
