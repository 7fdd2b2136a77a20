"""# Quadrant

Whether a project pays off and is cheap, by the cuts of the plan.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import RATINGS, SCORING, ConclusionKind, ConclusionValue, of_entry
from planpress.model.ranking import QUADRANT_LABELS, RankedProject


@of_entry
def say(entry: RankedProject) -> Iterator[ConclusionValue]:
    quadrant = entry.quadrant
    yield ConclusionValue("", quadrant, QUADRANT_LABELS[quadrant].lower() if quadrant else "no quadrant")


KIND = ConclusionKind("quadrant", "quadrant", "score", RATINGS, SCORING, say, __doc__ or "", both=True)
