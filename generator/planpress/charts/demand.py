"""# demand: teams and infrastructure against what the projects ask of them

A row for each team: its people (and open positions, dashed), the projects that ask for it and their person-weeks. A
row for each piece of infrastructure: its state, the projects that need it, and the names of those within capacity.
Full bars are projects within the plan's capacity, hollow ones the others. An effort counts in full for each team that
its project asks for, because no plan says how it is shared; nothing is said of how much a team can do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, area, chart, choice, expr, label_marks, mark, note_marks, upward
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, text_width
from planpress.charts.engine.theme import BLUE, GRID, INK, MUTED, PAPER
from planpress.charts.engine.ticks import Axis
from planpress.charts.resource_demand import (
    ResourceDemand,
    alternative,
    amount,
    effort,
    ranged,
    resource_demands,
    table,
    tip,
    title,
)
from planpress.model.figure import WIDE, Figure, Frame, Row
from planpress.model.plan import Plan, State
from planpress.model.ranking import Ranking
from planpress.model.wording import listed

_STATES: dict[State, str] = {"ready": "● ready", "building": "◐ building", "missing": "○ missing"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """In pixels: the height of a row, the middle of its bars, the baseline of its name, the room for names to the left
    of the plot, and where each of the three panels begins and ends in it."""

    row: float
    bar: float
    name: float
    left: float
    panels: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


MOST = 18
"""The most teams and pieces of infrastructure that have a row; the table has all."""

_DESK = _Layout(26, 13, 17.5, 190, ((0, 114), (136, 282), (306, 502)))
_PHONE = _Layout(44, 30, 14, 6, ((0, 84), (98, 194), (208, 314)))
_HEAD = 26
_BAR = 6
_ROOM = {"people": 42, "projects": 42, "weeks": 104}
"""What a panel leaves for the number at the end of its bars."""


def figure(plan: Plan, ranking: Ranking, width: float = WIDE) -> Figure | None:
    """What the ranked and the unscored projects ask for; None where the plan has neither teams nor infrastructure."""
    every = resource_demands(plan, ranking)
    if not every:
        return None
    shown = _shown(every)
    layout = _DESK if width > 500 else _PHONE
    tops = list(_tops(shown, layout))
    frame = Frame.within(width, tops[-1] + layout.row, left=layout.left, right=8, top=26, bottom=28)
    datasets: dict[str, list[Row]] = {name: [] for name in ("bars", "spans", "lanes", "labels", "notes")}
    scales = _scales(shown)
    for one, top in zip(shown, tops, strict=True):
        _add(datasets, one, top, layout, scales)
    datasets["notes"] += _notes(shown, tops, frame, layout, plan.capacity is not None)
    plot = Plot(Axis(0, frame.width, (), ()), Axis(0, frame.height, (), (), reverse=True), frame)
    return plot.figure(CHART.name, title(every), alternative(every, shown, ranking), datasets, table(every))


def _shown(every: Sequence[ResourceDemand]) -> list[ResourceDemand]:
    """What has a row, in the plan's order: what most projects within capacity ask for."""
    wanted = sorted(every, key=lambda one: (-len(one.within), -len(one.projects)))[:MOST]
    return [one for one in every if one in wanted]


def _tops(shown: Sequence[ResourceDemand], layout: _Layout) -> Iterator[float]:
    """Where each row begins: below a head where the kind is another than that of the row before."""
    top = 0.0
    for before, one in zip([None, *shown], shown, strict=False):
        top += _HEAD * (before is None or before.kind != one.kind)
        yield top
        top += layout.row


def _scales(shown: Sequence[ResourceDemand]) -> tuple[float, float, float]:
    """The greatest number of people, of projects and of person-weeks: what fills a panel."""
    weeks = [found.high for one in shown if one.kind == "team" and (found := effort(one.projects)) is not None]
    people = max((one.people or 0.0) + one.hiring for one in shown)
    return people or 1.0, max(len(one.projects) for one in shown) or 1.0, max(weeks, default=0.0) or 1.0


def _add(
    datasets: dict[str, list[Row]], one: ResourceDemand, top: float, layout: _Layout, most: tuple[float, float, float]
) -> None:
    """The bars and the numbers of one row."""
    y = top + layout.bar
    people, projects, weeks = layout.panels
    if one.kind == "team":
        staff = (("people", one.people or 0.0), ("hiring", one.hiring))
        end = _stack(datasets, one, y, (people[0], people[1] - _ROOM["people"]), most[0], staff)
        datasets["labels"].append(_label(end, y, _people(one, people[1] - end + 8), one))
        _add_weeks(datasets, one, y, weeks, most[2])
    else:
        pressing = one.state != "ready" and bool(one.within)
        datasets["labels"].append(_label(people[0] - 6, y, _STATES[one.state or "missing"], one, bold=pressing))
        names = fit(listed(clean(project.title) for project in one.within), weeks[1] - weeks[0])
        datasets["labels"] += [_label(weeks[0] - 6, y, names, one, "muted")] if names else []
    counts = (("within", float(len(one.within))), ("beyond", float(len(one.beyond))))
    end = _stack(datasets, one, y, (projects[0], projects[1] - _ROOM["projects"]), most[1], counts)
    words = f"{len(one.within)} + {len(one.beyond)}" if one.within and one.beyond else str(len(one.projects))
    datasets["labels"].append(_label(end, y, words, one))


def _stack(
    datasets: dict[str, list[Row]],
    one: ResourceDemand,
    y: float,
    panel: tuple[float, float],
    most: float,
    parts: Sequence[tuple[str, float]],
) -> float:
    """Bars after each other on a panel that `most` fills; where they end."""
    x, unit = panel[0], (panel[1] - panel[0]) / most
    for role, size in parts:
        if size:
            place = {"x": round(x, 2), "x2": round(x + size * unit, 2), "y": y - _BAR, "y2": y + _BAR}
            datasets["bars"].append({**place, "role": role, "id": one.id, "tip": tip(one, role)})
            x += size * unit
    return x


def _add_weeks(
    datasets: dict[str, list[Row]], one: ResourceDemand, y: float, panel: tuple[float, float], most: float
) -> None:
    """The likely person-weeks as bars, and over them the span from low to high."""
    total, within = effort(one.projects), effort(one.within)
    if total is None:
        if one.projects:
            datasets["labels"].append(_label(panel[0] - 6, y, "no effort given", one, "muted"))
        return
    wide = panel[1] - panel[0]
    room = min(_ROOM["weeks"], wide * 0.55)
    likely = within.central if within else 0.0
    parts = (("within", likely), ("beyond", total.central - likely))
    _stack(datasets, one, y, (panel[0], panel[1] - room), most, parts)
    ends = [panel[0] + value * (wide - room) / most for value in (total.low, total.high)]
    if not total.certain:
        place = {"x": round(ends[0], 2), "x2": round(ends[1], 2), "y": y}
        datasets["spans"].append({**place, "id": one.id, "tip": tip(one, "weeks")})
    unknown = " + ?" if any(project.effort is None for project in one.projects) else ""
    short = f"{amount(total.central)}{unknown}"
    words = short if total.certain else f"{amount(total.central)} ({ranged(total)}){unknown}"
    fits = text_width(words) < panel[1] - ends[1] + 2
    datasets["labels"].append(_label(ends[1], y, words if fits else short, one))


def _label(x: float, y: float, text: str, one: ResourceDemand, tone: str = "ink", *, bold: bool = False) -> Row:
    place: Row = {"x": round(x, 2), "y": y, "dx": 6, "dy": 4.5, "align": "left"}
    return {**place, "text": text, "tone": tone, "weight": "bold" if bold else "normal", "id": one.id}


def _people(one: ResourceDemand, room: float) -> str:
    """How many people there are, and where there is room, how many are being hired."""
    known = "?" if one.people is None else amount(one.people)
    words = f"{known} + {amount(one.hiring)}" if one.hiring else "unknown" if one.people is None else known
    return words if text_width(words) <= room else known


def _notes(
    shown: Sequence[ResourceDemand], tops: Sequence[float], frame: Frame, layout: _Layout, told: bool
) -> Iterator[Row]:
    desk = layout is _DESK
    for before, one, top in zip([None, *shown], shown, tops, strict=False):
        if before is None or before.kind != one.kind:
            yield from _heads(one, top - 8, layout, told)
        room = frame.left - 20 if desk else frame.width
        yield {**note(fit(one.name, room), 6 - frame.left, top + layout.name, "left", "ink"), "id": one.id}
    key = "■ within capacity  □ beyond" if told else "□ projects, no capacity declared"
    yield note(key, frame.width, -10, "right")
    assumed = "An effort counts in full for each team asked"
    if any(one.kind == "team" for one in shown):
        yield note(assumed, frame.width, frame.height + 20, "right")


def _heads(one: ResourceDemand, y: float, layout: _Layout, told: bool) -> Iterator[Row]:
    """The names of the panels over the first row of a kind."""
    team = one.kind == "team"
    hiring = "People + hiring" if layout is _DESK else "People"
    words = (hiring, "Projects", "Person-weeks") if team else ("State", "Projects", "Within capacity" if told else "")
    places = zip(words, layout.panels, strict=True)
    yield from (note(text, x, y, "left", "ink", "bold") for text, (x, _) in places if text)
    if layout is _DESK:
        yield note("Teams" if team else "Infrastructure", 6 - layout.left, y, "left", "ink", "bold")


_X, _Y = across(axis=False), upward(axis=False)
_BARS = mark(
    "bars",
    "rect",
    **area(_X, _Y),
    fill=choice("role", {"people": MUTED, "hiring": PAPER, "within": BLUE, "beyond": PAPER}),
    stroke=choice("role", {"people": MUTED, "hiring": MUTED, "within": BLUE, "beyond": BLUE}),
    strokeDash=expr("datum.role == 'hiring' ? [3, 2] : [1, 0]"),
    strokeWidth=1.2,
)
_LANES = mark("lanes", "rule", y=_Y, stroke=GRID)
_SPANS = mark("spans", "rule", x=_X, x2="x2", y=_Y, stroke=INK, strokeWidth=1.6)
CHART = ChartKind("demand", figure, chart(_LANES, _BARS, _SPANS, label_marks(_X, _Y), note_marks()))
