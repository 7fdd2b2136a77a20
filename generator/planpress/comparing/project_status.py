"""# Status

Whether a project goes on, is paused, was stopped or is done, and what of it is in use.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue, of_evaluation
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    state, in_use = evaluation.project.status.state, evaluation.project.in_use
    yield ConclusionValue("", state, state)
    if in_use is not None:
        beside = evaluation.side_by_side.removeprefix("in use: ") if evaluation.runs_other else ""
        yield ConclusionValue("in use", in_use.model, beside or evaluation.name_of(in_use.model))


KIND = ConclusionKind(
    "status", "status", "evaluation", frozenset({"status", "in_use", "baselines"}), frozenset(), say, __doc__ or ""
)
