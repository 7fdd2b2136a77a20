from planpress.lints.lint import Found, check_estimate, lint
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
    known = plan.factors(group).get(factor)
    scale = plan.scales.get(known.scale) if known else None
    low, high = scale.bounds if scale else (0.0, 0.0)

    def off(value: float) -> str | None:
        # Nothing is off an unknown scale, or one with impossible bounds: those are findings of their own.
        if low >= high or low <= value <= high:
            return None
        limits = f"{number(low)} to {number(high)}"
        return f"{quoted(factor)} is {number(value)}, off its scale; write a number from {limits}"

    roots = ((group, factor, "value"), (group, factor, "ratings"), (group, factor))
    yield from check_estimate(project.ratings(group)[factor], project.places, roots, off, f"{quoted(factor)}: ")
