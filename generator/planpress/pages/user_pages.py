"""The HTML of a hand-written page that a stranger changed: what its Markdown can mean, and nothing that acts.

MkDocs has rendered the page with extensions of the base; what comes out passes an allow-list (nh3), as narratives do.
"""

import posixpath
import re
from functools import partial
from urllib.parse import unquote, urlsplit

from planpress.pages import dialect

_TAGS = {*dialect.TAGS, "h1", "h2", "label"}
_ATTRIBUTES = {
    **dialect.ATTRIBUTES,
    "*": {*dialect.ATTRIBUTES["*"], "id", "style"},
    "a": {"href", "name"},
    "input": {*dialect.ATTRIBUTES["input"], "name"},
    "label": {"for"},
    "div": {"data-tabs"},
}
# Ids with two underscores in front are the theme's: its settings stand in an element called __config.
_ID = re.compile(r"(?!__)[\w][\w:.-]{0,199}|__(tabbed_\d+(_\d+)?|codelineno-[\d-]+|span-[\d-]+)")
_ALIGNED = re.compile(r"text-align: ?(left|center|right);?")
_INPUTS = ("checkbox", "radio")
_BLANKS = re.compile(r"[\x00-\x20]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")  # nh3 has looked at which


def cleaned(markup: str, page: str) -> str:
    """The HTML of the page at an address of the site, as far as it may be shown."""
    allowed = partial(_allowed, posixpath.dirname(page))
    return dialect.cleaned(markup, allowed, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)


def is_safe_id(name: str) -> bool:
    """Whether an element may have this id: none that the theme's own scripts look for."""
    return _ID.fullmatch(name) is not None


def _allowed(folder: str, tag: str, name: str, value: str) -> str | None:
    if name in ("id", "for", "name"):
        return value if is_safe_id(value) else None
    if name == "style":
        return value if _ALIGNED.fullmatch(value.strip()) else None
    if tag == "input" and name == "type":
        return value if value in _INPUTS else None
    if name == "src":
        return value if _is_of_the_site(value, folder) else None
    if name == "href":
        return value if _SCHEME.match(value) or _is_of_the_site(value, folder) else None
    return value


def _is_of_the_site(address: str, folder: str) -> bool:
    """Whether an address is a relative one that stays inside the site, as a browser takes it."""
    written = unquote(_BLANKS.sub("", address)).replace("\\", "/")
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return False
    return not posixpath.normpath(posixpath.join(folder, parts.path)).startswith("..")
