"""Edits in words."""

from __future__ import annotations

import pytest

from planpress.comparing.phrases import describe

THRESHOLD = ("rules", "untouched", "subject_to", "field_accuracy")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("field_accuracy > 0.97", "field_accuracy > 0.98", "0.97 → 0.98"),
        ("field_accuracy >= 0.97", "field_accuracy >= 0.98", "0.97 → 0.98"),
        ("field_accuracy > 0.97", "field_accuracy >= 0.97", "0.97 → >= 0.97"),
        ("field_accuracy <= 0.97", "field_accuracy >= 0.98", "<= 0.97 → >= 0.98"),
        ("field_accuracy>0.97", "field_accuracy>0.98", "0.97 → 0.98"),
        ("field_accuracy<=0.97", " field_accuracy  >=  0.980 ", "<= 0.97 → >= 0.98"),
    ],
)
def test_a_threshold_says_how_it_compares_only_where_that_changes(old: str, new: str, said: str) -> None:
    """The rule stands in quotes: many a rule is called by a plain word."""
    assert describe("changed", THRESHOLD, old, new) == f'field accuracy threshold of rule "untouched" {said}'
