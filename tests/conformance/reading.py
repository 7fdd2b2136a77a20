"""What a page says, whatever engine made it: headings, links, tables, charts, images and numbers of its main part."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?")


@dataclass
class Said:
    """The content of one page. Links lead to files of the site, by their paths from its root."""

    headings: list[tuple[int, str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def numbers(self) -> list[str]:
        """Every number of its text, in order."""
        return _NUMBER.findall(self.text)


def read_page(site: Path, path: str) -> Said:
    """What the page at `path` below a finished site says."""
    parser = _Reader(path)
    parser.feed((site / path).read_text(encoding="utf-8"))
    parser.said.text = " ".join(" ".join(parser.words).split())
    return parser.said


class _Reader(HTMLParser):
    """Reads the inside of `<article>`; what the engine itself puts there (permalinks, edit buttons) is left out."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.said = Said()
        self.words: list[str] = []
        self._open: list[str] = []
        self._skipped = 0
        self._heading: tuple[int, str] | None = None
        self._link: str | None = None
        self._taken: list[str] = []
        self._svg: list[str] = []

    @property
    def _inside(self) -> bool:
        return "article" in self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if not self._inside:
            return
        classes = given.get("class", "").split()
        if self._skipped or {"headerlink", "md-content__button", "md-source-file", "md-tags"} & set(classes):
            self._skipped += tag not in _VOID
            return
        if "svg" in self._open:
            self._svg.append(f"<{tag} {sorted(given.items())}>")
            return
        if "id" in given and not given["id"].startswith("__"):  # as the theme names its own
            self.said.ids.append(given["id"])
        self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._heading, self._taken = (int(tag[1]), given.get("id", "")), []
        elif tag == "a" and "href" in given:
            self._link = self._target(given["href"])
            self.said.links.append((self._link, given.get("title", "")))
        elif tag == "table":
            self.said.tables.append([])
        elif tag == "tr" and self.said.tables:
            self.said.tables[-1].append([])
        elif tag in ("td", "th") and self.said.tables and self.said.tables[-1]:
            self.said.tables[-1][-1].append("")
        elif tag == "img":
            self.said.images.append(self._target(given.get("src", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if self._skipped:
            self._skipped -= 1
            return
        if self._heading and tag == f"h{self._heading[0]}":
            level, anchor = self._heading
            self.said.headings.append((level, " ".join(" ".join(self._taken).split()), anchor))
            self._heading = None
        if tag == "svg" and self._svg:
            self.said.charts.append(hashlib.sha256("".join(self._svg).encode()).hexdigest()[:12])
            self._svg = []

    def handle_data(self, data: str) -> None:
        if not self._inside or self._skipped:
            return
        if "svg" in self._open:
            self._svg.append(data)
        elif "script" in self._open:
            self.said.data.append(data)
        elif "style" not in self._open:
            self.words.append(data)
            if self._heading:
                self._taken.append(data)
            if (
                self.said.tables
                and {"td", "th"} & set(self._open)
                and self.said.tables[-1]
                and self.said.tables[-1][-1]
            ):
                cell = f"{self.said.tables[-1][-1][-1]} {data}"
                self.said.tables[-1][-1][-1] = " ".join(cell.split())

    def _target(self, href: str) -> str:
        """The file of the site that a link leads to, with its anchor; an address elsewhere as it is written."""
        if re.match(r"[a-z]+:", href):
            return href
        address, anchor = urldefrag(href)
        parts = self.path.split("/")[:-1] if address else self.path.split("/")
        for part in unquote(address).split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part not in ("", "."):
                parts.append(part)
        path = "/".join(parts)
        if address and (address.endswith(("/", "..")) or address in (".", "./")):
            path = f"{path}/index.html".lstrip("/")
        return f"{path}#{anchor}" if anchor else path
