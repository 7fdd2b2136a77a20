"""Which section of a project has a bar: the one that shows what changed."""

from __future__ import annotations

import pytest

from planpress import sections
from planpress.comparing import ALL
from planpress.document.blocks import Section
from planpress.packets.changes_since import SECTION_OF_CHANGE, marked
from tests.comparing.building import BASE, POSE, TABLE, Edits, compared, edited

EVERY = tuple(Section(name, name, ()) for name in sections.BY_ID)


@pytest.mark.parametrize(
    ("edits", "barred"),
    [
        ({POSE: (("values: {precision: 0.60, recall: 0.50}", "values: {precision: 0.50, recall: 0.50}"),)}, {"baselines"}),
        ({POSE: (("values: {precision: 0.95, recall: 0.95}", "values: {precision: 0.70, recall: 0.95}"),)}, {"baselines"}),
        ({POSE: (("values: {precision: 0.60, recall: 0.50}", "values: {precision: 0.85, recall: 0.50}"),)}, {"baselines"}),
        ({POSE: (("  - {id: people, kind: human, rung: domain-experts, values: {precision: 0.95, recall: 0.95}}\n", ""),)},
         {"baselines"}),
        ({TABLE: (("0.80", "0.65"),)}, {"models", "requirements"}),
        ({POSE: (("recall > 0.60", "recall > 0.75"),)}, {"models", "requirements"}),
        ({POSE: (("{metric: recall, at_least: 0.65}", "{metric: recall, at_least: 0.75}"),)}, {"requirements"}),
        ({POSE: (("impact: {worth: 4, reach: 3}", "impact: {worth: 1, reach: 1}"),)}, {"factors"}),
    ],
    ids=["the floor", "the ceiling", "a model below the floor", "no ceiling any more", "a measure", "a threshold", "a requirement", "ratings"],
)  # fmt: skip
def test_the_bar_stands_beside_what_changed(edits: Edits, barred: set[str]) -> None:
    """A floor that moved is beside the baselines, not beside the order."""
    found = marked(EVERY, compared(BASE, edited(edits)), "pose")
    assert {one.id for one in found if one.changed} == barred


def test_every_kind_of_conclusion_has_a_section() -> None:
    """A new kind says where its bar stands."""
    assert {kind.id for kind in ALL} | {"project"} == SECTION_OF_CHANGE.keys()
    assert set(SECTION_OF_CHANGE.values()) - {None} <= set(sections.BY_ID)
