from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP418")
def screen_without_reason(plan: Plan) -> Found:
    for project in plan.projects:
        for index, screen in enumerate(project.screens):
            if not screen.passed and not screen.because:
                message = f"{quoted(screen.name)} takes the project out of the order without a reason; add because"
                yield project.places.of("screens", index), message
