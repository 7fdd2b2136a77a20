"""Sets the finished parts of a page into the places that its Markdown, or the HTML made of it, keeps for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planpress.model.page import LINK, PLACEHOLDER, Fragment, Page

Address = Callable[[str], str | None]
"""Where another page or file of the site is, seen from this one, by its path below content/; None where it is not."""


def filled(text: str, page: Page, address: Address, wanted: Callable[[Fragment], bool] = lambda _: True) -> str:
    """`text` with the wanted fragments of `page` in their places, their links leading to what `address` says.

    A link to what is not there leads nowhere: `address` is the one who says so.
    """

    def fragment(match: Any) -> str:
        found = page.fragments[int(match[1])]
        return LINK.sub(link, found.html) if wanted(found) else str(match[0])

    def link(match: Any) -> str:
        attribute, path, anchor = match[1], match[2], match[3] or ""
        found = address(path)
        return f'{attribute}="#"' if found is None else f'{attribute}="{found}{anchor}"'

    return PLACEHOLDER.sub(fragment, text)
