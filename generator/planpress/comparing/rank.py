"""# Rank

The place of a project in the order; equal priorities share one.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import RATINGS, SCORING, ConclusionKind, ConclusionValue, of_entry
from planpress.model.ranking import RankedProject


@of_entry
def say(entry: RankedProject) -> Iterator[ConclusionValue]:
    rank = entry.priority.rank
    yield ConclusionValue("", rank, "no rank" if rank is None else str(rank), rank, None if rank is None else -rank)


KIND = ConclusionKind("rank", "rank", "order", RATINGS | {"screens", "status"}, SCORING, say, __doc__ or "", both=True)
