"""One page while it is being made: its sections, partials and charts, the places that its Markdown keeps, and what
templates print."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from planpress.charts.engine.interactive import attribute_json, data_of
from planpress.document.blocks import Block, Bullets, Chart, Heading, Section, Story, Table
from planpress.document.html import Html, unbroken
from planpress.model import wording
from planpress.model.figure import Figure
from planpress.model.report import Report
from planpress.model.site_pages import Fragment
from planpress.model.text import Inline, Name, Number, Reference, Words
from planpress.model.units import Points
from planpress.pages import why
from planpress.sections import Subject

if TYPE_CHECKING:
    from planpress.pages.templates import Composer

Before = Mapping[str, Mapping[str, str]] | None
"""What each section of a page said before a change, by its keys; None where nothing is to be compared."""


@dataclass(frozen=True, slots=True)
class Drawable:
    """A figure in a page, waiting for its drawings: the fragment's number, and the figure for each width."""

    page: str
    number: int
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class Sheet:
    """One page while it is being made."""

    path: str
    composer: Composer
    anchors: Mapping[str, str] | None = None
    before: Before = None
    fragments: dict[int, Fragment] = field(default_factory=dict)
    points: Points = field(default_factory=Points)

    def section(self, section: Section, subject: Subject | Report) -> Markup:
        """A section with its heading, as `sections/ID.html.j2` sets it where a folder has that, else block by block."""
        parts = [heading(2, section.title)] if section.title else []
        if self.composer.has(section.id):
            template, setter = f"sections/{section.id}.html.j2", _Setter(self, section.id)
            made = _SET.split(self.composer.html(template, section=section, subject=subject, html=setter))
            for at, part in enumerate(made):
                is_set = at % 2 and int(part) < len(setter.set)
                parts.append(setter.set[int(part)] if is_set else self._said(part, search=True))
            return Markup("\n\n").join(parts)
        blocks = self._folded(section) if section.folded else self._blocks(section)
        return Markup("\n\n").join([*parts, *blocks])

    def _blocks(self, section: Section) -> Iterator[Markup]:
        """The blocks of a section. Those that stand together share a place: each place costs Markdown time."""
        html = self.html(section.id)
        for halves, blocks in _side_by_side(section.blocks):
            if halves:
                yield self.finished('<div class="pp-halves">\n')
            for search, alike in groupby(blocks, _search):
                made = []
                for block in alike:
                    if isinstance(block, Chart | Heading | Story):
                        yield self.block(block)
                    else:
                        made.append(f"{html.block(block)}\n")
                if made:
                    yield self._said("\n\n".join(made), search=bool(search))
            if halves:
                yield self.finished("</div>\n")

    def _folded(self, section: Section) -> Iterator[Markup]:
        """All of a section, below its heading, closed until somebody opens it."""
        summary = f'<summary>Details<span class="pp-hidden"> of {escape(section.title)}</span></summary>'
        yield self.finished(f'<details class="pp-fold">{summary}\n')
        yield from self._blocks(section)
        yield self.finished("</details>\n")

    def block(self, block: Chart | Heading | Story) -> Markup:
        """A block that is no HTML yet: a chart is drawn later, and a heading is Markdown."""
        if isinstance(block, Chart):
            return self.figure(block.figure, block.narrow)
        return heading(3, str(block.text)) if isinstance(block, Heading) else Markup("")

    def text(self, text: Words, section: str) -> Markup:
        """A text as HTML, with its links, and what it was before a change of what is compared under that name."""
        return Markup(self.html(section).inline(text))

    def html(self, section: str) -> Html:
        before = None if self.before is None else self.before.get(section, {})
        return Html(self._address, before, self.composer.badge)

    def _address(self, piece: Inline) -> str | None:
        if isinstance(piece, Number):
            return why.address(piece.subject, self.anchors) if piece.subject else None
        if isinstance(piece, Name):
            return piece.page if piece.page.startswith("#") else f"page:{piece.page}" if piece.page else None
        if isinstance(piece, Reference):
            return self.composer.line(piece.place)
        return None

    def part(self, template: str, *, search: bool = False, **context: object) -> Markup:
        """An HTML partial; `search` puts its text into the search index."""
        return self._said(self.composer.html(template, anchors=self.anchors, **context), search=search)

    def _said(self, markup: str, *, search: bool) -> Markup:
        """HTML of planpress's own sentences: a page says once that points are percentage points."""
        return self.finished(self.points(markup), search=search)

    def finished(self, markup: str, *, search: bool = False) -> Markup:
        """HTML that is finished."""
        number = len(self.fragments)
        fragment = Fragment(markup, search)
        self.fragments[number] = fragment
        return Markup(fragment.placeholder(number))

    def figure(self, *figures: Figure | None) -> Markup:
        """A chart with its title and its alternative text; nothing where there is nothing to draw. A second
        figure is the same for a narrow screen."""
        drawn = tuple(figure for figure in figures if figure is not None)
        if not drawn:
            return Markup("")
        number = len(self.fragments)
        self.composer.drawables.append(Drawable(self.path, number, drawn))
        return self.finished("")

    def href(self, path: str, anchor: str = "") -> Markup:
        """The address of another page's Markdown file, relative to this one, for a Markdown link."""
        relative = posixpath.relpath(path, posixpath.dirname(self.path) or ".")
        return Markup(f"{relative}#{anchor}" if anchor else relative)


@dataclass(frozen=True, slots=True)
class _Setter:
    """What a template of a section is given as `html`: it sets blocks and texts as planpress would. What is Markdown,
    or drawn later, is kept in `set`, and stands in the template's HTML by its number there."""

    sheet: Sheet
    section: str
    set: list[Markup] = field(default_factory=list)

    def block(self, block: Block) -> Markup:
        """A block, charts too."""
        if isinstance(block, Chart | Heading):
            self.set.append(self.sheet.block(block))
            return Markup(f"\x00{len(self.set) - 1}\x00")
        return Markup("" if isinstance(block, Story) else self.sheet.html(self.section).block(block))

    def inline(self, text: Words) -> Markup:
        """A text with its links."""
        return self.sheet.text(text, self.section)


def _side_by_side(blocks: Sequence[Block]) -> Iterator[tuple[bool, Sequence[Block]]]:
    """The blocks in their order, and whether they stand side by side: a chart does with the chart or list after it."""
    start = at = 0
    while at < len(blocks) - 1:
        one, other = blocks[at : at + 2]
        if isinstance(one, Chart) and (isinstance(other, Chart) or (isinstance(other, Bullets) and not other.folded)):
            yield False, blocks[start:at]
            yield True, (one, other)
            start = at = at + 2
        else:
            at += 1
    yield False, blocks[start:]


def _search(block: Block) -> bool | None:
    """Whether what a block says is searched; None of one that is no HTML yet."""
    if isinstance(block, Chart | Heading | Story):
        return None
    return block.searched if isinstance(block, Table | Bullets) else True


_SET = re.compile("\x00([0-9]{1,4})\x00")

# Every character that begins or ends something inside a line of Markdown, in CommonMark or in a common extension.
_INLINE = re.compile(r"[\\`*_{}\[\]<>()#~^|!&\"'$:@=+]|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|(?<=[Ww]{3})\.")
# What begins a block at the start of a line.
_BLOCK_START = re.compile(r"^(\s*)([-.?%]|\d+(?=[.)]))")


def escape_markdown(value: object) -> str:
    """`value` as Markdown that shows exactly its text, wherever in a line it stands; line ends become blanks."""
    text = " ".join(str(value).split())
    text = _INLINE.sub(lambda match: f"&#{ord(match[0])};", text)
    return _BLOCK_START.sub(lambda match: match[1] + "".join(f"&#{ord(c)};" for c in match[2]), text)


def heading(level: int, text: str) -> Markup:
    """A Markdown heading."""
    return Markup(f"{'#' * level} {escape_markdown(text)}")


def finalize(value: object) -> object:
    """What a Markdown template prints: a text is escaped, what is already marked as finished is not."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) else Markup(escape_markdown(value))


def front_matter(title: str, description: str, tags: tuple[str, ...], wide: bool, searched: bool) -> str:
    """YAML front matter. Themes print its values as they are, so that they are escaped here; JSON is YAML."""
    lines = [f"title: {json.dumps(html.escape(title))}"]
    if description:
        lines.append(f"description: {json.dumps(html.escape(description))}")
    if tags:
        lines.append(f"tags: {json.dumps([html.escape(tag) for tag in tags])}")
    if wide:
        lines.append("hide: [toc, footer]")
    if not searched:
        lines.append("search: {exclude: true}")
    return "---\n" + "\n".join(lines) + "\n---\n"


FILTERS: Mapping[str, Any] = {
    "signs": why.signs,
    "day": wording.day,
    "unbroken": lambda text: Markup(unbroken(html.escape(text))),
    "counted": wording.counted,
    "chart_data": lambda figure: Markup(attribute_json(data_of(figure))),
    "attribute_json": lambda value: Markup(attribute_json(value)),
}
