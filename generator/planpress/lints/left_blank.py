"""What a ranking or a reader asks for, and nobody has written."""

from collections.abc import Sequence
from difflib import get_close_matches

from planpress.lints.lint import Found, lint, project_lint
from planpress.model.decision import Decision, MeetingDecision, MeetingRecord
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import quoted


@project_lint("PP405", ongoing=True)
def factor_not_rated(plan: Plan, project: Project) -> Found:
    for group in GROUPS:
        factors, rated = plan.factors(group), project.ratings(group)
        if factors and not rated:
            message = f"nothing of {group} is rated, so the project gets no rank; rate at least one factor"
            yield project.places.key(group), message
            continue
        meant = _meant(plan, project, group)
        for factor in (one for one in factors if one not in rated and one not in meant):
            message = f"{quoted(factor)} has no rating; give one, as a range if unsure"
            yield project.places.key(group), message


def _meant(plan: Plan, project: Project, group: Group) -> set[str]:
    """The factors that an unknown name stands for (PP201 says so): misspelt, or rated in the other group."""
    strange = (name for other in GROUPS for name in project.ratings(other) if name not in plan.factors(other))
    return {near for name in strange for near in get_close_matches(name, plan.factors(group), n=1, cutoff=0.6)}


@project_lint("PP410", ongoing=True)
def effort_missing(plan: Plan, project: Project) -> Found:
    counts = plan.capacity is not None and plan.capacity.projects is None
    # It gets a rank where it is in the order, and something that counts is rated in both groups.
    is_scored = all(
        any(factor in project.ratings(group) for factor, known in plan.factors(group).items() if known.weight > 0)
        for group in GROUPS
    )
    if counts and project.effort is None and is_scored:
        message = "no effort, and the capacity counts person-weeks; add effort: {person_weeks: ...}"
        yield Place(project.path), message


@project_lint("PP418")
def screen_without_reason(plan: Plan, project: Project) -> Found:
    for index, screen in enumerate(project.screens):
        if not screen.passed and not screen.because:
            message = f"{quoted(screen.name)} takes the project out of the ranking without a reason; add because"
            yield project.places.of("screens", index), message


@lint("PP419")
def override_without_reason(plan: Plan) -> Found:
    owners: list[Project | MeetingRecord] = [*plan.projects, *plan.records]
    for owner in owners:
        decisions: Sequence[Decision | MeetingDecision] = owner.decisions
        for index, decision in enumerate(decisions):
            if decision.overrides is not None and not decision.because:
                message = f"{quoted(decision.decision)} overrides {quoted(decision.overrides)}; add because, the reason"
                yield owner.places.of("decisions", index), message
