"""What the rules share: the words for a missing value, for the best of a metric, and for two numbers side by side."""

from collections.abc import Iterable, Mapping

from planpress.document.labels import metric_label, metric_phrase, metric_unit
from planpress.model.metrics import WORDS, Bound, Direction, Metric
from planpress.model.rule import Judgement, Metrics, Rule
from planpress.model.wording import listed, number, rounded, with_unit


def not_measured(missing: Iterable[str]) -> Judgement:
    """The judgement of a model that lacks values which the rule needs: blank is not zero."""
    return Judgement("not-evaluated", because=(f"no value for {listed(missing)}",))


def bound_words(bound: Bound, metrics: Mapping[str, Metric]) -> str:
    """`position error below 1 cm`, `recall at least 0.9`."""
    limit = with_unit(bound.limit, metric_unit(bound.metric, metrics))
    return f"{metric_label(bound.metric, metrics)} {WORDS[bound.operator]} {limit}"


def value_of_metric(value: float, metric: Metric | None) -> str:
    """A measured value with its unit; one that is worked out by a formula with four digits."""
    if metric is None or metric.formula is None:
        return with_unit(value, metric.unit if metric else None)
    return " ".join(filter(None, (rounded(value, 4), metric.unit)))


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


def told_apart(one: float, other: float, *, computed: bool = False) -> tuple[str, str]:
    """Two numbers as a sentence writes them, `computed` ones with four digits; in full where they differ and would read
    the same."""
    # The further digits of a mean say nothing.
    short = (rounded(one, 4), rounded(other, 4)) if computed else (number(one), number(other))
    if one == other or short[0] != short[1]:
        return short
    return told_apart(one, other) if computed else (repr(one), repr(other))


def held_words(bound: Bound, value: float, metrics: Metrics, by: str = "") -> str:
    """A value against a bound: `Missed defects 5.5 % with Inspectors, must be at most 3 %`."""
    limit = with_unit(bound.limit, metric_unit(bound.metric, metrics))
    found = f"{metric_label(bound.metric, metrics)} {value_of_metric(value, metrics.get(bound.metric))}{by}"
    return f"{found}, must be {WORDS[bound.operator]} {limit}"
