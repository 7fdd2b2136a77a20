"""What a decision settles, with what is true on the day that it is written down."""

from dataclasses import replace
from datetime import date

from planpress.deciding.outcomes import answers
from planpress.judging import judge
from planpress.model.decision import MeetingDecision
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.settles import Settles


def settled_values(note: MeetingDecision, project: Project, plan: Plan) -> Settles | None:
    """The outcomes that a decision on one project lists, each with its value today, of the model that is decided for.

    They stay a list where one of them has no value: nothing asks for it.
    """
    if not isinstance(note.settles, tuple):
        return note.settles
    newest = replace(note, date=date.max)  # so that its model leads
    judged = judge(replace(project, recorded=(*project.recorded, newest)), plan)
    known = answers(judged, plan.metrics_of(project))
    known |= {"review": note.until} if note.until else {}
    return {name: known[name] for name in note.settles} if known.keys() >= {*note.settles} else note.settles
