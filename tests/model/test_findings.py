"""The first hundred findings of a file are listed; every total counts all of them."""

import json
import re
from datetime import date

import pytest

from planpress.formats.check_reports import FORMATS
from planpress.formats.output_options import OutputOptions
from planpress.model.findings import MOST_LISTED, Finding, in_file_order, listed_findings
from planpress.model.sources import Place
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import InvalidPlanError, check, conclude
from tests.small_plan import PLAN, PROJECT, P, Q

MANY = 1_000


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """Two files: one with a thousand keys that nobody knows, one with a single finding."""
    keys = "".join(f"k{number}: 1\n" for number in range(MANY))
    files = {P: PLAN + "capasity: 1\n", Q: PROJECT + keys}
    return check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)).findings


def test_each_file_has_its_first_hundred_and_a_count_of_the_others(found: tuple[Finding, ...]) -> None:
    listed = listed_findings(found)
    of_project = [finding for finding in listed if finding.place.path == Q]
    assert len(of_project) == MOST_LISTED + 1 and len(listed) == MOST_LISTED + 2
    last = of_project[-1]
    assert (last.code, last.level, last.place.line) == ("PP110", "error", 8 + MOST_LISTED)
    assert last.message == f"and {MANY - MOST_LISTED} more of this kind in this file"
    assert in_file_order(list(listed)) == listed


def test_a_hundred_are_listed_as_they_are(found: tuple[Finding, ...]) -> None:
    assert listed_findings(found[: MOST_LISTED + 1]) == found[: MOST_LISTED + 1]


def test_errors_come_before_warnings_and_kinds_are_counted_apart() -> None:
    warnings = [Finding("PP405", "warning", Place("content/a.yml", line), "w") for line in range(1, MANY + 1)]
    traps = [Finding("PP106", "warning", Place("content/a.yml", line), "t") for line in range(1, 11)]
    error = Finding("PP110", "error", Place("content/a.yml", MANY), "e")
    listed = listed_findings(in_file_order([*warnings, *traps, error]))
    assert error in listed and len(listed) == MOST_LISTED + 1
    assert [(one.code, one.message) for one in listed if one.message.startswith("and")] == [
        ("PP405", f"and {MANY + 11 - MOST_LISTED} more of this kind in this file")
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lists_more_and_every_total_is_true(form: str, found: tuple[Finding, ...]) -> None:
    said = FORMATS[form](found, 1, OutputOptions())
    twice = 2 if form == "junit" else 0  # the first failure of a test is its title too
    assert len(re.findall(r"unknown key", said)) == MOST_LISTED + 1 + twice
    assert f"and {MANY - MOST_LISTED} more of this kind" in said
    if form in ("text", "github"):
        assert f"{MANY + 1:,} errors in 1 project" in said
    if form == "github":
        assert f"and {MANY + 1 - 9} more errors" in said
    if form == "json":
        assert json.loads(said)["errors"] == MANY + 1


def test_an_exception_says_as_many() -> None:
    files = {P: PLAN, Q: PROJECT + "".join(f"k{number}: 1\n" for number in range(MANY))}
    with pytest.raises(InvalidPlanError) as problem:
        conclude(check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)))
    assert str(problem.value).count("\n") == MOST_LISTED and len(problem.value.findings) == MANY
