"""# Decisions

The model that people decided for, which leads over the rule's own choice.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    if evaluation.decided is not None:
        name = evaluation.name_of(evaluation.chosen)
        yield ConclusionValue("", evaluation.chosen, evaluation.side_by_side.rpartition("decided: ")[2] or name)


_KEYS = MODELS | {"decisions", "baselines"}
KIND = ConclusionKind("decision", "decided", "evaluation", _KEYS, METRICS, say, __doc__ or "", ongoing=True)
