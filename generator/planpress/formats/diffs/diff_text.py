"""A comparison for the terminal."""

from collections.abc import Iterator

from planpress.comparing.comparison_text import (
    ConclusionRow,
    because,
    conclusions,
    extent,
    is_unchanged,
    noise_lines,
    pages_line,
    score_lines,
    verdict,
)
from planpress.document.markdown import plain
from planpress.formats.output_options import OutputOptions, Paint
from planpress.model.change import Comparison
from planpress.model.units import Points
from planpress.model.wording import inert, on_one_line, visible

_MOST = 40
"""The lines of each kind; the rest are counted, and all of them are in the JSON."""


def as_text(comparison: Comparison, options: OutputOptions) -> str:
    """The verdict, each changed conclusion with its cause, goalposts, then the definitions, scores and findings."""
    if is_unchanged(comparison) and not comparison.at("definition") and not comparison.at("noise"):
        return inert("\n".join([f"{verdict(comparison)}.", *_notes(comparison)])) + "\n"
    paint = options.paint
    parts = [
        [paint(verdict(comparison), "cyan")],
        list(_conclusions(comparison, paint)),
        [paint(f"! {on_one_line(f'{one.title}: {one.sentence}')}", "yellow") for one in comparison.goalposts],
        _section("Choices that the data cannot tell apart", [plain(line) for line in noise_lines(comparison)]),
        _section("Definitions", [f"{on_one_line(c.title)} · {on_one_line(c.subject)} ({visible(str(c.place))})"
                                 for c in comparison.at("definition")]),
        _section("Scores", [plain(line) for line in score_lines(comparison)]),
        _section("Findings", [f"{c.label}: {visible(str(c.place))}: {on_one_line(c.now or c.was or '')}"
                              for c in comparison.at("finding")]),
        list(_foot(comparison)),
    ]  # fmt: skip
    return Points()(inert("\n\n".join("\n".join(part) for part in parts if part))) + "\n"


def _conclusions(comparison: Comparison, paint: Paint) -> Iterator[str]:
    rows = conclusions(comparison)
    for row in rows[:_MOST]:
        yield f"{on_one_line(f'{row.title} · {row.label}')}: {painted(row, paint)}"
        why = plain(because(row, comparison))
        if why:
            yield f"    {why}"
    yield from _more(len(rows))


def painted(row: ConclusionRow, paint: Paint) -> str:
    """From what to what, what is now in colour."""
    now = on_one_line(row.now)
    return f"{on_one_line(row.was)} → {paint(now, 'green')}" if row.was else now


def _section(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    return [f"{title} ({len(lines)})", *(f"  {line}" for line in lines[:_MOST]), *_more(len(lines), "  ")]


def _more(count: int, indent: str = "") -> list[str]:
    return [f"{indent}… and {count - _MOST:,} more, in --format json"] if count > _MOST else []


def _foot(comparison: Comparison) -> Iterator[str]:
    yield from pages_line([on_one_line(page.title) for page in comparison.pages])
    yield from _notes(comparison)
    yield f"{extent(comparison)} · {visible(comparison.base)} → {visible(comparison.head)}"


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from (f"Note: {on_one_line(note)}" for note in comparison.notes)
