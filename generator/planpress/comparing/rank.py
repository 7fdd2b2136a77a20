"""# Rank

The place of a project in the order; equal priorities share one.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import RATINGS, SCORING, ConclusionKind, ConclusionValue
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    entry = report.ranking.of(project)
    if entry is not None:
        rank = entry.priority.rank
        yield ConclusionValue("", rank, "no rank" if rank is None else str(rank), rank, None if rank is None else -rank)


KIND = ConclusionKind("rank", "rank", "order", RATINGS | {"screens"}, SCORING, say, __doc__ or "", both=True)
