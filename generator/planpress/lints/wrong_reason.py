from planpress.lints.lint import Found, lint, moves
from planpress.model.plan import Plan
from planpress.model.project import LifecycleStep
from planpress.model.stages import WAYS_BACK, Stage, is_forward
from planpress.model.wording import listed, quoted


@lint("PP407")
def wrong_reason(plan: Plan) -> Found:
    for project in plan.projects:
        if project.lifecycle and project.lifecycle[0].because is not None:
            first = _no_way_back("the first entry", project.lifecycle[0].because)
            yield project.places.of("lifecycle", 0, "because"), first
        for index, old, step in moves(project):
            message = _message(old, step)
            if message:
                yield project.places.of("lifecycle", index, "because"), message


def _message(old: Stage, step: LifecycleStep) -> str | None:
    move = f"from {quoted(old)} to {quoted(step.to)}"
    if is_forward(old, step.to):
        return None if step.because is None else _no_way_back(f"the move {move}", step.because)
    reasons = WAYS_BACK.get((old, step.to))
    if reasons is None or step.because in reasons:
        return None
    if step.because is None:
        return f"the way back {move} needs a reason; write because: {listed(reasons, 'or')}"
    return f"{quoted(step.because)} is no reason to go back {move}; write {listed(reasons, 'or')}"


def _no_way_back(what: str, because: str) -> str:
    return f"{quoted(because)} is a reason to go back, and {what} is no way back; put it in note"
