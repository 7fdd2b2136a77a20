"""All that a packet is given stands on paper where it belongs: on the pages of its item, in its section and in its cell.

Read off the tags of the PDF and by Poppler, which know nothing of each other. The data are made of the sections of
pages, whose numbers tests/pages/test_why.py holds against their explanations.
"""

import copy
import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from planpress.formats.plan_json import render
from planpress.model.wording import fixed
from tests.packets import paper_items
from tests.packets.conftest import Printed
from tests.packets.paper_items import PaperItem
from tests.packets.reading import bare, flat, needs_poppler, pages_of
from tests.packets.tagged import Tag, document

Data = dict[str, Any]
ROUNDED = 1e-2
"""Columns have three significant digits, or as many as tell their values apart."""


@pytest.fixture(scope="module")
def tags(printed: Printed) -> Tag:
    return document(printed.pdf)


def test_every_item_says_what_the_data_says(tags: Tag, printed: Printed) -> None:
    """Its line, its parts label by label, its tables and charts, in this order; and each section of each dossier."""
    found = [[*on_paper(item).items()] for item in paper_items.items(tags)]
    assert found == [[*in_data(item).items()] for item in printed.data["items"]]
    found = [[*on_paper(one).items()] for one in paper_items.dossiers(tags)]
    expected = [[*of_dossier(one).items()] for one in printed.data["dossiers"]]
    assert found == expected
    assert sum(text.count("|") for one in expected for _, text in one) > 1100


def test_the_rest_of_the_plan_says_what_the_data_says(tags: Tag, printed: Printed) -> None:
    sections = paper_items.sections(tags)
    for one in printed.data["others"]:
        assert bare(said_by(sections[one["title"]])) == bare(said_in(one["blocks"])), one["title"]
    for one in printed.data["summary"]["ranking"]:
        assert bare(said_in([one])) in bare(said_by(sections["The plan on one page"]))


@pytest.mark.parametrize(("was", "now"), [("60", "61"), ("24 %", "42 %"), ("11 Feb", "12 Feb")])
def test_a_swapped_number_is_found_where_it_is(was: str, now: str, tags: Tag, printed: Printed) -> None:
    """The twin of the first: one number of one dossier is told to differ, in its section and nowhere else."""
    dossiers = copy.deepcopy(printed.data["dossiers"])
    at, pose = next((at, one) for at, one in enumerate(dossiers) if one["title"].startswith("Pose"))
    section = next(one for one in pose["sections"] if was in said_in(one["blocks"]).replace("\u00a0", " "))
    written = json.dumps(section["blocks"], ensure_ascii=False).replace("\u00a0", " ")
    section["blocks"] = json.loads(re.sub(f'("(?:text|note|title)": "[^"]*?){was}', rf"\g<1>{now}", written, count=1))
    found, expected = on_paper(paper_items.dossiers(tags)[at]), of_dossier(pose)
    assert [name for name in expected if found[name] != expected[name]] == [section["title"]]


def test_the_tables_have_the_numbers_of_plan_json(printed: Printed) -> None:
    """Ranks and scores of each project in the ranking; every measured value, and each score under each rule."""
    plan = json.loads(render(printed.report))
    ranking = {row["cells"][1]["text"]: row["cells"] for row in printed.data["summary"]["ranking"][0]["rows"]}
    items = {one["title"]: one["sections"] for one in printed.data["dossiers"]}
    compared = 0
    for project in plan["projects"]:
        rank, _, *scores = (cell["text"] for cell in ranking[project["title"]][:5])
        priority, groups = project["priority"], [project["impact"], project["feasibility"]]
        assert rank.split()[-1] == (str(priority["rank"]) if priority else "–")
        assert scores == [fixed(value) for value in (priority["score"], *(one["value"] for one in groups))] if priority else ["–"] * 3
        shown = tables_of(items[project["title"]], "models")
        baselines = {one["label"]: one for one in project["baselines"]}
        evaluation = printed.report.evaluations[project["id"]]
        decides = [one for one in project["rules"] if one["decides"] and evaluation.rule and evaluation.rule.computed]
        for name, cells in shown.items():
            is_model = name in project["values"]
            values = project["values"][name] if is_model else baselines[name]["values"]
            errors = {column for one in evaluation.project.uncertainty.values() for column in one.columns()}
            known = project["measured"].get(name, {})
            expected = [value for column, value in values.items() if column not in errors]
            # A value whose error is known is no finer than that.
            finest = max((one["se"] for one in known.values()), default=0.0)
            for rule in decides:
                score = score_of(rule, name) if is_model else baselines[name]["measure"]
                expected += [] if score is None else [score]
            measured = [text for text in cells if text not in ("–", "rejected", "not judged")]
            assert sorted(map(float, measured)) == pytest.approx(sorted(expected), rel=ROUNDED, abs=finest)
            compared += len(measured)
        for name, cells in tables_of(items[project["title"]], "earlier").items():
            scores = [score_of(rule, name) for rule in project["rules"]]
            sure = [rule["certainty"]["models"].get(name, {}).get("se") if rule["certainty"] else None for rule in project["rules"]]
            for text, score, se in zip(cells, scores, sure, strict=True):
                assert score is None or float(text) == pytest.approx(score, rel=ROUNDED, abs=se or 0.0)
            compared += len(cells)
    assert compared > 150


def tables_of(item: dict[str, Any], section: str) -> dict[str, list[str]]:
    """The cells of each row of a section's tables by what names the row, parts of one table joined."""
    found: dict[str, list[str]] = {}
    blocks = next((one["blocks"] for one in item if one["id"] == section), [])
    for row in (row for one in blocks if one["kind"] == "table" for row in one["rows"]):
        name, *cells = (cell["text"].replace("\u00a0", " ") for cell in row["cells"])
        found.setdefault(name, []).extend(cells)
    return found


def score_of(rule: dict[str, Any], model: str) -> float | None:
    return next(one["score"] for one in rule["models"] if one["model"] == model)


@pytest.mark.process
@needs_poppler
def test_it_is_on_the_items_own_pages(printed: Printed, tags: Tag) -> None:
    """What was read by the tags is on those pages as Poppler reads them, and items follow each other page by page."""
    items = paper_items.items(tags)
    pages = pages_of(printed.pdf)
    for item, following in pairwise(items):
        assert max(item.pages) < min(following.pages)
    for item in items:
        seen = Counter(flat("".join(pages[page - 1] for page in item.pages)))
        rest = (tag.text for tag in item.rest if not any(tag.all("Figure")))
        read = Counter(flat("".join((item.title, item.status, *item.parts.values(), *rest))))
        assert len(read) > 30
        assert read - seen == Counter()


def on_paper(item: PaperItem) -> dict[str, str]:
    """What an item says on paper by the labels of its parts, and below them; a dossier by the titles of its sections."""
    said = {"": item.title + item.status, **item.parts, "below": said_by(item.rest)}
    said |= {title: said_by(tags) for title, tags in item.sections.items()}
    return {name: bare(text) for name, text in said.items() if text}


def said_by(tags: list[Tag]) -> str:
    """The texts of elements with a bar before each cell; what is beside a chart follows it."""
    return "".join(map(_told, tags))


def _told(tag: Tag) -> str:
    if tag.kind in ("Figure", "Lbl"):
        return ""
    if tag.kind in ("TH", "TD"):
        return f"|{tag.text}"
    nested = [child for child in tag.children if child.kind not in ("Span", "Strong", "Em", "Link")]
    return "".join(map(_told, tag.children)) if nested else tag.text


def in_data(item: Data) -> dict[str, str]:
    """The same of the data of an item."""
    when = " ".join(filter(None, (item["time"], item["minutes"])))
    said = {"": item["title"] + " · ".join(filter(None, (when, item["status"])))}
    said |= {part["label"]: lines(part["lines"]) for part in item["parts"]}
    boxes = "".join(one["words"] for one in item["choices"])
    charts = "".join(one["title"] for one in item["charts"])
    said["below"] = f"{said_in(item['blocks'])}{charts}{boxes}Reason{item['signs']}Date"
    return {name: bare(text) for name, text in said.items() if text}


def of_dossier(one: Data) -> dict[str, str]:
    """The same of the data of a dossier."""
    said = {"": one["title"] + one["status"]} | {part["title"]: said_in(part["blocks"]) for part in one["sections"]}
    return {name: bare(text) for name, text in said.items() if text}


def said_in(blocks: list[Data]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Data) -> str:
    if block["kind"] == "chart":
        return block["title"]
    if block["kind"] == "story":
        return "".join(map(_node, block["tree"]))
    if block["kind"] == "table":
        cells = [f"{cell['text']}{cell['note']}" for row in block["rows"] for cell in row["cells"]]
        return f"{block['caption']}|{'|'.join([column['title'] for column in block['columns']] + cells)}"
    return lines(block["lines"] if block["kind"] == "bullets" else [block])


def _node(node: Data) -> str:
    return node.get("text", "") + "".join(map(_node, node.get("children", ())))


def lines(every: list[Data]) -> str:
    """Each lead, text and note, with what ends a clause between them."""
    return "".join(_line(one["lead"], one["text"], one.get("note", "")) for one in every)


def _line(lead: str, text: str, note: str) -> str:
    return f"{_ended(lead, ':') if lead else ''}{_ended(text, '.') if note else text}{note}"


def _ended(said: str, end: str) -> str:
    return said if re.search(r"[.:;!?…]['\")]?$", said) else said + end
