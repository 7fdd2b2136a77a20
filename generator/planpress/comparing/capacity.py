"""# Capacity line

Whether there is room for a project, by its rank and the capacity that the plan declares.
"""

from collections.abc import Iterator, Mapping

from planpress.comparing.conclusion_kind import RATINGS, SCORING, ConclusionKind, ConclusionValue, of_entry
from planpress.model.ranking import Line, RankedProject

_WORDS: Mapping[Line, str] = {"in": "in", "on-the-line": "tied at the cut-off", "out": "out"}
_GOOD: Mapping[Line, int] = {"in": 2, "on-the-line": 1, "out": 0}


@of_entry
def say(entry: RankedProject) -> Iterator[ConclusionValue]:
    if entry.line is not None:
        yield ConclusionValue("", entry.line, _WORDS[entry.line], good=_GOOD[entry.line])


_KEYS = RATINGS | {"screens", "status", "effort", "uses", "owner"}
_PLAN_KEYS = SCORING | {"capacity", "teams"}
KIND = ConclusionKind("capacity", "capacity", "order", _KEYS, _PLAN_KEYS, say, __doc__ or "", both=True)
