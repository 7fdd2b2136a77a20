"""# Unknown project on an agenda

## What it means
An item of a meeting is about a project that does not exist, or compares one.

## Why it matters
The packet would have no page for what is to be decided. Usually the folder was renamed, or the name is misspelt. Of a
meeting before the plan's day nothing is said: what it spoke of may be gone since.

## What to do
Write the name of a folder in `content/projects/`, or take the item out.
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.sources import Step


@error("PP604", __doc__)
def unknown_agenda_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of):
            continue
        for index, item in enumerate(meeting.agenda):
            for at, name in enumerate(item.projects):
                if name not in known:
                    steps: tuple[Step, ...] = ("project",) if item.project is not None else ("compare", at)
                    place = meeting.places.of("agenda", index, *steps)
                    yield place, unknown("project", name, known, f"name a folder of {plan.location.projects}/")
