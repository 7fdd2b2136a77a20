"""What is said of data and of the drivers of cost beside ratings: too slow for the effort, or in the wrong place."""

from planpress.lints.lint import Found, lint, project_lint
from planpress.model.feasibility import effort_words, examples, weeks_words
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.wording import number, quoted


@project_lint("PP434", ongoing=True)
def data_slower_than_effort(plan: Plan, project: Project) -> Found:
    data, effort = project.data, project.effort
    if data is not None and data.weeks is not None and effort is not None and data.weeks > effort.central:
        until = f"{weeks_words(data.weeks)} until there are {examples(data.needed or 0)}"
        rate = f"{until}, at {number(data.per_week or 0)} a week; the effort is {effort_words(effort.central)}"
        yield project.places.key("data"), f"{rate}: label faster, need less, or plan for it"


@lint("PP436")
def driver_out_of_place(plan: Plan) -> Found:
    for name, factor in plan.impact.items():
        if factor.driver is not None:
            message = f"{quoted(name)} is a factor of impact, and only feasibility has drivers of cost; take driver out"
            yield plan.places.of("impact", name, "driver"), message
    for project in plan.projects:
        for group in GROUPS:
            yield from _hard(plan, project, group)


def _hard(plan: Plan, project: Project, group: Group) -> Found:
    for name, rating in project.ratings(group).items() if project.left_out is None else ():
        known = plan.factors(group).get(name)
        if rating.hard and known is not None and (group == "impact" or known.driver != "difficulty"):
            told = "hard tells what makes a problem hard; write it where the factor has driver: difficulty"
            yield project.places.of(group, name, "hard"), f"{quoted(name)} does not rate difficulty, and {told}"
