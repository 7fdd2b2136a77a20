from planpress.lints._estimates import Path, disorder, parts, place_of, place_of_whole
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import number

ROOTS: tuple[Path, ...] = (("effort", "person_weeks"),)


@lint("PP416")
def impossible_effort(plan: Plan) -> Found:
    for project in plan.projects:
        if project.effort is None:
            continue
        wrong = disorder(project.effort)
        if wrong is not None:
            yield place_of_whole(project.places, ROOTS), wrong
        for steps, value in parts(project.effort):
            if value < 0:
                message = f"{number(value)} person-weeks is less than nothing; write a number from 0 up"
                yield place_of(project.places, ROOTS, steps), message
