"""A history as Markdown, for minutes, a wiki or a release. What authors wrote is shown and does nothing."""

from collections.abc import Iterator

from planpress.comparing.comparison_text import because
from planpress.document.markdown import code, escaped, markdown
from planpress.formats.logs.log_sentences import ending, goalposts_of, names_of, rows_of
from planpress.formats.output_options import Paint
from planpress.model.timelines import History, Skipped, TimelineStep
from planpress.model.wording import counted, day


def as_markdown(history: History, paint: Paint) -> str:
    """A heading, a list item a commit with its changes below it, and a last line that says how far back this goes."""
    whose = "the plan" if history.project is None else history.project
    names = iter(names_of(history))
    items = [
        "\n".join(_step(one, next(names)) if isinstance(one, TimelineStep) else _skipped(one))
        for one in history.entries
    ]
    notes = [f"Note: {escaped(note)}" for note in history.notes]
    parts = [f"### History of {escaped(whose)}", "\n".join(items), *notes, f"{escaped(ending(history))}."]
    return "\n\n".join(part for part in parts if part) + "\n"


def _step(step: TimelineStep, project: str | None) -> Iterator[str]:
    comparison = step.comparison
    yield f"- {code(step.commit.short)} {day(step.commit.day)}: {escaped(step.commit.subject)}"
    for row in rows_of(comparison, project):
        title = f"**{escaped(row.title)}** · " if row.alone else f"{row.title} · "
        moved = f"{escaped(row.was)} → **{escaped(row.now)}**" if row.was else escaped(row.now)
        why = markdown(because(row, comparison), comparison.location)
        yield f"    - {'' if project is not None else title}{escaped(row.label)}: {moved}{f'; {why}' if why else ''}"
    for post in goalposts_of(comparison, project):
        yield f"    - ⚠ {'' if project is not None else f'**{escaped(post.title)}** · '}{escaped(post.sentence)}"


def _skipped(one: Skipped) -> Iterator[str]:
    yield f"- {code(one.commit.short)} {day(one.commit.day)}: {escaped(one.commit.subject)}"
    yield f"    - stepped over: {counted(one.errors, 'error')}, as {escaped(one.first)}"
