"""Nouns to draw: built in memory, as reading and judging would build them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from planpress.judging.project_evaluation import judge
from planpress.model.curves import CurveEvidence, ModelCurve
from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation, StageStay
from planpress.model.evidence import Evidence, MetricEvidence, ModelEvidence, Passport
from planpress.model.metrics import Bound, Metric, Scale, estimate
from planpress.model.plan import Capacity, Cut, Factor, Group, Plan, PriorityMethod
from planpress.model.project import Project
from planpress.model.project_parts import Baseline
from planpress.model.ranking import GroupScore, Line, RankedProject, Ranking
from planpress.model.rule import Rule
from planpress.model.stages import STAGES, Stage
from planpress.model.tables import Model, ModelTable
from planpress.priorities.order import quadrant
from planpress.priorities.score_methods import priority, score_group
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule

AS_OF = date(2019, 6, 1)

Rows = Mapping[str, Mapping[str, float]]

_GIVEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("samples.yml").read_text("utf-8"))
TITLES, HOSTILE, SENT_BACK, COURSE = (tuple(_GIVEN[name]) for name in ("titles", "hostile", "sent_back", "course"))
POSE, LECTURE = _GIVEN["pose"], _GIVEN["lecture"]
METRICS = TypeAdapter(dict[str, Metric]).validate_python(_GIVEN["metrics"])
BASELINES = tuple(Baseline(**given) for given in _GIVEN["baselines"])

IMPACT = {"cheap_prediction": 1.0, "learned_pipeline": 1.0, "product_friction": 1.0}
FEASIBILITY = {"data_availability": 3.0, "accuracy_requirement": 2.0, "problem_difficulty": 1.0}


def plan(projects: Sequence[Project], **changes: object) -> Plan:
    """A plan of METHOD.md's factors and weights."""
    given = {
        "title": "Robotics and language ML plan",
        "as_of": AS_OF,
        "scales": {"effort": Scale((1, 5))},
        "impact": {name: Factor("effort", weight) for name, weight in IMPACT.items()},
        "feasibility": {name: Factor("effort", weight) for name, weight in FEASIBILITY.items()},
        "projects": tuple(projects),
        "priority": PriorityMethod(cut=Cut()),
        "capacity": Capacity(projects=3),
        "metrics": METRICS,
    }
    return Plan(**{**given, **changes})  # type: ignore[arg-type]


def project(name: str = "pose", title: str = TITLES[0], **changes: object) -> Project:
    return Project(name, title, f"content/projects/{name}/project.yml", **changes)  # type: ignore[arg-type]


Utilities = Mapping[str, float | tuple[float, float] | None]


def group(name: Group, utilities: Utilities, within: Plan | None = None) -> GroupScore:
    """The score of a group from utilities: a number, an interval of two, or None where it is missing."""
    known = {factor: one if isinstance(one, tuple) else (one, one) for factor, one in utilities.items() if one is not None}
    subject = project(**{name: {factor: estimate([1 + 4 * end for end in ends]) for factor, ends in known.items()}})
    return score_group(subject, within or plan([subject]), name)


def entry(
    name: str, impact: Utilities, feasibility: Utilities, rank: int | None = 1, line: Line | None = "in"
) -> RankedProject:
    """A ranked project whose scores follow from the utilities of its factors."""
    y, x = group("impact", impact), group("feasibility", feasibility)
    scored = replace(priority("geometric", y, x, 0.5), rank=rank)
    place = quadrant(y.value, x.value, Cut())
    return RankedProject(name, y, x, scored, {"geometric": scored}, place, line, rank, rank, 1.0, ())


def portfolio(count: int = 12, seed: int = 4, titles: Sequence[str] = TITLES) -> tuple[Plan, Ranking]:
    """`count` projects with ratings drawn from a seed, the first three within capacity, the fourth on the line."""
    draw = random.Random(seed)
    named = [*titles[:count], *(f"Project number {index + 1}" for index in range(len(titles), count))]
    projects = [project(f"p{index:03}", title) for index, title in enumerate(named)]
    rated = {one.id: ({f: _rating(draw) for f in IMPACT}, {f: _rating(draw) for f in FEASIBILITY}) for one in projects}
    order = sorted(rated, key=lambda name: (-(entry(name, *rated[name]).priority.score or 0), name))
    lines: list[Line] = ["in", "in", "in", "on-the-line", *["out" for _ in order[4:]]]  # type: ignore[list-item]
    ordered = (entry(name, *rated[name], at, line) for at, (name, line) in enumerate(zip(order, lines, strict=False), 1))
    return plan(projects), Ranking(tuple(ordered), (), ())


def _rating(draw: random.Random) -> float | tuple[float, float]:
    value = draw.randint(0, 4) / 4
    return (max(0.0, value - 0.25), min(1.0, value + 0.25)) if draw.random() < 0.25 else value


def table(rows: Mapping[str, Mapping[str, float]]) -> ModelTable:
    columns = tuple(dict.fromkeys(name for row in rows.values() for name in row))
    return ModelTable("models.csv", "model", columns, tuple(Model(name, dict(row)) for name, row in rows.items()))


def threshold(optimise: str, *bounds: Bound) -> ThresholdRule:
    return ThresholdRule("threshold", optimise, bounds)


def ruled(
    rows: Rows, rules: Mapping[str, Rule], decide_by: str | None = None, baselines: Sequence[Baseline] = ()
) -> Evaluation:
    """A project with several rules, judged."""
    subject = project(table=table(rows), rules=dict(rules), decide_by=decide_by, baselines=tuple(baselines))
    return judge(subject, plan([subject]))


def judged(rows: Rows, rule: Rule, baselines: Sequence[Baseline] = ()) -> Evaluation:
    """A project with one rule, which decides."""
    return ruled(rows, {"main_rule": rule}, "main_rule", baselines)


def pose() -> Evaluation:
    """The lecture's worked example: position error under a threshold, angular error optimised."""
    rule = threshold("angular_error", Bound("position_error", "<", 1.0))
    return judged(POSE, rule, BASELINES)


def lived(*steps: tuple[str, Stage, str | None], subject: Project | None = None) -> Evaluation:
    """A project that went through `steps`: when, to which stage, and why where it went back."""
    stays: list[StageStay] = []
    for (begun, stage, because), after in zip_longest(steps, steps[1:]):
        back = bool(stays) and STAGES.index(stage) < STAGES.index(stays[-1].stage)
        until = date.fromisoformat(after[0]) if after else None
        stays.append(StageStay(stage, date.fromisoformat(begun), until, back, because, None))
    return Evaluation(subject or project(), sojourns=tuple(stays))


LECTURE_RULES: dict[str, Rule] = {
    "mean": MeanRule("mean", {"precision": 1, "recall": 1}),
    "threshold": threshold("precision", Bound("recall", ">", 0.6)),
    "map": MetricRule("metric", "map"),
}


def curve(power: float, positives: int = 200, negatives: int = 1000, steps: int = 150) -> ModelCurve:
    """A model whose recall is the false positive rate to that power, at so many thresholds."""
    points: list[tuple[float, int, int]] = []
    for at in range(1, steps + 1):
        share = at / steps
        counts = round(positives * share**power), round(negatives * share)
        if counts != (0, 0) and (not points or counts != points[-1][1:]):
            points.append((1 - share, *counts))
    return ModelCurve(positives, negatives, tuple(points))


def curved(
    curves: Mapping[str, ModelCurve], threshold: float | None, decided: str | None = None, rule: Rule | None = None
) -> tuple[Plan, Evaluation]:
    """A project whose models have these curves, and a rule that takes the highest recall, or another one; evidence at
    that threshold."""
    at = 0.5 if threshold is None else threshold
    rows = {name: {"recall": one.at(at).value("recall") or 0.0} for name, one in curves.items()}
    values = {name: ModelEvidence(row["recall"]) for name, row in rows.items()}
    metrics = {"recall": MetricEvidence(Passport(metric="recall", threshold=threshold), values)}
    evidence = Evidence(metrics=metrics, curves=(CurveEvidence("p", None, ("recall",), curves),))
    subject = project(
        table=replace(table(rows), evidence=evidence), rules={"main_rule": rule or MetricRule("metric", "recall")},
        decide_by="main_rule", decisions=(Decision(AS_OF, f"Take {decided}", decided),) if decided else (),
    )  # fmt: skip
    whole = plan([subject])
    return whole, judge(subject, whole)
