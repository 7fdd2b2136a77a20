"""Which section of a project has a bar: the one that shows what changed."""

from typing import Any

import pytest

from planpress import sections
from planpress.comparing import ALL
from planpress.document.blocks import Section
from planpress.packets.changes_since import SECTION_OF_CHANGE, marked
from tests.case_files import cases
from tests.comparing.building import BASE, POSE, TABLE, compared, edited

EVERY = tuple(Section(name, name, ()) for name in sections.BY_ID)


@pytest.mark.parametrize("case", cases(__file__)["test_the_bar_stands_beside_what_changed"], ids=lambda case: case["title"])
def test_the_bar_stands_beside_what_changed(case: dict[str, Any]) -> None:
    """A floor that moved is beside models and baselines, not beside the order."""
    edits = {TABLE if "table" in case else POSE: ((case["was"], case["now"]),)}
    found = marked(EVERY, compared(BASE, edited(edits)), "pose")
    assert sorted(one.id for one in found if one.changed) == case["barred"]


def test_every_kind_of_conclusion_has_a_section() -> None:
    """A new kind says where its bar stands."""
    assert {kind.id for kind in ALL} | {"project"} == SECTION_OF_CHANGE.keys()
    assert set(SECTION_OF_CHANGE.values()) - {None} <= set(sections.BY_ID)
