"""Phrases that several lints share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planpress.model.metrics import Metric
from planpress.model.wording import counted, day, did_you_mean, number, quoted, with_unit


def unknown(noun: str, written: str, known: Iterable[str], otherwise: str) -> str:
    """`unknown metric "x"` with the nearest known names, or with `otherwise` as the way out where there is none."""
    return f"unknown {noun} {quoted(written)}{hint(written, known, otherwise)}"


def hint(written: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a message about a name: the known names that come near it, else `otherwise`."""
    return did_you_mean(written, tuple(known)) or f"; {otherwise}"


def days_ago(then: date, now: date) -> str:
    """How long ago `then` was, with its date: 3 days ago (29 May 2019)."""
    return f"{counted((now - then).days, 'day')} ago ({day(then)})"


def exactly(value: float) -> str:
    """`value` as short as it can be said without rounding, so that it never reads as the limit that it breaks."""
    short = number(value)
    return short if float(short) == value else repr(value)


def outside(value: float, metric: Metric) -> bool:
    """Whether `value` is outside the metric's range; never where there is none, or one that PP217 finds fault with."""
    if metric.range is None or metric.range[0] >= metric.range[1]:
        return False
    low, high = metric.range
    return not low <= value <= high


def range_words(metric: Metric) -> str:
    """The metric's declared range: 0 to 1, 0 to 500 ms."""
    low, high = metric.range or (0.0, 0.0)
    return f"{number(low)} to {with_unit(high, metric.unit)}"


def looks_like_percent(value: float, metric: Metric) -> bool:
    """Whether `value` is probably a percentage written for a metric that is a share."""
    low, high = metric.range or (0.0, 0.0)
    return (low, high) == (0.0, 1.0) and 2 <= value <= 100  # 1.5 is rather a slip than 1.5 %
