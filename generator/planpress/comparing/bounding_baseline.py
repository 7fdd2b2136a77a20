"""# Which baseline bounds

The baseline that is the floor, and the one that is the ceiling: the best of its kind by the deciding measure.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    for subject, baseline in (("floor", evaluation.floor), ("ceiling", evaluation.ceiling)):
        result = evaluation.baseline(baseline)
        yield ConclusionValue(subject, baseline, result.baseline.name if result else f"no {subject}")


KIND = ConclusionKind("baseline", "baseline", "evaluation", MODELS | {"baselines"}, METRICS, say, __doc__ or "")
