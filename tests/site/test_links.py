"""Every internal link, source, anchor and id of the built site leads somewhere."""

from pathlib import Path

import pytest

from tests.case_files import cases
from tests.site.links import Document, faults

pytestmark = pytest.mark.process

CASES = cases(__file__)


def test_every_reference_resolves(demonstration: Path) -> None:
    """Over all pages of the demonstration site, Material's own parts included."""
    assert faults(demonstration / "site") == []


def test_there_is_much_to_resolve(demonstration: Path) -> None:
    """A checker that reads nothing finds nothing."""
    page = Document((demonstration / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8"))
    assert len(page.addresses) > 30 and len(page.ids) > 20 and len(page.named) > 5
    assert any("#" in address for address in page.addresses)


@pytest.mark.parametrize(("markup", "said"), CASES["test_a_fault_is_found"])
def test_a_fault_is_found(tmp_path: Path, markup: str, said: str) -> None:
    """One page of a small site has one fault."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text('<p id="there">x</p>', encoding="utf-8")
    good = '<p id="here">x</p><a href="page/#there">x</a><a href="#here">x</a><a href="https://example.org/x">x</a>'
    (tmp_path / "index.html").write_text(good, encoding="utf-8")
    assert faults(tmp_path) == []
    (tmp_path / "index.html").write_text(good + markup, encoding="utf-8")
    assert faults(tmp_path) == [f"index.html: {said}"]
