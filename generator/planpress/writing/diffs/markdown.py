"""A comparison as a comment on a pull request, which is read on the forge and mailed to people.

What authors wrote is shown and nothing else: it opens no HTML, no code, no table cell and no link, and calls nobody.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from planpress.comparing.definitions import definition
from planpress.comparing.sentences import (
    because,
    conclusions,
    extent,
    is_unchanged,
    row_words,
    score_lines,
    several,
    verdict,
)
from planpress.model.change import Comparison, Edit
from planpress.model.sources import Place
from planpress.model.wording import counted, visible
from planpress.writing.console import Paint

LARGEST = 65_536
"""Characters that GitHub takes; counted here in bytes, which are never fewer."""

QUOTE, BAR = "\u02cb", "\u00a6"
"""What stands for a backtick and a bar inside code."""

_FOOT = 6_000
_LONGEST = 300

_ESCAPED = re.compile(r"([\\`*_{}\[\]|~^$])")
_CALLS = re.compile(
    r"@|#(?=\w)|(?<=\bGH-)(?=\d)|[!%~&$](?=[\w\"])|(?<=://)|(?<=\bwww\.)|(?<=\b[0-9a-f])(?=[0-9a-f]{6,39}\b)"
)
_BREAK = "&#8203;"
"""A space of no width: forges look for people and numbers in what is shown, where no escape is left."""


class Escaped:
    """Texts as Markdown that shows them as they are."""

    def text(self, written: str) -> str:
        return escaped(written)

    def edit(self, edit: Edit) -> str:
        return f"{escaped(edit.words)} ({_where(edit.place)})"


def as_markdown(comparison: Comparison, paint: Paint) -> str:
    """The verdict as a heading, a table of changed conclusions, goalposts, then what is folded, pages and revisions."""
    if is_unchanged(comparison):
        return "\n\n".join([f"{verdict(comparison)}.", *_notes(comparison)]) + "\n"
    foot = "\n\n".join([*_notes(comparison), " · ".join(_foot(comparison))])
    parts = [f"### {verdict(comparison)}", *_goalposts_and_table(comparison)]
    for summary, lines in _folded(comparison):
        parts += _details(summary, lines, LARGEST - _FOOT - _size("\n\n".join(parts)))
    return "\n\n".join([*parts, foot]) + "\n"


def escaped(written: str) -> str:
    """A text that authors wrote, on one line, cut where it is long."""
    text = visible(" ".join(written.split()))
    text = f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text
    pieces = (_CALLS.sub(lambda found: f"{found[0]}\x00", text)).split("\x00")
    return _BREAK.join(_ESCAPED.sub(r"\\\1", html.escape(piece, quote=False)) for piece in pieces)


def code(written: str) -> str:
    """A text in a span of code, which a backtick or a bar would end."""
    return f"`{visible(written).replace('`', QUOTE).replace('|', BAR)}`"


_STYLE = Escaped()


def _goalposts_and_table(comparison: Comparison) -> Iterator[str]:
    table = _table(comparison)
    if table:
        yield table
    lines = [f"⚠ **{escaped(one.title)}** · {escaped(one.sentence)}" for one in comparison.goalposts]
    yield from lines[:20]
    if len(lines) > 20:
        yield f"… and {len(lines) - 20:,} more goalposts"


def _table(comparison: Comparison) -> str:
    rows = conclusions(comparison)
    if not rows:
        return ""
    lines = ["| | was | is | because |", "|---|---|---|---|"]
    room = LARGEST // 2
    for at, row in enumerate(rows):
        label, was, now = row_words(row)
        title = row.first.title if len(row.changes) == 1 else several(row)
        why = because(row, comparison, _STYLE)
        line = f"| **{escaped(title)}** · {escaped(label)} | {escaped(was)} | **{escaped(now)}** | {why} |"
        room -= _size(line) + 1
        if room < 0:
            lines.append(f"| … and {len(rows) - at:,} more conclusions | | | |")
            break
        lines.append(line)
    return "\n".join(lines)


def _folded(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    definitions = comparison.at("definition")
    yield (
        counted(len(definitions), "definition") + " edited",
        [f"{escaped(one.title)} · {one.label}: {escaped(one.subject)} ({_where(one.place)})" for one in definitions],
    )
    scores = comparison.at("score")
    yield counted(len(scores), "score") + " moved", list(score_lines(comparison, _STYLE))
    findings = comparison.at("finding")
    yield (
        counted(len(findings), "finding") + " new or mended",
        [f"{one.label}: {escaped(one.now or one.was or '')} ({_where(one.place)})" for one in findings],
    )
    inputs = [edit for edit in comparison.edits if definition(edit) is None]
    yield counted(len(inputs), "edit") + " of inputs and texts", [_STYLE.edit(edit) for edit in inputs]


def _where(place: Place | None) -> str:
    """A file and a line, as short as a reader can do with."""
    if place is None:
        return ""
    path = place.path.removeprefix("content/").removeprefix("projects/")
    return code(f"{path}:{place.line}" if place.line else path)


def _details(summary: str, lines: Sequence[str], room: int) -> list[str]:
    """A folded list as far as there is room, with how many more there are."""
    kept: list[str] = []
    room -= 200
    for line in lines:
        room -= _size(line) + 3
        if room < 0:
            break
        kept.append(f"- {line}")
    if not kept:
        return []
    if len(kept) < len(lines):
        kept.append(f"- … and {len(lines) - len(kept):,} more")
    body = "\n".join(kept)
    return [f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"]


def _foot(comparison: Comparison) -> Iterator[str]:
    pages = [escaped(page.title) for page in comparison.pages]
    more = f" and {len(pages) - 8:,} more" if len(pages) > 8 else ""
    if pages:
        yield f"Pages that change: {', '.join(pages[:8])}{more}"
    yield extent(comparison)
    yield f"{code(comparison.base)} → {code(comparison.head)}"


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from (f"Note: {escaped(note)}" for note in comparison.notes)


def _size(text: str) -> int:
    return len(text.encode())
