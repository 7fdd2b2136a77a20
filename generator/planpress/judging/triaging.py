"""Triage of metrics: which requirement is a threshold, which metric is optimised next, and which ones wait."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planpress import baselines as room
from planpress.model.metrics import Bound, Direction, Metric, gain, same
from planpress.model.project import Project
from planpress.model.project_parts import RuleChange
from planpress.model.rule import Metrics, Rule
from planpress.model.triage import Revisit, RuleRole, Triage, TriagedRequirement, TriageRole


def triage(project: Project, rule: Rule | None, metrics: Metrics) -> Triage | None:
    """The triage of a project's requirements; None where it has ended or is screened out, or no model has a value.

    Met by all models: not binding. Met by some: a threshold. Met by none: the farthest is optimised, the others wait
    (after Full Stack Deep Learning, 2019; that distances are multiples is ours).
    """
    if project.left_out is not None:
        return None
    found = [_measured(one.bound, project, metrics) for one in project.requirements]
    if not any(one.measured for one in found):
        return None
    farthest = _farthest(found)
    placed = tuple(_under_rule(replace(one, role=_role(one, farthest)), rule, farthest) for one in found)
    return Triage(placed, _revisit(placed, farthest), _answer(project) if rule else None)


def distance(value: float, limit: float, perfect: float | None, better: Direction) -> float | None:
    """How far `value` is, as a multiple of how far the limit is, from the best possible value, `perfect`.

    So an error has `value / limit`, a share `(1 - value) / (1 - limit)`; where nothing is the best possible value,
    `limit / value`. At the limit it is 1. It is infinite where a limit leaves nothing, None where a side is negative.
    """
    if value == limit:
        return 1.0
    ends = (limit, value) if perfect is None else (gain(perfect, value, better), gain(perfect, limit, better))
    if min(ends) < 0:
        return None
    return ends[0] / ends[1] if ends[1] else math.inf


def _measured(bound: Bound, project: Project, metrics: Metrics) -> TriagedRequirement:
    """A requirement with what was measured for it; its role is found when all are known."""
    metric, better, table = bound.metric, bound.better, project.table.models if project.table else ()
    models = {one.name: one.values[metric] for one in table if metric in one.values}
    there = [one for one in project.baselines if metric in one.values and room.BY_ID[one.kind].role != "target"]
    kept = tuple(one.id for one in there if bound.holds(one.values[metric]))
    best = min(models, key=lambda name: (gain(0, models[name], better), name), default=None)
    perfect, value = _perfect(better, metrics.get(metric)), None if best is None else models[best]
    meets = tuple(name for name, value in models.items() if bound.holds(value))
    return TriagedRequirement(
        bound=bound,
        role="not-measured",
        meets=meets,
        measured=len(models),
        baselines=kept,
        baselines_measured=len(there),
        # What only people reach is no reason to ask for more.
        below_baselines=len(kept) == len(there) and any(room.BY_ID[one.kind].role == "floor" for one in there),
        best=best,
        value=value,
        low=min(models.values(), default=None),
        high=max(models.values(), default=None),
        perfect=perfect,
        distance=None if value is None else distance(value, bound.limit, perfect, better),
    )


def _perfect(better: Direction, metric: Metric | None) -> float | None:
    """The best possible value: 0 of an error, else the good end of the declared range; None where nothing says."""
    ends = metric.range if metric else None
    if better == "lower":
        return min(0.0, ends[0]) if ends else 0.0
    return ends[1] if ends else None


def _unmet(found: Sequence[TriagedRequirement]) -> Iterator[TriagedRequirement]:
    return (one for one in found if one.measured and not one.meets)


def _farthest(found: Sequence[TriagedRequirement]) -> tuple[str, ...]:
    """The metrics of the unmet requirements that are farthest; several where they are equally far, or none of them has
    a distance."""
    unmet = [(one.bound.metric, -1.0 if one.distance is None else one.distance) for one in _unmet(found)]
    most = max((far for _, far in unmet), default=0.0)
    return tuple(dict.fromkeys(metric for metric, far in unmet if same(far, most)))


def _role(one: TriagedRequirement, farthest: Sequence[str]) -> TriageRole:
    if not one.measured:
        return "not-measured"
    if one.meets:
        return "not-binding" if len(one.meets) == one.measured else "threshold"
    return "optimise" if one.bound.metric in farthest else "wait"


def _under_rule(one: TriagedRequirement, rule: Rule | None, farthest: Sequence[str]) -> TriagedRequirement:
    """What the deciding rule does with the metric, and whether that is another role.

    A requirement that is not binding, or was not measured, agrees with everything; of metrics that are equally far the
    rule optimises any.
    """
    if rule is None:
        return one
    limited, measured = {bound.metric for bound in rule.bounds()}, rule.measured()
    in_rule: tuple[RuleRole, ...] = (
        *(("optimise",) if one.bound.metric in measured else ()),
        *(("threshold",) if one.bound.metric in limited else ()),
    )
    wanted = {"threshold": ("threshold" in in_rule), "wait": not in_rule}
    if one.role == "optimise":
        wanted["optimise"] = "optimise" in in_rule or (not in_rule and any(each in measured for each in farthest))
    return replace(one, in_rule=in_rule, differs=not wanted.get(one.role, True))


def _revisit(placed: Sequence[TriagedRequirement], farthest: Sequence[str]) -> Revisit | None:
    """The value at which the only farthest metric is as near as the farthest of those that wait."""
    waiting = [one for one in placed if one.role == "wait" and one.distance is not None]
    if len(farthest) != 1 or not waiting:
        return None
    # Of two requirements on the optimised metric the farther one is meant.
    optimised = max((one for one in placed if one.role == "optimise"), key=lambda one: one.distance or 0.0)
    next_one = max(waiting, key=lambda one: one.distance or 0.0)
    times, perfect, limit = next_one.distance or 0.0, optimised.perfect, optimised.bound.limit
    if optimised.distance is None or math.isinf(optimised.distance):
        return None
    value = limit / times if perfect is None else perfect + times * (limit - perfect)
    return Revisit(optimised.bound.metric, value, optimised, next_one)


def _answer(project: Project) -> RuleChange | None:
    """The newest entry of the rule history that says why the deciding rule decides."""
    entries = reversed(project.rule_history)
    return next((one for one in entries if one.rule == project.deciding_rule and one.because), None)
