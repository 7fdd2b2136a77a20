"""Milestones in the chart of a lifecycle: their lane, their marks and what is written beside them."""

from collections.abc import Iterator, Sequence

from planpress.charts.engine.layers import BLUE, INK, PAPER, VERMILLION, Layer, choice, expr, mark, shaped
from planpress.charts.engine.placement import Box, Plot
from planpress.charts.engine.text_metrics import fit, note, shorten
from planpress.charts.engine.ticks import Axis, off, off_key
from planpress.model.figure import Frame, Row
from planpress.model.plan import Plan
from planpress.model.project import Milestone
from planpress.model.stages import STAGES
from planpress.model.wording import day, listed

LANE = 40
GUTTER = 84
DUE = len(STAGES)
"""The lane of the milestones, below the stages."""

_SHAPES = {"reached": "circle", "due": "circle", "overdue": "diamond"}
_FILLS = {"reached": BLUE, "due": PAPER, "overdue": VERMILLION}
_STROKES = {"reached": BLUE, "due": BLUE, "overdue": VERMILLION}


def due_marks(x: Layer, y: Layer) -> tuple[Layer, Layer]:
    """The plan's date, and a mark for each milestone."""
    drawn = {"shape": shaped("role", _SHAPES), "fill": choice("role", _FILLS), "stroke": choice("role", _STROKES)}
    size = expr("datum.role == 'overdue' ? 110 : 60")
    return mark("today", "rule", x=x, y=y, y2="y2", stroke=INK), mark("points", "point", x=x, y=y, size=size, **drawn)


def point(one: Milestone, plan: Plan, x: Axis) -> Row:
    """A milestone at its day, or an arrow at the edge of the axis."""
    at, state = one.date.toordinal(), _state(one, plan)
    tip = f"{shorten(one.title)}: {state}, {day(one.date)}"
    return {"x": x.held(at), "y": DUE, "role": state, **off(x, at), "tip": tip}


def titles(milestones: Sequence[Milestone], plan: Plan, plot: Plot) -> Iterator[Row]:
    """What is due beside its mark, where there is room for it; the list has all. What is off the axis has its day."""
    frame, today = plot.frame, plot.across(plan.as_of.toordinal())
    top = DUE * LANE
    wanted = []
    for one in sorted(milestones, key=lambda one: (plot.x.holds(one.date.toordinal()), one.done, one.date)):
        away = not plot.x.holds(one.date.toordinal())
        texts = (day(one.date),) if away else (fit(one.title, 170), fit(one.title, 90))
        tone = "warn" if _state(one, plan) == "overdue" else "ink"
        wanted.append(plot.label(one.date.toordinal(), DUE, texts, tone=tone, vital=away))
    inside = Box(-4, top + 1, frame.width + 10, top + LANE)
    return plot.labels(wanted, inside, (), [Box(today - 1, top, today + 1, top + LANE)])


def due_notes(milestones: Sequence[Milestone], points: Sequence[Row], frame: Frame) -> Iterator[Row]:
    """The name of the lane, and how many are reached."""
    if milestones:
        middle = (DUE + 0.5) * LANE
        yield note("Milestones", 6 - GUTTER, middle - 3, "left", "ink")
        yield note(f"{sum(one.done for one in milestones)} of {len(milestones)}", 6 - GUTTER, middle + 12)
    if arrows := off_key(points):
        yield note(arrows, frame.width, frame.height + 38, "right")


def told(milestones: Sequence[Milestone], plan: Plan) -> str:
    """What the eye would see of them, behind the sentences on the stages."""
    if not milestones:
        return ""
    said = [f"{shorten(one.title)} ({day(one.date)}, {_state(one, plan)})" for one in milestones[:8]]
    more = [f"{len(milestones) - 8} more"] if len(milestones) > 8 else []
    return f" Milestones: {listed([*said, *more])}."


def _state(one: Milestone, plan: Plan) -> str:
    return "reached" if one.done else "overdue" if one.date < plan.as_of else "due"
