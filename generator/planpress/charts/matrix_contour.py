"""The line of the matrix from which on a project is among the first: all places whose priority is the cut-off score."""

from collections.abc import Sequence

from planpress.model.plan import PriorityMethod
from planpress.model.ranking import RankedProject

_STEPS = 24
"""The pieces of a curve."""

_Place = tuple[float, float]


def cut_off(entries: Sequence[RankedProject]) -> float | None:
    """The lowest priority that there is capacity for; None where capacity does not part the order at one score."""
    scored = [(entry.priority.score, entry.line) for entry in entries if entry.priority.score is not None]
    first = [score for score, line in scored if line in ("in", "on-the-line")]
    rest = [score for score, line in scored if line == "out"]
    return min(first) if first and rest and min(first) > max(rest) else None


def contour(priority: PriorityMethod, score: float) -> tuple[_Place, ...]:
    """The feasibility and impact of places with a priority, from the left on; none where these two do not make it,
    as under TOPSIS."""
    a, b = priority.impact_share, 1 - priority.impact_share
    if priority.method == "weighted-sum" or (priority.method == "geometric" and 0 in (a, b)):
        across = (max(0.0, (score - a) / b), min(1.0, score / b)) if b else (0.0, 1.0)
        return tuple((x, (score - b * x) / a if a else y) for x, y in zip(across, (1.0, 0.0), strict=True))
    if priority.method == "geometric" and score > 0:
        # Both logarithms move evenly from where impact is 1 to where feasibility is 1.
        parts = [step / _STEPS for step in range(_STEPS + 1)]
        return tuple((score ** ((1 - part) / b), score ** (part / a)) for part in parts)
    return ()
