"""Sets the finished parts of a page into the places that its Markdown, or the HTML made of it, keeps for them; and the
banner of a preview upon any page, whoever wrote it and whatever the theme."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from planpress.model.site_pages import LINK, PLACEHOLDER, Page

Address = Callable[[str], str | None]
"""Where another page or file is, seen from this one, by what a link names; None where it is not."""

NOINDEX = '<meta name="robots" content="noindex, nofollow">'

_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_ROOM = re.compile(r'<div data-md-component="announce">', re.IGNORECASE)
"""Where Material keeps room for announcements: after the link that skips to the content."""
_BODY = re.compile(r"""<body\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)


def finished(page: Page, address: Address) -> dict[int, str]:
    """The fragments of a page by their numbers, with links to what `address` says; others lead nowhere."""

    def link(match: Any) -> str:
        attribute, path, rest = match[1], match[2], match[3] or ""
        found = address(path)
        return f'{attribute}="#"' if found is None else f'{attribute}="{found}{rest}"'

    return {number: LINK.sub(link, fragment.html) for number, fragment in page.fragments.items()}


def set_in(text: str, parts: Mapping[int, str]) -> str:
    """`text` with those `parts` in their places; other places stay as they are."""
    return PLACEHOLDER.sub(lambda match: parts.get(int(match[1]), match[0]), text)


def announced(html: str, banner: str) -> str:
    """A whole page with the banner at its top, which search engines are asked not to keep."""
    html = _HEAD_END.sub(lambda found: f"{NOINDEX}{found[0]}", html, count=1)
    place = _ROOM if _ROOM.search(html) else _BODY
    return place.sub(lambda found: f"{found[0]}{banner}", html, count=1)
