"""Which meeting a packet is for: one that a file describes, or one that a whole plan or a selection stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planpress.deciding import next_meeting, unasked
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import numbers
from planpress.model.report import Report
from planpress.model.wording import did_you_mean, few, quoted, visible
from planpress.packets.selection import selected


def whole_plan(report: Report) -> Meeting:
    """The meeting about what is open of every project, in rank order."""
    return _about(report, report.order())


def selection(report: Report, expression: str) -> Meeting:
    """The meeting about what is open of the projects that an expression selects (see packets/selection.py).

    Raises PlanpressError where it cannot be read, or selects none.
    """
    chosen = selected(report, expression)
    if not chosen:
        count = len(report.plan.projects)
        raise PlanpressError(f"--select: no project of {count} is selected by {quoted(expression)}")
    return _about(report, chosen)


def changed(report: Report, comparison: Comparison) -> Meeting:
    """The meeting about what is open of the projects that differ between two revisions, by an edit or by what follows.

    `comparison` is of the revision with the plan as it is. Raises PlanpressError where no project changed.
    """
    names = {change.project for change in comparison.changes} | {edit.project for edit in comparison.edits}
    chosen = [name for name in report.order() if name in names]
    if not chosen:
        raise PlanpressError(f"no project changed since {visible(comparison.base)}; name an earlier revision")
    return _about(report, chosen, comparison.base)


def find_meeting(meetings: Sequence[Meeting], named: str, location: Location = Location()) -> Meeting:
    """The meeting that is meant: by its id, by the path of its file, else by a part of its id or its title that no
    other has.

    Raises PlanpressError where none is, or several are.
    """
    for meeting in meetings:
        if named in (meeting.id, meeting.path) or f"/{named}".endswith(f"/{meeting.path}"):
            return meeting
    part = named.rpartition("/")[2].removesuffix(".yml").lower()
    found = [one for one in meetings if part and (part in one.id.lower() or part in one.title.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise PlanpressError(f"{quoted(named)} is a part of {_listed(found)}; name one of them")
    if not meetings:
        raise PlanpressError(f"there is no meeting {quoted(named)}; write {location.meetings}/2019-06-01-name.yml")
    near = did_you_mean(named, [meeting.id for meeting in meetings])
    raise PlanpressError(f"there is no meeting {quoted(named)}{near or f'; there are {_listed(meetings)}'}")


def _listed(meetings: Iterable[Meeting]) -> str:
    """The ids of meetings, the latest first."""
    return few([meeting.id for meeting in sorted(meetings, key=lambda one: (one.date, one.id), reverse=True)], 8)


def _about(report: Report, names: Sequence[str], since: str | None = None) -> Meeting:
    """The meeting about what is open of these projects: what the next meeting asks about them, in its words, and each
    of the others of which something is open."""
    asking = next_meeting(report.plan)
    asked = [item for item in asking.agenda if asking.decided(item.number) is None] if asking else []
    found = [replace(item, minutes=None) for item in asked if item.projects and {*item.projects} <= {*names}]
    waiting = {one.projects[0] for one in unasked(report) if len(one.projects) == 1}
    waiting -= {item.project for item in found if item.project}
    found += [AgendaItem(0, project=name) for name in names if name in waiting]
    found.sort(key=lambda item: min(map(names.index, item.projects)))
    numbered = zip(found, numbers([item.subject for item in found]), strict=True)
    items = tuple(replace(item, number=number) for item, number in numbered)
    return Meeting("", "", report.plan.title, report.plan.as_of, items, tuple(names), since=since)
