"""The headings of a Markdown file by the ids that MkDocs gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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


class Ids:
    """Gives each heading of one file its id, in the order in which they stand there, none that is `declared`."""

    def __init__(self, declared: Iterable[str]) -> None:
        self._taken = set(declared)
        self._known: dict[str, int] = {}

    def of(self, text: str) -> str:
        """The id of a heading with this text: `#models`, and `#models_1` for the second one."""
        name = slug(text)
        if not name or name in self._taken:
            name = self._next(name)
        self._taken.add(name)
        return name

    def _next(self, name: str) -> str:
        """`name` with the next free count. Remembers where it ended, for files with thousands of one heading."""
        counted = _COUNTED.fullmatch(name)
        base, written = (counted[1], int(counted[2])) if counted else (name, 0)
        known = self._known.get(base, 0)
        count = max(known, written) + 1 if written <= known else written + 1
        while f"{base}_{count}" in self._taken:
            count += 1
        if written <= known:
            self._known[base] = count
        return f"{base}_{count}"


def slug(text: str) -> str:
    """`text` as Python-Markdown's table of contents, and so MkDocs, writes it in an address."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())
