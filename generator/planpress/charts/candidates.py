"""The models of a project as the charts of models, scores and baselines see them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planpress.charts.engine.layers import INSET
from planpress.charts.engine.placement import Box, Plot
from planpress.charts.engine.text_metrics import clean, fit, shorten
from planpress.charts.engine.ticks import off
from planpress.document.labels import metric_label
from planpress.model.evaluation import Evaluation, RuleResult, Verdict
from planpress.model.figure import Row
from planpress.model.metrics import WORDS, Bound, Metric
from planpress.model.plan import Plan
from planpress.model.rule import Rule
from planpress.model.wording import few, number, with_unit

NAMED = 16
"""The most models whose names stand beside their points."""


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
    def standing(self) -> str:
        """What became of it, for a table: chosen, ranked, rejected or not-evaluated."""
        return "chosen" if self.won else self.verdict.status


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
        return max(bounds, key=lambda bound: len(self.failing(bound)), default=None)

    def failing(self, bound: Bound) -> tuple[Candidate, ...]:
        """The models whose value fails a bound."""
        return tuple(
            one for one in self.candidates if bound.metric in one.values and not bound.holds(one.values[bound.metric])
        )

    def score(self, value: float) -> str:
        """A score with its unit: one that was measured as it was written, one that a rule computed with four digits."""
        return with_unit(value if self.measures else rough(value), self.result.unit)

    @property
    def measures(self) -> bool:
        """Whether the score is a metric itself, and nothing computed."""
        return not self.rule.computed

    def score_title(self, by: str = "Score by", *, unit: bool = True) -> str:
        """What the deciding rule measures, with its unit, for an axis or the head of a table."""
        if self.measures:
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
        Candidate(
            model.name,
            model.values,
            verdicts[model.name],
            rule.measure(model.values, metrics),
            model.name in result.winners,
        )
        for model in (project.table.models if project.table else ())
        if model.name in verdicts
    )
    return Deciding(rule, result, metrics, found)


def role(candidate: Candidate) -> str:
    """How a model is drawn: chosen, a model among others, or rejected."""
    return "chosen" if candidate.won else "model" if candidate.verdict.rank is not None else "rejected"


def named_points(
    points: Sequence[tuple[Candidate, float, float]],
    plot: Plot,
    beyond: Callable[[Candidate], str],
    dislike: Iterable[Box] = (),
    taken: Sequence[Box] = (),
) -> Iterator[Row]:
    """Labels for the models at points of the data, as many as there is room for, the first ones first. Before all
    others come those off an axis, with what `beyond` says of them: the values that their places do not show."""
    ordered = sorted(points, key=lambda point: not off(plot.x, point[1], plot.y, point[2]))
    wanted = []
    for index, (candidate, across, up) in enumerate(ordered):
        bold, values = candidate.won, beyond(candidate)
        rooms = (170, 90, 40) if values else (170, 90) if index < NAMED else ()
        texts = tuple(_named(candidate.name, values, room, bold=bold) for room in rooms)
        tone = "muted" if role(candidate) == "rejected" else "ink"
        radius = (6.5 if bold else 5.0) + (INSET if values else 0.0)
        wanted.append(plot.label(across, up, texts, radius, bold=bold, tone=tone, vital=bold or bool(values)))
    return plot.labels(wanted, None, taken, tuple(dislike))


def rough(value: float) -> float:
    """`value` with four digits: for differences and computed scores, whose last digits say nothing."""
    return float(f"{value:.4g}")


def apart(one: float, other: float, unit: str | None) -> str:
    """How far two measures are apart, with the unit; percentages are points apart."""
    words = number(rough(abs(one - other)))
    if unit != "%":
        return f"{words} {unit}" if unit else words
    return f"{words} {'point' if words == '1' else 'points'}"


def tip(of: Deciding, candidate: Candidate) -> str:
    """What a model's point stands for: its measure with the unit, its rank or why it has none."""
    verdict, label = candidate.verdict, of.score_title("score by", unit=False)
    head = f"{candidate.short}: {label} {of.score(candidate.measure or 0.0)}"
    if verdict.rank is None:
        why = verdict.reasons
        return f"{head}; {verdict.status.replace('-', ' ')}{', ' if why else ''}{why}"
    return f"{head}; rank {verdict.rank}{', chosen' if candidate.won else ''}"


def together(candidates: Sequence[Candidate], most: int = 4) -> str:
    """The names of models as a sentence lists them, and how many more there are."""
    return few([one.short for one in candidates], most)


def ordered(of: Deciding, most: int = 8) -> str:
    """The first of the ranked models with their scores, as a sentence lists them, and how many more there are."""
    return few([f"{one.verdict.rank} {one.short} ({of.score(one.measure or 0.0)})" for one in of.kept], most)


def _named(name: str, values: str, room: float, *, bold: bool) -> str:
    """A name in its room, and behind it the values, which are never cut."""
    kept = fit(name, room, bold=bold)
    return f"{kept} ({values})" if values else kept
