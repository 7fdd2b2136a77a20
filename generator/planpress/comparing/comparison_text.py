"""What the formats for people share: the verdict in one line, the rows of a table, and causes in words.

What authors wrote is a name in these texts. The place of an edit stands behind it, which a medium sets in brackets.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planpress.model.change import CauseKind, Change, Comparison, Contribution, Edit
from planpress.model.text import Name, Reference, Text, listed
from planpress.model.wording import counted, fixed, rounded

MOST_ALIKE = 3
"""More projects than these whose rank moves for the same reason, which is another project, share one row."""

MOST_BY_PLAN = 10
"""The ranks that one edit of plan.yml moves which have a row each; the rest share one."""

MOST_NAMED = 4
"""The edits or projects that one sentence names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """One row of the table of conclusions: a change, or several alike."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def alone(self) -> bool:
        return len(self.changes) == 1

    @property
    def title(self) -> str:
        """Whose it is: a title, `7 projects`, or `90 more projects` where the first have rows of their own."""
        if self.alone:
            return self.first.title
        more = "" if self.first.cause and self.first.cause.how == "others" else "more "
        return f"{len(self.changes):,} {more}projects"

    @property
    def label(self) -> str:
        """What changed."""
        if self.first.kind == "project":
            return self.first.subject
        return f"{self.first.label} {self.first.name or self.first.subject}".rstrip()

    @property
    def was(self) -> str:
        """What was; empty where several moved."""
        return self.first.was or "–" if self.alone else ""

    @property
    def now(self) -> str:
        """What is, or how far several moved."""
        if self.alone:
            return f"{self.first.now or '–'}{f' ({self.first.note})' if self.first.note else ''}"
        moves = sorted({one.amount or 0 for one in self.changes})
        least, most = sorted((abs(moves[0]), abs(moves[-1])))
        if moves[0] < 0 < moves[-1]:
            return f"up or down, by up to {rounded(most)}"
        by = rounded(most) if least == most else f"{rounded(least)} to {rounded(most)}"
        return f"{'down' if moves[0] > 0 else 'up'} {by}"

    @property
    def moved(self) -> str:
        """From what to what."""
        return f"{self.was} → {self.now}" if self.was else self.now


def verdict(comparison: Comparison) -> str:
    """The whole comparison in one line, without a full stop."""
    return f"Plan: {what_changes(comparison)}"


def what_changes(comparison: Comparison) -> str:
    """The same for readers who know what it is about: `2 conclusions change`."""
    if comparison.only is not None:
        return _begun_or_ended(comparison)
    rows = conclusions(comparison)
    moved = sum(len(row.changes) for row in rows if not row.alone)
    single = sum(row.alone for row in rows)
    also = [f"{counted(moved, 'other rank')} {'moves' if moved == 1 else 'move'}"] if moved else []
    new = sum(change.subject == "new" for change in comparison.at("finding"))
    also += [counted(new, "new finding")] if new else []
    if single:
        verb = "changes" if single == 1 else "change"
        return str(listed([f"{counted(single, 'conclusion')} {verb}", *also]))
    return f"no conclusion changes ({', '.join([extent(comparison), *also])})"


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


def pages_line(pages: Sequence[str]) -> list[str]:
    """The pages that change in one line, the first eight of them named; nothing where there are none."""
    more = f" and {len(pages) - 8:,} more" if len(pages) > 8 else ""
    return [f"Pages that change: {', '.join(pages[:8])}{more}"] if pages else []


def conclusions(comparison: Comparison) -> list[ConclusionRow]:
    """The rows of changed conclusions, most consequential first."""
    bundles: dict[object, list[Change]] = {}
    for at, change in enumerate(comparison.at("conclusion")):
        bundles.setdefault(_alike(change) or at, []).append(change)
    rows: list[ConclusionRow] = []
    for bundle in bundles.values():
        cause = bundle[0].cause
        alone = 0 if cause and cause.how == "others" and len(bundle) > MOST_ALIKE else MOST_BY_PLAN
        rows += [ConclusionRow((change,)) for change in bundle[:alone]]
        rows += [ConclusionRow(tuple(bundle[alone:]))] if bundle[alone:] else []
    # What is only pushed along is less than what is concluded of the edited projects.
    return sorted(rows, key=lambda row: not row.alone)


def because(row: ConclusionRow, comparison: Comparison) -> Text:
    """Why a conclusion changes, as a part of a sentence."""
    change, cause = row.first, row.first.cause
    if cause is None or (cause.how == "alone" and change.kind == "project"):
        return Text()
    if cause.how == "untested":
        return Text(f"one or more of {counted(len(cause.edits), 'edit')}; too many changes to try each")
    if cause.how == "order":
        return Text("no value was edited; the order of entries was, or what was read with them")
    ways = [one.way if row.alone else one.way.replace("its", "their").replace(" it", " them") for one in cause.passing]
    passing = [Text(Name(one.title), f" {way}") for one, way in zip(cause.passing, ways, strict=True)]
    if cause.others and not passing:
        passing = [Text("other projects moved")]
    named = _named([*_edits(cause.edits), *passing], "reason")
    if cause.how == "others":
        return Text(named, "; ", _not_their_own(row, comparison))
    count = len(cause.edits) + len(passing)
    return Text(named, "; ", _HOW[cause.how](count))


_HOW: Mapping[CauseKind, Callable[[int], str]] = {
    "alone": lambda count: "alone does it",
    "any": lambda count: f"{'either' if count == 2 else 'any one of them'} alone does it",
    "together": lambda count: "needed, and not enough alone" if count == 1 else "only together",
    "several": lambda count: "none alone does it, and none is needed",
}
"""How so many edits and projects cause a change."""


def _not_their_own(row: ConclusionRow, comparison: Comparison) -> Text:
    pushed, several = {one.project for one in row.changes}, not row.alone
    if any(edit.project in pushed for edit in comparison.edits):
        return Text("no edit of their own moves them" if several else "no edit of its own moves it")
    return Text("nothing in ", "them" if several else Name(row.first.title), " changed")


def shares(contributions: Sequence[Contribution]) -> Text:
    """Each edit's share of a changed number, the largest first; nothing where one edit has all of it."""
    ordered = sorted((one for one in contributions if one.value), key=lambda one: -abs(one.value))
    sizes = [f"{'+' if one.value >= 0 else '−'}{fixed(abs(one.value), 3)} " for one in ordered]
    parts = [_named(list(_edits(one.edits)), "edit") for one in ordered]
    return _named([Text(size, part) for size, part in zip(sizes, parts, strict=True)], "edit")


def with_place(edit: Edit) -> Text:
    """An edit, and where it is."""
    return Text(Name(edit.words), Reference(edit.place))


def _edits(edits: Sequence[Edit]) -> Iterator[Text]:
    """Edits with their places; of several on one line, in a row, the last one alone says where."""
    shown = edits if len(edits) <= MOST_NAMED else edits[: MOST_NAMED - 1]
    for at, edit in enumerate(edits):
        follows = shown[at + 1 : at + 2]
        alike = bool(follows) and (follows[0].place.path, follows[0].place.line) == (edit.place.path, edit.place.line)
        yield Text(Name(edit.words)) if alike else with_place(edit)


def _alike(change: Change) -> object:
    """What the changes of one bundle have in common: a rank that others push, or that edits of plan.yml move."""
    if change.kind != "rank" or change.cause is None:
        return None
    if change.cause.how == "others":
        return tuple(one.project for one in change.cause.passing), (change.amount or 0) > 0
    of_plan = all(edit.project is None for edit in change.cause.edits) and not change.cause.others
    return (change.cause.how, *(edit.number for edit in change.cause.edits)) if of_plan else None


def _named(said: Sequence[Text], noun: str) -> Text:
    if len(said) <= MOST_NAMED:
        return listed(said)
    return listed([*said[: MOST_NAMED - 1], counted(len(said) - MOST_NAMED + 1, f"more {noun}")])


def noise_lines(comparison: Comparison) -> Iterator[Text]:
    """One line a choice that changes by what may be noise: `net-3 replaces net-2: the data cannot tell them apart`."""
    for change in comparison.at("noise"):
        choice = Text(Name(change.now or ""), " replaces ", Name(change.was or ""))
        yield Text(Name(change.title), ": ", choice, f": {change.note}")


def score_lines(comparison: Comparison) -> Iterator[Text]:
    """One line a changed score: from, to, and what moved it."""
    for change in comparison.at("score"):
        moved = f"{change.was} → {change.now}" if change.was and change.now else change.was or change.now or ""
        parts = shares(change.contributions)
        said = Text("; ", change.note) if change.note else Text(": ", parts) if parts else parts
        yield Text(Name(change.title), f" · {change.label} {moved}", said)
