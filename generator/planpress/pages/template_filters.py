"""What templates print: texts escaped for Markdown, front matter, and the filters that write numbers and days."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from planpress.charts.engine.interactive import attribute_json, data_of
from planpress.model import wording

# Every character that begins or ends something inside a line of Markdown, in CommonMark or in a common extension.
_INLINE = re.compile(r"[\\`*_{}\[\]<>()#~^|!&\"'$:@=+]|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|(?<=[Ww]{3})\.")
# What begins a block at the start of a line.
_BLOCK_START = re.compile(r"^(\s*)([-.?%]|\d+(?=[.)]))")


def escape_markdown(value: object) -> str:
    """`value` as Markdown that shows exactly its text, wherever in a line it stands; line ends become blanks."""
    text = " ".join(str(value).split())
    text = _INLINE.sub(lambda match: f"&#{ord(match[0])};", text)
    return _BLOCK_START.sub(lambda match: match[1] + "".join(f"&#{ord(c)};" for c in match[2]), text)


def heading(level: int, text: str) -> Markup:
    """A Markdown heading."""
    return Markup(f"{'#' * level} {escape_markdown(text)}")


def finalize(value: object) -> object:
    """What a Markdown template prints: a text is escaped, what is already marked as finished is not."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) else Markup(escape_markdown(value))


def front_matter(title: str, description: str, tags: tuple[str, ...], wide: bool) -> str:
    """YAML front matter. Themes print its values as they are, so that they are escaped here; JSON is YAML."""
    lines = [f"title: {json.dumps(html.escape(title))}"]
    if description:
        lines.append(f"description: {json.dumps(html.escape(description))}")
    if tags:
        lines.append(f"tags: {json.dumps([html.escape(tag) for tag in tags])}")
    if wide:
        lines.append("hide: [toc]")
    return "---\n" + "\n".join(lines) + "\n---\n"


FILTERS: Mapping[str, Any] = {
    "number": wording.number,
    "day": wording.day,
    "counted": wording.counted,
    "chart_data": lambda figure: Markup(attribute_json(data_of(figure))),
    "attribute_json": lambda value: Markup(attribute_json(value)),
}
