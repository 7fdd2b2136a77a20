"""A narrative on paper: the site's own rendering of it as a tree of plain data, its images, and what cannot be set.

The tree is made from the same clean HTML as the page, so that paper says all that the page says, in the same order; the
templates of the packet set it. Whatever cannot be set leaves a note in its place, and is a finding.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt

from planpress.document.blocks import Story
from planpress.model.findings import Finding, in_file_order
from planpress.model.meeting import Meeting
from planpress.model.plan import Plan
from planpress.model.project import Narrative
from planpress.model.sources import Place
from planpress.model.wording import quoted
from planpress.packets.text.convert_blocks import flow
from planpress.packets.text.convert_pictures import Album
from planpress.packets.text.markup import LEFT_OUT, LINE, paper_engine, parsed
from planpress.packets.text.nodes import ConversionContext, Node, node, showable, text, words_of
from planpress.pages.dialect import ATTRIBUTES, TOP, cleaned, rendered
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.tree import Tree


@dataclass(frozen=True, slots=True)
class NarrativeText:
    """A narrative for the printer: its blocks, the images that they name, and what was found in it."""

    blocks: list[Node]
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Stories:
    """Tells a project's narrative by its path, or a page in the plan's folder by its path below that."""

    plan: Plan
    tree: Tree
    anchors: Mapping[str, str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __call__(self, path: str) -> Story | None:
        """A narrative or a page for the printer; None where there is none."""
        narratives = (project.narrative for project in self.plan.projects if project.narrative)
        narrative = next((one for one in narratives if one.path == path), None)
        if narrative is None:
            full = f"{self.plan.location.folder}/{path}"
            file = self.tree.file(full)
            words, found = decode(file) if file is not None else (None, ())
            self.findings += found
            if words is None:
                return None
            narrative = page(full, words)
        made = told(narrative, self.tree, self.anchors)
        self.pictures |= made.pictures
        self.findings += made.findings
        return Story(tuple(made.blocks))


def anchors(meeting: Meeting) -> dict[str, str]:
    """The place in the packet of each project that has an item of its own, else a dossier."""
    dossiers = {name: f"dossier-{name}" for name in meeting.projects} if meeting.appendix != "none" else {}
    items = {item.project: f"item-{item.number}" for item in reversed(meeting.agenda) if item.project is not None}
    return dossiers | items


def headed(story: Story | None, path: str) -> tuple[Story | None, str]:
    """A page without the heading that it begins with, and that as its title; without one, the words of its file."""
    first = story.tree[0] if story is not None and story.tree else None
    if story is None or first is None or first["kind"] != "heading":
        return story, path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()
    return Story(story.tree[1:]), words_of(first["children"])


def told(narrative: Narrative, tree: Tree, anchors: Mapping[str, str] | None = None) -> NarrativeText:
    """A narrative as a tree. Headings count from 1, and none is more than one level below the one before it.

    `anchors` are the places in the packet of the projects that are in it: links to these lead there.
    """
    setting = ConversionContext(narrative.path, Album(tree, posixpath.dirname(narrative.path)), anchors or {})
    engine = paper_engine()
    blocks: list[Node] = []
    depth = 0
    for section in rendered(narrative, engine, _clean):
        if section.heading:
            depth = min(section.level - TOP + 1, depth + 1)
            blocks.append(node("heading", [text(showable(section.heading))], level=depth))
        blocks += flow(parsed(section.html).children, setting)
    setting.findings += _lost(narrative, engine)
    notes = setting.notes
    _place(notes, blocks)
    for number, note in notes.items():  # those whose marks stand in other notes or in headings
        blocks.append(node("list", [node("item", note)], ordered=True, tight=True, start=number))
    return NarrativeText(blocks, setting.album.taken, in_file_order(setting.findings))


def page(path: str, written: str) -> Narrative:
    """A page as a narrative: without its front matter, and each line with the number that it has."""
    lines = written.split("\n")
    ends = [at for at, line in enumerate(lines) if line.strip() == "---"]
    if len(ends) > 1 and ends[0] == 0:
        lines[: ends[1] + 1] = [""] * (ends[1] + 1)
    return Narrative(path, "\n".join(lines))


_ATTRIBUTES = {**ATTRIBUTES, "*": {*ATTRIBUTES["*"], LINE, LEFT_OUT}}
_clean = partial(cleaned, allowed=lambda tag, name, value: value, attributes=_ATTRIBUTES)


def _place(notes: dict[int, list[Node]], nodes: Iterable[Node]) -> None:
    """Put the text of each note at the first mark of it, and out of `notes`."""
    for one in nodes:
        if one["kind"] != "footnote":
            _place(notes, one.get("children", ()))
        elif body := notes.pop(one["number"], None):
            one["children"] = body


def _lost(narrative: Narrative, engine: MarkdownIt) -> Iterator[Finding]:
    """What Markdown or a heading leaves out: what lies too deep, notes that nothing refers to, images in headings."""
    environment: dict[str, Any] = {}
    tokens = engine.parse(narrative.text, environment)
    deepest = int(engine.options["maxNesting"]) - 1
    for token, following in pairwise(tokens):
        place = Place(narrative.path, token.map[0] + 1 if token.map else 0)
        if token.nesting == 1 and token.level >= deepest and following.nesting == -1:
            yield kinds.NOT_SHOWN.at(place, "lies too deep to be read; write it less deep")
        if token.type == "heading_open" and token.level == 0:
            for image in (child for child in following.children or () if child.type == "image"):
                source = quoted(image.attrs.get("src", ""))
                message = f"the image {source} stands in a heading, which shows its words alone; put it below"
                yield kinds.NO_IMAGE.at(place, message)
    notes = environment.get("footnotes", {}).get("refs", {})
    for mark in (f"[^{name.removeprefix(':')}]" for name, used in notes.items() if used < 0):
        lines = (at for at, line in enumerate(narrative.text.split("\n"), start=1) if f"{mark}:" in line)
        message = f"nothing refers to the note {quoted(mark)}; refer to it, or take it out"
        yield kinds.NOT_SHOWN.at(Place(narrative.path, next(lines, 0)), message)
