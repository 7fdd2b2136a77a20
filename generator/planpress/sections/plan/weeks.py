"""What changed of late, week by week, in each week first what most follows from."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from planpress.document.blocks import Bullets, Line, Paragraph, Section
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Text
from planpress.model.wording import counted
from planpress.sections.plan.record import MEASURED, AttentionItem, changed, since


def weeks(report: Report) -> Iterator[Section]:
    """A section for each week in which something is recorded, the newest first."""
    items = [*_concluded(report), *changed(report)]
    first = report.plan.near(since(report.plan))
    if not items:
        yield Section("changed", "", (Paragraph(f"Nothing is recorded since {first}."),))
        return
    lead = f"{counted(len(items), 'change')} since {first}. In each week, what matters most comes first."
    yield Section("changed", "", (Paragraph(lead),))
    names = report.names()
    items.sort(key=lambda item: (-_monday(item).toordinal(), item.weight, -_day(item).toordinal(), names[item.project]))
    for monday, found in groupby(items, _monday):
        lines = tuple(_line(item, report) for item in found)
        title = f"Week of {report.plan.near(monday)}"
        yield Section("changed", title, (Bullets(lines, look="week"),))


def _concluded(report: Report) -> Iterator[AttentionItem]:
    """What changes of the plan's files turned, where git knows them."""
    first, last = since(report.plan), report.plan.as_of
    for name, timeline in report.timelines.items():
        for entry in timeline.steps:
            for one in entry.changes if first <= entry.commit.day <= last else ():
                because = f" ({one.because})" if one.because else ""
                yield AttentionItem(name, f"{one.label}: {one.was} → {one.now}{because}", entry.commit.day, weight=-1)


def _line(item: AttentionItem, report: Report) -> Line:
    """The project, what happened, and when. Ranks are no part of it: they change without anything that is recorded."""
    lead = Text(Name(report.names()[item.project], project_page(item.project)))
    state = "minor" if item.weight == MEASURED else ""
    return Line(item.text, lead=lead, note=report.plan.near(_day(item)), state=state)


def _day(item: AttentionItem) -> date:
    assert item.when is not None
    return item.when


def _monday(item: AttentionItem) -> date:
    day = _day(item)
    return day - timedelta(days=min(day.weekday(), (day - date.min).days))
