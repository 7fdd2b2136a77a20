"""Stages that were left, or entered, without what the method asks of them."""

from collections.abc import Iterator

from planpress.baselines.sides import sides_without
from planpress.lints.lint import Found, project_lint, report_lint
from planpress.model.evaluation import Evaluation
from planpress.model.open_item import OpenKind
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.steps import StepId
from planpress.model.wording import listed, on_one_line

_UNSETTLED: tuple[OpenKind, ...] = ("no-model", "below-floor", "missed-requirement")


@project_lint("PP432", ongoing=True)
def left_planning_without(plan: Plan, project: Project) -> Found:
    lacking = [(step, what) for step, what in _lacking(plan, project) if step not in project.steps]
    if project.current_stage not in (None, "planning") and lacking:
        skips = ", ".join(dict.fromkeys(f'{step}: {{skip: "..."}}' for step, _ in lacking))
        way_out = f"write what is missing, or why it is not needed: steps: {{{skips}}}"
        yield _entered(project), f"left planning without {listed([what for _, what in lacking])}; {way_out}"


def _lacking(plan: Plan, project: Project) -> Iterator[tuple[StepId, str]]:
    """What planning is for and the project's own keys do not show, each with its step."""
    if not project.requirements and project.goal is None:
        yield "goals", "a requirement or a goal"
    if project.deciding_rule is None:
        yield "metrics", "a rule in force"
    for side in sides_without(project, plan.as_of):
        yield "baselines", "a baseline without people" if side == "floor" else "a human baseline"


@report_lint("PP433", about=lambda project: project.left_out is None and project.current_stage == "deploying")
def deploying_unsettled(report: Report, evaluation: Evaluation) -> Found:
    project = evaluation.project
    found = [one for one in report.open if one.kind in _UNSETTLED and project.id in one.projects]
    if found:
        said = "; ".join(on_one_line(one.words) for one in found)
        kinds = listed(dict.fromkeys(one.kind for one in found))
        way_out = f"mend it, go back a stage, or let a decision settle {kinds}"
        yield _entered(project), f"deploying, but {said}; {way_out}"
    elif project.table is None and evaluation.decided is None and "implement" not in project.steps:
        way_out = 'write models, or why it needs none: steps: {implement: {skip: "..."}}'
        yield _entered(project), f"deploying, but it has no models; {way_out}"


def _entered(project: Project) -> Place:
    """Where the present stage is written."""
    if project.stage is not None:
        return project.places.of("stage")
    return project.places.of("lifecycle", len(project.lifecycle) - 1, "to")
