"""Every internal link, source, anchor and id of the built site leads somewhere."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.case_files import cases
from tests.repositories import write

pytestmark = pytest.mark.process

ADDRESSES = ("href", "src", "action", "poster", "data")
NAMED = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "aria-details", "for", "headers", "list")
MATERIALS = ("for", "__toc")
"""Material's own: a page that is not in the navigation has the heading of its contents made as a label, without the switch
that the navigation of narrow screens would have for it. It labels nothing, and does nothing."""


class Document:
    """The ids of a page, the addresses that it names, those of them that it loads, and the ids that its elements refer to."""

    def __init__(self, text: str) -> None:
        given = [(node.tag, name, value or "") for node in LexborHTMLParser(text).css("*") for name, value in node.attributes.items()]
        named = [(tag, value) for tag, name, value in given if name in ADDRESSES and tag != "base"]
        sets = [(tag, part.split()[0]) for tag, name, value in given if name == "srcset" for part in value.split(",") if part.strip()]
        self.ids = Counter(value for _, name, value in given if name == "id")
        self.addresses = [address for _, address in (*named, *sets)]
        self.loaded = [address for tag, address in (*named, *sets) if tag != "a"]
        self.named = [(name, each) for _, name, value in given if name in NAMED for each in value.split()]


def pages_of(site: Path) -> dict[str, Document]:
    """Every HTML page of a site by its path."""
    return {path.relative_to(site).as_posix(): Document(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def faults(site: Path) -> list[str]:
    """Every reference of the site's pages that leads nowhere, and every id that two elements of a page share."""
    pages = pages_of(site)
    return [f"{name}: {fault}" for name, page in pages.items() for fault in _faults(site, name, page, pages)]


def _faults(site: Path, name: str, page: Document, pages: dict[str, Document]) -> Iterator[str]:
    for identifier, times in page.ids.items():
        if times > 1 or not identifier:
            yield f'{times} elements have the id "{identifier}"'
    for attribute, identifier in page.named:
        if identifier not in page.ids and (attribute, identifier) != MATERIALS:
            yield f'{attribute} names "{identifier}", and no element has that id'
    for address in page.addresses:
        fault = _fault_of(site, name, address, pages)
        if fault:
            yield f'"{address}" {fault}'


def _fault_of(site: Path, name: str, address: str, pages: dict[str, Document]) -> str | None:
    """What is wrong with an address on the page called `name`; None where nothing is, or where it leaves the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    # The page for addresses that lead nowhere stands anywhere, and names its neighbours from the root.
    path = unquote(parts.path)
    if path.startswith("/") and name != "404.html":
        return "starts at the root of the host, and the site may stand below it"
    folder = name.rpartition("/")[0]
    target = normpath(join(folder, path)) if path and not path.startswith("/") else path.lstrip("/") or name
    if path.startswith("/") and not path.strip("/"):
        target = "."
    if target.startswith(".."):
        return "leads out of the site"
    if path.endswith("/") or target == "." or (site / target).is_dir():
        target = normpath(join(target, "index.html"))
    if not (site / target).is_file():
        return f"leads to {target}, which is not there"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].ids and anchor != "__top":
        return f"leads to {target}, which has no such anchor"
    return None


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
    good = '<p id="here">x</p><a href="page/#there">x</a><a href="#here">x</a><a href="https://example.org/x">x</a>'
    write(tmp_path, {"index.html": good, "page/index.html": '<p id="there">x</p>'})
    assert faults(tmp_path) == []
    write(tmp_path, {"index.html": good + markup})
    assert faults(tmp_path) == [f"index.html: {said}"]
