"""# ladder: how good the models are, and against what was there

Models and baselines on one axis, the deciding measure, the best on top and better to the right. The band goes from the
floor (the best of what there is without people) to the ceiling (the best people): the gap that can be closed. Models
are circles, the leading one full; where people decided otherwise than the rule, the names of both say so. Rejected ones
are crosses; they are left out where the chart of trade-offs has them. Internal and published baselines are squares,
people triangles, requirements a tick.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.baselines import BY_ID
from planpress.charts.candidates import Candidate, Deciding, apart, deciding, together
from planpress.charts.engine.layers import ChartKind, plotted
from planpress.charts.engine.placement import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.ticks import number_axis, off, off_key, row_axis
from planpress.model.evaluation import BaselineResult, Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row
from planpress.model.metrics import gain
from planpress.model.plan import Plan
from planpress.model.wording import counted, few, number, percent

MOST = 20
"""The most rows; the leading model, the floor and the ceiling are always among them, the table beside it has all."""

_ROLES = {"ceiling": "human", "target": "target"}
_ROW = 22
_Ends = Sequence[tuple[str, float]]
_VALUES = 60
"""The room for the numbers at the right."""


@dataclass(frozen=True, slots=True)
class _Rung:
    """A model or a baseline with its score; `kind` is the baseline's, or model; a `vital` one must be seen, `role` is
    how its point is drawn, `closed` the share of the gap that a model closes, `mark` what stands behind the name."""

    name: str
    kind: str
    score: float
    vital: bool
    id: str
    tip: str
    role: str
    closed: float | None = None
    mark: str = ""

    @property
    def model(self) -> bool:
        return self.kind == "model"


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The ladder of one project; None where fewer than two have a deciding measure."""
    of = deciding(plan, evaluation)
    rungs = _rungs(of, evaluation) if of else []
    if of is None or len(rungs) < 2:
        return None
    # What must be seen, then baselines, then the best models.
    wanted = sorted(rungs, key=lambda rung: (not rung.vital, rung.model))[:MOST]
    plot, datasets = _drawn(of, [rung for rung in rungs if rung in wanted], _ends(evaluation), width)
    title = _order(of) if all(rung.model for rung in rungs) else _title(of, evaluation)
    return plot.figure(CHART.name, title, _alternative(of, rungs), datasets)


def _rungs(of: Deciding, evaluation: Evaluation) -> list[_Rung]:
    """All that has a measure, the best first."""
    subjects = _subjects(of)
    shown = [one for one in of.measured if of.main_bound is None or not of.kept or one in of.kept or one.leads]
    models = [_model(of, one, one in subjects, evaluation) for one in shown]
    ends = {evaluation.floor: ", the floor", evaluation.ceiling: ", the ceiling"}
    baselines, name = [], of.score_title("score by", unit=False)
    for one in evaluation.baselines:
        base = one.baseline
        if one.measure is not None:
            drawn = _ROLES.get(BY_ID[base.kind].role, "internal")
            what = f"{base.kind.replace('-', ' ')} baseline{ends.get(base.id, '')}"
            is_model = base.id in evaluation.standings  # a name means a model before it means a baseline
            leads = evaluation.decided is not None and evaluation.chosen == base.id and not is_model
            words = f"{shorten(base.name)}: {name} {of.score(one.measure)}; {what}{'; decided' if leads else ''}"
            vital, mark = leads or base.id in ends, " (decided)" if leads else ""
            baselines.append(_Rung(base.name, base.kind, one.measure, vital, base.id, words, drawn, mark=mark))
    sign = -1 if of.result.better == "higher" else 1
    return sorted([*models, *baselines], key=lambda rung: (sign * rung.score, rung.kind, rung.name))


def _subjects(of: Deciding) -> Sequence[Candidate]:
    """The models that the title speaks of: the leading ones, else the rule's, else the nearest miss, else the best."""
    leaders = [one for one in of.leaders if one.measure is not None]
    nearest = [one for one in of.measured if one.name == of.result.nearest]
    return leaders or of.winners or nearest or (of.kept or of.measured)[:1]


def _model(of: Deciding, one: Candidate, vital: bool, evaluation: Evaluation) -> _Rung:
    standing, verdict = evaluation.standings.get(one.name), one.verdict
    closed = standing.gap_closed if standing else None
    state = verdict.status.replace("-", " ") if verdict.rank is None else f"rank {verdict.rank}"
    state = ", ".join(filter(None, (state, "" if verdict.rank else verdict.reasons, of.standing(one))))
    head = f"{one.short}: {of.score_title('score by', unit=False)} {of.score(one.measure or 0.0)}"
    words = f"{head}; {state}{f'; closes {percent(closed)} of the gap' if closed is not None else ''}"
    vital, score = vital or one.won, one.measure or 0.0
    return _Rung(one.name, "model", score, vital, one.name, words, one.role, closed, of.mark(one))


def _ends(evaluation: Evaluation) -> _Ends:
    """The floor and the ceiling that have a measure."""
    found = (("floor", evaluation.baseline(evaluation.floor)), ("ceiling", evaluation.baseline(evaluation.ceiling)))
    return [(word, one.measure) for word, one in found if one is not None and one.measure is not None]


def _drawn(of: Deciding, rungs: Sequence[_Rung], ends: _Ends, width: float) -> tuple[Plot, dict[str, list[Row]]]:
    """The plot of the rows, the first on top, and its datasets."""
    x = number_axis([row.score for row in rungs], [end for _, end in ends], reverse=of.result.better == "lower")
    left = min(max(text_width(f"{row.name}{row.mark}", bold=row.model) for row in rungs) + 20, width * 0.44)
    points: list[Row] = [
        {"x": x.held(row.score), "y": at, "role": row.role, **off(x, row.score), "id": row.id, "tip": row.tip}
        for at, row in enumerate(rungs)
    ]
    top, bottom = 26 if ends else 8, 60 if off_key(points) else 42
    plot = Plot(x, row_axis(len(rungs)), Frame(width, len(rungs) * _ROW, left, _VALUES, top, bottom))
    places = [x.held(end) for _, end in ends]
    return plot, {
        "bands": [{"x": places[0], "x2": places[1]}] if len(places) == 2 else [],
        "rules": [{"x": place} for place in places],
        "points": points,
        "labels": [],
        "notes": [*_names(of, rungs, plot.frame), *_notes(of, ends, points, plot)],
    }


def _names(of: Deciding, rungs: Sequence[_Rung], frame: Frame) -> Iterator[Row]:
    for at, row in enumerate(rungs):
        room, py = frame.left - 18 - text_width(row.mark, bold=row.model), (at + 0.5) * _ROW + 4.5
        text = f"{fit(row.name, room, bold=row.model)}{row.mark}"
        tone = "ink" if row.model and row.role != "rejected" else "muted"
        weight = "bold" if row.model and row.vital else "normal"
        yield note(text, -12, py, "right", tone, weight)
        yield note(number(of.rounded(row.score)), frame.width + frame.right - 4, py, "right", "ink", weight)


def _notes(of: Deciding, ends: _Ends, points: Sequence[Row], plot: Plot) -> Iterator[Row]:
    """The ends of the band, what the axis measures, and what the arrows mean where there are some."""
    frame = plot.frame
    # The two words lean away from each other, so that they never meet.
    leftmost = min(ends, key=lambda end: plot.across(end[1]), default=None)
    for end in ends:
        px = plot.across(end[1])
        outward = end is leftmost and px > text_width(end[0])
        yield note(end[0], px, -8, "right" if outward else "left", "ink")
    text = fit(of.score_title(), frame.width + frame.left - 90)
    yield note(f"{text} (better →)", frame.width, frame.height + 36, "right")
    if arrows := off_key(points):
        yield note(f"{arrows}: see the number beside it", frame.width + frame.right - 4, frame.height + 54, "right")


def _order(of: Deciding) -> str:
    """What there is to say without a baseline: who is best, and how far ahead."""
    winners, kept = of.winners, of.kept
    if of.decided:
        lead = _subjects(of)[0]
        has = f"{_head(of, lead)} has {of.score_title('score by', unit=False)} {of.score(lead.measure or 0.0)}"
        rule = next((one for one in winners if lead.leads and one is not lead), None)
        return f"{has}, {_beside(of, lead, rule.measure or 0.0)} {rule.short}" if rule else has
    if not winners:
        return f"None of {counted(len(of.candidates), 'model')} is chosen: {of.result.words} has no answer"
    score = of.score(winners[0].measure or 0.0)
    name = of.score_title("score by", unit=False)
    if len(kept) == 1:
        return f"{winners[0].short} is the only model with a score: {name} {score}"
    best = "highest" if of.result.better == "higher" else "lowest"
    if len(winners) > 1:
        return f"{together(winners)} share the {best} {name}, {score}, of {len(kept)} models"
    rest = [one for one in kept if not one.won]
    ahead = apart(rest[0].measure or 0.0, winners[0].measure or 0.0, of.result.unit)
    behind = together([one for one in rest if one.verdict.rank == rest[0].verdict.rank])
    return f"{winners[0].short} has the {best} {name}, {score}: {ahead} ahead of {behind}"


def _title(of: Deciding, evaluation: Evaluation) -> str:
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    best = next(iter(_subjects(of)), None)
    if best is None or best.measure is None:
        said = f"{of.both}; no" if of.decided else "No"
        known = floor or ceiling
        bounds = f"; the {'floor' if known is floor else 'ceiling'} is {_named(of, known)}" if known else ""
        return f"{said} model is measured yet against {counted(len(evaluation.baselines), 'baseline')}{bounds}"
    head = _head(of, best)
    standing = evaluation.standings.get(best.name)
    if standing and floor and ceiling and standing.gap_closed is not None and not standing.below_floor:
        gap = f"{percent(standing.gap_closed)} of the gap between {_named(of, floor)} and {_named(of, ceiling)}"
        return f"{head} is above the ceiling: it closes {gap}" if standing.above_ceiling else f"{head} closes {gap}"
    against = floor or ceiling or evaluation.baselines[0]
    if against.measure is None:
        return f"{head} reaches {of.score(best.measure)}; no baseline bounds it"
    return f"{head} is {_beside(of, best, against.measure)} {_named(of, against)}"


def _head(of: Deciding, best: Candidate) -> str:
    """Whom a title speaks of, and what people decided where that is another or the rule picks another."""
    if of.decided and best.leads:
        return f"{best.short}, decided (rule: {of.picks}),"
    others = [one for one in of.winners if one is not best]
    subject = f"{best.short}{f', which ties with {together(others)},' if others else ''}"
    if not best.won:
        subject = f"the {'nearest' if best.name == of.result.nearest else 'best'}, {best.short},"
    return f"{of.both}; {subject}" if of.decided else subject if best.won else f"No model is chosen; {subject}"


def _beside(of: Deciding, one: Candidate, other: float) -> str:
    ahead = gain(one.measure or 0.0, other, of.result.better)
    size = apart(one.measure or 0.0, other, of.result.unit)
    return f"{size} {'better' if ahead > 0 else 'worse'} than" if ahead else "as good as"


def _named(of: Deciding, one: BaselineResult) -> str:
    return f"{shorten(one.baseline.name)} ({of.score(one.measure or 0.0)})"


def _alternative(of: Deciding, rungs: Sequence[_Rung]) -> str:
    models = sum(rung.model for rung in rungs)
    order = [f"{clean(shorten(rung.name))}{rung.mark} {of.score(rung.score)}" for rung in rungs]
    baselines = f" and {counted(len(rungs) - models, 'baseline')}" if models < len(rungs) else ""
    title = of.score_title("score by")
    rejected = sum(rung.role == "rejected" for rung in rungs) if of.kept else 0
    absent = len(of.candidates) - models
    left_out = f" Left out: {counted(absent, 'model')} without a rank." if absent and of.kept else ""
    said = f"{counted(models, 'model')}{baselines} by {title}, best first: {few(order, MOST)}."
    said = f"{of.both}. {said}" if of.decided else said
    return f"{said}{f' Rejected: {rejected}.' if rejected else ''}{left_out}"


CHART = ChartKind("ladder", figure, plotted(), sliders="rule")
