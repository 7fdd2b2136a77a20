"""Hints for a way back or a next step: what a project's own numbers suggest, each with its code, until a decision
settles that, or the project has gone back for it and is still there.

A room: one more hint is a function that gives its sentence, here or in the file of its subject, and a line in ALL.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, pairwise

from planpress.baselines import BY_ID
from planpress.baselines.sides import best_people
from planpress.deciding.next_rung_hint import next_rung
from planpress.deciding.wrong_metric import wrong_metric
from planpress.model.evaluation import Evaluation
from planpress.model.open_item import OpenItem
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.project_parts import LifecycleStep
from planpress.model.settles import HintCode, settles_hint
from planpress.model.stages import is_back
from planpress.model.wording import counted
from planpress.rules.common import bound_words, held_words

Hint = Callable[[Evaluation, Plan], Iterator[str]]
"""The one sentence of a hint with its numbers, without a full stop; nothing where there is none."""


def hints(evaluation: Evaluation, plan: Plan) -> Iterator[OpenItem]:
    """The hints of a project that nothing answers, each with its code; one that a way back answered until the project
    went forward again says so."""
    project = evaluation.project
    for code, say in ALL.items():
        back = _way_back(code, project)
        if _decided(code, project, back) or (back is not None and back == project.lifecycle[-1]):
            continue
        for text in say(evaluation, plan):
            again = f"was set back for it on {plan.near(back.date)}" if back else ""
            yield OpenItem("hint", (project.id,), text, answer=code, again=again)


def _decided(code: HintCode, project: Project, back: LifecycleStep | None) -> bool:
    """Whether a decision settles a hint: for good, or by its code and not before the project went back for it."""
    for one in project.all_decisions():
        since = back is None or one.date >= back.date or not isinstance(one.settles, Mapping)
        if since and settles_hint(one.settles, code):
            return True
    return False


def _way_back(code: HintCode, project: Project) -> LifecycleStep | None:
    """The last way back that a project took for what a hint says."""
    moves = reversed([*pairwise(project.lifecycle)])
    return next((after for before, after in moves if after.because == code and is_back(before.to, after.to)), None)


def requirements_trade_off(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """Each of two requirements is met by some model, none meets both; models without a value of either do not count."""
    project, metrics = evaluation.project, plan.metrics_of(evaluation.project)
    models = project.table.models if project.table else ()
    found = []
    for first, second in combinations([one.bound for one in project.requirements], 2):
        values = [one.values for one in models if first.metric in one.values and second.metric in one.values]
        met = [(first.holds(one[first.metric]), second.holds(one[second.metric])) for one in values]
        ones, others = ([kept[side] for kept in met].count(True) for side in (0, 1))
        if ones and others and (True, True) not in met:
            of = f"{ones} of {counted(len(values), 'model')} {_meet(ones)} {bound_words(first, metrics)}"
            found.append(f"{of}, {others} {_meet(others)} {bound_words(second, metrics)}, 0 meet both")
    if found:
        more = f", as with {counted(len(found) - 1, 'other pair')}" if len(found) > 1 else ""
        yield f"{found[0]}{more}; the requirements conflict, set their order again"


def _meet(models: int) -> str:
    return "meets" if models == 1 else "meet"


def task_too_hard(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """The best people measured miss a requirement; each that they miss is named."""
    project, metrics = evaluation.project, plan.metrics_of(evaluation.project)
    missed = []
    for one in project.requirements:
        best = best_people(project, one.bound)
        value = best.values[one.bound.metric] if best else 0.0
        if best is not None and not one.bound.holds(value):
            missed.append(held_words(one.bound, value, metrics, f" with {best.name}"))
    if missed:
        of_all = counted(len(project.requirements), "requirement")
        yield f"people at their best miss {len(missed)} of {of_all}; {'; '.join(missed)}; is the task too hard?"


def ml_needed(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """A baseline that learns nothing meets every requirement."""
    project, metrics = evaluation.project, plan.metrics_of(evaluation.project)
    bounds = [one.bound for one in project.requirements]
    for baseline in project.baselines if bounds else ():
        values = baseline.values
        kept = all(bound.metric in values and bound.holds(values[bound.metric]) for bound in bounds)
        if kept and not BY_ID[baseline.kind].learns:
            met = "; ".join(held_words(bound, values[bound.metric], metrics) for bound in bounds)
            every = counted(len(bounds), "requirement")
            yield f"{baseline.name} learns nothing and meets {len(bounds)} of {every}: {met}; is ML needed?"
            return


def more_data(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """In training, where overfitting comes first."""
    found = evaluation.diagnosis
    if found is not None and found.first == "overfitting" and evaluation.project.current_stage == "training":
        yield f"{found.clause}; collect more data?"


ALL: Mapping[HintCode, Hint] = {
    "requirements-trade-off": requirements_trade_off,
    "task-too-hard": task_too_hard,
    "ml-needed": ml_needed,
    "more-data": more_data,
    "wrong-metric": wrong_metric,
    "next-rung": next_rung,
}
