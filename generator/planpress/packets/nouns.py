"""What a packet holds beside the blocks of any document (document/blocks.py).

docs/packet.md is made from these types, and packets/typst_data.py makes plain data of them.
"""

from dataclasses import dataclass
from typing import Annotated

from planpress.document.blocks import Block, Chart, Line, Section, Table
from planpress.model.meeting import Appendix, Paper
from planpress.model.text import Words


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

    question: Annotated[Words, "what is to be decided"]
    recommendation: Annotated[Words, "what the plan, or whoever called the meeting, recommends"] = ""
    because: Annotated[Words, "why"] = ""
    points: Annotated[tuple[Line, ...], "further sentences with their short labels"] = ()
    alternatives: Annotated[tuple[Line, ...], "what could be decided instead"] = ()
    turns_if: Annotated[Words, "what would turn the recommendation"] = ""
    since: Annotated[tuple[Words, ...], "what changed since the last meeting"] = ()
    before: Annotated[tuple[Line, ...], "what was decided earlier, the newest first"] = ()
    choices: Annotated[tuple[Choice, ...], "the boxes to tick"] = ()
    signs: Annotated[str, "who signs"] = "Chair"
    margins: Annotated[Margins, "its numbers in the margin"] = Margins()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. Without a decision page there is nothing to decide."""

    number: Annotated[str, "its number in the margin, the same in every packet"] = ""
    anchor: Annotated[str, "the name of its place in the document"] = ""
    title: Annotated[str, "its heading"] = ""
    short: Annotated[str, "the same, cut for the running head"] = ""
    status: Annotated[str, "a line about where it stands"] = ""
    minutes: Annotated[str, "how long it takes, empty where nobody said"] = ""
    starts: Annotated[str, "when it begins: by the clock, else after how long; empty where nobody said"] = ""
    decision: Annotated[DecisionPage | None, "its decision page"] = None
    evidence: Annotated[tuple[Section, ...], "what the decision stands on"] = ()
    url: Annotated[str, "its page online, empty where there is none"] = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole plan on one page."""

    groups: Annotated[
        tuple[Section, ...], "what is to be decided, stuck and changed"
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
    begins: Annotated[str, "the head above when items begin"]
    ends: Annotated[str, "when the last item ends, counted as begins are; empty where an item has no time"]
    depth: Annotated[Appendix, "how much of an appendix was asked for"] = "full"
    missing: Annotated[tuple[str, ...], "the characters that no font has, spelt; a white square stands for each"] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a packet is made from beside the plan. `site` is where its site is online, with a slash at its end, and
    `home` where the plan's pages begin there.

    `code` is the file of the QR code that leads there, empty without one; `folders` says that pages are folders there.
    """

    revision: str = ""
    site: str = ""
    home: str = ""
    code: str = ""
    folders: bool = False

    def page(self, path: str) -> str:
        """Where a page is online, by the path of its Markdown; empty where the plan is not."""
        if not self.site:
            return ""
        stem = path.removesuffix(".md")
        return self.site + (f"{stem.removesuffix('index')}" if self.folders else f"{stem}.html")
