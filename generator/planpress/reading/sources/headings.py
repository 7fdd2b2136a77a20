"""The headings of a Markdown file by the ids that MkDocs gives them."""

from __future__ import annotations

import re
import unicodedata

_COUNTED = re.compile(r"(.*)_([0-9]{1,9})", re.DOTALL)
_ID = re.compile(r"#([^\s#.=]+)")


def without_attributes(heading: str) -> tuple[str, str | None]:
    """The text of a heading, and the id that it declares: `Candidates {#cand}`, as the attr_list extension reads it."""
    text, brace, attributes = heading.rstrip(" ").rpartition(" {")
    inside = attributes.removesuffix("}").removeprefix(":").strip(" ")
    if not brace or not attributes.endswith("}") or not inside or "}" in inside or "\n" in inside:
        return heading, None
    declared = _ID.search(inside)
    return text.rstrip(" "), declared[1] if declared else None


def id_of(heading: str, taken: set[str]) -> str:
    """The id of a heading with this text, taken from now on: `#models`, and `#models_1` for the second one."""
    name = slug(heading)
    while not name or name in taken:
        counted = _COUNTED.fullmatch(name)
        name = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{name}_1"
    taken.add(name)
    return name


def slug(text: str) -> str:
    """`text` as Python-Markdown's table of contents, and so MkDocs, writes it in an address."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())
