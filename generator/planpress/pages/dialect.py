"""The dialect of narratives: one engine, one list of allowed HTML, and one way to cut a text at its headings.

CommonMark with tables, strikethrough, footnotes, task lists, definition lists and admonitions, by markdown-it-py: the
same on the site and in print, whatever engine builds the site.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from planpress.model.location import Location
from planpress.model.project import Narrative

TOP = 3
"""The level on a page of a narrative's highest heading."""

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
})  # fmt: skip
"""The elements that a text may hold."""

ATTRIBUTES = {
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
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""A language tag, as in ko, pt-BR and zh-Hant."""
_SPOKEN = re.compile(rf"\{{lang=({LANGUAGE.pattern})\}}")
_SCHEMES = {"http", "https", "mailto"}


def engine(highlight: Callable[[str, str, str], str] | None = None) -> MarkdownIt:
    """The parser and renderer of the dialect, with a way to colour blocks of code or none."""
    made = MarkdownIt("commonmark", {"html": True, "highlight": highlight, "typographer": False})
    made.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, tasklists_plugin, deflist_plugin, admon_plugin):
        made.use(plugin)
    made.inline.ruler.before("link", "language", _language)
    made.core.ruler.push("alignment", _aligned)
    made.core.ruler.push("addresses", _shown)
    return made


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A heading (None before the first) with its level on the page, and the clean HTML below it."""

    heading: str | None
    level: int
    html: str


def rendered(narrative: Narrative, engine: MarkdownIt, clean: Callable[[str], str]) -> Iterator[NarrativeSection]:
    """A narrative cut at its headings, with what `clean` lets through of the HTML below each. The highest heading
    becomes a third-level one."""
    environment: dict[str, Any] = {}
    tokens = engine.parse(narrative.text, environment)
    for heading, level, below in _cut(tokens):
        yield NarrativeSection(heading, level, clean(engine.renderer.render(below, engine.options, environment)))


def cleaned(
    markup: str, allowed: Callable[[str, str, str], str | None], *, tags: Set[str] = TAGS,
    attributes: Mapping[str, Set[str]] = ATTRIBUTES, link_rel: str | None = "noopener noreferrer",
) -> str:  # fmt: skip
    """HTML with the allowed elements and attributes alone. `allowed` has the last word on each attribute, by its
    element, its name and its value. Classes to which scripts and style sheets of the theme give a meaning are left out:
    one of them, `mermaid`, makes the theme fetch a program from another host.
    """

    def looked_at(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            value = " ".join(one for one in value.split() if not _ACTING.match(one) or one in _BUTTONS)
        return allowed(tag, name, value)

    return nh3.clean(
        markup, tags=set(tags), attributes={tag: set(names) for tag, names in attributes.items()}, url_schemes=_SCHEMES,
        link_rel=link_rel, attribute_filter=looked_at,
    )  # fmt: skip


_ACTING = re.compile(r"(?i)md-|pp-(?!(?:left|center|right)$)|mermaid|no-js$|js$")
_BUTTONS = ("md-button", "md-button--primary")


def is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the site; one that cannot be taken apart does."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def target(address: str, folder: str, location: Location = Location()) -> tuple[str, str]:
    """The path below the plan's root, and the anchor, that an address means in a file that lies in `folder`. plan.md of
    a project is that project's page, index.md. A path that is not in the site's docs leads nowhere."""
    path, _, anchor = address.partition("#")
    full = posixpath.normpath(posixpath.join(folder, unquote(path)))
    project = location.project_of(full)
    if project is not None and full.endswith(("/plan.md", "/project.yml")):
        full = location.project(project, "index.md")
    return full, anchor


def _cut(tokens: Sequence[Token]) -> Iterator[tuple[str | None, int, list[Token]]]:
    """The headings with their levels on the page, and the tokens below each."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open" and token.level == 0]
    shift = TOP - min(levels, default=TOP)
    heading: str | None = None
    level, below = TOP, list[Token]()
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
        return token.copy(tag=f"h{min(6, max(TOP, int(token.tag[1]) + shift))}")
    return token


def _plain(inline: Token) -> str:
    """The text of a heading without its marks; an image is its words."""
    shown = ("text", "code_inline", "image")
    parts = (c.content if c.type in shown else " " * c.type.endswith("break") for c in inline.children or ())
    return " ".join("".join(parts).split())


def _language(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=ko}`: words of another language. What names no language stays as it is written."""
    at = state.pos
    end = state.md.helpers.parseLinkLabel(state, at) if state.src[at] == "[" else -1
    named = _SPOKEN.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if named is None:
        return False
    if not silent:
        most, state.pos, state.posMax = state.posMax, at + 1, end
        state.push("span_open", "span", 1).attrSet("lang", named[1])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = most
    state.pos = named.end()
    return True


def _aligned(state: StateCore) -> None:
    """A column's alignment as a class: a style inside a page is what a content security policy forbids."""
    for token in state.tokens:
        side = str(token.attrs.get("style", "")).removeprefix("text-align:")
        if token.type in ("th_open", "td_open") and side in ("left", "center", "right"):
            del token.attrs["style"]
            token.attrJoin("class", f"pp-{side}")


def _shown(state: StateCore) -> None:
    """A class for links that show their own address, so that paper need not show it again."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "link_open" and child.markup == "autolink":
                child.attrJoin("class", "autolink")
