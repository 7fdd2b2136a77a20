"""What a decision settles, with what is true on the day that it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from planpress.deciding.hints import hints
from planpress.deciding.outcomes import answers
from planpress.judging import judge
from planpress.model.decision import MeetingDecision
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.settles import SettledValue


def settled_values(
    note: MeetingDecision, projects: Sequence[Project], plan: Plan
) -> Mapping[str, Mapping[str, SettledValue]]:
    """The outcomes that a decision lists, each with its value today in each of the projects that has one.

    They are those of the model that is decided for. What nothing asks for has no value.
    """
    newest = replace(note, date=date.max, settles=None)  # so that its model leads, and nothing is settled yet
    known: dict[str, Mapping[str, SettledValue]] = {}
    for project in projects:
        judged = judge(replace(project, recorded=(newest, *project.recorded)), plan)
        codes = tuple(str(item.answer) for item in hints(judged, plan))
        hint: dict[str, SettledValue] = {"hint": codes if len(codes) > 1 else codes[0]} if codes else {}
        until: dict[str, SettledValue] = {"review": note.until} if note.until else {}
        known[project.id] = answers(judged, plan.metrics_of(project)) | until | hint
    return {name: {of: found[name] for of, found in known.items() if name in found} for name in note.settles or ()}
