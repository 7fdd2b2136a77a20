"""Turns templates into pages: Markdown in which every text is escaped, with placeholders for HTML and charts."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from planpress.charts.engine.interactive import attribute_json, data_of
from planpress.document.blocks import Chart, Section, Story
from planpress.document.html import Html
from planpress.model import wording
from planpress.model.download import Download
from planpress.model.explanation import where
from planpress.model.figure import Figure
from planpress.model.location import Location
from planpress.model.page import Fragment, Page
from planpress.model.preview import Preview
from planpress.model.sources import Place
from planpress.model.text import Inline, Name, Number, Reference
from planpress.pages import cell_text as lines
from planpress.pages import why
from planpress.pages.change_marks import Earlier, Nothing
from planpress.pages.site_paths import HOME

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


def _finalize(value: object) -> object:
    """What a Markdown template prints: a text is escaped, what is already marked as finished is not."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) else Markup(escape_markdown(value))


@dataclass(frozen=True, slots=True)
class Drawable:
    """A figure in a page, waiting for its drawings: the fragment's number, and the figure for each width."""

    page: str
    number: int
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class Composer:
    """Renders the templates found in `folders`, the first that has one wins.

    `source_url` is where the repository shows the plan's root, or None; `portfolio` the path of that page;
    `packet` the printed plan, where the site offers it. Pages of a `preview` say what changes; `earlier` knows what was
    before.
    """

    folders: Sequence[str]
    source_url: str | None = None
    portfolio: str = HOME
    packet: Download | None = None
    preview: Preview | None = None
    earlier: Earlier = field(default_factory=Nothing)
    location: Location = Location()
    drawables: list[Drawable] = field(default_factory=list)
    _places: dict[Place, Markup] = field(default_factory=dict)
    _markdown: Environment = field(init=False)
    _html: Environment = field(init=False)

    def __post_init__(self) -> None:
        loader = FileSystemLoader(list(self.folders))
        common: dict[str, Any] = {"loader": loader, "undefined": StrictUndefined, "trim_blocks": True,
                                  "lstrip_blocks": True, "keep_trailing_newline": True}  # fmt: skip
        self._markdown = Environment(autoescape=True, finalize=_finalize, **common)
        self._html = Environment(autoescape=True, **common)
        for environment in (self._markdown, self._html):
            environment.filters.update(_FILTERS)
            environment.filters.update(why.FILTERS)
            environment.filters["place"] = self.place
            environment.filters["was"] = lambda shown, *key: self.earlier.was(shown, key)
            environment.filters["fresh"] = lambda shown, *key: self.earlier.fresh(shown, key)
            environment.globals.update(source_url=self.source, portfolio=self.portfolio, packet=self.packet)
            environment.globals["badge"] = self.badge

    def badge(self, path: str) -> Markup:
        """In a list of a preview, what the change is to the page at `path`; else nothing."""
        mark = self.preview.mark(self.location.page(path)) if self.preview else None
        return Markup("") if mark is None else Markup(f' <span class="pp-badge pp-badge--{mark}">{mark}</span>')

    def place(self, place: Place) -> Markup:
        """A place, as a link to its line where the repository shows it."""
        made = self._places.get(place)
        if made is None:
            made = self._places[place] = self._place(place)
        return made

    def _place(self, place: Place) -> Markup:
        text, url = escape(where(place)), self.line(place)
        if url is None:
            return Markup(f"<span>{text}</span>")
        return Markup(f'<a class="pp-place" href="{escape(url)}">{text}</a>')

    def line(self, place: Place) -> str | None:
        """Where the repository shows a line of a file."""
        url = self.source(place.path)
        return url if url is None or not place.line else f"{url}#L{place.line}"

    def figures(self) -> list[Figure]:
        """Every figure of the pages made so far, in order."""
        return [figure for drawable in self.drawables for figure in drawable.figures]

    def pages_of_figures(self) -> list[str]:
        """The path of the page that each of the figures stands on."""
        return [drawable.page for drawable in self.drawables for _ in drawable.figures]

    def source(self, path: str) -> str | None:
        """Where the repository shows the file at `path`, below the plan's root."""
        return None if self.source_url is None else self.source_url + re.sub(r"^(\.\./)+", "", path)

    def page(
        self,
        path: str,
        template: str,
        title: str,
        *,
        tags: tuple[str, ...] = (),
        description: str = "",
        in_navigation: bool = True,
        wide: bool = False,
        anchors: Mapping[str, str] | None = None,
        before: Mapping[str, Mapping[str, str]] | None = None,
        **context: object,
    ) -> Page:
        """One page from a Markdown template. A `wide` one takes the room of the list of contents.

        `anchors` are where the page itself says how numbers were made; their links then stay on the page. `before` has
        what a section said before a change, by its keys. Templates call `section`, `part`, `figure`, `finished`,
        `heading` and `href`.
        """
        sheet = _Sheet(path, self, anchors, before or {})
        text = self._markdown.get_template(template).render(
            title=title,
            part=sheet.part,
            section=sheet.section,
            figure=sheet.figure,
            href=sheet.href,
            finished=sheet.finished,
            heading=heading,
            **context,
        )
        front = _front_matter(title, description, tags, wide)
        return Page(path, title, front + text, sheet.fragments, description, tags, in_navigation)

    def html(self, template: str, **context: object) -> str:
        """A partial as HTML, every text escaped."""
        return self._html.get_template(template).render(**context)


@dataclass(slots=True)
class _Sheet:
    """One page while it is being made."""

    path: str
    composer: Composer
    anchors: Mapping[str, str] | None = None
    before: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fragments: dict[int, Fragment] = field(default_factory=dict)

    def section(self, section: Section | None) -> Markup:
        """A section with its heading; nothing where it is left out."""
        if section is None:
            return Markup("")
        html = Html(self._address, self.before.get(section.id, {}))
        parts = [heading(2, section.title)]
        for block in section.blocks:
            if isinstance(block, Chart):
                parts.append(self.figure(block.figure, block.narrow))
            elif not isinstance(block, Story):
                parts.append(self.finished(f"{html.block(block)}\n", search=True))
        return Markup("\n\n").join(parts)

    def _address(self, piece: Inline) -> str | None:
        if isinstance(piece, Number):
            return why.address(piece.subject, self.anchors) if piece.subject else None
        if isinstance(piece, Name):
            return f"page:{piece.page}" if piece.page else None
        if isinstance(piece, Reference):
            return self.composer.line(piece.place)
        return None

    def part(self, template: str, *, search: bool = False, **context: object) -> Markup:
        """An HTML partial; `search` puts its text into the search index."""
        return self.finished(self.composer.html(template, anchors=self.anchors, **context), search=search)

    def finished(self, markup: str, *, search: bool = False) -> Markup:
        """HTML that is finished."""
        number = len(self.fragments)
        fragment = Fragment(markup, search)
        self.fragments[number] = fragment
        return Markup(fragment.placeholder(number))

    def figure(self, *figures: Figure | None) -> Markup:
        """A chart with its title, its alternative text and its data; nothing where there is nothing to draw.

        A second figure is the same for a narrow screen.
        """
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


def place_drawings(pages: Sequence[Page], composer: Composer, drawings: Sequence[str]) -> tuple[Page, ...]:
    """The pages with the finished SVGs, in the order of the composer's figures, set into their places."""
    placed: dict[str, dict[int, Fragment]] = {}
    remaining = iter(drawings)
    for drawable in composer.drawables:
        drawn = [Markup(next(remaining)) for _ in drawable.figures]
        markup = composer.html("partials/figure.html.j2", figures=list(zip(drawable.figures, drawn, strict=True)))
        placed.setdefault(drawable.page, {})[drawable.number] = Fragment(markup)
    return tuple(_with(page, placed.get(page.path, {})) for page in pages)


def _with(page: Page, fragments: Mapping[int, Fragment]) -> Page:
    if not fragments:
        return page
    markdown = page.markdown
    for number, fragment in fragments.items():
        markdown = markdown.replace(page.fragments[number].placeholder(number), fragment.placeholder(number))
    return Page(page.path, page.title, markdown, {**page.fragments, **fragments}, page.description, page.tags,
                page.in_navigation)  # fmt: skip


def _front_matter(title: str, description: str, tags: tuple[str, ...], wide: bool) -> str:
    """YAML front matter. Themes print its values as they are, so that they are escaped here; JSON is YAML."""
    lines = [f"title: {json.dumps(html.escape(title))}"]
    if description:
        lines.append(f"description: {json.dumps(html.escape(description))}")
    if tags:
        lines.append(f"tags: {json.dumps([html.escape(tag) for tag in tags])}")
    if wide:
        lines.append("hide: [toc]")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _optional(function: Any, missing: str = "–") -> Any:
    return lambda value, *rest, **named: missing if value is None else function(value, *rest, **named)


def _day(value: date, year: bool = True) -> str:
    return wording.day(value, year=year)


def _json(value: object) -> str:
    """`value` as JSON for an attribute, in the letters that the author wrote."""
    return json.dumps(value, ensure_ascii=False)


_FILTERS: Mapping[str, Any] = {
    "exact": _optional(repr, ""),  # every digit, for a script to sort by
    "json": _json,
    "number": _optional(wording.number),
    "fixed": _optional(wording.fixed),
    "percent": _optional(wording.percent),
    "day": _optional(_day),
    "listed": wording.listed,
    "shortened": wording.shortened,
    "with_unit": _optional(wording.with_unit),
    "counted": wording.counted,
    "capital": lambda text: text[:1].upper() + text[1:],
    "signed": _optional(lambda value: f"{'+' if value >= 0 else '−'}{wording.rounded(abs(value))}"),
    "rounded": _optional(wording.rounded),
    "difference": _optional(wording.difference),
    "chart_data": lambda figure: Markup(attribute_json(data_of(figure))),
    "attribute_json": lambda value: Markup(attribute_json(value)),
    "column_title": lines.column_title,
    "diagnosis_lines": lines.diagnosis_lines,
    "earlier_words": lines.earlier_words,
    "gains": lambda result, model, metrics: list(lines.gains(result, model, metrics)),
    "milestone_state": lines.milestone_state,
    "need_lines": lines.need_lines,
    "rule_words": lines.rule_words,
    "rung_words": lines.rung_words,
    "stay_words": lines.stay_words,
    "value_words": lines.value_words,
}
