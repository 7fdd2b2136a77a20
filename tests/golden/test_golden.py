"""Golden small sites: a folder a case, every page and plan.json as they should be.

After a change that is meant: `python -m tests.golden.renew`, then read the difference.
"""

from pathlib import Path

import pytest

from tests.golden.renew import CASES, rendered


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_small_site_is_as_it_was_approved(case: str) -> None:
    """The same set of files, and the same text in each."""
    folder = CASES / case / "expected"
    expected = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in _files(folder)}
    made = rendered(CASES / case)
    assert sorted(made) == sorted(expected)
    for name, text in made.items():
        assert text == expected[name], name


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
