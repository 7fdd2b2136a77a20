from planpress.lints._estimates import Path, disorder, parts, place_of, place_of_whole
from planpress.lints.lint import Found, lint
from planpress.model.metrics import Scale
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.wording import number, quoted


@lint("PP202")
def rating_off_scale(plan: Plan) -> Found:
    for project in plan.projects:
        for group in GROUPS:
            for factor in project.ratings(group):
                yield from _check_rating(plan, project, group, factor)


def _check_rating(plan: Plan, project: Project, group: Group, factor: str) -> Found:
    rating = project.ratings(group)[factor]
    roots: tuple[Path, ...] = ((group, factor, "value"), (group, factor, "ratings"), (group, factor))
    wrong = disorder(rating)
    if wrong is not None:
        yield place_of_whole(project.places, roots), f"{quoted(factor)}: {wrong}"
    scale = _scale(plan, group, factor)
    if scale is None:
        return
    low, high = scale.bounds
    for steps, value in parts(rating):
        if not low <= value <= high:
            limits = f"{number(low)} to {number(high)}"
            message = f"{quoted(factor)} is {number(value)}, off its scale; write a number from {limits}"
            yield place_of(project.places, roots, steps), message


def _scale(plan: Plan, group: Group, factor: str) -> Scale | None:
    """The scale to hold a rating against: none for an unknown factor or scale, or one with impossible bounds."""
    known = plan.factors(group).get(factor)
    scale = plan.scales.get(known.scale) if known else None
    return scale if scale and scale.bounds[0] < scale.bounds[1] else None
