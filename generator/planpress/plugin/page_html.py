"""What becomes of other pages' HTML: banners are added, strangers' pages cleaned; and where links of fragments lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs.utils import get_relative_url

from planpress.model.location import Location
from planpress.model.page import Page
from planpress.model.sources import Place
from planpress.model.wording import shortened
from planpress.pages import user_pages
from planpress.pages.banner import announced
from planpress.pages.fragments import Address, filled
from planpress.reading.admission import LONGEST_TITLE, harmless
from planpress.reading.depth import MOST_LEVELS, is_too_deep
from planpress.reading.kinds import TOO_DEEP
from planpress.workflows.check_plan import InvalidPlanError
from planpress.workflows.publish_site import dead_link

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page as SitePage
    from mkdocs.structure.toc import AnchorLink

    from planpress.sandbox.admission_gate import At
    from planpress.sandbox.checkout import UntrustedCheckout


def addresses(file: File, files: Files, location: Location, say: Callable[[str], None]) -> Address:
    """Where other files of the site are, seen from one; what is not there is told to `say`."""

    def address(path: str) -> str | None:
        target = files.get_file_from_path(location.linked(path))
        if target is None:
            say(dead_link(file.src_uri, location.linked(path), location))
            return None
        return get_relative_url(target.url, file.url)

    return address


def with_banner(
    output: str, banner: Page | None, file: File | None, files: Files, config: MkDocsConfig, location: Location
) -> str:
    """A page of a preview with its banner. Where a page stands is not known of what a server shows for a lack."""
    if banner is None:
        return output
    start = urlsplit(config.site_url or "/").path or "/"

    def address(path: str) -> str | None:
        target = files.get_file_from_path(location.linked(path))
        if target is None:
            return None
        return get_relative_url(target.url, file.url) if file else urljoin(start, target.url)

    return announced(output, filled(banner.markdown, banner, address))


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
