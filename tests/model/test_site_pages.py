"""No file of a stranger's stands where the site has one: the list is held against sites as they are built."""

from pathlib import Path

import pytest

from planpress.model.site_pages import is_taken
from planpress.model.sources import PAGE_ENDINGS
from planpress.reading.admission import refusal
from tests.case_files import cases

CASES = cases(__file__)


@pytest.mark.process
def test_everything_that_a_site_writes_is_taken(demonstration: Path, previewed: Path) -> None:
    """But for what it publishes of the content itself. Each is a file that MkDocs, the theme or planpress made."""
    for folder in (demonstration, previewed):
        site, content = folder / "site", folder / "content"
        written = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        written -= {path.relative_to(content).as_posix() for path in content.rglob("*")}
        pages = {path.relative_to(content).with_suffix(".html").as_posix() for path in content.rglob("*.md")}
        assert len(written) > 80
        assert [path for path in sorted(written - pages) if not is_taken(path, PAGE_ENDINGS)] == []


@pytest.mark.parametrize("path", CASES["test_what_stands_in_a_place_of_the_sites_is_not_taken_from_a_change"])
def test_what_stands_in_a_place_of_the_sites_is_not_taken_from_a_change(path: str) -> None:
    found = refusal(f"content/{path}", b"# Words\n")
    assert is_taken(path, PAGE_ENDINGS)
    assert found is not None and found.code == "PP701"


@pytest.mark.parametrize(
    "path",
    [
        "index.md", "README.md", "notes.md", "plan.md", "what-changed-since.md", "a/scoring.md", "a/404.md", "a/index.md",
        "projects/pose/plan.md", "projects/pose/more.md", "projects/pose/more/index.md", "projects/pose/index.csv",
        "research/x.md", "a/search/x.md",
    ],
)  # fmt: skip
def test_what_stands_elsewhere_is(path: str) -> None:
    assert not is_taken(path, PAGE_ENDINGS)
    assert refusal(f"content/{path}", b"# Words\n") is None
