"""Figures of every kind, ordinary and odd, by name: what the general tests of the charts run over."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import cycle

from planpress.charts import CYCLE, HISTORY, LADDER, LIFECYCLE, MATRIX, PRECISION_RECALL, ROC, TRADEOFFS
from planpress.charts.curve_words import drawn_curves
from planpress.charts.cycle import DESK
from planpress.charts.engine.layers import ChartKind
from planpress.model.curves import ModelCurve
from planpress.model.decision import Decision
from planpress.model.figure import COLUMN, PHONE, Figure
from planpress.model.metrics import Bound, written_bound
from planpress.model.moves import WayTaken
from planpress.model.plan import Cut, Plan, PriorityMethod
from planpress.model.project_parts import Baseline, Milestone, Requirement, Status
from planpress.model.ranking import Ranking
from planpress.model.rule import Rule
from planpress.model.stages import WAYS_BACK, Stage
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from tests.charts import courses, samples

Make = Callable[[], Figure | None]

PLAN = samples.plan(
    [samples.project(name, title) for name, title in zip(("pose", "p000"), samples.TITLES, strict=False)]
)
LATENCY = MetricRule("metric", "latency")
RECALL = samples.threshold("precision", Bound("recall", ">", 0.6))
STRICT = samples.threshold("precision", Bound("recall", ">", 0.95))
TWO = samples.threshold("angular_error", Bound("position_error", "<", 1.0), Bound("latency", "<=", 100.0))
MEAN = MeanRule("mean", {"precision": 1, "recall": 1})
F1 = MeanRule("mean", {"precision": 1, "recall": 1}, "harmonic")
TILT = MeanRule("mean", {"angular_error": 1, "tilt": 2})
EASY_RECALL = samples.threshold("precision", Bound("recall", ">", 0.2))
BOTH = samples.threshold("precision", Bound("recall", ">", 0.6), Bound("precision", ">=", 0.75))
OWN = samples.threshold("precision", Bound("precision", ">=", 0.75))
ANGLE = samples.threshold("angular_error", Bound("position_error", "<", 1.0))

FULL = {"cheap_prediction": 0.75, "learned_pipeline": 1.0, "product_friction": (0.5, 0.86)}
EASY = {"data_availability": (0.5, 0.75), "accuracy_requirement": 0.75, "problem_difficulty": None}
BEST = dict.fromkeys(samples.IMPACT, 1.0)
NONE = dict.fromkeys(samples.FEASIBILITY)


def _tied() -> tuple[object, Ranking]:
    """Three projects at the same place, two of them within capacity."""
    plan, _ = samples.portfolio(3)
    entries = [samples.entry(one.id, FULL, BEST_EASY, 1, "in" if one.id != "p002" else "out") for one in plan.projects]
    return plan, Ranking(tuple(entries), (), ())


BEST_EASY = dict.fromkeys(samples.FEASIBILITY, 1.0)


def _unscored() -> Figure | None:
    plan, ranking = samples.portfolio(3)
    last = ranking.ordered[2].id
    return MATRIX.figure(plan, Ranking(ranking.ordered[:2], (samples.entry(last, BEST, NONE, None, None),), ()))


def _cut_at_the_edge() -> Figure | None:
    plan, ranking = samples.portfolio(6)
    return MATRIX.figure(replace(plan, priority=PriorityMethod(cut=Cut(0.0, 1.0))), ranking)


ONLY = {"only": {"precision": 0.5, "recall": 0.7}}
EQUAL = {f"m{index}": {"precision": 0.5, "recall": 0.7} for index in range(5)}
MISSING = {**samples.LECTURE, "blank": {}, "half": {"recall": 0.9}}
FAR = {**samples.POSE, "far": {"position_error": 1e9, "angular_error": -4e7}}
ROWS_200 = {f"net {i}": {"precision": i / 200, "recall": 1 - i / 300} for i in range(200)}
HOSTILE_PAIRS = {
    name: {"precision": 0.2 + index / 20, "recall": 0.95 - index * index / 90}
    for index, name in enumerate(samples.HOSTILE)
}
HOSTILE_LATENCIES = {name: {"latency": 10.0 * index} for index, name in enumerate(samples.HOSTILE)}
EIGHT = tuple((f"2019-0{at + 1}-15", at % 2 == 0) for at in range(8))
DUE = (("2019-05-01", True), ("2019-05-20", False), ("2019-07-12", False))
CIRCLE = {f"net {index}": {"precision": math.sin(index / 127), "recall": math.cos(index / 127)} for index in range(200)}
BEATEN = {"quick": {"latency": 5.0, "precision": 0.2}, "also": {"latency": 5.0, "precision": 0.7}}
WORDY = cycle(("A measure of many words " * 9, "긴 이름의 측정값 " * 20, "שלום עולם " * 20))
LONG = replace(PLAN, metrics={name: replace(one, label=next(WORDY)) for name, one in samples.METRICS.items()})


def matrix(count: int, *width: float, **titles: Sequence[str]) -> Make:
    return lambda: MATRIX.figure(*samples.portfolio(count, **titles), *width)  # type: ignore[arg-type]


def tradeoffs(rows: samples.Rows, rule: Rule, plan: Plan = PLAN, width: float = COLUMN) -> Make:
    return lambda: TRADEOFFS.figure(plan, samples.judged(rows, rule), width)


def ladder(rows: samples.Rows, rule: Rule, baselines: Sequence[Baseline] = (), width: float = COLUMN) -> Make:
    return lambda: LADDER.figure(PLAN, samples.judged(rows, rule, baselines), width)


def required(
    *limits: str, rows: samples.Rows = samples.POSE, baselines: Sequence[Baseline] = samples.BASELINES
) -> Make:
    """A ladder with requirements on the metric that decides."""
    found = samples.judged(rows, ANGLE, baselines)
    bounds = (written_bound(f"angular_error {limit}") for limit in limits)
    asked = tuple(Requirement(bound) for bound in bounds if bound is not None)
    return lambda: LADDER.figure(PLAN, replace(found, project=replace(found.project, requirements=asked)))


def decided(kind: ChartKind, model: str, rule: Rule, baselines: Sequence[Baseline] = ()) -> Make:
    """What people decided, whatever the rule picks."""
    taken = Decision(PLAN.as_of, f"Take {model}", model)
    return lambda: kind.figure(PLAN, replace(samples.judged(samples.POSE, rule, baselines), decided=taken))


def latencies(*values: float) -> Make:
    return ladder({f"m{index}": {"latency": value} for index, value in enumerate(values)}, LATENCY)


def lifecycle(*steps: tuple[str, Stage, str | None]) -> Make:
    return lambda: LIFECYCLE.figure(PLAN, samples.lived(*steps))


def milestones(*days: tuple[str, bool], titles: Sequence[str] = (), width: float = COLUMN) -> Make:
    """A project that went back and has milestones, by their days and whether they are reached."""
    due = tuple(
        Milestone(date.fromisoformat(day), titles[at] if titles else f"Step {day}", done)
        for at, (day, done) in enumerate(days)
    )
    lived = samples.lived(*samples.SENT_BACK, subject=samples.project(milestones=due))
    return lambda: LIFECYCLE.figure(PLAN, lived, width)


def ended(*days: tuple[str, bool]) -> Make:
    """A project that was stopped in May, with milestones."""
    due = tuple(Milestone(date.fromisoformat(day), f"Step {day}", done) for day, done in days)
    stopped = samples.project(milestones=due, status=Status("stopped", date(2019, 5, 25)))
    lived = samples.lived(*samples.SENT_BACK, subject=stopped)
    *stays, last = lived.sojourns
    return lambda: LIFECYCLE.figure(PLAN, replace(lived, sojourns=(*stays, replace(last, until=stopped.status.since))))


def history(*standings: courses.Standing, committed: bool = True, width: float = COLUMN) -> Make:
    return lambda: HISTORY.figure(courses.course(*standings, committed=committed), width)


def after(*passed: int) -> Make:
    """A history of changes so many minutes after the first one."""
    return lambda: HISTORY.figure(courses.minutes(*passed))


def ways(*times: int, names: Sequence[str] = samples.TITLES) -> tuple[list[WayTaken], Mapping[str, str]]:
    """The ways back, their reasons given so often, in turn by projects of these names."""
    titles, given = {f"p{at}": name for at, name in enumerate(names)}, cycle(range(len(names)))
    known = [(way, *reason) for way, reasons in WAYS_BACK.items() for reason in reasons.items()]
    taken = [tuple(f"p{next(given)}" for _ in range(count)) for count in (*times, *[0] * (len(known) - len(times)))]
    return [WayTaken(*way, code, said, by) for (way, code, said), by in zip(known, taken, strict=True)], titles


def cycled(*times: int, names: Sequence[str] = samples.TITLES, width: float = DESK) -> Make:
    return lambda: CYCLE.figure(*ways(*times, names=names), width)


CURVES = {name: samples.curve(0.1 + 0.1 * at) for at, name in enumerate(("net-3", "net-2", "net-1", "old", "older"))}
HOSTILE_CURVES = {name: samples.curve(0.2 + 0.02 * at) for at, name in enumerate(samples.HOSTILE)}
GUESS = {"guess": samples.curve(1.0), "worse than a guess": samples.curve(3.0)}


def curves(
    kind: ChartKind, given: Mapping[str, ModelCurve] = CURVES, threshold: float | None = 0.8, width: float = COLUMN,
    decided: str | None = None,
) -> Make:  # fmt: skip
    return lambda: kind.figure(drawn_curves(*samples.curved(given, threshold, decided)), width)


ORDINARY: Mapping[str, Make] = {
    "matrix": matrix(12),
    "matrix on a phone": matrix(12, PHONE),
    "matrix of 40": matrix(40),
    "tradeoffs": tradeoffs(samples.POSE, ANGLE),
    "tradeoffs of the lecture": tradeoffs(samples.LECTURE, RECALL),
    "tradeoffs of a mean": tradeoffs(samples.LECTURE, MEAN),
    "ladder of models alone": ladder(samples.POSE, LATENCY),
    "tradeoffs on a phone": tradeoffs(samples.POSE, ANGLE, width=PHONE),
    "ladder": ladder(samples.POSE, ANGLE, samples.BASELINES),
    "ladder on a phone": ladder(samples.POSE, ANGLE, samples.BASELINES, PHONE),
    "lifecycle": lifecycle(*samples.SENT_BACK),
    "lifecycle with milestones": milestones(*DUE),
    "lifecycle with milestones on a phone": milestones(*DUE, width=PHONE),
    "history": history(*courses.POSE),
    "history on a phone": history(*courses.POSE, width=PHONE),
    "cycle": cycled(0, 1, 3, 1, 1, 0, 1, 0, 1, 0, 0, 1),
    "cycle on a phone": cycled(0, 1, 3, 1, 1, 0, 1, 0, 1, 0, 0, 1, width=PHONE),
    "precision_recall": curves(PRECISION_RECALL),
    "precision_recall on a phone": curves(PRECISION_RECALL, width=PHONE),
    "roc": curves(ROC),
    "roc on a phone": curves(ROC, width=PHONE),
}

ODD: Mapping[str, Make] = {
    "matrix of two": matrix(2),
    "matrix of hostile names": matrix(8, titles=samples.HOSTILE),
    "matrix of hostile names on a phone": matrix(8, PHONE, titles=samples.HOSTILE),
    "matrix of 1000": matrix(1000),
    "matrix of ties": lambda: MATRIX.figure(*_tied()),
    "matrix with an unscored project": _unscored,
    "matrix with cuts at the edges": _cut_at_the_edge,
    "tradeoffs that no threshold keeps": tradeoffs(samples.LECTURE, STRICT),
    "tradeoffs that two thresholds do not keep": tradeoffs(samples.POSE, TWO),
    "tradeoffs of equal models but one": tradeoffs({**EQUAL, **samples.LECTURE}, RECALL),
    "tradeoffs with missing values": tradeoffs(MISSING, RECALL),
    "tradeoffs with an outlier": tradeoffs(FAR, ANGLE),
    "tradeoffs of 200 models": tradeoffs(ROWS_200, RECALL),
    "tradeoffs under thresholds on both metrics": tradeoffs(samples.LECTURE, BOTH),
    "tradeoffs of a choice that is beaten": tradeoffs(BEATEN, LATENCY),
    "tradeoffs with one best": tradeoffs(
        {"a": {"precision": 0.9, "recall": 0.9}, "b": {"precision": 0.2, "recall": 0.9}}, MEAN
    ),
    "tradeoffs of hostile names": tradeoffs(HOSTILE_PAIRS, MEAN),
    "tradeoffs of hostile names on a phone": tradeoffs(HOSTILE_PAIRS, MEAN, width=PHONE),
    "tradeoffs of a mean of 200 models": tradeoffs(CIRCLE, MEAN),
    "tradeoffs of a choice without a place": tradeoffs(
        {"a": {"latency": 1.0}, "b": {"latency": 2.0, "recall": 0.3}, "c": {"latency": 3.0, "recall": 0.5}}, LATENCY
    ),
    "tradeoffs of long metric names": tradeoffs(samples.LECTURE, BOTH, LONG),
    "ladder of equal negatives": latencies(-5, -5, -5, -5),
    "ladder of zeros": latencies(0, 0),
    "ladder with an outlier": latencies(1, 2, 3, 1e12),
    "ladder at the ends of what a plan may say": latencies(1e50, -1e50, 1e-50),
    "ladder apart by rounding": latencies(0.3, 0.1 + 0.2),
    "ladder of 200 models": latencies(*range(200)),
    "ladder of hostile names": ladder(HOSTILE_LATENCIES, LATENCY),
    "ladder of hostile names on a phone": ladder(HOSTILE_LATENCIES, LATENCY, width=PHONE),
    "ladder with rejected models": ladder(samples.LECTURE, OWN),
    "ladder without models": ladder({}, ANGLE, samples.BASELINES),
    "ladder without a ceiling": ladder(samples.POSE, ANGLE, samples.BASELINES[:1]),
    "ladder without a floor": ladder(samples.POSE, ANGLE, samples.BASELINES[3:]),
    "ladder below the floor": ladder(
        {"bad": {"angular_error": 300.0, "position_error": 0.2}}, ANGLE, samples.BASELINES
    ),
    "ladder below the floor, the best of two": ladder(
        {"bad": {"angular_error": 30.0, "position_error": 0.2}, "worse": {"angular_error": 40.0, "position_error": 0.1}},
        ANGLE,
        samples.BASELINES,
    ),
    "ladder with requirements": required("< 9", "<= 8"),
    "ladder of one model and what is required": required("< 9", rows={"only": samples.POSE["net-2"]}, baselines=()),
    "ladder above the ceiling": ladder(
        {"leak": {"angular_error": 0.1, "position_error": 0.2}}, ANGLE, samples.BASELINES
    ),
    "ladder of a decision": decided(LADDER, "net-3", ANGLE, samples.BASELINES),
    "ladder of a decision for a rejected model": decided(LADDER, "net-1", ANGLE, samples.BASELINES),
    "ladder of a decision for a baseline": decided(LADDER, samples.BASELINES[0].id, ANGLE, samples.BASELINES),
    "ladder of a decision for no model": decided(LADDER, "none", ANGLE, samples.BASELINES),
    "ladder of a decision among models alone": decided(LADDER, "net-4", LATENCY),
    "tradeoffs of a decision": decided(TRADEOFFS, "net-3", ANGLE),
    "tradeoffs of a decision for a rejected model": decided(TRADEOFFS, "net-1", ANGLE),
    "tradeoffs of a decision for no model": decided(TRADEOFFS, "none", ANGLE),
    "tradeoffs of a decision that agrees": decided(TRADEOFFS, "net-2", ANGLE),
    "tradeoffs of a decision without a threshold": decided(TRADEOFFS, "net-4", LATENCY),
    "lifecycle that has ended": ended(("2019-04-01", True), ("2019-05-01", False), ("2019-07-12", False)),
    "lifecycle with a milestone a century away": milestones(
        ("2019-05-01", True), ("2019-05-09", False), ("2019-06-20", False), ("2119-06-20", False)
    ),
    "lifecycle with milestones at the ends of the calendar": milestones(("0001-01-01", True), ("9999-12-31", False)),
    "lifecycle with milestones of strangers": milestones(*EIGHT, titles=samples.HOSTILE),
    "lifecycle with milestones of strangers on a phone": milestones(*EIGHT, titles=samples.HOSTILE, width=PHONE),
    "lifecycle of a day": lifecycle(("2019-05-31", "planning", None), ("2019-06-01", "data", None)),
    "lifecycle that begins today": lifecycle(("2019-06-01", "planning", None), ("2019-06-01", "data", None)),
    "lifecycle of single days": lifecycle(
        ("2019-05-30", "planning", None),
        ("2019-05-31", "data", None),
        ("2019-05-31", "planning", "easier-task"),
        ("2019-06-01", "data", None),
    ),
    "lifecycle after the plan's date": lifecycle(("2031-01-01", "planning", None), ("2031-02-01", "data", None)),
    "lifecycle with an unknown reason": lifecycle(("1999-01-01", "data", None), ("2019-01-01", "planning", "<b>" * 80)),
    "history of many steps": lambda: HISTORY.figure(courses.many(30)),
    "history of two hundred steps": lambda: HISTORY.figure(courses.many(200)),
    "history of one minute": after(0, 0, 0),
    "history of an hour": after(0, 7, 55),
    "history of a day and a half": after(0, 600, 2100),
    "history of a clock that went back": after(9000, 20, 12000, 0),
    "history of a century": after(0, 52_560_000),
    "history that ends out of the order": history(*courses.POSE[:6]),
    "history that ends without a model": history(*courses.POSE[:4]),
    "history without a score": history(*((*one[:2], None, None, None) for one in courses.POSE)),
    "history without a rank": history(*((one[0], None, *one[2:]) for one in courses.POSE)),
    "history of one rank": history(*((one[0], 4, *one[2:]) for one in courses.POSE)),
    "history that comes back to its rank": history(
        *courses.POSE[:8], ("2019-06-03T00:00", 7, "net-c", 9.5, courses.ANGLE)
    ),
    "history that lost its rule": history(*courses.POSE, ("2019-06-03T00:00", 2, None, None, None)),
    "history that is not committed": history(*courses.POSE[:5], committed=False),
    "history of strangers": history(*courses.HOSTILE),
    "history of strangers on a phone": history(*courses.HOSTILE, width=PHONE),
    "cycle of one way back": cycled(0, 0, 0, 0, 1),
    "cycle of every reason, many times": cycled(*range(100, 1400, 100)),
    "cycle of every reason, many times on a phone": cycled(*range(100, 1400, 100), width=PHONE),
    "cycle of strangers": cycled(2, 2, 2, names=samples.HOSTILE),
    "precision_recall without a threshold": curves(PRECISION_RECALL, threshold=None),
    "roc without a threshold": curves(ROC, threshold=None),
    "precision_recall of a decision": curves(PRECISION_RECALL, decided="old"),
    "roc above all scores": curves(ROC, threshold=2.0),
    "precision_recall of strangers": curves(PRECISION_RECALL, HOSTILE_CURVES),
    "precision_recall of strangers on a phone": curves(PRECISION_RECALL, HOSTILE_CURVES, width=PHONE),
    "roc of strangers": curves(ROC, HOSTILE_CURVES),
    "roc of strangers on a phone": curves(ROC, HOSTILE_CURVES, width=PHONE),
    "precision_recall of a guess": curves(PRECISION_RECALL, GUESS),
    "roc of a guess": curves(ROC, GUESS),
    "precision_recall of a single point": curves(PRECISION_RECALL, {"one": samples.curve(1.0, 1, 1, 1)}, 0.0),
    "roc of a single point": curves(ROC, {"one": samples.curve(1.0, 1, 1, 1)}, 0.0),
}

EVERY = {**ORDINARY, **ODD}


@cache
def made(name: str) -> Figure:
    """The figure of that name."""
    figure = EVERY[name]()
    assert figure is not None
    return figure
