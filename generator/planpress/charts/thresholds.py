"""# thresholds: what a threshold keeps, and what is best among it

The models of a project whose deciding rule has a threshold, by the thresholded metric and the optimised one, with the
rejected side shaded. Better is to the right and up, whatever the metric's direction. The chosen model is a full
circle, rejected models are crosses. Of several thresholds the one that rejects most is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planpress.charts.candidates import Candidate, Deciding, deciding, named_points, ordered, role, together
from planpress.charts.figure import COLUMN, ChartKind, Figure, Frame, Row, Table
from planpress.charts.lettering import SMALL, lowered, note, text_width
from planpress.charts.placement import Box
from planpress.charts.ticks import Axis, axis_params, number_axis
from planpress.model.bounds import Bound
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import same
from planpress.model.plan import Plan
from planpress.model.wording import counted, listed, with_unit

if TYPE_CHECKING:
    import altair as alt

Point = tuple[Candidate, float, float]


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The models by threshold and optimised metric; None where no threshold on another metric decides."""
    of = deciding(plan, evaluation)
    bound = of.main_bound if of else None
    if of is None or bound is None:
        return None
    points = _points(of, bound)
    if not points:
        return None
    x = number_axis([*(across for _, across, _ in points), bound.limit], reverse=bound.better == "lower")
    y = number_axis([up for _, _, up in points], reverse=of.result.better == "lower")
    left = max(text_width(label, SMALL) for label in y.labels or ("",)) + 12
    frame = Frame.within(width, 220, left=max(left, 24), right=18, top=44, bottom=42)
    edge = x.share(bound.limit) * frame.width
    datasets = {
        "bands": (_rejected(bound, x),),
        "rules": ({"x": x.held(bound.limit)},),
        "points": tuple(_mark(point, x, y) for point in reversed(points)),
        "labels": tuple(named_points(points, x, y, frame, [Box(edge - 1, 0, edge + 1, frame.height)])),
        "notes": tuple(_notes(of, bound, frame, edge)),
    }
    return Figure(
        CHART.name,
        _title(of, bound),
        _alternative(of, bound, points),
        frame,
        datasets,
        axis_params(x, y),
        _table(of, bound),
    )


def spec() -> alt.TopLevelMixin:
    """Points over the rejected band and the line of the threshold."""
    from planpress.charts.layers import plotted

    return plotted()


CHART = ChartKind("thresholds", figure, spec)


def _points(of: Deciding, bound: Bound) -> list[Point]:
    """The models that have both values: first those that matter most to the reader."""
    both = [
        (one, one.values[bound.metric], one.measure)
        for one in of.measured
        if bound.metric in one.values and one.measure is not None
    ]

    def weight(point: Point) -> tuple[bool, bool, bool]:
        return not point[0].won, point[0].name != of.result.nearest, not point[0].verdict.rank

    return sorted(both, key=weight)


def _rejected(bound: Bound, x: Axis) -> Row:
    end = x.low if bound.better == "higher" else x.high
    return {"x": end, "x2": x.held(bound.limit)}


def _mark(point: Point, x: Axis, y: Axis) -> Row:
    candidate, across, up = point
    kind = role(candidate)
    if not x.holds(across):
        kind = "beyond" if (across > x.high) != x.reverse else "before"
    return {"x": x.held(across), "y": y.held(up), "role": kind}


def _notes(of: Deciding, bound: Bound, frame: Frame, edge: float) -> Iterator[Row]:
    kept = of.bound(bound)
    room = text_width(kept) + 8 < frame.width - edge
    yield note(kept, edge + 4 if room else frame.width, -8, "left" if room else "right", "ink")
    if edge > text_width("rejected") + 12 and room:
        yield note("rejected", edge - 4, -8, "right")
    yield note(f"↑ {of.title(of.rule.needs()[0])}", 6 - frame.left, -28)
    yield note(f"{of.title(bound.metric)} →", frame.width, frame.height + 36, "right")


def _title(of: Deciding, bound: Bound) -> str:
    winners, kept, total = of.winners, of.kept, len(of.candidates)
    if not winners:
        return _nobody(of, bound)
    name, score = lowered(of.label(of.rule.needs()[0])), with_unit(winners[0].measure or 0.0, of.result.unit)
    one = len(of.rule.bounds()) == 1
    if len(kept) == 1:
        only = "the only model" if total == 1 else f"the only one of {total} models"
        keeps = f"with {of.bound(bound)}" if one else f"that keeps all {len(of.rule.bounds())} thresholds"
        return f"{winners[0].short} is {only} {keeps}; its {name} is {score}"
    best = f"the {'highest' if of.result.better == 'higher' else 'lowest'} {name}, {score},"
    keep = f"with {of.bound(bound)}" if one else f"that keep all {len(of.rule.bounds())} thresholds"
    count = f"all {total}" if len(kept) == total else f"the {len(kept)} of {total}"
    verb = "has" if len(winners) == 1 else "share"
    return f"{together(winners)} {verb} {best} among {count} models {keep}"


def _nobody(of: Deciding, bound: Bound) -> str:
    nearest = next((one for one in of.candidates if one.name == of.result.nearest), None)
    if nearest is None:
        return f"None of {counted(len(of.candidates), 'model')} could be evaluated"
    values = nearest.values
    failed = [one for one in of.rule.bounds() if one.metric in values and not one.holds(values[one.metric])]
    shorts = [(one, with_unit(-one.margin(values[one.metric]), of.unit(one.metric))) for one in failed]
    if len(of.rule.bounds()) == 1:
        short = listed(short for _, short in shorts)
        return f"No model has {of.bound(bound)}; {nearest.short} is nearest, short by {short}"
    missed = listed(f"{of.bound(one)} by {short}" for one, short in shorts)
    return f"No model keeps all {len(of.rule.bounds())} thresholds; {nearest.short} is nearest, missing {missed}"


def _alternative(of: Deciding, bound: Bound, points: Sequence[Point]) -> str:
    name, unit = lowered(of.label(bound.metric)), of.unit(bound.metric)
    failing = len(of.failing(bound))
    head = f"{of.label(of.rule.needs()[0])} against {name} of {counted(len(points), 'model')}."
    fails = f"{failing or 'No model'} {'fails' if failing < 2 else 'fail'} {of.bound(bound)}."
    order = f"By rank: {ordered(of)}." if of.kept else "No model has a rank."
    by_x = sorted(points, key=lambda point: (point[1], point[0].name))
    low, high = by_x[0], by_x[-1]
    least, most = f"{with_unit(low[1], unit)} ({low[0].short})", f"{with_unit(high[1], unit)} ({high[0].short})"
    equal = same(low[1], high[1])
    span = f"is {with_unit(low[1], unit)} for all" if equal else f"goes from {least} to {most}"
    ends = f"{of.label(bound.metric)} {span}."
    hidden = len(of.candidates) - len(points)
    absent = [f"Without a place for lack of a value: {hidden}."] if hidden else []
    return " ".join([head, fails, order, *([ends] if len(points) > 1 else []), *absent])


def _table(of: Deciding, bound: Bound) -> Table:
    head = ("model", of.title(bound.metric), of.title(of.rule.needs()[0]), "verdict", "why")
    rows = tuple(
        (
            one.name,
            one.values.get(bound.metric),
            one.measure,
            one.standing,
            "; ".join(one.verdict.because),
        )
        for one in of.candidates
    )
    return Table(head, rows)
