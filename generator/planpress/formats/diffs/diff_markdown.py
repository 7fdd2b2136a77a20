"""A comparison as a comment on a pull request, which is read on the forge and mailed to people.

What authors wrote is shown and nothing else: it opens no HTML, no code, no table cell and no link, and calls nobody.
"""

from collections.abc import Iterator, Sequence

from planpress.comparing.comparison_text import (
    because,
    conclusions,
    extent,
    is_unchanged,
    noise_lines,
    pages_line,
    score_lines,
    verdict,
    with_place,
)
from planpress.comparing.other_changes import definition
from planpress.document.markdown import code, escaped, markdown, place_code
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison
from planpress.model.location import plan_name
from planpress.model.units import Points
from planpress.model.wording import counted, inert

LARGEST = 65_536
"""Characters that GitHub takes; counted here in bytes, which are never fewer."""

MARKER = "<!-- planpress:comment -->"
"""The first line, which no reader sees: what writes comments finds its own by it. Authors can write none, as `<` is
escaped in all that they wrote. Below the top of a repository it names the plan too."""

_FOOT = 6_000


def as_markdown(comparison: Comparison, options: OutputOptions) -> str:
    """The verdict as a heading, a table of changed conclusions, goalposts, then what is folded, pages and revisions."""
    mark = marker(comparison.prefix)
    if is_unchanged(comparison) and not comparison.at("definition") and not comparison.at("noise"):
        return inert("\n\n".join([f"{mark}\n{verdict(comparison)}.", *_notes(comparison)])) + "\n"
    foot = "\n\n".join([*_notes(comparison), " · ".join(_foot(comparison, options))])
    parts = [f"{mark}\n### {verdict(comparison)}", *_table(comparison, options), *_goalposts(comparison, options)]
    for summary, lines in _folded(comparison):
        parts += _details(summary, lines, LARGEST - _FOOT - _size("\n\n".join(parts)), options)
    return Points()(inert("\n\n".join([*parts, foot]))) + "\n"


def marker(prefix: str) -> str:
    """The first line for the plan in a folder, named from the top of its repository."""
    name = plan_name(prefix)
    return MARKER.replace(" -->", f" {name} -->") if name else MARKER


def _goalposts(comparison: Comparison, options: OutputOptions) -> Iterator[str]:
    lines = [f"⚠ **{escaped(one.title)}** · {escaped(one.sentence)}" for one in comparison.goalposts]
    yield from lines[:20]
    if len(lines) > 20:
        yield _more(len(lines) - 20, " goalposts", options)


def _table(comparison: Comparison, options: OutputOptions) -> list[str]:
    rows = conclusions(comparison)
    lines = ["| | was | is | because |", "|---|---|---|---|"]
    pages = {page.project: options.page(page.path) for page in comparison.pages if page.project}
    room = LARGEST // 2
    for at, row in enumerate(rows):
        title = _link(escaped(row.title), pages.get(row.first.project or "", "") if row.alone else "")
        why = markdown(because(row, comparison), comparison.location)
        line = f"| **{title}** · {escaped(row.label)} | {escaped(row.was)} | **{escaped(row.now)}** | {why} |"
        room -= _size(line) + 1
        if room < 0:
            lines.append(f"| {_more(len(rows) - at, ' conclusions', options)} | | | |")
            break
        lines.append(line)
    return ["\n".join(lines)] if rows else []


def _folded(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    location = comparison.location
    definitions = comparison.at("definition")
    yield (
        counted(len(definitions), "definition") + " edited",
        [f"{escaped(one.title)} · {escaped(one.subject)} {place_code(one.place, location)}" for one in definitions],
    )
    noise = [markdown(line, location) for line in noise_lines(comparison)]
    yield f"{counted(len(noise), 'choice')} that the data cannot tell apart", noise
    scores = comparison.at("score")
    yield counted(len(scores), "score") + " moved", [markdown(line, location) for line in score_lines(comparison)]
    findings = comparison.at("finding")
    yield (
        counted(len(findings), "finding") + " new or mended",
        [f"{one.label}: {escaped(one.now or one.was or '')} {place_code(one.place, location)}" for one in findings],
    )
    inputs = [edit for edit in comparison.edits if definition(edit) is None]
    lines = [markdown(with_place(edit), location) for edit in inputs]
    yield counted(len(inputs), "edit") + " of inputs and texts", lines


def _details(summary: str, lines: Sequence[str], room: int, options: OutputOptions) -> list[str]:
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
        kept.append(f"- {_more(len(lines) - len(kept), '', options)}")
    body = "\n".join(kept)
    return [f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"]


def _foot(comparison: Comparison, options: OutputOptions) -> Iterator[str]:
    if options.site_url:
        yield _link("Preview", options.site_url)
    if options.details_url:
        yield _link("All of it", options.details_url)
    yield from pages_line([_link(escaped(page.title), options.page(page.path)) for page in comparison.pages])
    yield extent(comparison)
    yield f"{code(comparison.base)} → {code(comparison.head)}"


def _more(count: int, noun: str, options: OutputOptions) -> str:
    """How many there is no room for, with a link to all of them where that is known."""
    return _link(f"… and {count:,} more{noun}", options.details_url)


def _link(text: str, address: str) -> str:
    return f"[{text}]({address})" if address else text


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from (f"Note: {escaped(note)}" for note in comparison.notes)


def _size(text: str) -> int:
    return len(text.encode())
