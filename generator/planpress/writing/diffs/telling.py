"""What a format of comparisons is told beside the comparison: colours, addresses, and how the gates ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from planpress.model.errors import PlanpressError
from planpress.model.wording import quoted
from planpress.writing.console import Paint

_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]+", re.ASCII)
"""Without a space, a bracket or a quote, an address ends no Markdown and no attribute."""


def uncoloured(text: str, colour: str) -> str:
    """A text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Telling:
    """How a comparison is told. `site_url` is where the head's site is, for links to its pages, `details_url` where
    everything is told that a comment has no room for; both may be empty."""

    paint: Paint = uncoloured
    site_url: str = ""
    details_url: str = ""

    def page(self, path: str) -> str:
        """The address of a page of the site, by its path below content/; nothing where the site's is not known.

        Pages are named as planpress's own mkdocs.yml has it: projects/pose/index.html.
        """
        if not self.site_url:
            return ""
        name = path.removesuffix("README.md") + "index.md" if path.rpartition("/")[2] == "README.md" else path
        return f"{self.site_url.rstrip('/')}/{quote(name.removesuffix('.md'))}.html"


def read_address(written: str) -> str:
    """An address as it may stand in a comment, or nothing. Raises PlanpressError for what is none."""
    if written and not _ADDRESS.fullmatch(written):
        raise PlanpressError(f"{quoted(written)} is no address to link to; write it as https://example.org/plan/")
    return written
