"""A packet as its readers find it: items of an agenda with their parts, dossiers, sections, tables and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.packets.tagged import Tag

REST = "The rest of the plan"
"""The chapter behind the items; dossiers follow it."""


@dataclass
class PaperTable:
    """A table; `columns` are the texts of its head."""

    columns: list[str]
    rows: list[list[Tag]]


@dataclass
class PaperItem:
    """An item of the agenda: what its parts say by their labels, and the tags of what follows; or a dossier with its
    sections by their titles, without a number."""

    number: str
    place: str
    title: str
    status: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    rest: list[Tag] = field(default_factory=list)
    sections: dict[str, list[Tag]] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)

    def said(self, section: str) -> str:
        """All that a section says."""
        return " ".join(tag.text for tag in self.sections.get(section, []))

    def tables(self, section: str) -> list[PaperTable]:
        """The tables of a section."""
        return tables(self.sections.get(section, []))


def items(document: Tag) -> list[PaperItem]:
    """The items of a packet in their order: each has its margin number before its heading."""
    found: list[PaperItem] = []
    number, here = "", None
    for tag in flow(document):
        if tag.text.startswith("margin no. "):
            number, here = tag.text.removeprefix("margin no. "), None
        elif tag.kind == "H1":
            place, _, title = tag.text.partition(" ")
            here = PaperItem(number, place, title) if number else None
            number = ""
            found += [here] if here else []
        elif here is not None and not here.status and tag.kind == "Span":
            here.status = tag.text
        elif here is not None and not here.parts and not here.rest and tag.kind == "Div":
            cells = [one.text for one in tag.children]
            labelled = zip(cells[::2], cells[1::2], strict=True)
            here.parts = {label: re.sub(rf"^{here.number}\.\d+ ?", "", body) for label, body in labelled}
        elif here is not None:
            here.rest.append(tag)
        if here is not None:
            here.pages |= set(tag.pages)
    return found


def dossiers(document: Tag) -> list[PaperItem]:
    """The dossiers of a packet in their order."""
    found: list[PaperItem] = []
    behind = False
    for tag in flow(document):
        if tag.kind == "H1":
            found += [PaperItem("", "", tag.text)] if behind else []
            behind = behind or tag.text == REST
        elif found and tag.kind == "H2":
            found[-1].sections[re.sub(r"^\d+\.\d+ ?", "", tag.text)] = []
        elif found and not found[-1].sections:
            found[-1].status = tag.text
        elif found:
            found[-1].sections[next(reversed(found[-1].sections))].append(tag)
        if found:
            found[-1].pages |= set(tag.pages)
    return found


def sections(document: Tag) -> dict[str, list[Tag]]:
    """What stands below each heading that is of no item, by its words: the summary, and the rest of the plan."""
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
