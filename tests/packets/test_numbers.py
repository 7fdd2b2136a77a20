"""Every number that a packet has of a project is plan.json's, on the pages of that project and in the cell where it belongs."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.formats.plan_json import render
from planpress.packets.pdf import typeset
from planpress.packets.words import UNBROKEN
from tests.packets import in_plan, on_paper, paper_items
from tests.packets.conftest import Printed
from tests.packets.on_paper import Numbers
from tests.packets.paper_items import PaperItem
from tests.packets.reading import flat, needs_poppler, pages_of
from tests.packets.tagged import Tag, document

Data = dict[str, Any]

_SENTENCES = {"text", "note", "lead", "recommendation", "because", "turns_if", "caption", "status"}
_FIXED = re.compile(r"(90 of 100 draws|of 100 draws|part \d+ of \d+)")


@pytest.fixture(scope="module")
def tags(printed: Printed) -> Tag:
    return document(printed.pdf)


@pytest.fixture(scope="module")
def expected(printed: Printed) -> dict[str, Numbers]:
    """The numbers of each project in plan.json, in the order of the agenda."""
    plan = json.loads(render(printed.report))
    return {name: in_plan.numbers(plan, printed.report, name) for name in printed.report.order()}


def on_pages(tags: Tag) -> list[Numbers]:
    """The numbers of each item on paper."""
    whole = paper_items.sections(tags)
    return [on_paper.numbers(item, whole) for item in paper_items.items(tags)]


def test_every_number_of_a_project_is_plan_jsons(tags: Tag, expected: dict[str, Numbers]) -> None:
    """Ranks, scores and factors with their ends; each model under each rule; baselines, gains, days, and what turns it."""
    for (name, numbers), paper in zip(expected.items(), on_pages(tags), strict=True):
        assert differing(paper, numbers) == {}, name
    assert sum(len(numbers) for numbers in expected.values()) > 1300


def test_every_swapped_digit_is_found(printed: Printed, expected: dict[str, Numbers]) -> None:
    """With each digit of the data turned into another, every number differs, and none is only missing."""
    paper = on_pages(document(reprinted(printed, lambda data: each_text(data, swapped))))
    for (name, numbers), found in zip(expected.items(), paper, strict=True):
        written = {key for key, text in numbers.items() if re.search(r"\d", text)}
        unseen = {key for key in written if found.get(key) in (None, numbers[key])}
        assert len(written) > 20 or name == "caller-mood"
        assert unseen == set(), name


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("priority.low", "between 0.66 and", "between 0.67 and"),
        ("priority.within_capacity", "It can be carried in 95", "It can be carried in 59"),
        ("models.1.Angularerror(degrees)", "60", "61"),
        ("baselines.1.gains", "18 degrees better (23 %)", "18 degrees better (24 %)"),
        ("verdict.closed", "closes 24 % of the gap", "closes 42 % of the gap"),
        ("lifecycle.1", "11 Feb 2019: ", "12 Feb 2019: "),
        ("requirements.1.standing", "missed with 60 degrees, by 55", "missed with 60 degrees, by 5.5"),
        ("verdict.requirements", "Meets 1 of 3", "Meets 2 of 3"),
    ],
)
def test_one_swapped_number_is_found_where_it_is(
    name: str, was: str, now: str, printed: Printed, expected: dict[str, Numbers]
) -> None:
    """One text of the data of one item, and nothing else, is told to differ."""

    def swap(data: Data) -> None:
        one = next(text for text in holders(pose(data)) if holds(text, was))
        one.update({key: plain(value).replace(was, now, 1) for key, value in one.items() if holds({key: value}, was)})

    found = on_pages(document(reprinted(printed, swap)))
    for (project, numbers), paper in zip(expected.items(), found, strict=True):
        assert list(differing(paper, numbers)) == ([name] if project == "pose" else [])


def test_the_summary_has_the_ranks_and_scores_of_plan_json(
    tags: Tag, printed: Printed, expected: dict[str, Numbers]
) -> None:
    """Each line of it that begins with a rank names the project of that rank, with its score where it has one."""
    titles = {printed.report.evaluations[name].project.title: name for name in expected}
    lines = [body.text for tag in paper_items.sections(tags)["The plan on one page"] for body in tag.all("LBody")]
    found = [re.match(rf"(\d+) ({'|'.join(map(re.escape, titles))}): (?:(\d\.\d\d) · )?", line) for line in lines]
    told = [one.groups() for one in found if one]
    assert len(told) > 5 and any(score for _, _, score in told)
    for rank, title, score in told:
        numbers = expected[titles[title]]
        assert (rank, score or numbers["priority.score"]) == (numbers["status.rank"], numbers["priority.score"])


@needs_poppler
def test_it_is_on_the_items_own_pages(printed: Printed, tags: Tag) -> None:
    """What was read by the tags is on those pages as Poppler reads them, and items follow each other page by page."""
    items = paper_items.items(tags)
    pages = pages_of(printed.pdf)
    for item, following in pairwise(items):
        assert max(item.pages) < min(following.pages)
    for item in items:
        seen = Counter(flat("".join(pages[page - 1] for page in item.pages)))
        read = Counter(flat(f"{item.title}{item.status}{''.join(said(item))}"))
        assert len(read) > 30
        assert read - seen == Counter()


def said(item: PaperItem) -> Iterator[str]:
    """What an item says, its charts' letters left out."""
    yield from item.decision.values()
    yield from (tag.text for every in item.sections.values() for tag in every if tag.kind != "Figure")


def differing(paper: Numbers, expected: Numbers) -> dict[str, tuple[str | None, str | None]]:
    """What is not alike on paper and in plan.json, by its name."""
    names = sorted({*paper, *expected})
    return {name: (paper.get(name), expected.get(name)) for name in names if paper.get(name) != expected.get(name)}


def reprinted(printed: Printed, change: Callable[[Data], None]) -> bytes:
    """The packet with changed data, without its charts."""
    data = without_charts(copy.deepcopy(printed.data))
    change(data)
    return typeset(data, {}, [bundled_templates()], printed.report.plan.as_of).pdf


def without_charts(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: None if name == "matrix" else without_charts(value) for name, value in data.items()}
    if isinstance(data, list):
        return [without_charts(one) for one in data if not (isinstance(one, dict) and "alternative" in one)]
    return data


def holders(data: Any) -> Iterator[Data]:
    """Every part of the data that says something itself."""
    if isinstance(data, dict):
        yield data
        for name, value in data.items():
            yield from () if name == "columns" else holders(value)
    elif isinstance(data, list):
        for value in data:
            yield from holders(value)


def each_text(data: Data, change: Callable[[str], str]) -> None:
    for one in holders(data):
        one.update({key: change(value) for key, value in one.items() if key in _SENTENCES and isinstance(value, str)})


def swapped(text: str) -> str:
    """The text with 1 for 0, 2 for 1 and so on, but for the words that are the same in each sentence."""
    parts = _FIXED.split(text)
    return "".join(
        part if at % 2 else part.translate(str.maketrans("0123456789", "1234567890")) for at, part in enumerate(parts)
    )


def pose(data: Data) -> Data:
    found: Data = next(one for one in data["items"] if one["title"].startswith("Pose"))
    return found


def holds(one: Data, text: str) -> bool:
    """Whether a sentence of it has the text; a number must be all that it says."""
    return any(
        key in _SENTENCES and isinstance(value, str) and (value == text if text.isdigit() else text in plain(value))
        for key, value in one.items()
    )


def plain(text: str) -> str:
    """A text without the blanks at which no line ends."""
    return text.replace(UNBROKEN, " ")
