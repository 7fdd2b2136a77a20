"""What the rules share: the words for a missing value, for the best of a metric, and for two numbers side by side."""

from collections.abc import Iterable, Mapping

from planpress.document.labels import metric_label, metric_phrase, metric_unit
from planpress.model.metrics import WORDS, Bound, Direction, Metric
from planpress.model.rule import Judgement, Metrics, Rule
from planpress.model.units import in_unit
from planpress.model.wording import listed, number, rounded, with_unit


def not_measured(missing: Iterable[str]) -> Judgement:
    """The judgement of a model that lacks values which the rule needs: blank is not zero."""
    return Judgement("not-evaluated", because=(f"no value for {listed(missing)}",))


def bound_words(bound: Bound, metrics: Mapping[str, Metric]) -> str:
    """`position error below 1 cm`, `recall at least 0.9`."""
    limit = with_unit(bound.limit, metric_unit(bound.metric, metrics))
    return f"{metric_label(bound.metric, metrics)} {WORDS[bound.operator]} {limit}"


def limit_words(rule: Rule, metrics: Metrics) -> str:
    """The thresholds of a rule: `recall above 0.6 and precision at least 0.5`; nothing where it has none."""
    return listed(bound_words(bound, metrics) for bound in rule.bounds())


def best_in(better: Direction) -> str:
    """Which of several values is the best: `the highest`, `the lowest`."""
    return "the lowest" if better == "lower" else "the highest"


def best_of(metric: str, metrics: Metrics, phrase: str | None = None) -> tuple[str, str]:
    """`the highest` `recall`, `the lowest` `latency`: by a rule's phrase, else the metric's, else its label."""
    known = metrics.get(metric)
    return best_in(known.better if known else "higher"), phrase or metric_phrase(metric, metrics)


def in_formula(value: float) -> str:
    """A number as a formula holds it: a negative one in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def size_of(bound: Bound, metrics: Mapping[str, Metric]) -> float:
    """What a change of a limit is large or small against: the metric's declared range, else the limit's own size."""
    metric = metrics.get(bound.metric)
    if metric is not None and metric.range is not None:
        return metric.range[1] - metric.range[0]
    return abs(bound.limit) or 1.0


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers as a sentence writes them: with three digits each, or as many more as they need to read otherwise
    where they differ."""
    pairs = ((rounded(one, digits), rounded(other, digits)) for digits in range(3, 7))
    return next((pair for pair in pairs if pair[0] != pair[1] or one == other), (repr(one), repr(other)))


def beside_limit(value: float, limit: float) -> tuple[str, str]:
    """A value with as many digits as tell it from a limit, and the limit as it is written: 0.8996 and 0.9."""
    written = number(limit)
    short = (rounded(value, digits) for digits in range(3, 7))
    found = next((text for text in short if text != written or value == limit), None)
    return (repr(value), repr(limit)) if found is None else (found, written)


def against_limit(bound: Bound, value: float, unit: str | None) -> str:
    """The same value with its unit."""
    return in_unit(beside_limit(value, bound.limit)[0], unit)


def held_words(bound: Bound, value: float, metrics: Metrics, by: str = "") -> str:
    """A value against a bound: `Missed defects 5.5 % with Inspectors, must be at most 3 %`."""
    unit = metric_unit(bound.metric, metrics)
    found = f"{metric_label(bound.metric, metrics)} {against_limit(bound, value, unit)}{by}"
    return f"{found}, must be {WORDS[bound.operator]} {with_unit(bound.limit, unit)}"
