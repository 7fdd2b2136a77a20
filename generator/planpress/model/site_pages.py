"""The pages and files that planpress or the theme writes into a site, by their paths below the folder of the pages; and
what pages are before they are written.

Who writes one takes its path from here; who keeps others from these places asks `is_taken`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from planpress.model.wording import counted

HOME = "index.md"
PORTFOLIO = "portfolio.md"
"""Where the portfolio is while somebody's own index.md is the home page."""
SCORING = "scoring.md"
STAGES = "boards/stages.md"
OWNERS = "boards/owners.md"
TEAMS = "boards/teams.md"
ATTENTION = "boards/attention.md"
WEEKS = "boards/changes.md"
CHANGES = "what-changed.md"
"""Where a preview says everything that changes."""

PLAN_JSON = "plan.json"
COMPARISON, ROBOTS = "diff.json", "robots.txt"
"""What a preview has beside its pages."""
PACKET = "packet.pdf"
"""Where the site offers the printed plan."""
POLICY = "content-security-policy.txt"
"""The header under which the site works."""


def project_page(project_id: str) -> str:
    """The path of a project's page among planpress's own."""
    return f"projects/{project_id}/index.md"


_PAGES = (PORTFOLIO, SCORING, STAGES, OWNERS, TEAMS, ATTENTION, WEEKS, CHANGES)
_FILES = (PLAN_JSON, COMPARISON, PACKET)
_OF_THE_SITE = (ROBOTS, POLICY, "index.html", "404.html", "sitemap.xml", "sitemap.xml.gz", "tags.json")
_FOLDERS_OF_THE_SITE = ("assets", "search")
_INDEXES = ("index", "readme", "index.html")
_TAKEN = {form for page in _PAGES for form in (page.removesuffix(".md"), f"{page.removesuffix('.md')}.html")}
_OURS = {*_TAKEN, *_FILES, "index.html"}
_SITES = {*_OF_THE_SITE, "404", "sitemap"}


def is_taken(path: str, endings: tuple[str, ...], pages: str = "") -> bool:
    """Whether a file at this path, or a folder on the way to it, would stand where the site has a page or a file.

    `pages` is the folder of the site that planpress's pages are in, empty for its top.
    Names that differ in case are one: so they are on many systems, and a site may be built on one and read on another.
    `endings` are those of pages. The home page may be anybody's: the portfolio then is elsewhere.
    """
    full, start = _form(path), f"{_form(pages)}/"
    if pages and not full.startswith(start):
        return _stands(full.split("/"), endings, _SITES, _FOLDERS_OF_THE_SITE)
    parts = full.removeprefix(start).split("/")
    if parts[0] == "projects":
        return (len(parts) == 3 and _name(parts, endings) in _INDEXES) or parts[2:3] == ["index.html"]
    if pages:
        return _stands(parts, endings, _OURS, ("boards",))
    return _stands(parts, endings, _OURS | _SITES, ("boards", *_FOLDERS_OF_THE_SITE))


def _form(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _name(parts: list[str], endings: tuple[str, ...]) -> str:
    return next((parts[-1].removesuffix(ending) for ending in endings if parts[-1].endswith(ending)), parts[-1])


def _stands(parts: list[str], endings: tuple[str, ...], taken: set[str], folders: tuple[str, ...]) -> bool:
    name = _name(parts, endings)
    if parts[0] in folders:
        return True
    whole = [*parts[:-1], name]
    if len(whole) > 1 and name in _INDEXES:
        whole.pop()
    return any("/".join(whole[:end]) in taken for end in range(1, len(whole) + 1))


PLACEHOLDER = re.compile(r"<!-- planpress:([0-9]+)-[0-9a-f]{8} -->")

LINK = re.compile(r'(href|src)="page:([^"#?]*)([?#][^"]*)?"')
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
    """A page of the site. `path` is its Markdown file in the site; `title` and `tags` are plain text.

    Search lists the sections of a page; or the page as a whole, first by the words of `found_by`, with which its entry
    begins; or nothing of it, if it is not `searched`.
    """

    path: str
    title: str
    markdown: str
    fragments: Mapping[int, Fragment] = field(default_factory=dict)
    description: str = ""
    tags: tuple[str, ...] = ()
    in_navigation: bool = True
    found_by: tuple[str, ...] = ()
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Download:
    """A PDF by its path below the site, with its pages and its size in bytes."""

    path: str
    pages: int
    size: int

    @property
    def label(self) -> str:
        """What a link to it says: what it is, how long and how large."""
        size = f"{self.size / 1e6:.1f} MB" if self.size >= 1e5 else f"{max(1, round(self.size / 1e3))} kB"
        return f"Packet for printing (PDF, {counted(self.pages, 'page')}, {size})"
