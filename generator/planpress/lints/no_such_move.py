from planpress.lints.lint import Found, lint, moves
from planpress.model.plan import Plan
from planpress.model.stages import STAGES, Stage, is_back, is_forward
from planpress.model.wording import quoted


@lint("PP406")
def no_such_move(plan: Plan) -> Found:
    for project in plan.projects:
        for index, old, step in moves(project):
            if not is_forward(old, step.to) and not is_back(old, step.to):
                yield project.places.of("lifecycle", index, "to"), _message(old, step.to)


def _message(old: Stage, new: Stage) -> str:
    if old == new:
        return f"{quoted(new)} follows itself, which is no move; leave the entry out, or write which stage began"
    following = STAGES[STAGES.index(old) + 1]
    return f"there is no move from {quoted(old)} to {quoted(new)}; the next stage is {quoted(following)}"
