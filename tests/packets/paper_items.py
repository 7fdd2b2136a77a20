"""A packet as its readers find it: items of an agenda with what their decision pages say, sections, tables and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.packets.tagged import Tag

_LABELS = ("Question", "About", "Recommendation", "Decided before")
"""With which of them a decision page begins."""


@dataclass
class PaperTable:
    """A table; `columns` are the texts of its head."""

    columns: list[str]
    rows: list[list[Tag]]


@dataclass
class PaperItem:
    """An item of the agenda: what its decision page says by its labels, and the tags of each section by its title."""

    number: str
    title: str
    status: str = ""
    decision: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[Tag]] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)

    def beside_margin(self, said: str) -> str:
        """What stands beside the number that a part of the item may have in the margin."""
        return re.sub(rf"^{self.number}\.\d+ ?", "", said)

    def said(self, section: str) -> str:
        """All that a section says."""
        return " ".join(tag.text for tag in self.sections.get(section, []))

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
            section = here.beside_margin(said)
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
    """The tables among elements."""
    found = (one.rows() for tag in tags for one in ([tag] if tag.kind == "Table" else tag.all("Table")))
    return [PaperTable([cell.text for cell in head], rows) for head, *rows in found]


def _first_page(item: PaperItem, tag: Tag) -> None:
    if not item.status and tag.kind == "Span":
        item.status = tag.text
    cells = [one.text for one in tag.children]
    if tag.kind == "Div" and cells and cells[0] in _LABELS:
        item.decision = {label: item.beside_margin(body) for label, body in zip(cells[::2], cells[1::2], strict=True)}
