"""Edits in words."""

import pytest

from planpress.comparing.edit_text import describe
from planpress.model.change import EditKind
from planpress.model.metrics import written_bound
from planpress.model.written_values import Value

THRESHOLD = ("rules", "untouched", "subject_to", "field_accuracy")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("field_accuracy > 0.97", "field_accuracy > 0.98", "0.97 → 0.98"),
        ("field_accuracy >= 0.97", "field_accuracy >= 0.98", "0.97 → 0.98"),
        ("field_accuracy > 0.97", "field_accuracy >= 0.97", "0.97 → >= 0.97"),
        ("field_accuracy <= 0.97", "field_accuracy >= 0.98", "<= 0.97 → >= 0.98"),
    ],
)
def test_a_threshold_says_how_it_compares_only_where_that_changes(old: str, new: str, said: str) -> None:
    """The rule stands in quotes: many a rule is called by a plain word."""
    assert describe("changed", THRESHOLD, written_bound(old), written_bound(new)) == f'field accuracy threshold of rule "untouched" {said}'


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("changed", 1, 3, "weight of reach 1 → 3"),
        ("added", None, 3, "weight of reach 1 → 3"),
        ("removed", 3, None, "weight of reach 3 → 1"),
        ("removed", 1, None, "weight of reach 1 removed"),
    ],
)
def test_a_weight_that_is_not_written_is_1(kind: EditKind, old: Value, new: Value, said: str) -> None:
    """Where it is the same as what was written, that is all there is to say."""
    assert describe(kind, ("impact", "reach", "weight"), old, new, of_plan=True) == said
