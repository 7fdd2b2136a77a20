"""# Floor and ceiling

Whether the leading model does worse than the best baseline without people, so that it should not ship, or better than
people at their best, so that leakage has to be looked for.
"""

from collections.abc import Callable, Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation, Standing
from planpress.model.report import Report


def _kind(name: str, label: str, words: str, is_beyond: Callable[[Standing], bool]) -> ConclusionKind:
    @of_evaluation
    def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
        standing = evaluation.standing
        beyond = standing is not None and is_beyond(standing)
        yield ConclusionValue("", beyond, words if beyond else f"not {words}", good=not beyond)

    keys = MODELS | {"baselines"}
    return ConclusionKind(name, label, "evaluation", keys, METRICS, say, __doc__ or "")


FLOOR = _kind("floor", "against the best baseline", "worse", lambda standing: standing.below_floor)
CEILING = _kind("ceiling", "against human level", "better", lambda standing: standing.above_ceiling)
