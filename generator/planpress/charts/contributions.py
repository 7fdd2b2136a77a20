"""# contributions: why a project ranks where it does

What each factor of one project adds to impact and to feasibility: weight x utility / sum of the weights of the rated
factors, so the parts of a group add up to its value. Each factor has a row under its group's stacked bar, on a track
as long as it could add at most; a factor that is not rated has an empty, dashed track.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import stacked
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import fit, note, shorten, text_width
from planpress.charts.engine.ticks import Axis, row_axis
from planpress.document import labels
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.ranking import FactorScore, GroupScore, RankedProject
from planpress.model.wording import fixed, in_sentence, listed

GROUP_LABELS: dict[Group, str] = {"impact": "Impact", "feasibility": "Feasibility"}

_SHADES = (1.0, 0.7, 0.45)
_ROW = 22
_BETWEEN = 0.6


def figure(plan: Plan, entry: RankedProject, width: float = COLUMN) -> Figure | None:
    """The contributions of one project's factors; None where no factor is rated."""
    if entry.impact.value is None and entry.feasibility.value is None:
        return None
    names = [factor_label(plan, group, one.factor) for group in GROUPS for one in entry.group(group).factors]
    heads = max(text_width(name, bold=True) for name in GROUP_LABELS.values())
    left = min(max(heads, *map(text_width, names)) + 14, width * 0.42)
    count = len(names) + len(GROUPS) + _BETWEEN
    datasets: dict[str, list[Row]] = {name: [] for name in ("tracks", "missing", "bars", "labels", "notes")}
    top = 0.0
    for group in GROUPS:
        _add_group(datasets, plan, entry.group(group), top)
        datasets["notes"] += _names(plan, entry.group(group), top, left)
        top += len(entry.group(group).factors) + 1 + _BETWEEN
    right = max(_right(row, width - left) for row in datasets["labels"])
    frame = Frame.within(width, count * _ROW, left=left, right=right)
    told = " ".join(_told(plan, entry.group(group)) for group in GROUPS)
    plot = Plot(Axis(0, 1, (), ()), row_axis(count), frame)
    return plot.figure(CHART.name, _title(plan, entry), told, datasets, _table(plan, entry))


def factor_label(plan: Plan, group: Group, factor: str) -> str:
    """The name of a factor that readers see."""
    return labels.factor_label(factor, plan.factors(group)[factor])


def share(group: GroupScore, factor: FactorScore) -> float:
    """The most that a factor can add to its group's value; of one that is not rated, its share of all weights."""
    weights = [one.weight for one in group.factors if factor.utility is None or one.utility is not None]
    return factor.weight / math.fsum(weights) if math.fsum(weights) else 0.0


def contribution(group: GroupScore, factor: FactorScore) -> float | None:
    """What a factor adds to its group's value; None where it is not rated."""
    return None if factor.utility is None else share(group, factor) * factor.utility


def stack(plan: Plan, group: GroupScore, y: float, half: float, begin: float = 0.0) -> Iterator[Row]:
    """The stacked bars of a group's contributions at the row `y`, from `begin` on, one a factor."""
    for index, factor in enumerate(group.factors):
        added = contribution(group, factor)
        if added:
            box = {"x": begin, "x2": begin + added, "y": y - half, "y2": y + half}
            of = {"id": factor.factor, "tip": tip(plan, group, factor)}
            yield {**box, "group": group.group, "shade": shade(index), **of}
            begin += added


def tip(plan: Plan, group: GroupScore, factor: FactorScore) -> str:
    """What a factor's bar stands for: `Data availability adds 0.38 of 0.60 to feasibility 0.68`."""
    name, most = factor_label(plan, group.group, factor.factor), share(group, factor)
    added = contribution(group, factor)
    value = "" if group.value is None else f" {fixed(group.value)}"
    if added is None:
        return f"{shorten(name)} is not rated; it could add up to {fixed(most)} to {group.group}"
    return f"{shorten(name)} adds {fixed(added)} of {fixed(most)} to {group.group}{value}"


def shade(index: int) -> float:
    """The opacity of a group's factor: neighbours differ, and keep their order in every bar."""
    return _SHADES[index % len(_SHADES)]


def _add_group(datasets: dict[str, list[Row]], plan: Plan, group: GroupScore, top: float) -> None:
    """The bar of a group at the row `top`, and below it a row for each factor."""
    datasets["tracks"].append({"x": 0, "x2": 1, "y": top - 0.38, "y2": top + 0.38})
    datasets["bars"] += stack(plan, group, top, 0.38)
    unrated = group.value is None
    words = "not rated" if group.value is None else fixed(group.value)
    datasets["labels"].append(_end(0 if unrated else 1, top, words, "muted" if unrated else "ink", "bold"))
    for row, factor in enumerate(group.factors, start=1):
        most, added, y = share(group, factor), contribution(group, factor), top + row
        of = {"id": factor.factor, "tip": tip(plan, group, factor)}
        track: Row = {"x": 0.0, "x2": most, "y": y - 0.26, "y2": y + 0.26, **of}
        datasets["tracks" if added is not None else "missing"].append(track)
        if added is not None:
            datasets["bars"].append({**track, "x2": added, "group": group.group, "shade": shade(row - 1)})
        words = "not rated" if added is None else f"{fixed(added)} of {fixed(most)}"
        datasets["labels"].append(_end(most, y, words, "muted"))


def _end(x: float, y: float, text: str, tone: str, weight: str = "normal") -> Row:
    return {"x": x, "y": y, "dx": 6, "dy": 4.5, "align": "left", "text": text, "tone": tone, "weight": weight}


def _right(label: Row, room: float) -> float:
    """The room that the plot must leave at its right, so that a text at the end of a bar or track is whole; of the
    `room` for both."""
    words = text_width(str(label["text"]), bold=label["weight"] == "bold") + float(label["dx"]) + 4
    end = float(label["x"])
    return max(6.0, room - (room - words) / end if end else 0.0)


def _names(plan: Plan, group: GroupScore, top: float, left: float) -> Iterator[Row]:
    yield note(GROUP_LABELS[group.group], -8, (top + 0.5) * _ROW + 4.5, "right", "ink", "bold")
    for row, factor in enumerate(group.factors, start=1):
        text = fit(factor_label(plan, group.group, factor.factor), left - 12)
        yield note(text, -8, (top + row + 0.5) * _ROW + 4.5, "right", "ink")


def _lost(plan: Plan, entry: RankedProject) -> list[tuple[float, str, float, float]]:
    """What each rated factor leaves out, the greatest first: how much, its name, what it adds and could add."""
    found = []
    for group in (entry.impact, entry.feasibility):
        for factor in group.factors:
            most, added = share(group, factor), contribution(group, factor)
            if added is not None and most - added > 1e-9:
                found.append((most - added, factor_label(plan, group.group, factor.factor), added, most))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _title(plan: Plan, entry: RankedProject) -> str:
    values = [
        f"{GROUP_LABELS[group]} {fixed(value)}" for group in GROUPS if (value := entry.group(group).value) is not None
    ]
    lost = _lost(plan, entry)
    head = " and ".join(values).replace(" and F", " and f")
    if not lost:
        return f"{head}: every rated factor is at its best"
    _, name, added, most = lost[0]
    tied = sum(abs(one[0] - lost[0][0]) < 1e-9 for one in lost) > 1
    degree = "as much as any" if tied else "most"
    return f"{head}: {in_sentence(name)} holds it back {degree}, adding {fixed(added)} of {fixed(most)}"


def _told(plan: Plan, group: GroupScore) -> str:
    parts, unrated = [], []
    for factor in group.factors:
        added, name = contribution(group, factor), factor_label(plan, group.group, factor.factor)
        if added is None:
            unrated.append(name)
        else:
            parts.append(f"{name} {fixed(added)} of {fixed(share(group, factor))}")
    value = "not rated" if group.value is None else fixed(group.value)
    missing = f" Not rated: {listed(unrated)}; the value may be {fixed(group.low)} to {fixed(group.high)}."
    told = f"{GROUP_LABELS[group.group]} {value}{': ' if parts else ''}{', '.join(parts)}."
    return told + (missing if unrated else "")


def _table(plan: Plan, entry: RankedProject) -> Table:
    rows = tuple(
        (
            GROUP_LABELS[group],
            factor_label(plan, group, factor.factor),
            factor.weight,
            factor.utility,
            contribution(entry.group(group), factor),
            share(entry.group(group), factor),
        )
        for group in GROUPS
        for factor in entry.group(group).factors
    )
    return Table(("group", "factor", "weight", "utility", "adds", "at most"), rows)


CHART = ChartKind("contributions", figure, stacked())
