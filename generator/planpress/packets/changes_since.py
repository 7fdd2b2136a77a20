"""What changed since the last meeting: a table of conclusions with their causes, and which sections have a bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planpress.comparing import comparison_text
from planpress.document.blocks import Block, Bullets, Cell, Line, Paragraph, Section, row, table, words
from planpress.model.change import Change, Comparison
from planpress.model.text import Reference, Text
from planpress.model.wording import at_start
from planpress.packets.nouns import Changes
from planpress.sections import ALL

SECTION_OF_CHANGE: Mapping[str, str | None] = {
    "project": None, **{kind: section.id for section in ALL for kind in section.conclusions}
}  # fmt: skip
"""The section that shows a changed conclusion, by its kind; that a project came or went is in none."""

_SECTION_OF_EDIT: Mapping[str, str] = {
    "narrative": "narrative", **{key: section.id for section in ALL for key in section.edits}
}  # fmt: skip

_TRIED = (
    "Alone does it: this edit by itself turns the conclusion. Only together: the edits that are named do, and none of "
    "them can be left out."
)


def changes(comparison: Comparison | None, base: str) -> Changes | None:
    """The chapter about what changed; None where nothing is compared. `base` is what it is compared with, in words."""
    if comparison is None:
        return None
    return Changes(base, tuple(_blocks(comparison, base)))


def changed_projects(comparison: Comparison | None) -> frozenset[str]:
    """The projects of which a conclusion or an input changed."""
    if comparison is None:
        return frozenset()
    named = [*(one.project for one in comparison.at("conclusion")), *(one.project for one in comparison.edits)]
    return frozenset(name for name in named if name is not None)


def since(comparison: Comparison | None, project: str) -> tuple[str, ...]:
    """What changed of one project's conclusions, with why; where none did, what was edited."""
    if comparison is None:
        return ()
    said = [_sentence(one, comparison) for one in comparison.at("conclusion") if one.project == project]
    said += [one.sentence for one in comparison.goalposts if one.project == project]
    edited = [f"{at_start(one.words)}." for one in comparison.edits if one.project == project]
    return tuple(said or edited) or ("Nothing changed.",)


def marked(sections: tuple[Section, ...], comparison: Comparison | None, project: str) -> tuple[Section, ...]:
    """The sections of a project, those of which something changed with what that is."""
    if comparison is None:
        return sections
    found: dict[str, list[str]] = {}
    for change in comparison.at("conclusion"):
        section = SECTION_OF_CHANGE[change.kind]
        if change.project == project and section is not None:
            found.setdefault(section, []).append(_move(change))
    for edit in comparison.edits:
        if edit.project == project and edit.top in _SECTION_OF_EDIT:
            found.setdefault(_SECTION_OF_EDIT[edit.top], []).append(edit.words)
    return tuple(replace(one, changed=tuple(found.get(one.id, ()))) for one in sections)


def _blocks(comparison: Comparison, base: str) -> Iterator[Block]:
    yield Paragraph(f"{at_start(comparison_text.verdict(comparison).removeprefix('Plan: '))}.")
    rows = []
    for found in comparison_text.conclusions(comparison):
        label, was, now = _words(found)
        title = comparison_text.several(found) if len(found.changes) > 1 else found.first.title
        rows.append(row(Cell(title, strong=True), label, was, Cell(now, strong=True),
                        _without_places(comparison_text.because(found, comparison))))  # fmt: skip
    yield from table(f"Conclusions that changed since {base}",
                     [words("Project"), words("What"), words("Was"), words("Is"), words("Because")], rows)  # fmt: skip
    if rows:
        yield Paragraph(_TRIED, quiet=True)
    if comparison.goalposts:
        yield Paragraph("What decides was moved after there were results:", quiet=True)
        yield Bullets(tuple(Line(one.sentence, one.title) for one in comparison.goalposts))
    scores = tuple(Line(_without_places(line)) for line in comparison_text.score_lines(comparison))
    if scores:
        yield Paragraph("Scores that moved", quiet=True)
        yield Bullets(scores)
    yield from (Paragraph(f"{note[:1].upper()}{note[1:]}.", quiet=True) for note in comparison.notes)


def _move(change: Change) -> str:
    label, was, now = _words(comparison_text.Row((change,)))
    return f"{label} {was} → {now}"


def _words(found: comparison_text.Row) -> tuple[str, str, str]:
    """What changed and both sides of it. Both sides of a requirement say its limit, so its name is the metric's."""
    label, was, now = comparison_text.row_words(found)
    if found.first.kind == "requirement":
        label = f"{found.first.label} {found.first.subject.rpartition(' at ')[0].replace('_', ' ')}"
    return label, was, now


def _sentence(change: Change, comparison: Comparison) -> str:
    why = _without_places(comparison_text.because(comparison_text.Row((change,)), comparison))
    return f"{at_start(_move(change))}.{f' {at_start(why)}.' if why else ''}"


def _without_places(text: Text) -> str:
    """A file and a line are looked up by nobody on paper."""
    return str(Text(*(piece for piece in text if not isinstance(piece, Reference))))
