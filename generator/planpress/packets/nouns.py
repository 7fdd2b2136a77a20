"""What a packet holds beside the blocks of any document (document/blocks.py).

docs/packet.md is made from these types, and packets/typst_data.py makes plain data of them.
"""

from dataclasses import dataclass
from typing import Annotated

from planpress.charts.engine.text_metrics import fit
from planpress.document.blocks import Block, Chart, Line, Section, Table
from planpress.model.meeting import Paper

HEAD = 420.0
"""How wide a title may be in a running head, in the pixels of charts, whose letters are 13 high: it has one line."""

PLAN_CODE, METHOD_CODE = "plan.svg", "method.svg"
"""The files of the QR codes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick."""

    words: Annotated[str, "what ticking it says"]
    blank: Annotated[bool, "whether something is to be written after it"] = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item, as its question or what would turn the choice."""

    label: Annotated[str, "what kind of part it is"]
    lines: Annotated[tuple[Line, ...], "what it says, line by line"]
    margin: Annotated[str, "its number in the margin, empty without one"] = ""
    changed: Annotated[bool, "whether it is what changed since the last meeting: a bar beside it"] = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda: what is asked, what the plan says, the evidence, and room for what was decided."""

    place: Annotated[str, "its place on the agenda, from 1"] = ""
    number: Annotated[str, "its number in the margin, the same in every packet"] = ""
    anchor: Annotated[str, "the name of its place in the document"] = ""
    title: Annotated[str, "its heading"] = ""
    short: Annotated[str, "the same, cut for the running head"] = ""
    status: Annotated[str, "a line about where it stands"] = ""
    minutes: Annotated[str, "how long it takes, empty where nobody said"] = ""
    time: Annotated[str, "its times of day, or after how long it starts; empty where nobody said"] = ""
    parts: Annotated[tuple[Part, ...], "the question first, then what a decision needs to know"] = ()
    blocks: Annotated[tuple[Block, ...], "projects side by side, or a page that somebody wrote"] = ()
    charts: Annotated[tuple[Chart, ...], "evidence drawn, at most two, side by side"] = ()
    choices: Annotated[tuple[Choice, ...], "the boxes to tick; none where nothing is asked"] = ()
    signs: Annotated[str, "who signs"] = "Chair"
    url: Annotated[str, "its page online, empty where there is none"] = ""
    brief: Annotated[bool, "whether it is so short that it may share a page with the one before"] = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the plan knows of one project."""

    anchor: Annotated[str, "the name of its place in the document"]
    title: Annotated[str, "its heading"]
    short: Annotated[str, "the same, cut for the running head"]
    status: Annotated[str, "a line about where it stands"]
    url: Annotated[str, "its page online, empty where there is none"]
    sections: Annotated[tuple[Section, ...], "its sections, in the order of its page"]


@dataclass(frozen=True, slots=True)
class Method:
    """How the plan is scored: where that is said, and the words that this packet uses."""

    title: Annotated[str, "the title of its page"]
    url: Annotated[str, "the address of its page, empty where the plan is not online"]
    code: Annotated[str, "the file of a QR code that leads there, empty without one"]
    words: Annotated[tuple[Line, ...], "the words, each with what it means"]


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
    facts: Annotated[tuple[Line, ...], "date, place, chair, attendees, the version of the plan: labels and words"]
    url: Annotated[str, "the plan online, empty where there is no address"] = ""
    code: Annotated[str, "the file of a QR code that leads there, empty without one"] = ""


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything that is printed."""

    language: Annotated[str, "the document's language, as in en"]
    paper: Annotated[Paper, "a4 or letter"]
    two_sided: Annotated[bool, "whether margins change sides from page to page"]
    foot: Annotated[str, "what stands at the foot of each page: the version of the plan and its day"]
    cover: Annotated[Cover, "the first page"]
    summary: Annotated[Summary | None, "the plan on one page"]
    items: Annotated[tuple[Item, ...], "the items of the agenda, in order"]
    changes: Annotated[Changes | None, "what changed since the last meeting; none where nothing is compared"]
    others: Annotated[tuple[Section, ...], "the other projects, a line each, and the other open questions"]
    method: Annotated[Method, "how the plan is scored"]
    dossiers: Annotated[tuple[Dossier, ...], "the evidence that was asked for: a dossier of each project"]
    times: Annotated[str, "the head above the times of items"]
    ends: Annotated[str, "when the last item ends, counted as times are; empty where an item has no time"]
    missing: Annotated[tuple[str, ...], "the characters that no font has, spelt; a white square stands for each"] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a packet is made from beside the plan. `site` is where its site is online, with a slash at its end, `home`
    where the plan's pages begin there, and `method` the page on scoring; `folders` says that pages are folders there.
    """

    revision: str = ""
    site: str = ""
    home: str = ""
    method: str = ""
    folders: bool = False

    @property
    def foot(self) -> str:
        """`Plan version a1aec65`; nothing where no git says which."""
        return f"Plan version {self.revision}" if self.revision else ""

    @property
    def codes(self) -> dict[str, str]:
        """The addresses that have a QR code, by its file."""
        return {name: url for name, url in ((PLAN_CODE, self.home), (METHOD_CODE, self.method)) if url}

    def page(self, path: str) -> str:
        """Where a page is online, by the path of its Markdown; empty where the plan is not."""
        if not self.site:
            return ""
        stem = path.removesuffix(".md")
        return self.site + (f"{stem.removesuffix('index')}" if self.folders else f"{stem}.html")


def in_head(title: str) -> str:
    """A title as the running head has room for it."""
    return fit(title, HEAD)
