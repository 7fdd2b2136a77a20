"""# ladder: how good the models are, and against what was there

Models and baselines on one axis, the deciding measure, the best on top and better to the right. The band goes from the
best baseline without people to human level: the gap that can be closed. Models are circles, the leading one full, or
hollow where it is below that baseline; where people decided otherwise than the rule, the names of both say so. Rejected
ones are crosses; they are left out where the chart of trade-offs has them. Internal and published baselines are
squares, people triangles; a requirement is a tick and a line through all rows. The line through a model goes from end
to end of the interval of its score, where that is known.
"""

from collections.abc import Iterator, Sequence

from planpress.baselines import BY_ID
from planpress.charts.candidates import Candidate, Deciding, deciding
from planpress.charts.engine.layers import ChartKind, plotted
from planpress.charts.engine.placement import Plot
from planpress.charts.engine.text_metrics import fit, note, shorten, text_width
from planpress.charts.engine.ticks import number_axis, off, off_key, row_axis
from planpress.charts.ladder_words import MOST, Rung, alternative, order, subjects, title
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row
from planpress.model.metrics import WORDS
from planpress.model.plan import Plan
from planpress.model.wording import in_column, no_finer, number, percent

_ROLES = {"ceiling": "human", "target": "target"}
_ROW, _LINE = 22, 17
_Ends = Sequence[tuple[str, float]]
_VALUES = 60
"""The room for the numbers at the right."""


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The ladder of one project; None where fewer than two have a deciding measure."""
    of = deciding(plan, evaluation)
    rungs = _rungs(of, evaluation) if of else []
    if of is None or len(rungs) < 2 or all(rung.kind == "needed" for rung in rungs):
        return None
    # What must be seen, then baselines, then the best models.
    wanted = sorted(rungs, key=lambda rung: (not rung.vital, rung.model))[:MOST]
    plot, datasets = _drawn(of, [rung for rung in rungs if rung in wanted], _ends(evaluation), width)
    alone = all(rung.kind in ("model", "needed") for rung in rungs)
    said = order(of) if alone else title(of, evaluation)
    return plot.figure(CHART.name, said, alternative(of, rungs), datasets)


def _rungs(of: Deciding, evaluation: Evaluation) -> list[Rung]:
    """All that has a measure, the best first."""
    spoken_of = subjects(of)
    every = of.main_bound is None or not of.kept
    shown = [one for one in of.measured if every or one.verdict.rank is not None or one.leads]
    models = [_model(of, one, one in spoken_of, evaluation) for one in shown]
    ends = {evaluation.floor: ", the best without people", evaluation.ceiling: ", human level"}
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
            baselines.append(Rung(base.name, base.kind, one.measure, vital, base.id, words, drawn, mark=mark))
    sign = -1 if of.result.better == "higher" else 1
    needed = [] if of.rule.computed else list(_needed(of, evaluation))
    return sorted([*models, *baselines, *needed], key=lambda rung: (sign * rung.score, rung.kind, rung.name))


def _needed(of: Deciding, evaluation: Evaluation) -> Iterator[Rung]:
    """What is required of the metric that decides, where no baseline says the same."""
    said = [one.measure for one in evaluation.baselines if BY_ID[one.baseline.kind].role == "target"]
    for bound in (one.bound for one in evaluation.project.requirements):
        if bound.metric == of.rule.needs()[0] and bound.limit not in said:
            name = f"Required: {WORDS[bound.operator]} {number(bound.limit)}"
            yield Rung(name, "needed", bound.limit, True, "", f"Required: {of.bound(bound)}", "target")


def _model(of: Deciding, one: Candidate, vital: bool, evaluation: Evaluation) -> Rung:
    standing, verdict = evaluation.standings.get(one.name), one.verdict
    closed = standing.gap_closed if standing else None
    state = verdict.words if verdict.rank is None else f"rank {verdict.rank}"
    state = ", ".join(filter(None, (state, "" if verdict.rank else verdict.reasons, of.standing(one))))
    head = f"{one.short}: {of.score_title('score by', unit=False)} {of.score(one.measure or 0.0)}"
    way = "" if closed is None or not 0 <= closed <= 1 else f"; {percent(closed)} of the way to human level"
    words = f"{head}; {state}{'; below the best baseline' if one.below else way}"
    vital, score = vital or one.won, one.measure or 0.0
    ends, told = _interval(of, one.name)
    return Rung(one.name, "model", score, vital, one.name, words + told, one.role, of.mark(one), one.below, ends)


def _interval(of: Deciding, model: str) -> tuple[tuple[float, float] | None, str]:
    """The ends of the interval of a model's score, and the same in words."""
    known = of.result.certainty.models.get(model) if of.result.certainty else None
    if known is None or known.low is None or known.high is None or known.se is None:
        return None, ""
    return (known.low, known.high), f"; its true value is {known.between}"


def _ends(evaluation: Evaluation) -> _Ends:
    """Both ends of the gap that have a measure."""
    ends = (("best baseline", evaluation.floor), ("human level", evaluation.ceiling))
    found = ((word, evaluation.baseline(name)) for word, name in ends)
    return [(word, one.measure) for word, one in found if one is not None and one.measure is not None]


def _drawn(of: Deciding, rungs: Sequence[Rung], ends: _Ends, width: float) -> tuple[Plot, dict[str, list[Row]]]:
    """The plot of the rows, the first on top, and its datasets."""
    needs = [row.score for row in rungs if row.role == "target"]
    spread = [end for row in rungs for end in row.ends or ()]
    x = number_axis([row.score for row in rungs], [*spread, *(end for _, end in ends), *needs], reverse=of.lower)
    left = min(max(text_width(f"{row.name}{row.mark}", bold=row.model) for row in rungs) + 20, width * 0.44)
    points: list[Row] = [
        {
            "x": x.held(row.score), "y": at, "role": row.role, **off(x, row.score), "id": row.id, "tip": row.tip,
            **({"below": 1} if row.below else {}),
        }
        for at, row in enumerate(rungs)
    ]  # fmt: skip
    top, bottom = 44 if ends else 26, 42 + _LINE * (of.lower + bool(off_key(points)))
    plot = Plot(x, row_axis(len(rungs)), Frame(width, len(rungs) * _ROW, left, _VALUES, top, bottom))
    places = [x.held(end) for _, end in ends]
    return plot, {
        "bands": [{"x": places[0], "x2": places[1]}] if len(places) == 2 else [],
        "rules": [{"x": place} for place in places],
        "needs": [{"x": need} for need in needs],
        "errors": [
            {"x": x.held(row.ends[0]), "x2": x.held(row.ends[1]), "y": at} for at, row in enumerate(rungs) if row.ends
        ],
        "points": points,
        "labels": [],
        "notes": [*_names(of, rungs, plot.frame), *_notes(of, ends, points, plot)],
    }


def _names(of: Deciding, rungs: Sequence[Rung], frame: Frame) -> Iterator[Row]:
    error = of.result.certainty.least_error if of.result.certainty else 0.0
    values = in_column([of.rounded(row.score) for row in rungs])
    for at, (row, written) in enumerate(zip(rungs, values, strict=True)):
        value = no_finer(written, row.score, error) if row.ends else written
        room, py = frame.left - 18 - text_width(row.mark, bold=row.model), (at + 0.5) * _ROW + 4.5
        text = f"{fit(row.name, room, bold=row.model)}{row.mark}"
        tone = "ink" if row.model and row.role != "rejected" else "muted"
        weight = "bold" if row.model and row.vital else "normal"
        yield note(text, -12, py, "right", tone, weight)
        yield note(value, frame.width + frame.right - 4, py, "right", "ink", weight)


def _notes(of: Deciding, ends: _Ends, points: Sequence[Row], plot: Plot) -> Iterator[Row]:
    """The ends of the band, where better is, what the axis measures, and what arrows mean where there are some."""
    frame, right, low = plot.frame, plot.frame.width + plot.frame.right - 4, plot.frame.height + 36
    # The two words lean away from each other; where they would meet, the first one stands higher.
    taken = right
    for word, score in sorted(ends, key=lambda end: -plot.across(end[1])):
        px, wide = plot.across(score), text_width(word)
        outward = taken < right and px + frame.left > wide
        begin = px - wide if outward else min(px, right - wide)
        py = -8 if begin + wide <= taken else -26
        yield note(word, px, py, "right", "ink") if outward else note(word, begin, py, "left", "ink")
        taken = begin
    yield note("better →", right, -26 if ends else -8, "right")
    yield note(fit(of.score_title(), right + frame.left - 6), right, low, "right")
    if of.lower:
        yield note("lower is better, axis reversed", right, low + _LINE, "right")
    if arrows := off_key(points):
        yield note(f"{arrows}: see the number beside it", right, low + _LINE * (1 + of.lower), "right")


CHART = ChartKind("ladder", figure, plotted(), sliders="rule")
