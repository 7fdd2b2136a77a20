"""The content of planpress's pages: whole for every neighbour, and for the search index what one searches for.

The parts are set in as soon as there is HTML, before any other plugin looks at it, so that what prints, summarises or
minifies a site sees whole pages. Between the two stages of MkDocs' build a page holds its places again: thousands of
pages with their drawings would not fit into the memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from planpress.model.page import Page
from planpress.pages.fragments import Address, finished, places, set_in
from planpress.workflows.publish_site import SCRIPTS

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as SitePage


@dataclass(slots=True)
class _Content:
    """`index` is what the search index knows, `parts` what is set into it for readers; `given` the whole as planpress
    made it, until every plugin has seen it, and `changed` whether one of them made another of it."""

    index: str
    parts: Mapping[int, str]
    given: str
    changed: bool = False


@dataclass(slots=True)
class Contents:
    """The contents of a site's pages, by the paths of their Markdown."""

    _pages: dict[str, _Content] = field(default_factory=dict)

    def begin(self, html: str, made: Page, address: Address) -> str:
        """The whole HTML of a page. Raises PluginError where a place for one of its parts is gone."""
        gone = len(set(places(made.markdown)) - set(places(html)))
        if gone:
            raise PluginError(
                f"{made.path}: {gone} of the page's tables and charts lost their places; another plugin or a "
                "Markdown extension takes comments out of Markdown: leave them in there, or list it below planpress"
            )
        parts = finished(made, address)
        searchable = {number for number, fragment in made.fragments.items() if fragment.searchable}
        index = set_in(html, {number: parts[number] for number in searchable})
        rest = {number: part for number, part in parts.items() if number not in searchable}
        content = self._pages[made.path] = _Content(index, rest, set_in(index, rest))
        return content.given

    def end(self, html: str, path: str) -> str:
        """What is kept of a page until it is written."""
        content = self._pages[path]
        content.changed = html != content.given
        content.given = ""
        return html if content.changed else content.index

    def for_search(self, page: SitePage) -> None:
        """A page as the search index should know it."""
        content = self._pages[page.file.src_uri]
        if content.changed:
            content.given, page.content = page.content or "", content.index

    def for_readers(self, page: SitePage, address: Address) -> None:
        """A whole page, with the scripts of planpress's.

        They stand in the content: of a page that it comes to without a new document, a theme runs those alone.
        """
        content = self._pages[page.file.src_uri]
        whole = content.given if content.changed else set_in(page.content or "", content.parts)
        scripts = "".join(f'\n<script src="{address(f"/{path}")}" defer></script>' for path in SCRIPTS)
        page.content = f"{whole}{scripts}\n"

    def written(self, page: SitePage) -> None:
        """The page is on the disk."""
        page.content = self._pages.pop(page.file.src_uri).index
