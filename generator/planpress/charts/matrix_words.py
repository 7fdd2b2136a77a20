"""The matrix in words: its title, its alternative text, and what its marks stand for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from planpress.charts.engine.text_metrics import shorten
from planpress.model.metrics import same
from planpress.model.plan import GROUPS, Capacity, Group
from planpress.model.ranking import LINES, QUADRANT_LABELS, QUADRANTS, GroupScore, RankedProject, line_words
from planpress.model.wording import counted, few, fixed, listed

Titles = Mapping[str, str]
"""The titles of projects by their ids."""


def title(entries: Sequence[RankedProject], titles: Titles, capacity: Capacity | None) -> str:
    """How many projects are both worth it and feasible, and for how many there is room."""
    good = sum(entry.quadrant == "high-priority" for entry in entries)
    who = f"{counted(good, 'project')} are" if good > 1 else "1 project is" if good else "No project is"
    count = f"{who} both worth it and feasible"
    if capacity is not None and not capacity.teams:
        return f"{count}; there is room for {capacity.words.partition(' project')[0]}"
    first = [entry for entry in entries if entry.priority.rank == 1]
    ranks = "ranks first" if len(first) == 1 else "share the first rank"
    return f"{count}; {few(_names(first, titles))} {ranks}" if first else count


def alternative(
    entries: Sequence[RankedProject], titles: Titles, left_out: int, capacity: Capacity | None
) -> str:
    """How many there are in each quadrant and for how many there is room, which are at the ends of both axes, and how
    many are `left_out` for lack of a place."""
    quadrants = Counter(entry.quadrant for entry in entries)
    counts = (f"{QUADRANT_LABELS[name]}: {quadrants[name]}" for name in QUADRANTS)
    sentences = [f"Impact against feasibility of {len(entries):,} projects. {'; '.join(counts)}."]
    sentences += [_told(entries, group, titles) for group in GROUPS]
    lines = Counter(entry.line for entry in entries)
    told = [f"{lines[line]} {line_words(line, capacity)}" for line in LINES if lines[line]]
    if told:
        sentences.append(f"{listed(told)}.")
    if left_out:
        sentences.append(f"Without a place: {left_out}.")
    return " ".join(sentences)


def tip(entry: RankedProject, titles: Titles, capacity: Capacity | None) -> str:
    """What the point of a project stands for."""
    groups = f"impact {_value(entry.impact)}, feasibility {_value(entry.feasibility)}"
    rank = f"rank {entry.priority.rank}, priority {fixed(entry.priority.score or 0.0)}"
    line = f", {line_words(entry.line, capacity)}" if entry.line else ""
    return f"{shorten(titles[entry.id])}: {groups}; {rank if entry.priority.rank else 'not ranked'}{line}"


def crowd_tip(here: Sequence[RankedProject], titles: Titles, capacity: Capacity | None) -> str:
    """What a dot of several projects stands for."""
    if len(here) == 1:
        return tip(here[0], titles, capacity)
    return f"{counted(len(here), 'project')} close together: {few(_names(here, titles))}"


def ends(entries: Sequence[RankedProject], group: Group, best: bool) -> list[RankedProject]:
    """The projects at one end of an axis: one, or several that tie."""
    values = [entry.group(group).value or 0.0 for entry in entries]
    end = (max if best else min)(values)
    return [entry for entry, value in zip(entries, values, strict=True) if same(value, end)]


def _names(entries: Iterable[RankedProject], titles: Titles) -> list[str]:
    return [shorten(titles[entry.id]) for entry in entries]


def _value(group: GroupScore) -> str:
    """The value of a group, and its ends where they differ: `0.81 (0.50 to 1.00)`."""
    low, high = fixed(group.low), fixed(group.high)
    return f"{fixed(group.value or 0.0)}{f' ({low} to {high})' if low != high else ''}"


def _told(entries: Sequence[RankedProject], group: Group, titles: Titles) -> str:
    """Which projects have the most and the least of a group, with all that tie."""
    highest, lowest = ends(entries, group, True), ends(entries, group, False)
    if len(highest) == len(entries):
        return f"{group.capitalize()} is {fixed(highest[0].group(group).value or 0.0)} for all."
    told = []
    for word, tied in (("highest", highest), ("lowest", lowest)):
        who = listed(_names(tied, titles)) if len(tied) <= 3 else f"{len(tied)} projects"
        told.append(f"{word} for {who} ({fixed(tied[0].group(group).value or 0.0)}{' each' if len(tied) > 1 else ''})")
    return f"{group.capitalize()} is {', '.join(told)}."
