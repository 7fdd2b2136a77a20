"""The milestones of all projects that are overdue, or due in the next days."""

from collections.abc import Iterator
from datetime import date

from planpress.document.blocks import Block, Bullets, Line
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Text
from planpress.model.wording import counted, day

COMING = "Milestones, next 30 days"
AHEAD = 30
"""How many days after the day of the plan count as the next; the last one belongs to them."""


def next_milestones(report: Report) -> Iterator[Block]:
    """A line for each milestone that is not reached, the overdue first, in the order of their days; of one day in rank
    order."""
    today, lines = report.plan.as_of, []
    for project in report.order():
        for one in report.evaluations[project].project.milestones:
            if not one.done and (one.date - today).days <= AHEAD:
                lines.append((one.date, project, one.title))
    if lines:
        lines.sort(key=lambda line: line[0])
        names = report.names()
        who = {project: Name(names[project], project_page(project)) for _, project, _ in lines}
        said = tuple(_line(who[project], when, today, title) for when, project, title in lines)
        yield Bullets(said, look="attention")


def _line(who: Name, when: date, today: date, title: str) -> Line:
    late = f", overdue by {counted((today - when).days, 'day')}" if when < today else ""
    return Line(f"{day(when)}{late}: {title}", lead=Text(who), state="missed" if late else "")
