"""What a project's page says of its data."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.sections.data_needs import data_text
from planpress.sections.planning import NEEDS
from planpress.sections.section import Subject
from tests.planning import AXES, judged

CASES = yaml.safe_load((Path(__file__).parent / "data.yml").read_text("utf-8"))


def _subject(data: object) -> Subject:
    return Subject("p", judged(AXES, {"p": yaml.safe_dump({"data": data})}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["data"]))
def test_data_in_words(case: dict[str, Any]) -> None:
    """One line among what it needs; without anything to say there is none."""
    subject = _subject(case["data"])
    assert str(data_text(subject)) == case["says"]
    assert (NEEDS.of(subject) is not None) == bool(case["says"])


def test_its_numbers_explain_themselves() -> None:
    """The weeks and the price are what `planpress explain` knows."""
    text = data_text(_subject(CASES[0]["data"]))
    assert [(one.subject, one.value) for one in text.numbers] == [("p.data.weeks", 35), ("p.data.price", 8400)]
