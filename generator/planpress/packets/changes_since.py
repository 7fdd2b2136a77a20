"""What changed since the last meeting: of each project, and which sections have a bar."""

from collections.abc import Mapping
from dataclasses import replace

from planpress.comparing import comparison_text
from planpress.document.blocks import Section
from planpress.model.change import Change, Comparison
from planpress.model.wording import at_start
from planpress.sections import ALL
from planpress.sections.plan.changes import ShownComparison

SECTION_OF_CHANGE: Mapping[str, str | None] = {
    "project": None, **{kind: section.id for section in ALL for kind in section.conclusions}
}  # fmt: skip
"""The section that shows a changed conclusion, by its kind; that a project came or went is in none."""

_SECTION_OF_EDIT: Mapping[str, str] = {
    "narrative": "narrative", **{key: section.id for section in ALL for key in section.edits}
}  # fmt: skip


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
    edited = [f"{one.words}." for one in comparison.edits if one.project == project]
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


def _move(change: Change) -> str:
    row = comparison_text.ConclusionRow((change,))
    return f"{row.label} {row.moved}"


def _sentence(change: Change, comparison: Comparison) -> str:
    row = comparison_text.ConclusionRow((change,))
    why = ShownComparison(comparison).said(comparison_text.because(row, comparison)).capital()
    return f"{at_start(_move(change))}.{f' {why}.' if why else ''}"
