"""The Content-Security-Policy under which a site works: nothing from elsewhere, and no script but the theme's own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

# A tag ends where another begins: what looks like one without an end is not gone through from each of its signs.
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
# Patterns begin with a character of one case, which is found quickly: pages are long and have few matches.
_ELEMENT = re.compile(rf"<((?i:script|style))(?=[\s>/])({_ATTRIBUTES})>")
_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_STYLE = re.compile(r"style\s*=")
_TAG = re.compile(rf"<[A-Za-z][^\s<>/]*(?=[\s/])({_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
# Any other type makes a script element a block of data, which nothing runs and no policy looks at.
_RUNS = re.compile(
    r"|module|importmap|speculationrules|text/livescript|(text|application)/(x-)?(java|ecma|j)script[0-9.]*"
)


@dataclass(slots=True)
class Policy:
    """What the pages of a site have inline, each text once however many pages have it."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def look_at(self, page: str) -> None:
        """Take in the inline scripts, the style elements and the style attributes of a finished page, or of a part."""
        elements = "".join(self._without_texts(page))
        if _STYLE.search(elements.lower()):  # few pages have one, and to look into every tag takes its time
            tags = (tag[1] for tag in _TAG.finditer(elements) if _STYLE.search(tag[1].lower()))
            self.attributes.update(value for tag in tags for name, value in _named(tag) if name == "style")

    def forget(self, other: Policy) -> None:
        """Take out what `other` has."""
        self.scripts -= other.scripts
        self.styles -= other.styles
        self.attributes -= other.attributes

    def _without_texts(self, page: str) -> Iterator[str]:
        """The page without what is inside of scripts and styles, which are taken in: nothing in them is an element."""
        at = 0
        while (begin := _ELEMENT.search(page, at)) is not None:
            end = _END[begin[1].lower()].search(page, begin.end())
            yield page[at : begin.end()]
            if end is None:  # all that follows is its text, to a browser too, and the policy allows none of it
                return
            self._take_in(begin[1].lower(), dict(_named(begin[2])), page[begin.end() : end.start()])
            at = end.end()
        yield page[at:]

    def _take_in(self, name: str, given: dict[str, str], inside: str) -> None:
        if name == "style":
            self.styles.add(inside)
        elif "src" not in given and _RUNS.fullmatch(given.get("type", "").strip().lower()):
            self.scripts.add(inside)

    def header(self) -> str:
        """The value of the header, the same for the same texts."""
        style = ["'self'", *_hashes(self.styles)]
        if self.attributes:
            style += ["'unsafe-hashes'", *_hashes(self.attributes)]
        directives = {
            "default-src": ["'self'"],
            "script-src": ["'self'", *_hashes(self.scripts)],
            "style-src": style,
            "img-src": ["'self'", "data:"],  # the theme's icons stand in its style sheet
            "object-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'self'"],
        }
        return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hashes(texts: Iterable[str]) -> list[str]:
    # A browser takes in every end of line as one character.
    read = (text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)
    return sorted(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in read)


def _named(attributes: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(attributes):
        yield match[1].lower(), unescape(match[2] or match[3] or match[4] or "")
