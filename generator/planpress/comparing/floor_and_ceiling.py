"""# Floor and ceiling

Whether the leading model is below the floor, so that it should not ship, or above the ceiling, so that leakage has to
be looked for.
"""

from collections.abc import Callable, Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation, Standing
from planpress.model.report import Report


def _kind(name: str, words: str, is_beyond: Callable[[Standing], bool]) -> ConclusionKind:
    @of_evaluation
    def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
        standing = evaluation.standing
        beyond = standing is not None and is_beyond(standing)
        yield ConclusionValue("", beyond, words if beyond else f"not {words}", good=not beyond)

    keys = MODELS | {"baselines"}
    return ConclusionKind(name, f"against the {name}", "evaluation", keys, METRICS, say, __doc__ or "")


FLOOR = _kind("floor", "below the floor", lambda standing: standing.below_floor)
CEILING = _kind("ceiling", "above the ceiling", lambda standing: standing.above_ceiling)
