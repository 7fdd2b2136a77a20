"""The table of cases in cases.yml: edits of the plan in `building`, and everything that a comparison says of them."""

from pathlib import Path
from typing import NamedTuple

import yaml

from tests.comparing.building import Edits


class Case(NamedTuple):
    title: str
    edits: Edits
    expected: str


def _case(written: dict[str, object]) -> Case:
    assert written.keys() <= {"title", "edits", "expected"}, written
    edits = written.get("edits", {})
    assert isinstance(edits, dict)
    pairs = {path: tuple(map(tuple, edit)) if isinstance(edit, list) else edit for path, edit in edits.items()}
    return Case(str(written["title"]), pairs, str(written.get("expected", "")))


CASES = tuple(map(_case, yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))))
