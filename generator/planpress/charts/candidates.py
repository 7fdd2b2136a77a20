"""The models of a project under the rule that decides, as charts and sentences of them need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planpress.charts.engine.text_metrics import clean, shorten
from planpress.document.labels import metric_label
from planpress.model.evaluation import Evaluation
from planpress.model.measured import Measured
from planpress.model.metrics import WORDS, Bound, Metric
from planpress.model.plan import Plan
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult, Verdict
from planpress.model.wording import at_start, few, with_unit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model with its verdict, and its measure under the deciding rule with all thresholds set aside.

    `won` says that the rule picks it, `leads` that pages speak of it: because people decided so, else because it won;
    `below` that it does worse than the best baseline without people. `measured` says how sure its values are.
    """

    name: str
    values: Mapping[str, float]
    verdict: Verdict
    measure: float | None
    won: bool
    leads: bool
    below: bool
    measured: Mapping[str, Measured] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """Its name as a sentence holds it."""
        return shorten(self.name)

    @property
    def role(self) -> str:
        """How it is drawn: chosen, or below what was there, a model among others, or rejected."""
        chosen = "below" if self.below else "chosen"
        return chosen if self.leads else "rejected" if self.verdict.rank is None else "model"


MOST_DRAWN = 300
"""The most models that a chart has points for. Sliders move every model of a chart, so they need all to be drawn."""


@dataclass(frozen=True)
class Deciding:
    """The rule that decides for a project, its result, and the models under it in the author's order. What is found
    of all models is kept: a table may have thousands."""

    rule: Rule
    result: RuleResult
    metrics: Mapping[str, Metric]
    candidates: tuple[Candidate, ...]
    decided: str = ""
    """What people decided, by its name, where that is not what the rule picks."""

    @property
    def lower(self) -> bool:
        """Whether a low score is the good one: the axis is reversed then."""
        return self.result.better == "lower"

    @cached_property
    def winners(self) -> tuple[Candidate, ...]:
        """The models that the rule picks: none, one, or several that tie."""
        return tuple(candidate for candidate in self.candidates if candidate.won)

    @cached_property
    def leaders(self) -> tuple[Candidate, ...]:
        """The models that lead: the one that was decided for, else those that the rule picks."""
        return tuple(candidate for candidate in self.candidates if candidate.leads)

    @cached_property
    def nearest(self) -> tuple[Candidate, ...]:
        """The nearest miss, where the rule rejects every model."""
        return tuple(candidate for candidate in self.candidates if candidate.name == self.result.nearest)

    @property
    def picks(self) -> str:
        """What the rule picks, as a sentence names it."""
        return f"a tie of {together(self.winners)}" if len(self.winners) > 1 else together(self.winners) or "no model"

    @property
    def both(self) -> str:
        """What was decided and what the rule picks, where these are not the same: `Decided: net-1 (rule: net-2)`."""
        return f"Decided: {self.decided} (rule: {self.picks})" if self.decided else ""

    def mark(self, one: Candidate) -> str:
        """What stands behind the name of either of the two then."""
        return "" if not self.decided else " (decided)" if one.leads else " (rule)" if one.won else ""

    def standing(self, one: Candidate) -> str:
        """Whether a model leads, or only wins, in words; nothing of the others."""
        if one.leads:
            return "decided" if self.decided else "chosen"
        return "picked by the rule" if one.won else ""

    @cached_property
    def kept(self) -> tuple[Candidate, ...]:
        """The models that have a rank, the best first."""
        ranked = [candidate for candidate in self.candidates if candidate.verdict.rank is not None]
        return tuple(sorted(ranked, key=lambda candidate: (candidate.verdict.rank or 0, candidate.name)))

    @cached_property
    def measured(self) -> tuple[Candidate, ...]:
        """The models that have a measure, the best first."""
        found = [candidate for candidate in self.candidates if candidate.measure is not None]
        sign = 1 if self.lower else -1
        return tuple(sorted(found, key=lambda candidate: (sign * (candidate.measure or 0.0), candidate.name)))

    @cached_property
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
        """A score that was measured as it was written, one that a rule computed with three digits."""
        return rough(value) if self.result.computed else value

    def score(self, value: float) -> str:
        """The same with its unit."""
        return with_unit(self.rounded(value), self.result.unit)

    def score_title(self, by: str = "Score by", *, unit: bool = True) -> str:
        """What the deciding rule measures, with its unit, for an axis or the head of a table."""
        if not self.rule.computed:
            metric = self.rule.needs()[0]
            return self.title(metric) if unit else self.label(metric)
        phrase = self.rule.phrase and clean(self.rule.phrase)
        name = phrase or f"{by} {clean(self.result.label)}"
        if phrase and by[0].isupper():
            name = at_start(phrase)
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
    leaders = (evaluation.chosen,) if evaluation.decided else result.winners
    decided = clean(shorten(evaluation.name_of(evaluation.chosen))) if evaluation.differs else ""
    verdicts = {verdict.model: verdict for verdict in result.verdicts}
    below = {name for name, standing in evaluation.standings.items() if standing.below_floor}
    found = tuple(
        Candidate(
            name, values, verdicts[name], rule.measure(values, metrics),
            won=name in result.winners, leads=name in leaders, below=name in below,
            measured=evaluation.measured.get(name, {}),
        )
        for name, values in ((one.name, one.values) for one in (project.table.models if project.table else ()))
        if name in verdicts
    )  # fmt: skip
    return Deciding(rule, result, metrics, found, decided)


def rough(value: float) -> float:
    """`value` with three digits: the further ones of a computed score say nothing."""
    return float(f"{value:.3g}")


def together(candidates: Sequence[Candidate], most: int = 4) -> str:
    """The names of models as a sentence lists them, and how many more there are."""
    return few([one.short for one in candidates], most)
