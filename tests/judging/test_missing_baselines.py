"""The kinds of baselines that a project does not have, and the waivers for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planpress.model.bounds import Bound
from planpress.model.project import Baseline, Requirement, Waiver
from tests.judging.building import judged
from tests.lints.building import AS_OF

ALL_KINDS = ["requirement", "published", "scripted", "simple-ml", "mean-prediction", "human"]


def test_missing_kinds() -> None:
    """Each kind that a project does not have is listed, in the order of the room."""
    found = judged(
        {}, baselines=(Baseline("script", "scripted", {"error": 20}), Baseline("crew", "human", {"error": 10}))
    )
    assert [missing.kind for missing in found.missing] == ["requirement", "published", "simple-ml", "mean-prediction"]
    assert [missing.kind for missing in judged({}).missing] == ALL_KINDS


def test_requirements_stand_for_a_baseline_of_their_kind() -> None:
    """Who writes requirements has a target already."""
    found = judged({}, requirements=(Requirement(Bound("error", "<", 5)),))
    assert [missing.kind for missing in found.missing] == ALL_KINDS[1:]


@pytest.mark.parametrize(("until", "ended"), [(AS_OF, False), (AS_OF - timedelta(1), True), (date.max, False)])
def test_waivers(until: date, ended: bool) -> None:
    """A waiver holds up to and with its last day; other kinds are not waived by it."""
    waiver = Waiver("published", "nobody did this before", until)
    first, second, *_ = judged({}, waivers=(waiver,)).missing
    assert (first.waiver, first.ended) == (None, False)
    assert (second.waiver, second.ended) == (waiver, ended)


def test_the_latest_waiver_counts() -> None:
    """A waiver that was renewed has not ended, in whichever order the two stand."""
    old, new = (Waiver("published", "why", AS_OF + timedelta(days)) for days in (-30, 30))
    for waivers in ((old, new), (new, old)):
        missing = judged({}, waivers=waivers).missing[1]
        assert (missing.waiver, missing.ended) == (new, False)
