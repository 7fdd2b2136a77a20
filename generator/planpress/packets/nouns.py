"""The data of a packet, which templates/packet/ sets: finished words and numbers, and nothing else.

docs/packet.md is made from these types. Every text is plain: a template shows it and never takes it for markup.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from planpress.model.meeting import Appendix, Paper


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    text: Annotated[str, "what it says"]
    lead: Annotated[str, "a few words before it, which stand out"] = ""
    note: Annotated[str, "a quieter remark after it"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Annotated[str, "what it says"]
    lead: Annotated[str, "a few words before it, which stand out"] = ""
    quiet: Annotated[bool, "whether it is an aside"] = False
    kind: Annotated[Literal["paragraph"], "tells the blocks apart"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: Annotated[tuple[Line, ...], "its lines, in order"]
    kind: Annotated[Literal["bullets"], "tells the blocks apart"] = "bullets"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: Annotated[str, "its head"]
    number: Annotated[bool, "whether it holds numbers, set to the right"] = False
    share: Annotated[float, "its share of the table's width, in parts of the sum of all shares"] = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: Annotated[str, "what it says"]
    note: Annotated[str, "a smaller line below it"] = ""
    strong: Annotated[bool, "whether it stands out"] = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: Annotated[tuple[Cell, ...], "a cell for each column, in order; the first names the row"]
    strong: Annotated[bool, "whether the whole row stands out"] = False
    ruled: Annotated[bool, "whether a line above it ends something, as the capacity does"] = False
    changed: Annotated[bool, "whether it changed since the last meeting: a bar in the margin"] = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or, of one too wide for the page, the part of it with these columns; the first column is in each."""

    caption: Annotated[str, "what it shows"]
    columns: Annotated[tuple[Column, ...], "its columns"]
    rows: Annotated[tuple[Row, ...], "its rows"]
    turned: Annotated[bool, "whether it needs a page of its own, turned"] = False
    kind: Annotated[Literal["table"], "tells the blocks apart"] = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart."""

    title: Annotated[str, "the finding, with its numbers"]
    alternative: Annotated[str, "what the eye would see, for those who do not: the same as on the site"]
    file: Annotated[str, "its drawing, an SVG below the packet's folder"]
    width: Annotated[float, "its width in pixels; its letters are 13 pixels high"]
    kind: Annotated[Literal["chart"], "tells the blocks apart"] = "chart"


@dataclass(frozen=True, slots=True)
class Story:
    """A narrative, or a page that somebody wrote: a tree of plain data, which narrative.typ sets."""

    tree: Annotated[tuple[Any, ...], "its blocks, as packets/narrative_tree.py makes them"]
    kind: Annotated[Literal["story"], "tells the blocks apart"] = "story"


Block = Paragraph | Bullets | Table | Chart | Story


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an item or of the appendix."""

    id: Annotated[str, "what it is about, as in models or baselines"]
    title: Annotated[str, "its heading"]
    blocks: Annotated[tuple[Block, ...], "what it holds, in order"]
    changed: Annotated[tuple[str, ...], "what of it changed since the last meeting, in words; a bar in the margin"] = ()
    margin: Annotated[str, "its number in the margin, as in 4173.8; empty without one"] = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick."""

    words: Annotated[str, "what ticking it says"]
    blank: Annotated[bool, "whether something is to be written after it"] = False


@dataclass(frozen=True, slots=True)
class Margins:
    """The numbers in the margin of a decision page, beside its parts."""

    question: Annotated[str, "beside the question"] = ""
    recommendation: Annotated[str, "beside the recommendation"] = ""
    alternatives: Annotated[str, "beside the alternatives"] = ""
    turns_if: Annotated[str, "beside what would turn it"] = ""
    since: Annotated[str, "beside what changed"] = ""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """What stands first of an item: what is asked, what is recommended, and room to write down what was decided."""

    question: Annotated[str, "what is to be decided"]
    recommendation: Annotated[str, "what the plan, or whoever called the meeting, recommends"]
    because: Annotated[str, "why"]
    points: Annotated[tuple[Line, ...], "further sentences with their short labels"]
    alternatives: Annotated[tuple[Line, ...], "what could be decided instead"]
    turns_if: Annotated[str, "what would turn the recommendation"]
    since: Annotated[tuple[str, ...], "what changed since the last meeting"]
    before: Annotated[tuple[Line, ...], "what was decided earlier, the newest first"]
    choices: Annotated[tuple[Choice, ...], "the boxes to tick"]
    signs: Annotated[str, "who signs"]
    margins: Annotated[Margins, "its numbers in the margin"] = Margins()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. Without a decision page there is nothing to decide."""

    number: Annotated[str, "its number in the margin, the same in every packet"]
    anchor: Annotated[str, "the name of its place in the document"]
    title: Annotated[str, "its heading"]
    short: Annotated[str, "the same, cut for the running head"]
    status: Annotated[str, "a line about where it stands"]
    minutes: Annotated[str, "how long it takes, empty where nobody said"]
    starts: Annotated[str, "when it begins, counted from the meeting's beginning; empty where nobody said"]
    decision: Annotated[DecisionPage | None, "its decision page"]
    evidence: Annotated[tuple[Section, ...], "what the decision stands on"]
    url: Annotated[str, "its page online, empty where there is none"] = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole plan on one page."""

    groups: Annotated[
        tuple[Section, ...], "what to do first, what is too close to call, stuck, to be decided and changed"
    ]
    matrix: Annotated[Chart | None, "the matrix of impact and feasibility"]
    ranking: Annotated[tuple[Table, ...], "the projects by rank"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the last meeting."""

    base: Annotated[str, "the revision that it is compared with"]
    blocks: Annotated[tuple[Block, ...], "the changes, as tables and remarks"]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    title: Annotated[str, "the meeting's title, or the plan's"]
    short: Annotated[str, "the same, cut for the running head"]
    plan: Annotated[str, "the plan's title"]
    facts: Annotated[tuple[Line, ...], "date, place, chair, attendees, what it is made from: labels and words"]
    url: Annotated[str, "the plan online, empty where there is no address"] = ""
    code: Annotated[str, "the file of a QR code that leads there, empty without one"] = ""


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything that is printed."""

    language: Annotated[str, "the document's language, as in en"]
    paper: Annotated[Paper, "a4 or letter"]
    two_sided: Annotated[bool, "whether margins change sides from page to page"]
    foot: Annotated[str, "what stands at the foot of each page: revision and date"]
    cover: Annotated[Cover, "the first page"]
    summary: Annotated[Summary | None, "the plan on one page"]
    items: Annotated[tuple[Item, ...], "the items of the agenda, in order"]
    changes: Annotated[Changes | None, "what changed since the last meeting; none where nothing is compared"]
    findings: Annotated[tuple[Section, ...], "findings and open questions"]
    appendix: Annotated[tuple[Section, ...], "method, tables and glossary, as much as was asked for"]
    ends: Annotated[str, "when the last item ends, counted as begins are; empty where an item has no time"]
    depth: Annotated[Appendix, "how much of an appendix was asked for"] = "full"
    missing: Annotated[tuple[str, ...], "the characters that no font has, spelt; a white square stands for each"] = ()


def plain(value: Any) -> Any:
    """A packet, or a part of one, as mappings, lists, texts and numbers."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
