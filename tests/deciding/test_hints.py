"""Hints, over a table of facts and decisions, each rule both ways; and those of the demonstration plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from planpress.deciding.hints import ALL
from planpress.deciding.open_items import open_of
from planpress.judging import judge
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude
from tests.case_files import cases
from tests.conftest import ROOT

TABLES = cases(__file__)
CONTENT = ROOT / "content"
AS_OF = date(2019, 6, 1)


def hints_of(files: list[tuple[str, str]]) -> list[str]:
    """`p task-too-hard: people at their best ...`, one of each hint."""
    report = conclude(check(MemoryTree.of(files), lambda: AS_OF))
    return [f"{' '.join(one.projects)} {one.answer}: {one.words}" for one in report.open if one.kind == "hint"]


def files_of(case: Mapping[str, Any], **more: Any) -> list[tuple[str, str]]:
    """The files of a case: what it says replaces the keys of what every case starts from; null takes a key out."""
    found = {"content/plan.yml": {**TABLES["plan"], **case.get("plan", {})}}
    found["content/projects/p/project.yml"] = {**TABLES["project"], **case.get("project", {}), **more}
    found |= {f"content/meetings/{name}.yml": keys for name, keys in case.get("meetings", {}).items()}
    return [
        (path, yaml.safe_dump({key: value for key, value in keys.items() if value is not None}, sort_keys=False))
        for path, keys in found.items()
    ]


@pytest.mark.parametrize("case", TABLES["hints"], ids=lambda case: case["name"])
def test_hints(case: dict[str, Any]) -> None:
    assert hints_of(files_of(case)) == case.get("hints", [])


def test_every_hint_has_cases_both_ways() -> None:
    """Each code is there in some case and is missing in another; a decision that settles it takes it away."""
    for code in ALL:
        there = [case for case in TABLES["hints"] if any(f" {code}: " in said for said in case.get("hints", []))]
        assert there and len(there) < len(TABLES["hints"]), code
        for case in there:
            newest = {"date": "2019-05-31", "decision": "As it is", "settles": {"hint": code}}
            decisions = [*case.get("project", {}).get("decisions", []), newest]
            assert not [said for said in hints_of(files_of(case, decisions=decisions)) if f" {code}: " in said]


def test_hints_of_the_demonstration_plan() -> None:
    """One pair of requirements trades off, three projects ask for more than people reach, no script is enough, and one
    network has learned its training photos: whatever decisions there answer."""
    files = [(path.relative_to(CONTENT.parent).as_posix(), path) for path in CONTENT.rglob("*") if path.is_file()]
    plan = check(MemoryTree.of([(name, path.read_text("utf-8")) for name, path in files]), lambda: AS_OF).plan
    assert plan is not None
    unanswered = [judge(replace(one, decisions=(), recorded=()), plan) for one in plan.projects]
    found = [item for one in unanswered for item, _ in open_of(one, plan) if item.kind == "hint"]
    said = Counter(item.answer for item in found)
    assert (said["requirements-trade-off"], said["task-too-hard"], said["ml-needed"]) == (1, 3, 0)
    by_code = {code: [item.projects[0] for item in found if item.answer == code] for code in said}
    assert (by_code["requirements-trade-off"], by_code["more-data"]) == (["three-models"], ["damage-photos"])
    assert sorted(by_code["task-too-hard"]) == ["defects", "floor-commands", "gripper-wear"]
    texts = [item.text for item in found]
    assert any(text.startswith("2 of 3 models meet Recall above 0.6, 1 meets Precision") for text in texts)
    assert any("Missed defects 5.5 % with Inspectors at belt speed, must be at most 3 %" in text for text in texts)
