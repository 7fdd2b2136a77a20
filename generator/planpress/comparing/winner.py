"""# Deciding model

The model that the deciding rule chooses; several where they tie; none where every one is rejected or not evaluated.
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
    if not deciding.winners:
        yield ConclusionValue("", (), "no model")
    elif len(deciding.winners) == 1:
        yield ConclusionValue("", deciding.winners, deciding.winners[0])
    else:
        yield ConclusionValue("", tuple(sorted(deciding.winners)), f"a tie of {listed(deciding.winners)}")


KIND = ConclusionKind("winner", "chosen model", "evaluation", MODELS, METRICS, say, __doc__ or "")
