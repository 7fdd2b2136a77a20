"""The table of cases: what each lint finds, and what comes near and is not found."""

from __future__ import annotations

from tests.lints.cases import (
    baselines,
    dates,
    diagnosis,
    lifecycle,
    meetings,
    metrics,
    portfolio,
    ranges,
    ratings,
    references,
    rules,
)

CASES = (
    *ratings.CASES,
    *references.CASES,
    *metrics.CASES,
    *ranges.CASES,
    *diagnosis.CASES,
    *rules.CASES,
    *portfolio.CASES,
    *baselines.CASES,
    *lifecycle.CASES,
    *dates.CASES,
    *meetings.CASES,
)
