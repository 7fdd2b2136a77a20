"""# Choice of the rule

The model that the deciding rule chooses, which leads unless people decided for another; several where they tie; none
where every one is rejected or not evaluated.
"""

from collections.abc import Iterator, Sequence

from planpress.comparing.conclusion_kind import (
    METRICS,
    MODELS,
    Clearness,
    ConclusionKind,
    ConclusionValue,
    of_evaluation,
)
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report
from planpress.model.rule_result import RuleResult
from planpress.model.wording import listed, rounded


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    deciding = evaluation.deciding
    if deciding is None:
        return
    words = f"a tie of {listed(deciding.winners)}" if len(deciding.winners) > 1 else deciding.picks
    yield ConclusionValue("", tuple(sorted(deciding.winners)), words)


def how_clear(old: Report, before: str, new: Report, name: str) -> Clearness:
    """A change of the choice is clear where the old winner is outside the set of the models that could be best now, and
    the new one was outside that of before. It is not known where the uncertainty of a model is not, or no model won."""
    was, now = old.evaluations[before].deciding, new.evaluations[name].deciding
    if was is None or now is None or not was.winners or not now.winners:
        return Clearness(None)
    could_before, can_now = _could_be_best(was), _could_be_best(now)
    if could_before is None or can_now is None:
        return Clearness(None)
    gone = [name for name in was.winners if name not in now.winners]
    if any(name in can_now for name in gone):
        return Clearness(False, f"the data cannot tell them apart{_apart(now, gone)}", noise=True)
    if any(name in could_before for name in now.winners if name not in was.winners):
        return Clearness(False, "the data before could not tell them apart")
    return Clearness(bool(gone))  # a tie that is new puts nobody out


def _could_be_best(rule: RuleResult) -> tuple[str, ...] | None:
    """The models that could be best; the winner where it is the only one that qualifies; None where it is not known."""
    return rule.winners if rule.certainty is None else rule.certainty.could_be_best


def _apart(now: RuleResult, gone: Sequence[str]) -> str:
    known = now.certainty.models.get(gone[0]) if now.certainty and len(gone) == 1 else None
    if known is None or known.behind is None or known.behind_se is None:
        return ""
    return f" (difference {rounded(abs(known.behind), 2)}, error {rounded(known.behind_se, 2)})"


KIND = ConclusionKind(
    "winner", "choice of the rule", "evaluation", MODELS, METRICS, say, __doc__ or "", clear=how_clear
)
