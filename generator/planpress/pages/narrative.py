"""The narrative: the Markdown of plan.md as safe HTML, cut at its headings so that they join the page's contents.

CommonMark with tables, strikethrough, footnotes, task lists, definition lists and admonitions, by markdown-it-py: the
same dialect on the site and in print, whatever engine builds the site. HTML in it passes an allow-list (nh3).
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import unquote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from planpress.model.project import Project

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "title", "lang", "dir"},
    "a": {"href", "id"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "li": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}
_SCHEMES = {"http", "https", "mailto"}
_FOOTNOTE = re.compile(r"fn(ref)?[0-9]+(:[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first) with its level on the page, and the safe HTML below it."""

    heading: str | None
    level: int
    html: str


def sections(project: Project) -> tuple[Section, ...]:
    """The narrative of a project; its highest heading becomes a third-level one."""
    assert project.narrative is not None
    engine = _engine()
    environment: dict[str, Any] = {}
    tokens = engine.parse(project.narrative.text, environment)
    folder = posixpath.dirname(project.narrative.path)
    return tuple(
        Section(heading, level, _safe(engine.renderer.render(below, engine.options, environment), folder))
        for heading, level, below in _cut(tokens)
    )


def _cut(tokens: Sequence[Token]) -> Iterator[tuple[str | None, int, list[Token]]]:
    """The headings with their levels on the page, and the tokens below each."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open" and token.level == 0]
    shift = 3 - min(levels, default=3)
    heading: str | None = None
    level = 3
    below: list[Token] = []
    remaining = iter(range(len(tokens)))
    for at in remaining:
        token = tokens[at]
        if token.type != "heading_open" or token.level:
            below.append(_lowered(token, shift))
            continue
        if heading is not None or below:
            yield heading, level, below
        heading, level, below = _plain(tokens[at + 1]), min(6, int(token.tag[1]) + shift), []
        next(remaining), next(remaining)  # the heading's text and its end
    if heading is not None or below:
        yield heading, level, below


def _lowered(token: Token, shift: int) -> Token:
    """A heading inside a quote or a list, as far down as the others."""
    if token.type in ("heading_open", "heading_close"):
        return token.copy(tag=f"h{min(6, max(3, int(token.tag[1]) + shift))}")
    return token


def _plain(inline: Token) -> str:
    """The text of a heading without its marks."""
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline")).strip()


def _safe(markup: str, folder: str) -> str:
    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        attribute_filter=partial(_allowed, folder),
    )


def _allowed(folder: str, tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None where it is not allowed. Addresses beside plan.md become pages and files."""
    if name in ("href", "src"):
        if not _is_elsewhere(value):
            return value if value.startswith("#") else _resolve(value, folder)
        # An image from elsewhere would tell another host who reads the page.
        return value if name == "href" else None
    if name == "id":
        return value if _FOOTNOTE.fullmatch(value) else None
    if tag == "input" and name == "type":
        return value if value == "checkbox" else None
    return value


@cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": True, "highlight": _highlight, "typographer": False})
    engine.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, tasklists_plugin, deflist_plugin, admon_plugin):
        engine.use(plugin)
    engine.add_render_rule("image", _image)
    engine.core.ruler.push("alignment", _aligned)
    return engine


def _aligned(state: StateCore) -> None:
    """A column's alignment as a class: a style inside a page is what a content security policy forbids."""
    for token in state.tokens:
        side = str(token.attrs.get("style", "")).removeprefix("text-align:")
        if token.type in ("th_open", "td_open") and side in ("left", "center", "right"):
            del token.attrs["style"]
            token.attrJoin("class", f"pp-{side}")


def _highlight(code: str, language: str, attributes: str) -> str:
    """Code with the classes of the theme's own highlighting; plain where the language is not known."""
    try:
        lexer = get_lexer_by_name(language) if language else None
    except ClassNotFound:
        lexer = None
    if lexer is None:
        return f"<pre><code>{html.escape(code)}</code></pre>"
    body = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="highlight"><code>{body}</code></pre>'


def _image(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: EnvType) -> str:
    """An image of the project's folder; one from elsewhere becomes a link to it, so that nothing is dropped."""
    token = tokens[at]
    source, words = str(token.attrs.get("src", "")), html.escape(token.content)
    if _is_elsewhere(source):
        return f'<a href="{html.escape(source)}">{words or html.escape(source)}</a>'
    return f'<img src="{html.escape(source)}" alt="{words}">'


def _is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the site; one that can not be taken apart does."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _resolve(target: str, folder: str) -> str:
    """A path beside plan.md as a page or a file of the site; plan.md of another project is that project's page."""
    path, mark, anchor = target.partition("#")
    full = posixpath.normpath(posixpath.join(folder, unquote(path)))
    if full.startswith("content/projects/") and full.endswith(("/plan.md", "/project.yml")):
        full = f"{posixpath.dirname(full)}/index.md"
    if not full.startswith("content/"):
        return "#"
    return f"page:{full.removeprefix('content/')}{mark}{anchor}"
