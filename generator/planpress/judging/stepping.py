"""How the steps of a project's stages stand: by its own keys and by what its team wrote. Evaluation -> StepResult*.

Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019), the lifecycle slides.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from planpress.baselines import BY_ID
from planpress.baselines.sides import sides_without
from planpress.model.diagnosis import First
from planpress.model.evaluation import Evaluation
from planpress.model.steps import COMPUTED, STEPS, SkippedStep, StepId, StepResult
from planpress.model.wording import counted, few, listed

SIMPLEST = ("simple-ml", "mean-prediction")
"""The kinds of baselines that are the simplest model."""


def steps(evaluation: Evaluation, as_of: date) -> Iterator[StepResult]:
    """Every step in the order of the stages; a project that is left out of the order has none that is open."""
    project = evaluation.project
    for stage, of_stage in STEPS.items():
        for step in of_stage:
            entry = project.steps.get(step)
            done, shown = _SHOWN[step](evaluation, as_of) if step in COMPUTED else (False, None)
            if done:
                yield StepResult(step, stage, "done", why=shown)
            elif isinstance(entry, SkippedStep):
                yield StepResult(step, stage, "skipped", why=entry.why)
            elif entry is not None:
                yield StepResult(step, stage, "done", entry)
            elif project.left_out is None:
                yield StepResult(step, stage, "open", why=shown)


Shown = tuple[bool, str]
"""Whether a step is done, and what shows it; else what is missing."""


def _goals(evaluation: Evaluation, as_of: date) -> Shown:
    project = evaluation.project
    wanted = [counted(len(project.requirements), "requirement")] if project.requirements else []
    wanted += [f"the goal {project.goal.outcome}"] if project.goal else []
    return bool(wanted), listed(wanted) or "no requirement and no goal"


def _metrics(evaluation: Evaluation, as_of: date) -> Shown:
    rule = evaluation.deciding
    return rule is not None, rule.words if rule else "no rule in force"


def _baselines(evaluation: Evaluation, as_of: date) -> Shown:
    """One without people and a human one: the best by the rule in force, else by their kinds."""
    project = evaluation.project
    lacking = sides_without(project, as_of)
    if lacking:
        return False, listed([f"none {_SIDES[side]}" for side in lacking])
    best = {"floor": evaluation.floor, "ceiling": evaluation.ceiling}
    return True, listed([_side(evaluation, side, name) for side, name in best.items()])


def _side(evaluation: Evaluation, side: str, best: str | None) -> str:
    """`Light barrier (without people)`; of several that no rule puts in order all, and of none that it is waived."""
    names = [one.name for one in evaluation.project.baselines if BY_ID[one.kind].role == side]
    if best is not None or names:
        return f"{few(names) if best is None else evaluation.name_of(best)} ({_SIDES[side]})"
    return f"exempt {_SIDES[side]}"


_SIDES = {"floor": "without people", "ceiling": "with people"}


def _simplest(evaluation: Evaluation, as_of: date) -> Shown:
    names = [one.name for one in evaluation.project.baselines if one.kind in SIMPLEST]
    return bool(names), few(names) if names else f"no baseline of kind {listed(SIMPLEST, 'or')}"


def _implement(evaluation: Evaluation, as_of: date) -> Shown:
    models = evaluation.project.models()
    return bool(models), counted(len(models), "model") if models else "no models"


def _look(evaluation: Evaluation, as_of: date) -> Shown:
    found = evaluation.diagnosis
    return found is not None, f"the diagnosis of {found.model}" if found else "no diagnosis"


def _prioritise(evaluation: Evaluation, as_of: date) -> Shown:
    first = evaluation.diagnosis.first if evaluation.diagnosis else None
    return first is not None, _FIRST[first] if first else "no diagnosis that says what comes first"


_FIRST: Mapping[First, str] = {
    "underfitting": "underfitting first",
    "overfitting": "overfitting first",
    "neither": "neither gap is the larger one",
}


_SHOWN: Mapping[StepId, Callable[[Evaluation, date], Shown]] = {
    "goals": _goals,
    "metrics": _metrics,
    "baselines": _baselines,
    "simplest-model": _simplest,
    "implement": _implement,
    "look": _look,
    "prioritise": _prioritise,
}
