"""The narrative: the Markdown of plan.md as safe HTML, cut at its headings so that they join the page's contents.

HTML in it passes an allow-list (nh3); code gets the classes of the theme's own highlighting.
"""

import html
import posixpath
import re
from collections.abc import Sequence
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from planpress.model.location import Location
from planpress.model.project import Project
from planpress.pages.dialect import LANGUAGE, NarrativeSection, cleaned, engine, is_elsewhere, rendered, target

_FOOTNOTE = re.compile(r"fn(ref)?[0-9]+(:[0-9]+)?")


def sections(project: Project, location: Location = Location()) -> tuple[NarrativeSection, ...]:
    """The narrative of a project; its highest heading becomes a third-level one."""
    assert project.narrative is not None
    allowed = partial(_allowed, posixpath.dirname(project.narrative.path), location)
    return tuple(rendered(project.narrative, _engine(), lambda markup: cleaned(markup, allowed)))


def _allowed(folder: str, location: Location, tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None where it is not allowed. Addresses beside plan.md become pages and files."""
    if name in ("href", "src"):
        if not is_elsewhere(value):
            return value if value.startswith("#") else _resolve(value, folder, location)
        # An image from elsewhere would tell another host who reads the page.
        return value if name == "href" else None
    if name == "id":
        return value if _FOOTNOTE.fullmatch(value) else None
    if name == "lang":
        return value if LANGUAGE.fullmatch(value) else None
    if tag == "input" and name == "type":
        return value if value == "checkbox" else None
    return value


@cache
def _engine() -> MarkdownIt:
    made = engine(_highlight)
    made.add_render_rule("image", _image)
    return made


def _highlight(code: str, language: str, attributes: str) -> str:
    """Code with the classes of the theme's own highlighting; plain where the language is not known."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return f"<pre><code>{html.escape(code)}</code></pre>"
    body = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="highlight"><code>{body}</code></pre>'


def _image(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: EnvType) -> str:
    """An image of the project's folder; one from elsewhere becomes a link to it, so that nothing is dropped."""
    token = tokens[at]
    source, words = str(token.attrs.get("src", "")), html.escape(token.content)
    if is_elsewhere(source):
        return f'<a href="{html.escape(source)}">{words or html.escape(source)}</a>'
    return f'<img src="{html.escape(source)}" alt="{words}">'


def _resolve(address: str, folder: str, location: Location) -> str:
    """A path beside plan.md as a page or a file of the site."""
    full, anchor = target(address, folder, location)
    project, published = location.project_of(full), location.published(full)
    if published is None:
        return "#"
    mark = "#" if "#" in address else ""
    own = project is not None and full == location.project(project, "index.md")
    return f"page:{location.below(full) if own else location.link(published)}{mark}{anchor}"
