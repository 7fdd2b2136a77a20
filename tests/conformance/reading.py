"""What a page says, whatever engine made it: headings, links, tables, charts, images and numbers of its main part."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
    """What the page at `path` below a finished site says; what the engine itself puts into it is left out."""
    tree = LexborHTMLParser((site / path).read_text(encoding="utf-8"))
    said, article = Said(), tree.css_first("article")
    if article is None:
        return said
    for node in article.css(".headerlink, .md-content__button, .md-source-file, .md-tags"):
        node.decompose()
    for node in article.css(":not(svg) > svg"):
        marks = [f"<{each.tag} {sorted(each.attributes.items())}>" if each.tag != "-text" else each.text_content or ""
                 for each in node.traverse(include_text=True)]  # fmt: skip
        said.charts.append(hashlib.sha256("".join(marks).encode()).hexdigest()[:12])
        node.decompose()
    said.data = [node.text() for node in article.css("script") if node.text()]
    for node in article.css("script, style"):
        node.decompose()
    for node in article.css("*"):
        given = {name: value or "" for name, value in node.attributes.items()}
        if "id" in given and not given["id"].startswith("__"):  # as the theme names its own
            said.ids.append(given["id"])
        if re.fullmatch("h[1-6]", node.tag or ""):
            said.headings.append((int(node.tag[1]), _words(node), given.get("id", "")))
        elif node.tag == "a" and "href" in given:
            said.links.append((_target(path, given["href"]), given.get("title", "")))
        elif node.tag == "img":
            said.images.append(_target(path, given.get("src", "")))
        elif node.tag == "table":
            said.tables.append([[_words(cell) for cell in row.css("td, th")] for row in node.css("tr")])
    said.text = _words(article)
    return said


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _target(page: str, href: str) -> str:
    """The file of the site that a link leads to, with its anchor; an address elsewhere as it is written."""
    if re.match(r"[a-z]+:", href):
        return href
    address, anchor = urldefrag(href)
    path = join(dirname(page), unquote(address)) if address else page
    path = normpath(f"{path}/index.html" if address.endswith(("/", ".")) else path)
    return f"{path}#{anchor}" if anchor else path
