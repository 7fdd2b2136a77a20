"""Models over two metrics, and the Pareto front among them: what the chart of trade-offs draws and tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.charts.candidates import Candidate, Deciding, deciding, role
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Bound
from planpress.model.plan import Plan
from planpress.model.sensitivity import beats, pareto_front


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """The models of a project over two metrics: `points` are those that have both values, `front` the names on it."""

    of: Deciding
    across: str
    up: str
    points: tuple[tuple[Candidate, float, float], ...]
    front: tuple[str, ...]

    def bounds(self, metric: str) -> Iterator[tuple[int, Bound]]:
        """The thresholds on one of the two metrics, by their number in the rule."""
        return ((at, bound) for at, bound in enumerate(self.of.rule.bounds()) if bound.metric == metric)

    def ahead(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The models of the front that beat one that is not on it."""
        better = {metric: self.of.metrics[metric].better for metric in (self.across, self.up)}
        on = (one for one, _, _ in self.points if one.name in self.front)
        return tuple(one for one in on if beats(one.values, candidate.values, better))

    def role(self, candidate: Candidate) -> str:
        """How a model is drawn: chosen, on the front ("model"), dominated or rejected."""
        kind = role(candidate)
        return "dominated" if kind == "model" and candidate.name not in self.front else kind


def tradeoff(plan: Plan, evaluation: Evaluation) -> Tradeoff | None:
    """The models of a project over two metrics; None without a rule that decides, or where there are not two."""
    of = deciding(plan, evaluation)
    pair = _metrics(of, evaluation) if of else None
    if of is None or pair is None:
        return None
    across, up = pair
    placed = [(one, one.values[across], one.values[up]) for one in of.candidates if {across, up} <= one.values.keys()]
    ranked = {one.name for one, _, _ in placed if one.verdict.rank is not None}
    better = {across: of.metrics[across].better, up: of.metrics[up].better}
    models = evaluation.project.table.models if evaluation.project.table else ()
    front = pareto_front(tuple(model for model in models if model.name in ranked), better)

    def weight(point: tuple[Candidate, float, float]) -> tuple[bool, bool, bool, bool]:
        """First the models that matter most to the reader: their names are the first to get a place."""
        one = point[0]
        return not one.won, one.name != of.result.nearest, one.name not in front, not one.verdict.rank

    return Tradeoff(of, across, up, tuple(sorted(placed, key=weight)), front)


def _metrics(of: Deciding, evaluation: Evaluation) -> tuple[str, str] | None:
    """The metric from left to right and the one upward; None where there are not two."""
    project, needs, bound = evaluation.project, of.rule.needs(), of.main_bound
    if bound is not None:
        return bound.metric, needs[0]
    training = project.diagnosis.train if project.diagnosis else None
    measured = {metric for one in of.candidates for metric in one.values if metric != training}
    metrics = [*needs, *([project.cost] if project.cost else []), *(project.table.columns if project.table else ())]
    usable = [metric for metric in dict.fromkeys(metrics) if metric in of.metrics and metric in measured]
    return (usable[1], usable[0]) if len(usable) > 1 else None
