"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.comparing.comparison_text import (
    because,
    conclusions,
    extent,
    is_unchanged,
    row_words,
    score_lines,
    several,
    verdict,
)
from planpress.formats.output_options import OutputOptions, Paint
from planpress.model.change import Comparison, Edit
from planpress.model.wording import inert, on_one_line, visible

_MOST = 40
"""Of each kind of line; what is left is counted, and all of it is in the JSON."""


class Plain:
    """Texts on one line, without anything that a terminal would obey."""

    def text(self, written: str) -> str:
        return on_one_line(written)

    def edit(self, edit: Edit) -> str:
        return self.text(edit.words)

    def where(self, edit: Edit) -> str:
        return f"({visible(f'{edit.place.path}:{edit.place.line}'.removesuffix(':0'))})"


def as_text(comparison: Comparison, telling: OutputOptions) -> str:
    """The verdict, each changed conclusion with its cause, goalposts, then the definitions, scores and findings."""
    if is_unchanged(comparison):
        return inert("\n".join([f"{verdict(comparison)}.", *_notes(comparison)])) + "\n"
    paint = telling.paint
    parts = [
        [paint(verdict(comparison), "cyan")],
        list(_conclusions(comparison, paint)),
        [paint(f"! {Plain().text(f'{one.title}: {one.sentence}')}", "yellow") for one in comparison.goalposts],
        _section("Definitions", [f"{PLAIN.text(c.title)} · {PLAIN.text(c.subject)} ({visible(str(c.place))})"
                                 for c in comparison.at("definition")]),
        _section("Scores", list(score_lines(comparison, PLAIN))),
        _section("Findings", [f"{c.label}: {visible(str(c.place))}: {PLAIN.text(c.now or c.was or '')}"
                              for c in comparison.at("finding")]),
        list(_foot(comparison)),
    ]  # fmt: skip
    return inert("\n\n".join("\n".join(part) for part in parts if part)) + "\n"


PLAIN = Plain()


def _conclusions(comparison: Comparison, paint: Paint) -> Iterator[str]:
    rows = conclusions(comparison)
    for row in rows[:_MOST]:
        label, was, now = row_words(row)
        title = PLAIN.text(row.first.title) if len(row.changes) == 1 else several(row)
        moved = f"{PLAIN.text(was)} → {paint(PLAIN.text(now), 'green')}" if was else PLAIN.text(now)
        yield f"{title} · {PLAIN.text(label)}: {moved}"
        why = because(row, comparison, PLAIN)
        if why:
            yield f"    {why}"
    yield from _more(len(rows))


def _section(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    return [f"{title} ({len(lines)})", *(f"  {line}" for line in lines[:_MOST]), *_more(len(lines), "  ")]


def _more(count: int, indent: str = "") -> list[str]:
    return [f"{indent}… and {count - _MOST:,} more, in --format json"] if count > _MOST else []


def _foot(comparison: Comparison) -> Iterator[str]:
    pages = [PLAIN.text(page.title) for page in comparison.pages]
    more = f" and {len(pages) - 8:,} more" if len(pages) > 8 else ""
    if pages:
        yield f"Pages that change: {', '.join(pages[:8])}{more}"
    yield from _notes(comparison)
    yield f"{extent(comparison)} · {visible(comparison.base)} → {visible(comparison.head)}"


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from (f"Note: {PLAIN.text(note)}" for note in comparison.notes)
