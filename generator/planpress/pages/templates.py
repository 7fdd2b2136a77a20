"""Turns templates into pages: Markdown in which every text is escaped, with placeholders for HTML and charts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from planpress.document.blocks import Section
from planpress.document.keyed_texts import texts
from planpress.model.explanation import where
from planpress.model.figure import Figure
from planpress.model.location import Location
from planpress.model.report import Preview, Report
from planpress.model.site_pages import HOME, Download, Fragment, Page
from planpress.model.sources import Place
from planpress.pages.page_sheet import FILTERS, Before, Drawable, Sheet, finalize, front_matter, heading
from planpress.sections import BY_ID
from planpress.sections.plan import IDS


@dataclass(slots=True)
class Composer:
    """Renders the templates found in `folders`, the first that has one wins.

    `source_url` is where the repository shows the plan's root, or None; `portfolio` the path of that page;
    `packet` the printed plan, where the site offers it. Pages of a `preview` say what changes. `sections` are all that
    a template could set anew, by their ids.
    """

    folders: Sequence[str]
    source_url: str | None = None
    portfolio: str = HOME
    packet: Download | None = None
    preview: Preview | None = None
    location: Location = Location()
    drawables: list[Drawable] = field(default_factory=list)
    sections: set[str] = field(default_factory=lambda: {*BY_ID, *IDS})
    _anew: set[str] = field(init=False)
    _markdown: Environment = field(init=False)
    _html: Environment = field(init=False)

    def __post_init__(self) -> None:
        loader = FileSystemLoader(list(self.folders), followlinks=True)
        self._anew = {name for name in loader.list_templates() if name.startswith("sections/")}
        common: dict[str, Any] = {"loader": loader, "undefined": StrictUndefined, "trim_blocks": True,
                                  "lstrip_blocks": True, "keep_trailing_newline": True}  # fmt: skip
        self._markdown = Environment(autoescape=True, finalize=finalize, **common)
        self._html = Environment(autoescape=True, **common)
        for environment in (self._markdown, self._html):
            environment.filters.update(FILTERS)
            environment.filters["place"] = self.place
            environment.globals.update(source_url=self.source, portfolio=self.portfolio, packet=self.packet)
            environment.globals["badge"] = self.badge

    def badge(self, path: str) -> Markup:
        """In a list of a preview, what the change is to the page at `path`; else nothing."""
        mark = self.preview.mark(self.location.page(path)) if self.preview else None
        return Markup("") if mark is None else Markup(f' <span class="pp-badge pp-badge--{mark}">{mark}</span>')

    def place(self, place: Place) -> Markup:
        """A place, as a link to its line where the repository shows it."""
        text, url = escape(where(place)), self.line(place)
        shown = f'<a class="pp-place" href="{escape(url)}">{text}</a>' if url else f"<span>{text}</span>"
        return Markup(shown)

    def line(self, place: Place) -> str | None:
        """Where the repository shows a line of a file."""
        url = self.source(place.path)
        return url if url is None or not place.line else f"{url}#L{place.line}"

    def figures(self) -> list[Figure]:
        """Every figure of the pages made so far, in order."""
        return [figure for drawable in self.drawables for figure in drawable.figures]

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
        before: Before = None,
        searched: bool = True,
        **context: object,
    ) -> Page:
        """One page from a Markdown template. A `wide` one takes the room of the lists of contents and of pages.

        `anchors` are where the page itself says how numbers were made; their links then stay on the page. `before` has
        what a section said before a change, by its keys. `Page` says how search finds it.
        Templates call `section`, `text`, `part`, `figure`, `finished`, `heading` and `href`.
        """
        sheet = Sheet(path, self, anchors, before)
        calls = (sheet.section, sheet.text, sheet.part, sheet.figure, sheet.finished, sheet.html, sheet.href, heading)
        given = {call.__name__: call for call in calls}
        text = self._markdown.get_template(template).render(title=title, **given, **context)
        front = front_matter(title, description, tags, wide, searched)
        return Page(
            path, title, front + text, sheet.fragments, description, tags, in_navigation, searched=searched
        )

    def before(self, sections: Callable[[Report], Iterable[Section]]) -> Before:
        """What the sections of a page said before the change, in a preview."""
        if self.preview is None:
            return None
        before: dict[str, dict[str, str]] = {}
        for section in sections(self.preview.before):
            before.setdefault(section.id, {}).update(texts(section.blocks))
        return before

    def has(self, section: str) -> bool:
        """Whether one of the folders sets a section anew."""
        self.sections.add(section)
        return f"sections/{section}.html.j2" in self._anew

    def html(self, template: str, **context: object) -> str:
        """A partial as HTML, every text escaped."""
        return self._html.get_template(template).render(**context)


def place_drawings(pages: Sequence[Page], composer: Composer, drawings: Sequence[str]) -> tuple[Page, ...]:
    """The pages with the finished SVGs, in the order of the composer's figures, set into their places."""
    placed: dict[str, dict[int, Fragment]] = {}
    remaining = iter(drawings)
    for drawable in composer.drawables:
        drawn = [(figure, Markup(next(remaining))) for figure in drawable.figures]
        markup = composer.html("partials/figure.html.j2", figures=drawn)
        placed.setdefault(drawable.page, {})[drawable.number] = Fragment(markup)
    return tuple(_with(page, placed[page.path]) if page.path in placed else page for page in pages)


def _with(page: Page, drawn: Mapping[int, Fragment]) -> Page:
    markdown = page.markdown
    for number, fragment in drawn.items():
        markdown = markdown.replace(page.fragments[number].placeholder(number), fragment.placeholder(number))
    return replace(page, markdown=markdown, fragments={**page.fragments, **drawn})
