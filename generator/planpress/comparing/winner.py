"""# Choice of the rule

The model that the deciding rule chooses, which leads unless people decided for another; several where they tie; none
where every one is rejected or not evaluated.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report
from planpress.model.wording import listed


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    deciding = evaluation.deciding
    if deciding is None:
        return
    words = f"a tie of {listed(deciding.winners)}" if len(deciding.winners) > 1 else deciding.picks
    yield ConclusionValue("", tuple(sorted(deciding.winners)), words)


KIND = ConclusionKind("winner", "choice of the rule", "evaluation", MODELS, METRICS, say, __doc__ or "")
