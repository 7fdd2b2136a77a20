"""# Decisions

The model that people decided for, which leads over the rule's own choice; and each outcome that a decision settled and
that is open again, because a value is worse than written down, is gone, or the rule chooses another model.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.deciding.outcomes import outcomes
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    if not evaluation.project.active:
        return
    if evaluation.decided is not None:
        name = evaluation.name_of(evaluation.chosen)
        yield ConclusionValue("", evaluation.chosen, evaluation.side_by_side.removeprefix("decided: ") or name)
    asked = evaluation.project.left_out is None
    for item in outcomes(evaluation, report.plan.metrics_of(evaluation.project)) if asked else ():
        if item.again:
            metric = next(iter(item.answer), "") if isinstance(item.answer, dict) else ""
            subject = f"{item.kind} {metric}".strip()
            yield ConclusionValue(subject, True, f"open again: {item.words}", good=0)


_KEYS = MODELS | {"decisions", "requirements", "baselines", "status"}
KIND = ConclusionKind("decision", "decided", "evaluation", _KEYS, METRICS, say, __doc__ or "")
