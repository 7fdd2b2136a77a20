"""Pages before they are written: Markdown with placeholders, and the HTML and the charts that go into them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

PLACEHOLDER = re.compile(r"<!-- planpress:([0-9]+)-[0-9a-f]{8} -->")

LINK = re.compile(r'(href|src)="page:([^"#]*)(#[^"]*)?"')
"""A link inside a fragment to another page or file: `href="page:boards/stages.md#data"` is one of planpress's own, by
its path among these, and `src="page:/projects/pose/rig.png"` is anything else, by its path from the top of the site."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Finished HTML that goes into a page after its Markdown was rendered. `searchable` HTML goes into the index."""

    html: str
    searchable: bool = False

    def placeholder(self, number: int) -> str:
        """What stands for it in the Markdown. With a hash of the content, so that a cache sees that it changed."""
        return f"<!-- planpress:{number}-{hashlib.sha256(self.html.encode()).hexdigest()[:8]} -->"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. `path` is its Markdown file in the site; `title` and `tags` are plain text."""

    path: str
    title: str
    markdown: str
    fragments: Mapping[int, Fragment] = field(default_factory=dict)
    description: str = ""
    tags: tuple[str, ...] = ()
    in_navigation: bool = True
