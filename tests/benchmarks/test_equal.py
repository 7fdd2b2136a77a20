"""Equal pages: as Markdown they hold what planpress's own pages hold, so that both sides of a benchmark do the same."""

import json
import re
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from benchmarks.equal import equal_pages, specification
from benchmarks.markdown import to_markdown
from benchmarks.workload import write_plan
from planpress import load
from planpress.files.bundled_templates import template_folders
from planpress.pages import compose
from planpress.pages.templates import Composer
from tests.case_files import cases

pytestmark = pytest.mark.process

CASES = cases(__file__)

_EXTENSIONS = ["tables", "md_in_html", "attr_list"]


def _texts(html: str) -> tuple[list[str], list[str]]:
    """The texts of headings, and those of cells that are not empty, without blanks."""
    tree = LexborHTMLParser(html)
    headings, cells = (["".join(node.text().split()) for node in tree.css(kinds)] for kinds in ("h1, h2, h3, h4", "td, th"))
    return headings, [cell for cell in cells if cell]


def test_every_heading_and_every_cell_is_kept(tmp_path: Path) -> None:
    """In order, on every page: what Material makes of the Markdown has the headings and cells of our own page."""
    write_plan(tmp_path, 3)
    report = load(tmp_path)
    equal = equal_pages(report)
    pages = compose(report, Composer([str(folder) for folder in template_folders(tmp_path)]))
    assert [page.path for page in pages] == list(equal)
    for page in pages:
        body = page.markdown.split("---\n", 2)[2]
        ours_headings, _ = _texts(markdown.markdown(body, extensions=_EXTENSIONS))
        ours_cells = [cell for fragment in page.fragments.values() for cell in _texts(fragment.html)[1]]
        headings, cells = _texts(markdown.markdown(equal[page.path].split("---\n", 2)[2], extensions=_EXTENSIONS))
        assert headings == ours_headings
        assert cells == ours_cells
    assert sum(len(text.splitlines()) for text in equal.values()) > 400


def test_every_chart_is_a_specification_with_its_data(tmp_path: Path) -> None:
    """As many as there are charts on our pages, each with the data that is drawn."""
    write_plan(tmp_path, 1)
    report = load(tmp_path)
    composer = Composer([str(folder) for folder in template_folders(tmp_path)])
    compose(report, composer)
    found = re.findall(r'<script type="application/json">(.+?)</script>', "".join(equal_pages(report).values()))
    shown = [json.loads(text)["datasets"] for text in found]
    drawn = [drawable.figures[0] for drawable in composer.drawables]
    assert sorted(map(json.dumps, shown)) == sorted(json.dumps(figure.datasets) for figure in drawn)
    assert all(specification(figure)["description"] == figure.alternative for figure in drawn)


@pytest.mark.parametrize(("html", "expected"), CASES["test_markdown"])
def test_markdown(html: str, expected: str) -> None:
    """HTML as people would write it in Markdown, on the page projects/x/index.md."""
    assert to_markdown(html, "projects/x/index.md") == expected
