"""# Floor and ceiling

Whether the chosen model is below the floor, so that it should not ship, or above the ceiling, so that leakage has to be
looked for.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation, Standing
from planpress.model.report import Report


@of_evaluation
def floor(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    standing = _standing(evaluation)
    below = standing is not None and standing.below_floor
    yield ConclusionValue("", below, "below the floor" if below else "not below the floor", good=not below)


@of_evaluation
def ceiling(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    standing = _standing(evaluation)
    above = standing is not None and standing.above_ceiling
    yield ConclusionValue("", above, "above the ceiling" if above else "not above the ceiling", good=not above)


def _standing(evaluation: Evaluation) -> Standing | None:
    """Where the chosen model stands; None where no one model is chosen."""
    return evaluation.standings.get(evaluation.chosen) if evaluation.chosen is not None else None


_KEYS = MODELS | {"baselines"}
FLOOR = ConclusionKind("floor", "against the floor", "evaluation", _KEYS, METRICS, floor, __doc__ or "")
CEILING = ConclusionKind("ceiling", "against the ceiling", "evaluation", _KEYS, METRICS, ceiling, __doc__ or "")
