"""Which scores are on one line of a history: those that measure the same."""

from datetime import date

import pytest

from planpress.history.project_timelines import marks
from planpress.model.timelines import Measure
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude
from tests.comparing.building import PLAN, POSE, Edits, edited

MEAN = {POSE: (("decide_by: threshold", "decide_by: average"),)}
UNIT = ("precision: {better: higher", "precision: {unit: share, better: higher")


def measure(edits: Edits) -> Measure | None:
    report = conclude(check(MemoryTree.of(edited(edits).items()), lambda: date(2019, 6, 1)))
    return marks(report)["pose"].measure


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {POSE: (("recall > 0.60", "recall > 0.65"),)}, True),
        ({}, {PLAN: (("precision: {better", "precision: {label: Share, better"),)}, True),
        ({}, {PLAN: (UNIT,)}, False),
        ({}, {POSE: (("optimise: precision", "optimise: recall"),)}, False),
        ({}, MEAN, False),
        (MEAN, {**MEAN, PLAN: (("recall: {better", "recall: {label: Found, better"),)}, True),
        (MEAN, {**MEAN, PLAN: (UNIT,)}, False),
    ],
    ids=["a threshold", "a label", "a unit", "another metric", "another rule", "a label in a mean", "a unit in a mean"],
)
def test_scores_of_one_line(one: Edits, other: Edits, same: bool) -> None:
    """A line breaks where scores cannot be compared, and nowhere else."""
    assert (measure(one) == measure(other)) == same
