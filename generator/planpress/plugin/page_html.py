"""The HTML of pages: planpress's own ones are whole for every neighbour, strangers' are cleaned.

The parts of a page are set in as soon as there is HTML, before any other plugin looks at it, so that what prints,
summarises or minifies a site sees whole pages; the search index knows less of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from planpress.model.location import Location
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.model.sources import Place
from planpress.model.wording import shortened
from planpress.pages import user_pages
from planpress.pages.fragments import Address, finished, set_in
from planpress.pages.search_html import search_html
from planpress.reading.admission import LONGEST_TITLE, harmless
from planpress.reading.depth import MOST_LEVELS, is_too_deep
from planpress.reading.kinds import TOO_DEEP
from planpress.workflows.check_plan import InvalidPlanError
from planpress.workflows.publish_site import SCRIPTS, dead_link

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page as SitePage
    from mkdocs.structure.toc import AnchorLink

    from planpress.sandbox.admission_gate import At
    from planpress.sandbox.checkout import UntrustedCheckout


@dataclass(slots=True)
class Contents:
    """What the search index knows of a site's pages, by the paths of their Markdown; and a whole page, as every plugin
    has left it, while the index looks at it."""

    _index: dict[str, str] = field(default_factory=dict)
    _whole: str = ""
    _tags: object = None

    def begin(self, html: str, made: Page, address: Address) -> str:
        """The whole HTML of a page. Raises PluginError where a place for one of its parts is gone."""
        gone = len(set(PLACEHOLDER.findall(made.markdown)) - set(PLACEHOLDER.findall(html)))
        if gone:
            raise PluginError(
                f"{made.path}: {gone} of the page's tables and charts lost their places; another plugin or a "
                "Markdown extension takes comments out of Markdown: leave them in there, or list it below planpress"
            )
        parts = finished(made, address)
        searchable = {number for number, fragment in made.fragments.items() if fragment.searchable}
        index = set_in(html, {number: parts[number] for number in searchable})
        self._index[made.path] = search_html(index, made)
        return set_in(index, {number: part for number, part in parts.items() if number not in searchable})

    def for_search(self, page: SitePage, made: Page) -> None:
        """A page as the search index should know it. What is found by a tag comes first, so that what stands in its
        first line is a tag to the index alone."""
        self._whole, page.content = page.content or "", self._index[page.file.src_uri]
        self._tags = page.meta.get("tags")
        if made.found_by:
            page.meta["tags"] = [escape(word) for word in made.found_by]  # the theme shows them as HTML

    def for_readers(self, page: SitePage, address: Address) -> None:
        """A whole page, with the scripts of planpress's.

        They stand in the content: of a page that it comes to without a new document, a theme runs those alone.
        """
        if self._tags is None:
            page.meta.pop("tags", None)
        else:
            page.meta["tags"] = self._tags
        scripts = "".join(f'\n<script src="{address(f"/{path}")}" defer></script>' for path in SCRIPTS)
        page.content = f"{self._whole}{scripts}\n"

    def written(self, page: SitePage) -> None:
        """The page is on the disk."""
        page.content = self._index.pop(page.file.src_uri)


def addresses(
    file: File | None, files: Files, location: Location, say: Callable[[str], None] | None = None, start: str = "/"
) -> Address:
    """Where other files of the site are, seen from one, else from anywhere, in a site that begins at `start`; what is
    not there is told to `say`."""

    def address(path: str) -> str | None:
        target = files.get_file_from_path(location.linked(path))
        if target is not None:
            return get_relative_url(target.url, file.url) if file else urljoin(start, target.url)
        if say and file:
            say(dead_link(file.src_uri, location.linked(path), location))
        return None

    return address


def disarmed(html: str, page: SitePage, sealed: UntrustedCheckout, at: At) -> str:
    """The HTML of a hand-written page, which the base has as it is or which is cleaned, as are its titles."""
    at(sealed.location.folder)
    if not sealed.wrote(page.file.src_uri):
        return html
    if is_too_deep(html):
        place = Place(f"{sealed.location.docs}/{page.file.src_uri}")
        raise InvalidPlanError((TOO_DEEP.at(place, f"becomes HTML that is more than {MOST_LEVELS} levels deep"),), 0)
    pending: list[AnchorLink] = list(page.toc)
    while pending:
        entry = pending.pop()
        pending += entry.children
        entry.title = harmless(entry.title).replace("&", "&amp;")
        if not user_pages.is_safe_id(entry.id):
            entry.id = ""
    title = harmless(shortened(str(page.title or ""), LONGEST_TITLE))
    if title != page.title:
        page.title = title
    return user_pages.cleaned(html, page.url)
