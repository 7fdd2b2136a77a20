"""The appendix says how a plan is scored in the words of the site's page: all of them, and no others."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.model.plan import Capacity
from planpress.model.report import Report
from planpress.packets.method_section import method_blocks
from planpress.packets.typst_data import plain
from planpress.pages import scoring_page
from planpress.pages.templates import Composer
from tests.packets.conftest import Printed
from tests.packets.reading import flat, needs_poppler, text_of, texts

_BLOCK = re.compile(r"<(caption|th|td|li|p)\b[^>]*>(.*?)</\1>", re.DOTALL)


def page_texts(report: Report) -> list[str]:
    """What the page says, paragraph by paragraph and cell by cell."""
    (page,) = scoring_page.pages(report, Composer([f"{bundled_templates()}"]))
    markdown = page.markdown.partition("\n---\n")[2]
    for number, fragment in page.fragments.items():
        markdown = markdown.replace(fragment.placeholder(number), fragment.html)
    found = [bare(one[2]) for one in _BLOCK.finditer(markdown)]
    for line in _BLOCK.sub("", markdown).splitlines():
        found += [bare(line.lstrip("# "))] if re.sub("<[^>]*>", "", line).strip() else []
    return [one for one in found if one]


def bare(text: str) -> str:
    """A text without its tags and the signs that mark what is stressed or stands beside."""
    return re.sub(r"[*():·\\]", "", flat(html.unescape(re.sub("<[^>]*>", "", text))))


def paper_texts(report: Report) -> list[str]:
    """What the appendix says in the same way."""
    found = [bare(text) for one in method_blocks(report) for text in said(plain(one))]
    return [one for one in found if one]


def said(block: dict[str, object]) -> Iterator[str]:
    """The texts of a block; words of a paragraph with different letters are one text."""
    if block["kind"] == "story":
        tree = block["tree"]
        assert isinstance(tree, list)
        yield from ("".join(texts(part)) for part in tree)
    elif block["kind"] == "paragraph":
        yield f"{block['lead']}{block['text']}"
    else:
        yield from texts(block)
        yield from (column["title"] for column in block.get("columns", []))  # type: ignore[attr-defined]


@pytest.fixture(params=["projects", "weeks", "none"])
def report(printed: Printed, request: pytest.FixtureRequest) -> Report:
    """The demonstration plan with each kind of capacity."""
    capacity = {"projects": Capacity(3), "weeks": Capacity(person_weeks=60), "none": None}[request.param]
    return replace(printed.report, plan=replace(printed.report.plan, capacity=capacity))


def test_the_appendix_has_the_words_of_the_page(report: Report) -> None:
    page, paper = page_texts(report), paper_texts(report)
    assert len(page) > 150
    whole = "\n".join(paper)
    lost = [one for one in page if one not in whole]
    assert lost == ["Howthisplanisscored"]  # the heading of the section


def test_it_has_no_others(report: Report) -> None:
    whole = "\n".join(page_texts(report))
    added = [one for one in paper_texts(report) if one not in whole]
    assert added == []


@pytest.mark.process
@needs_poppler
def test_formulas_and_stressed_words_are_on_paper(printed: Printed) -> None:
    """As they are written on the page."""
    text = flat(text_of(printed.pdf))
    for one in ("impact ^ a × feasibility ^ (1 − a)", "((1 − p) / (1 − q)) ^ k", "(model − floor) / (ceiling − floor)",
                "the sum of weight × utility, divided by the sum of the weights", "d− / (d+ + d−)", "SMAA-2"):  # fmt: skip
        assert flat(one) in text
    assert "*" not in "".join(texts(printed.data["appendix"]))
