"""Hints for a way back or a next step: what a project's own numbers suggest, each with its code, until a decision
settles that.

A room: one more hint is a function that gives its sentence, here or in the file of its subject, and a line in ALL.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation
from planpress.model.open_item import OpenItem
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.settles import HintCode, settled
from planpress.model.wording import counted
from planpress.rules.common import bound_words

Hint = Callable[[Evaluation, Plan], Iterator[str]]
"""The one sentence of a hint with its numbers, without a full stop; nothing where there is none."""


def hints(evaluation: Evaluation, plan: Plan) -> Iterator[OpenItem]:
    """The hints of a project that no decision settles, each answered by its code."""
    for code, say in ALL.items():
        if not _settled(code, evaluation.project):
            for text in say(evaluation, plan):
                yield OpenItem("hint", (evaluation.project.id,), text, answer=code)


def _settled(code: HintCode, project: Project) -> Decision | None:
    """The newest decision that settles a hint: by its code, or every hint without end."""
    return next((one for one in project.all_decisions() if settled(one.settles, "hint") in (code, True)), None)


def requirements_trade_off(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """Each of two requirements is met by some model, none meets both."""
    project, metrics = evaluation.project, plan.metrics_of(evaluation.project)
    models = project.table.models if project.table else ()
    keeping = [
        (one.bound, {model.name for model in models
                     if one.bound.metric in model.values and one.bound.holds(model.values[one.bound.metric])})
        for one in project.requirements
    ]  # fmt: skip
    for (first, ones), (second, others) in combinations(keeping, 2):
        if ones and others and not ones & others:
            met = f"{counted(len(ones), 'model')} of {len(models)} meet {bound_words(first, metrics)}"
            yield f"{met}, {len(others)} {bound_words(second, metrics)}, none both: rank the requirements anew"


ALL: Mapping[HintCode, Hint] = {
    "requirements-trade-off": requirements_trade_off,
}
