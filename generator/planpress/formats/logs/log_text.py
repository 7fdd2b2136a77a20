"""A history for the terminal."""

from collections.abc import Iterator
from itertools import groupby

from planpress.comparing.comparison_text import because
from planpress.document.markdown import plain
from planpress.formats.diffs.diff_text import painted
from planpress.formats.logs.log_sentences import ending, goalposts_of, names_of, rows_of
from planpress.formats.output_options import Paint
from planpress.model.timelines import History, Skipped, TimelineStep
from planpress.model.wording import counted, day, inert, on_one_line

_MOST = 12
"""The conclusions of one commit that are listed; the rest are counted, and `planpress diff` shows them."""


def as_text(history: History, paint: Paint) -> str:
    """A paragraph a commit, newest first, and a last line that says how far back this goes."""
    names = iter(names_of(history))
    parts = [
        "\n".join(_step(one, next(names), paint) if isinstance(one, TimelineStep) else _skipped(one, paint))
        for one in history.entries
    ]
    last = [*(f"Note: {on_one_line(note)}" for note in history.notes), f"{on_one_line(ending(history))}."]
    return inert("\n\n".join([*parts, "\n".join(last)])) + "\n"


def _step(step: TimelineStep, project: str | None, paint: Paint) -> Iterator[str]:
    comparison = step.comparison
    yield f"{paint(step.commit.short, 'yellow')}  {day(step.commit.day)}  {on_one_line(step.commit.subject)}"
    rows = rows_of(comparison, project)
    # One reason for several changes stands once, below them.
    for why, alike in groupby(rows[:_MOST], lambda row: plain(because(row, comparison))):
        for row in alike:
            head = row.label if project is not None else f"{row.title} · {row.label}"
            yield f"    {on_one_line(head)}: {painted(row, paint)}"
        if why:
            yield f"        {why}"
    if len(rows) > _MOST:
        yield f"    … and {len(rows) - _MOST:,} more: planpress diff {step.base.short} {step.commit.short}"
    for post in goalposts_of(comparison, project):
        said = post.sentence if project is not None else f"{post.title}: {post.sentence}"
        yield f"    {paint(f'! {on_one_line(said)}', 'yellow')}"


def _skipped(one: Skipped, paint: Paint) -> Iterator[str]:
    yield f"{paint(one.commit.short, 'yellow')}  {day(one.commit.day)}  {on_one_line(one.commit.subject)}"
    yield f"    stepped over: {counted(one.errors, 'error')}, as {on_one_line(one.first)}"
