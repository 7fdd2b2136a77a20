"""How something is told beside what is told: colours, addresses, where the plan is, and how gates ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from planpress.model.errors import PlanpressError
from planpress.model.wording import quoted

if TYPE_CHECKING:
    from planpress.model.change import GateOutcome

Paint = Callable[[str, str], str]
"""Colours a text: (text, colour name) -> text."""

_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]+", re.ASCII)
"""Without a space, a bracket or a quote, an address ends no Markdown and no attribute."""


def uncoloured(text: str, colour: str) -> str:
    """A text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How findings or a comparison are told.

    `site_url` is where the head's site is, for links to its pages, `details_url` where all of it is told that a comment
    has no room for; both may be empty. `prefix` leads from the top of the repository to the plan's folder, with a slash
    at its end: forges name files from there. `documentation` has the pages of findings by their codes, for the formats
    that carry them along, and `version` is planpress's. With `strict` a warning is as bad as an error, with `quiet`
    nothing is counted. `gates` are those that were asked for.
    """

    paint: Paint = uncoloured
    site_url: str = ""
    details_url: str = ""
    prefix: str = ""
    documentation: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    strict: bool = False
    quiet: bool = False
    gates: tuple[GateOutcome, ...] = ()

    def page(self, path: str) -> str:
        """The address of a page of the site, by the path of its Markdown; nothing where the site's is not known.

        Pages are named as planpress's own mkdocs.yml has it: projects/pose/index.html.
        """
        if not self.site_url:
            return ""
        name = path.removesuffix("README.md") + "index.md" if path.rpartition("/")[2] == "README.md" else path
        return f"{self.site_url.rstrip('/')}/{quote(name.removesuffix('.md'), errors='surrogateescape')}.html"


def read_address(written: str) -> str:
    """An address as it may stand in a comment, or nothing. Raises PlanpressError for what is none."""
    if written and not _ADDRESS.fullmatch(written):
        raise PlanpressError(f"{quoted(written)} is no address to link to; write it as https://example.org/plan/")
    return written
