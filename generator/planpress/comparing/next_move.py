"""# Diagnosis

Which error comes first, underfitting or overfitting, and so what to try next.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    if evaluation.diagnosis is not None:
        first = evaluation.diagnosis.first
        words = "not known" if first is None else first if first == "neither" else f"{first} first"
        yield ConclusionValue("", first, words)


_KEYS = frozenset({"models", "metrics", "baselines", "diagnosis"})
KIND = ConclusionKind("diagnosis", "diagnosis", "evaluation", _KEYS, METRICS, say, __doc__ or "")
