"""The models of a project under the rule that decides, as charts and sentences of them need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress.charts.engine.text_metrics import clean, shorten
from planpress.document.labels import metric_label
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import WORDS, Bound, Metric
from planpress.model.plan import Plan
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult, Verdict
from planpress.model.wording import few, with_unit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model with its verdict, and its measure under the deciding rule with all thresholds set aside."""

    name: str
    values: Mapping[str, float]
    verdict: Verdict
    measure: float | None
    won: bool

    @property
    def short(self) -> str:
        """Its name as a sentence holds it."""
        return shorten(self.name)

    @property
    def role(self) -> str:
        """How it is drawn: chosen, a model among others, or rejected."""
        return "chosen" if self.won else "rejected" if self.verdict.rank is None else "model"


@dataclass(frozen=True, slots=True)
class Deciding:
    """The rule that decides for a project, its result, and the models under it in the author's order."""

    rule: Rule
    result: RuleResult
    metrics: Mapping[str, Metric]
    candidates: tuple[Candidate, ...]

    @property
    def winners(self) -> tuple[Candidate, ...]:
        """The models that the rule chooses: none, one, or several that tie."""
        return tuple(candidate for candidate in self.candidates if candidate.won)

    @property
    def kept(self) -> tuple[Candidate, ...]:
        """The models that have a rank, the best first."""
        ranked = [candidate for candidate in self.candidates if candidate.verdict.rank is not None]
        return tuple(sorted(ranked, key=lambda candidate: (candidate.verdict.rank or 0, candidate.name)))

    @property
    def measured(self) -> tuple[Candidate, ...]:
        """The models that have a measure, the best first."""
        found = [candidate for candidate in self.candidates if candidate.measure is not None]
        sign = -1 if self.result.better == "higher" else 1
        return tuple(sorted(found, key=lambda candidate: (sign * (candidate.measure or 0.0), candidate.name)))

    @property
    def main_bound(self) -> Bound | None:
        """The threshold that rejects most models, of those on another metric than the optimised one."""
        optimised = self.rule.needs()[:1]
        bounds = [bound for bound in self.rule.bounds() if bound.metric not in optimised]
        return max(bounds, key=self.failing, default=None)

    def failing(self, bound: Bound) -> int:
        """How many models have a value that fails a bound."""
        values = (one.values[bound.metric] for one in self.candidates if bound.metric in one.values)
        return sum(not bound.holds(value) for value in values)

    def rounded(self, value: float) -> float:
        """A score that was measured as it was written, one that a rule computed with four digits."""
        return rough(value) if self.rule.computed else value

    def score(self, value: float) -> str:
        """The same with its unit."""
        return with_unit(self.rounded(value), self.result.unit)

    def score_title(self, by: str = "Score by", *, unit: bool = True) -> str:
        """What the deciding rule measures, with its unit, for an axis or the head of a table."""
        if not self.rule.computed:
            metric = self.rule.needs()[0]
            return self.title(metric) if unit else self.label(metric)
        name = f"{by} {clean(self.result.label)}"
        return f"{name}, {self.result.unit}" if self.result.unit and unit else name

    def title(self, metric: str) -> str:
        """A metric with its unit, for an axis or the head of a table."""
        unit = self.unit(metric)
        return f"{self.label(metric)}, {unit}" if unit else self.label(metric)

    def label(self, metric: str) -> str:
        """The name of a metric that readers see."""
        return clean(metric_label(metric, self.metrics))

    def name(self, metric: str) -> str:
        """A metric as a sentence holds it."""
        return shorten(self.label(metric))

    def unit(self, metric: str) -> str | None:
        """The unit of a metric, if it has one."""
        known = self.metrics.get(metric)
        return known.unit if known else None

    def bound(self, bound: Bound) -> str:
        """A bound as a sentence says it: `position error below 1 cm`."""
        limit = with_unit(bound.limit, self.unit(bound.metric))
        return f"{self.name(bound.metric)} {WORDS[bound.operator]} {limit}"


def deciding(plan: Plan, evaluation: Evaluation) -> Deciding | None:
    """The rule that decides for a project and its models under it, if any; None without a rule that decides."""
    project, result = evaluation.project, evaluation.deciding
    rule = project.rules.get(result.id) if result else None
    if result is None or rule is None:
        return None
    metrics = plan.metrics_of(project)
    verdicts = {verdict.model: verdict for verdict in result.verdicts}
    found = tuple(
        Candidate(name, values, verdicts[name], rule.measure(values, metrics), name in result.winners)
        for name, values in ((one.name, one.values) for one in (project.table.models if project.table else ()))
        if name in verdicts
    )
    return Deciding(rule, result, metrics, found)


def rough(value: float) -> float:
    """`value` with four digits: for differences and computed scores, whose last digits say nothing."""
    return float(f"{value:.4g}")


def apart(one: float, other: float, unit: str | None) -> str:
    """How far two measures are apart, with the unit; percentages are points apart."""
    size = rough(abs(one - other))
    return with_unit(size, unit if unit != "%" else "point" if size == 1 else "points")


def together(candidates: Sequence[Candidate], most: int = 4) -> str:
    """The names of models as a sentence lists them, and how many more there are."""
    return few([one.short for one in candidates], most)
