from difflib import get_close_matches

from planpress.lints.lint import Found, lint
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import quoted


@lint("PP405")
def factor_not_rated(plan: Plan) -> Found:
    for project in plan.projects:
        if project.screened_out is None:
            for group in GROUPS:
                yield from _check_group(plan, project, group)


def _check_group(plan: Plan, project: Project, group: Group) -> Found:
    factors = plan.factors(group)
    if factors and not project.ratings(group):
        message = f"nothing of {group} is rated, so the project gets no rank; rate at least one factor"
        yield Place(project.path), message
        return
    meant = _meant(plan, project, group)
    for factor in factors:
        if factor not in project.ratings(group) and factor not in meant:
            message = f"{quoted(factor)} is not rated and counts as unknown; rate it, with an interval if unsure"
            yield project.places.key(group), message


def _meant(plan: Plan, project: Project, group: Group) -> set[str]:
    """The factors that an unknown name stands for (PP201 says so): misspelt, or rated in the other group."""
    meant: set[str] = set()
    for other in GROUPS:
        for name in project.ratings(other):
            if name not in plan.factors(other):
                near = get_close_matches(name, plan.factors(group), n=1, cutoff=0.6)
                meant.update(near)
    return meant
