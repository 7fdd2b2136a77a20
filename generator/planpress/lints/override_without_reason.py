from collections.abc import Sequence

from planpress.lints.lint import Found, lint
from planpress.model.decision import Decision, MeetingDecision
from planpress.model.plan import Plan
from planpress.model.sources import Places
from planpress.model.wording import quoted


@lint("PP419")
def override_without_reason(plan: Plan) -> Found:
    for project in plan.projects:
        yield from _found(project.decisions, project.places)
    for record in plan.records:
        yield from _found(record.decisions, record.places)


def _found(decisions: Sequence[Decision | MeetingDecision], places: Places) -> Found:
    for index, decision in enumerate(decisions):
        if decision.overrides is not None and not decision.because:
            message = f"{quoted(decision.decision)} overrides {quoted(decision.overrides)}; add because, the reason"
            yield places.of("decisions", index), message
