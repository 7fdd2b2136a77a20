"""What the formats for people share: the verdict in one line, the rows of a table, and causes in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from planpress.model.change import Change, Comparison, Contribution, Edit
from planpress.model.wording import counted, fixed, listed, rounded

MOST_ALIKE = 3
"""More projects than these whose rank moves for the same reason, which is another project, share one row."""

MOST_BY_PLAN = 10
"""Of more ranks than these that one edit of plan.yml moves, the rest share one row."""

MOST_NAMED = 4
"""Of more edits or projects than these in one sentence, the rest are counted."""


class Style(Protocol):
    """How a format writes what authors wrote: a text, an edit, and in brackets the place of an edit."""

    def text(self, written: str) -> str: ...

    def edit(self, edit: Edit) -> str: ...

    def where(self, edit: Edit) -> str: ...


class _Bundle(NamedTuple):
    pushed: bool
    by: object


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of conclusions: a change, or several alike."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]


def verdict(comparison: Comparison) -> str:
    """The whole comparison in one line, without a full stop."""
    if comparison.only is not None:
        return f"Plan: {_begun_or_ended(comparison)}"
    rows = conclusions(comparison)
    moved = sum(len(row.changes) for row in rows if len(row.changes) > 1)
    single = sum(len(row.changes) == 1 for row in rows)
    also = [f"{counted(moved, 'other rank')} {'moves' if moved == 1 else 'move'}"] if moved else []
    also += [counted(len(found), "new finding") for found in [_new_findings(comparison)] if found]
    if single:
        verb = "changes" if single == 1 else "change"
        return f"Plan: {listed([counted(single, 'conclusion') + ' ' + verb, *also])}"
    return f"Plan: no conclusion changes ({', '.join([extent(comparison), *also])})"


def is_unchanged(comparison: Comparison) -> bool:
    """Whether no conclusion changes, and no goalpost moved."""
    return comparison.only is None and not comparison.at("conclusion") and not comparison.goalposts


def _begun_or_ended(comparison: Comparison) -> str:
    count = sum(change.kind == "project" for change in comparison.changes)
    projects, verb = counted(count, "project"), "is" if count == 1 else "are"
    if comparison.only == "head":
        return f"there was no plan before: {projects} {verb} new"
    return f"there is no plan any more: {projects} {verb} gone"


def extent(comparison: Comparison) -> str:
    """`3 edits in 2 files`."""
    if comparison.edits:
        return f"{counted(len(comparison.edits), 'edit')} in {counted(len({e.file for e in comparison.edits}), 'file')}"
    return f"{counted(comparison.files, 'file')} changed, no value" if comparison.files else "nothing was edited"


def conclusions(comparison: Comparison) -> list[Row]:
    """The rows of changed conclusions, most consequential first."""
    bundles: dict[object, list[Change]] = {}
    for at, change in enumerate(comparison.at("conclusion")):
        bundles.setdefault(_alike(change) or at, []).append(change)
    rows: list[Row] = []
    for key, bundle in bundles.items():
        pushed = isinstance(key, _Bundle) and key.pushed and len(bundle) > MOST_ALIKE
        alone = 0 if pushed else MOST_BY_PLAN
        rows += [Row((change,)) for change in bundle[:alone]]
        rows += [Row(tuple(bundle[alone:]))] if bundle[alone:] else []
    # What is only pushed along is less than what is concluded of the edited projects.
    return sorted(rows, key=lambda row: len(row.changes) > 1)


def because(row: Row, comparison: Comparison, style: Style) -> str:
    """Why a conclusion changes, as a part of a sentence."""
    change = row.first
    cause = change.cause
    if cause is None:
        return ""
    several = len(row.changes) > 1
    passing = [f"{style.text(one.title)} {_plural(one.way) if several else one.way}" for one in cause.passing]
    if cause.others and not passing:
        passing = ["other projects moved"]
    named = _named([*_edits(cause.edits, style), *passing], "reason")
    one_of = "either" if len(cause.edits) + len(passing) == 2 else "any one of them"
    match cause.how:
        case "alone":
            return f"{named}; alone does it" if change.kind != "project" else ""
        case "any":
            return f"{named}; {one_of} alone does it"
        case "together":
            single = len(cause.edits) + len(passing) == 1
            return f"{named}; {'needed, and not enough alone' if single else 'only together'}"
        case "several":
            return f"{named}; none alone does it, and none is needed"
        case "untested":
            return f"one or more of {counted(len(cause.edits), 'edit')}; too many changes to try each"
        case "order":
            return "no value was edited; the order of entries was, or what was read with them"
    pushed = {one.project for one in row.changes}
    own = any(edit.project in pushed for edit in comparison.edits)
    if several:
        return f"{named}; {'no edit of their own moves them' if own else 'nothing in them changed'}"
    return f"{named}; {'no edit of its own moves it' if own else f'nothing in {style.text(change.title)} changed'}"


def _plural(way: str) -> str:
    return way.replace("its side", "their side").replace(" it", " them")


def shares(contributions: Sequence[Contribution], style: Style) -> str:
    """Each edit's share of a changed number, the largest first; nothing where one edit has all of it."""
    ordered = sorted((one for one in contributions if one.value or one.error), key=lambda one: -abs(one.value))
    said = [f"{_signed(one.value)}{_error(one)} {_named(list(_edits(one.edits, style)), 'edit')}" for one in ordered]
    return _named(said, "edit")


def with_place(edit: Edit, style: Style) -> str:
    """An edit, and where it is."""
    return f"{style.edit(edit)} {style.where(edit)}".rstrip()


def _edits(edits: Sequence[Edit], style: Style) -> Iterator[str]:
    """Edits with their places; of several on one line, in a row, the last one alone says where."""
    shown = edits if len(edits) <= MOST_NAMED else edits[: MOST_NAMED - 1]
    for at, edit in enumerate(edits):
        follows = shown[at + 1 : at + 2]
        alike = bool(follows) and (follows[0].place.path, follows[0].place.line) == (edit.place.path, edit.place.line)
        yield style.edit(edit) if alike else with_place(edit, style)


def row_words(row: Row) -> tuple[str, str, str]:
    """The label of a row and both of its sides, in plain text."""
    change = row.first
    label = f"{change.label} {change.subject}" if change.subject and change.kind != "project" else change.label
    if change.kind == "project":
        label = change.subject
    if len(row.changes) == 1:
        return label, change.was or "–", f"{change.now or '–'}{f' ({change.note})' if change.note else ''}"
    moves = sorted({one.amount or 0 for one in row.changes})
    least, most = sorted((abs(moves[0]), abs(moves[-1])))
    by = rounded(most) if least == most else f"{rounded(least)} to {rounded(most)}"
    if moves[0] < 0 < moves[-1]:
        return label, "", f"up or down, by up to {rounded(most)}"
    return label, "", f"{'down' if moves[0] > 0 else 'up'} {by}"


def several(row: Row) -> str:
    """Whose a row of several changes is: `7 projects`, or `90 more projects` where the first have rows of their own."""
    more = "" if row.first.cause and row.first.cause.how == "others" else "more "
    return f"{len(row.changes):,} {more}projects"


def _alike(change: Change) -> object:
    """What the changes of one bundle have in common: a rank that others push, or that edits of plan.yml move."""
    if change.kind != "rank" or change.cause is None:
        return None
    if change.cause.how == "others":
        return _Bundle(True, (tuple(one.project for one in change.cause.passing), (change.amount or 0) > 0))
    of_plan = all(edit.project is None for edit in change.cause.edits) and not change.cause.others
    return _Bundle(False, (change.cause.how, tuple(edit.number for edit in change.cause.edits))) if of_plan else None


def _new_findings(comparison: Comparison) -> list[Change]:
    return [change for change in comparison.at("finding") if change.subject == "new"]


def _named(said: Sequence[str], noun: str) -> str:
    if len(said) <= MOST_NAMED:
        return listed(said)
    return listed([*said[: MOST_NAMED - 1], counted(len(said) - MOST_NAMED + 1, f"more {noun}")])


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '−'}{fixed(abs(value), 3)}"


def _error(contribution: Contribution) -> str:
    return f" (± {fixed(contribution.error, 3)})" if contribution.error is not None else ""


def score_lines(comparison: Comparison, style: Style) -> Iterator[str]:
    """One line a changed score: from, to, and what moved it."""
    for change in comparison.at("score"):
        moved = f"{change.was} → {change.now}" if change.was and change.now else change.was or change.now or ""
        why = shares(change.contributions, style)
        said = f"; {change.note}" if change.note else f": {why}" if why else ""
        yield f"{style.text(change.title)} · {change.label} {moved}{said}"
