"""Tables of cases in YAML, beside the tests that go through them: the cases of a test under its name."""

from pathlib import Path
from typing import Any

import yaml


def cases(test_file: str) -> dict[str, list[Any]]:
    """The tables for a file of tests, called as it without `test_`."""
    path = Path(test_file)
    found: dict[str, list[Any]] = yaml.safe_load(path.with_name(f"{path.stem.removeprefix('test_')}.yml").read_text("utf-8"))
    return found
