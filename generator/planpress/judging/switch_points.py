"""What turns the choice of a model: the smallest moves of a threshold or a weight of the deciding rule."""

from collections.abc import Iterator, Sequence

from planpress.model.metrics import winners
from planpress.model.project import Project
from planpress.model.rule import Metrics, Rule
from planpress.model.rule_result import RuleResult
from planpress.model.sensitivity import Front, Sweep, SwitchPoint, pareto_front
from planpress.model.tables import Model
from planpress.rules.common import size_of

Models = Sequence[Model]


def switch_points(rule: Rule, swept: Sequence[Sweep], models: Models, metrics: Metrics) -> tuple[SwitchPoint, ...]:
    """The smallest moves that change who wins, the smallest first; each is borne out by scoring again on both sides."""
    found = []
    for sweep in swept:
        size = size_of(sweep.bound, metrics) if sweep.bound else 1.0
        for point, beyond in _neighbours(sweep, size):
            sides = [(sweep.declared, sweep.now), (beyond, point.winners)]
            if all(chosen(rule.moved(sweep, value), models, metrics) == won for value, won in sides):
                found.append(point)
    return tuple(sorted(found, key=lambda point: point.relative))


def front(project: Project, metrics: Metrics, deciding: RuleResult | None) -> Front | None:
    """The Pareto front across the declared metrics that were measured; None where there are not two.

    What a diagnosis takes from the training set is left out: it is no merit of a model. So is a model that the deciding
    rule rejects: it cannot be chosen, and beats none that can.
    """
    table, training = project.table, project.diagnosis.train if project.diagnosis else None
    if table is None:
        return None
    measured = {metric for model in table.models for metric in model.values if metric != training}
    better = {column: metrics[column].better for column in table.columns if column in metrics and column in measured}
    rejected = {one.model for one in deciding.verdicts if one.status == "rejected"} if deciding else set()
    models = tuple(model for model in table.models if model.name not in rejected)
    return Front(tuple(better), pareto_front(models, better)) if len(better) > 1 else None


def chosen(rule: Rule, models: Models, metrics: Metrics) -> tuple[str, ...]:
    """The models that a rule chooses."""
    given = {model.name: rule.judge(model.values, metrics).score for model in models}
    return winners({name: score for name, score in given.items() if score is not None}, rule.direction(metrics))


def _neighbours(sweep: Sweep, size: float) -> Iterator[tuple[SwitchPoint, float]]:
    """The next change below and above the declared value, each with a value beyond it at which to score again."""
    below, above = _breakpoints_around(sweep)
    for index, beyond in ((below, below), (above, above + 1)):
        if 0 <= index < len(sweep.breakpoints):
            edge, segment = sweep.breakpoints[index], sweep.segments[beyond]
            move = abs(edge.at - sweep.declared) / size
            rises, reached = beyond > index, edge.winners == segment.winners
            point = SwitchPoint(
                sweep.metric, sweep.bound, sweep.declared, edge.at, rises, reached, segment.winners, move
            )
            yield point, segment.inside


def _breakpoints_around(sweep: Sweep) -> tuple[int, int]:
    """Which breakpoints are next below and above the declared value; at one with winners of its own, that one twice."""
    passed = sum(edge.at < sweep.declared and not sweep.at(edge, sweep.declared) for edge in sweep.breakpoints)
    if passed == len(sweep.breakpoints) or not sweep.at(sweep.breakpoints[passed], sweep.declared):
        return passed - 1, passed
    won = sweep.breakpoints[passed].winners
    if won == sweep.segments[passed].winners:
        return passed - 1, passed
    return passed, passed + 1 if won == sweep.segments[passed + 1].winners else passed
