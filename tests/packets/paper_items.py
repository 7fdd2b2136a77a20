"""A packet as its readers find it: items of an agenda with what their decision pages say, sections, tables and lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.packets.tagged import Tag

_LABELS = ("Question", "About", "Recommendation", "Decided before")
"""With which of them a decision page begins."""


@dataclass
class PaperTable:
    """A table with its caption; `columns` are the texts of its head."""

    caption: str
    columns: list[str]
    rows: list[list[Tag]]


@dataclass
class PaperItem:
    """An item of the agenda: what its decision page says by its labels, and the tags of each section by its title."""

    number: str
    title: str
    status: str = ""
    decision: dict[str, str] = field(default_factory=dict)
    margins: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[Tag]] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)

    def apart(self, said: str) -> tuple[str, str]:
        """The number that a part of the item has in the margin, empty without one, and what stands beside it."""
        margin = re.match(rf"{self.number}\.\d+ ?", said)
        return (margin[0].strip(), said[margin.end() :]) if margin else ("", said)

    def lines(self, section: str) -> list[str]:
        """The lines of the lists of a section."""
        bodies = (body for tag in self.sections.get(section, []) for one in _lists(tag) for body in one.all("LBody"))
        return [body.text for body in bodies]

    def paragraphs(self, section: str) -> list[str]:
        """The paragraphs of a section, those beside its charts too."""
        return [one.text for tag in self.sections.get(section, []) for one in _paragraphs(tag)]

    def tables(self, section: str) -> list[PaperTable]:
        """The tables of a section."""
        return tables(self.sections.get(section, []))


def items(document: Tag) -> list[PaperItem]:
    """The items of a packet in their order: each has its margin number before its heading."""
    found: list[PaperItem] = []
    number, here, section = "", None, ""
    for tag in flow(document):
        said = tag.text
        if said.startswith("margin no. "):
            number, here = said.removeprefix("margin no. "), None
        elif tag.kind == "H1":
            here = PaperItem(number, said) if number else None
            number, section = "", ""
            found += [here] if here else []
        elif here is not None and tag.kind == "H2":
            _, section = here.apart(said)
            here.sections[section] = []
        elif here is not None and section:
            here.sections[section].append(tag)
        elif here is not None:
            _first_page(here, tag)
        if here is not None:
            here.pages |= set(tag.pages)
    return found


def sections(document: Tag) -> dict[str, list[Tag]]:
    """What stands below each heading that is of no item, by its words: the summary, and the sections of the appendix."""
    found: dict[str, list[Tag]] = {}
    title, of_item = "", False
    for tag in flow(document):
        if tag.kind == "H1":
            of_item = title.startswith("margin no. ")
        if tag.kind in ("H1", "H2") and not of_item:
            found[tag.text] = []
        elif found and not of_item:
            found[next(reversed(found))].append(tag)
        title = tag.text
    return found


def flow(document: Tag) -> Sequence[Tag]:
    """The elements of a document at its top, in order."""
    while len(document.children) == 1:
        (document,) = document.children
    return document.children


def tables(tags: Sequence[Tag]) -> list[PaperTable]:
    """The tables among elements; the caption of each stands before it."""
    found = []
    for at, tag in enumerate(tags):
        for one in [tag] if tag.kind == "Table" else tag.all("Table"):
            head, *rows = one.rows()
            found.append(PaperTable(tags[at - 1].text, [cell.text for cell in head], rows))
    return found


def _first_page(item: PaperItem, tag: Tag) -> None:
    if not item.status and tag.kind == "Span":
        item.status = tag.text
    cells = [one.text for one in tag.children]
    if tag.kind == "Div" and cells and cells[0] in _LABELS:
        for label, body in zip(cells[::2], cells[1::2], strict=True):
            item.margins[label], item.decision[label] = item.apart(body)


def _paragraphs(tag: Tag) -> Iterator[Tag]:
    if tag.kind == "P":
        yield tag
    elif tag.kind not in ("L", "Table"):
        for child in tag.children:
            yield from _paragraphs(child)


def _lists(tag: Tag) -> Iterator[Tag]:
    return iter([tag]) if tag.kind == "L" else tag.all("L")
