"""The demonstration plan's packet says what the site says, and is accessible."""

import io
import re

import pikepdf
import pytest

from tests.packets.conftest import Printed
from tests.packets.paper_items import items
from tests.packets.reading import HEAD_BELOW, OUTER, flat, needs_poppler, pages_with_places, text_of, texts
from tests.packets.tagged import document

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def text(printed: Printed) -> str:
    return text_of(printed.pdf)


@needs_poppler
def test_every_text_of_the_data_is_on_paper(printed: Printed, text: str) -> None:
    """Nothing is lost, cut or changed between the words and the page."""
    whole = flat(text)
    every = {one for one in texts(printed.data) if one}
    assert len(every) > 1000
    assert [one for one in every if flat(one) not in whole] == []


@needs_poppler
def test_formulas_are_on_paper_as_they_are_on_the_page(printed: Printed, text: str) -> None:
    for one in ("impact ^ a × feasibility ^ (1 − a)", "((1 − p) / (1 − q)) ^ k", "(model − floor) / (ceiling − floor)",
                "the sum of weight × utility, divided by the sum of the weights", "d− / (d+ + d−)", "SMAA-2"):  # fmt: skip
        assert flat(one) in flat(text)


@needs_poppler
def test_agenda_pages_are_the_items_pages(printed: Printed) -> None:
    """The page that the agenda gives for an item is the one that its bookmark leads to."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        found = {str(entry.title): pages[_target(entry, pdf).objgen] for entry in outline.root}
        agenda = pdf.pages[1]
        assert found["Agenda"] == 2 and agenda is not None
    lines = text_of(printed.pdf)[: text_of(printed.pdf).index("The plan on one page")]
    for item in printed.data["items"]:
        assert re.search(rf"^{found[item['title']]}$", lines, re.MULTILINE) or f" {found[item['title']]}\n" in lines


def _target(entry: pikepdf.OutlineItem, pdf: pikepdf.Pdf) -> pikepdf.Object:
    place = entry.destination if entry.destination is not None else entry.action.D
    if isinstance(place, (pikepdf.String, str)):
        names = pdf.Root.Names.Dests
        place = pikepdf.NameTree(names)[str(place)]
        place = place.D if isinstance(place, pikepdf.Dictionary) else place
    return place[0]


def test_charts_say_to_listeners_what_the_site_says(printed: Printed) -> None:
    """The alternative text of each chart, and of nothing else."""
    charts = {one["alternative"] for one in _charts(printed.data)}
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        found = {str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert len(charts) > 20
    assert charts == found


def _charts(data: object) -> list[dict[str, str]]:
    if isinstance(data, dict):
        own = [data] if "alternative" in data else []
        return own + [one for value in data.values() for one in _charts(value)]
    return [one for value in data for one in _charts(value)] if isinstance(data, list) else []


@needs_poppler
def test_a_running_head_names_the_section_that_begins_on_top(printed: Printed) -> None:
    """Not the one that ended on the page before."""
    pages = pages_with_places(printed.pdf)
    found = []
    for item in items(document(printed.pdf)):
        for page in (pages[number - 1] for number in sorted(item.pages)[1:]):
            words = [one for one in page.words if one.top > HEAD_BELOW - 8 and one.right < page.width - OUTER]
            top = min(one.top for one in words)
            begins = " ".join(one.text for one in words if one.top - top < 4)
            if begins in item.sections:
                found.append((begins, page.head().endswith(begins)))
    assert len(found) > 15 and len({title for title, _ in found}) >= 3
    assert [title for title, named in found if not named] == []
