"""# ranked: all projects in order, and what their scores are made of

Each project has a row with the stacked contributions of its factors to impact and to feasibility, each on a track of
length 1. The parts keep their order in every row; the numbers over the first row name them. A dashed end is the
weight of factors that are not rated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.charts.chart_kind import ChartKind
from planpress.charts.contributions import GROUP_LABELS, factor_label, stack
from planpress.charts.engine.layers import stacked
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.ticks import Axis, row_axis
from planpress.model.figure import WIDE, Cell, Figure, Frame, Row, Table
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.ranking import GroupScore, RankedProject, Ranking
from planpress.model.wording import counted, fixed, in_sentence, listed

MOST = 25
"""The most projects that have a row; the table has all."""

_SECOND = 1.12
"""Where the second group's panel begins, in widths of the first."""
_LINE = 18


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes in pixels: `row` of a row, `head` of the panels' names; in rows: where the bar and its name's baseline
    stand, and half the bar. `names` is the share of the width that names take beside the bars; 0 puts them above."""

    row: float
    head: float
    bar: float
    half: float
    name: float
    names: float


_DESK = _Layout(20, 42, 0.0, 0.36, 0.72, 0.44)
_PHONE = _Layout(38, 28, 0.24, 0.18, 0.4, 0.0)


def figure(plan: Plan, ranking: Ranking, width: float = WIDE) -> Figure | None:
    """The contributions of the projects in order; None where no project has a rank."""
    shown = ranking.ordered[:MOST]
    if not shown:
        return None
    names = {project.id: clean(project.title) for project in plan.projects}
    key = list(_key(plan, width))
    layout = _DESK if width > 500 else _PHONE
    top = _LINE * len(key) + layout.head
    longest = max(text_width(_text(entry, names), bold=True) for entry in shown)
    left = min(longest + 18, width * layout.names) if layout.names else 6.0
    frame = Frame.within(width, len(shown) * layout.row, left=left, top=top)
    datasets: dict[str, list[Row]] = {name: [] for name in ("tracks", "missing", "bars", "labels", "notes")}
    for row, entry in enumerate(shown):
        datasets["notes"].append(_name(entry, names, row, frame, layout))
        y, half = row + layout.bar, layout.half
        for group, begin in zip(GROUPS, (0.0, _SECOND), strict=True):
            of: Row = {"id": entry.id, "group": group}
            datasets["tracks"].append({"x": begin, "x2": begin + 1, "y": y - half, "y2": y + half, **of})
            datasets["bars"] += _stack(plan, entry, group, y, half, begin, names)
            datasets["missing"] += ({**gap, **of} for gap in _gap(entry.group(group), y, half * 0.9, begin))
    datasets["notes"] += [note(line, 6 - frame.left, _LINE * (index + 1) - top) for index, line in enumerate(key)]
    datasets["notes"] += _heads(shown[0], frame, layout)
    plot = Plot(Axis(0, 1 + _SECOND, (), ()), row_axis(len(shown)), frame)
    words = (_title(shown, names), _alternative(ranking, names))
    return plot.figure(CHART.name, *words, datasets, _table(plan, ranking, names))


def _key(plan: Plan, width: float) -> Iterator[str]:
    """The lines that say which number is which factor, each as wide as the drawing at most."""
    for group in GROUPS:
        line = f"{GROUP_LABELS[group]}:"
        for index, factor in enumerate(plan.factors(group), start=1):
            word = f"{index} {fit(factor_label(plan, group, factor), width / 2)}"
            if text_width(f"{line}  {word}") > width - 12:
                yield line
                line = ""
            line = f"{line}{_joint(line)}{word}"
        yield line


def _joint(line: str) -> str:
    return "" if not line else " " if line.endswith(":") else " · "


def _name(entry: RankedProject, names: Mapping[str, str], row: int, frame: Frame, layout: _Layout) -> Row:
    room = frame.left - 16 if layout.names else frame.width
    text = fit(_text(entry, names), room, bold=True)
    py = (row + layout.name) * layout.row
    weight = "bold" if entry.line == "in" else "normal"
    return {**note(text, 6 - frame.left, py, "left", "ink", weight), "id": entry.id}


def _text(entry: RankedProject, names: Mapping[str, str]) -> str:
    return f"{entry.priority.rank} {names.get(entry.id, entry.id)}"


def _heads(first: RankedProject, frame: Frame, layout: _Layout) -> Iterator[Row]:
    """The names of the panels, and where there is room over the first row, the numbers of its parts."""
    panel = frame.width / (1 + _SECOND)
    for group, begin in zip(GROUPS, (0.0, _SECOND), strict=True):
        yield note(GROUP_LABELS[group], begin * panel, -22 if layout.names else -4, "left", "ink", "bold")
        if not layout.names:
            continue
        score, reached = first.group(group), begin
        for index, factor in enumerate(score.factors, start=1):
            added = score.added_by(factor) or 0.0
            if added * panel > text_width(str(index)) + 2:
                yield note(str(index), (reached + added / 2) * panel, -4, "center")
            reached += added


def _stack(
    plan: Plan, entry: RankedProject, group: Group, y: float, half: float, begin: float, names: Mapping[str, str]
) -> Iterator[Row]:
    """The bars of one project's group; `id` is the project's, `factor` the factor's."""
    name = shorten(names.get(entry.id, entry.id))
    for bar in stack(plan, entry.group(group), y, half, begin):
        yield {**bar, "id": entry.id, "factor": bar["id"], "tip": f"{name}: {in_sentence(str(bar['tip']))}"}


def _gap(group: GroupScore, y: float, half: float, begin: float) -> Iterator[Row]:
    total = math.fsum(factor.weight for factor in group.factors)
    unrated = math.fsum(factor.weight for factor in group.factors if factor.utility is None)
    if unrated and total:
        value = group.value or 0.0
        end = min(1.0, value + unrated / total)
        yield {"x": begin + value, "x2": begin + end, "y": y - half, "y2": y + half}


def _title(shown: tuple[RankedProject, ...], names: Mapping[str, str]) -> str:
    first, last = shown[0], shown[-1]
    name = shorten(names.get(first.id, first.id))
    head = f"{name} ranks first: impact {_value(first.impact)}, feasibility {_value(first.feasibility)}"
    if len(shown) == 1:
        return head
    other = shorten(names.get(last.id, last.id))
    return f"{head}; number {last.priority.rank}, {other}, has {_value(last.impact)} and {_value(last.feasibility)}"


def _value(group: GroupScore) -> str:
    return "none" if group.value is None else fixed(group.value)


def _alternative(ranking: Ranking, names: Mapping[str, str]) -> str:
    entries = ranking.ordered
    order = listed(
        f"{entry.priority.rank} {shorten(names.get(entry.id, entry.id))} ({fixed(entry.priority.score or 0.0)})"
        for entry in entries[:10]
    )
    more = f" The other {len(entries) - 10} are in the table." if len(entries) > 10 else ""
    ties = len(entries) - len({entry.priority.rank for entry in entries})
    verb = "shares" if ties == 1 else "share"
    tied = f" {counted(ties, 'project')} {verb} a rank with the one before." if ties else ""
    return f"{counted(len(entries), 'project')} by rank, with their priority: {order}.{more}{tied}"


def _table(plan: Plan, ranking: Ranking, names: Mapping[str, str]) -> Table:
    factors = [(group, factor) for group in GROUPS for factor in plan.factors(group)]
    head = ("rank", "project", "impact", "feasibility", *(factor_label(plan, *one) for one in factors))
    return Table(head, tuple(tuple(_cells(entry, names)) for entry in ranking.ordered))


def _cells(entry: RankedProject, names: Mapping[str, str]) -> Iterator[Cell]:
    yield from (entry.priority.rank, names.get(entry.id, entry.id), entry.impact.value, entry.feasibility.value)
    for group in (entry.impact, entry.feasibility):
        yield from (group.added_by(factor) for factor in group.factors)


CHART = ChartKind("ranked", figure, stacked())
