"""What is found in conclusions is what is open: over every case of what is open, as if its projects were deploying."""

from typing import Any

import pytest

from planpress.lints.unfinished_stages import deploying_unsettled
from tests.deciding.test_open import TABLES, files_of, report_of

CASES = [case for case in TABLES["open"] if "project" in case and "lifecycle" not in case["project"]]
KINDS = {"no-model", "below-floor", "missed-requirement"}


def deployed(case: dict[str, Any], stage: str) -> tuple[bool, set[str]]:
    """Whether PP433 is found with the project in that stage, and what is open of it then."""
    skipped = {"steps": {"implement": {"skip": "a case"}}}
    report = report_of(files_of({**case, "project": {**skipped, **case["project"], "stage": stage}}))
    found = {one.code for one in report.findings}
    return deploying_unsettled.kind.code in found, {one.kind for one in report.open if "p" in one.projects}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_found_is_open(case: dict[str, Any]) -> None:
    """Found where something of these kinds is open, and only there; before deploying never."""
    found, kinds = deployed(case, "deploying")
    assert found == bool(kinds & KINDS)
    assert not deployed(case, "training")[0]


def test_the_cases_are_of_both_kinds() -> None:
    """Some are found and some are not."""
    assert {deployed(case, "deploying")[0] for case in CASES} == {True, False}
