"""Every internal link, source, anchor and id of the built site leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.links import Document, faults

pytestmark = pytest.mark.process


def test_every_reference_resolves(demonstration: Path) -> None:
    """Over all pages of the demonstration site, Material's own parts included."""
    assert faults(demonstration / "site") == []


def test_there_is_much_to_resolve(demonstration: Path) -> None:
    """A checker that reads nothing finds nothing."""
    page = Document((demonstration / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8"))
    assert len(page.addresses) > 30 and len(page.ids) > 20 and len(page.named) > 5
    assert any("#" in address for address in page.addresses)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<a href="other/">x</a>', '"other/" leads to other/index.html, which is not there'),
        ('<a href="page/#nowhere">x</a>', '"page/#nowhere" leads to page/index.html, which has no such anchor'),
        ('<a href="#nowhere">x</a>', '"#nowhere" leads to index.html, which has no such anchor'),
        ('<a href="../out/">x</a>', '"../out/" leads out of the site'),
        ('<a href="/page/">x</a>', '"/page/" starts at the root of the host, and the site may stand below it'),
        ('<img src="a.png" alt="">', '"a.png" leads to a.png, which is not there'),
        ('<img srcset="page/index.html 1x, b.png 2x" alt="">', '"b.png" leads to b.png, which is not there'),
        ('<p aria-describedby="here gone">x</p>', 'aria-describedby names "gone", and no element has that id'),
        ('<label for="gone">x</label>', 'for names "gone", and no element has that id'),
        ('<p id="here">x</p>', '2 elements have the id "here"'),
    ],
)
def test_a_fault_is_found(tmp_path: Path, markup: str, said: str) -> None:
    """One page of a small site has one fault."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text('<p id="there">x</p>', encoding="utf-8")
    good = '<p id="here">x</p><a href="page/#there">x</a><a href="#here">x</a><a href="https://example.org/x">x</a>'
    (tmp_path / "index.html").write_text(good, encoding="utf-8")
    assert faults(tmp_path) == []
    (tmp_path / "index.html").write_text(good + markup, encoding="utf-8")
    assert faults(tmp_path) == [f"index.html: {said}"]
