"""A packet from a judged plan and a meeting: cover, summary, items, changes, other projects, dossiers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from planpress.document.blocks import Line
from planpress.model.change import Comparison
from planpress.model.decision import MeetingDecision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import margin
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.wording import day, listed, number, whole_day
from planpress.packets import decision_pages
from planpress.packets.changes_since import changed_projects, since
from planpress.packets.dossiers import Stories, dossiers
from planpress.packets.narrative_tree import headed
from planpress.packets.nouns import PLAN_CODE, Changes, Cover, Item, Packet, Source, in_head
from planpress.packets.plan_chapters import method, others, summary
from planpress.packets.typst_data import plain
from planpress.pages.plan_pages import status as plan_status
from planpress.sections.plan.changes import changes_on_paper


def compose(
    report: Report, meeting: Meeting, comparison: Comparison | None, stories: Stories, source: Source = Source()
) -> Packet:
    """The packet of a meeting. `comparison` is of the last meeting's revision with the plan as it is."""
    base = _base(meeting, comparison)
    items = tuple(_items(_Composing(report, meeting, comparison, stories, source)))
    page, rest = summary(report, changed_projects(comparison)), tuple(others(report, meeting))
    return Packet(
        language="en",
        paper=meeting.paper,
        two_sided=meeting.two_sided,
        foot=" · ".join(part for part in (source.foot, f"as of {whole_day(report.plan.as_of)}") if part),
        cover=_cover(report, meeting, base, source),
        summary=page,
        items=items,
        changes=Changes(base, tuple(changes_on_paper(comparison, base))) if comparison else None,
        others=rest,
        method=method(source, f"margin number {plain((page, items, rest))}"),
        dossiers=tuple(dossiers(report, meeting, comparison, stories, source)),
        ends=_clock(_whole(meeting), meeting) if _timed(meeting) else "",
        times="Starts" if meeting.start is None else "Time",
    )


@dataclass(frozen=True, slots=True)
class _Composing:
    """What the items of one packet are made from."""

    report: Report
    meeting: Meeting
    comparison: Comparison | None
    stories: Stories
    source: Source


def _cover(report: Report, meeting: Meeting, base: str, source: Source) -> Cover:
    begins, ends = meeting.start or "", _clock(_whole(meeting), meeting) if _timed(meeting) else ""
    clock = f"{begins} to {ends}" if begins and ends else begins
    held = ", ".join(filter(None, (whole_day(meeting.date), clock)))
    facts = [("Date", held)] if meeting.id else []  # a whole plan is no meeting and has no day
    facts += [("Place", meeting.place or ""), ("Chair", meeting.chair or "")]
    facts += [("Invited", listed(meeting.attendees)), ("Plan", plan_status(report.plan))]
    facts += [("Plan version", source.revision), ("Compared with", base)]
    lines = tuple(Line(text, label) for label, text in facts if text)
    code = PLAN_CODE if source.home else ""
    return Cover(meeting.title, in_head(meeting.title), report.plan.title, lines, source.home, code)


def _base(meeting: Meeting, comparison: Comparison | None) -> str:
    """What the plan is compared with: the name by which it was asked for, and the revision."""
    if comparison is None or meeting.since is None or meeting.since.startswith(comparison.base):
        return comparison.base if comparison else ""
    return f"{meeting.since} ({comparison.base})"


def _timed(meeting: Meeting) -> bool:
    return bool(meeting.agenda) and all(item.minutes is not None for item in meeting.agenda)


def _whole(meeting: Meeting) -> float:
    return math.fsum(item.minutes or 0 for item in meeting.agenda)


def _clock(minutes: float, meeting: Meeting) -> str:
    """The time of day, where the meeting says when it begins; else hours and minutes since its beginning."""
    hours, left = divmod(int(minutes), 60)
    if meeting.start is None:
        return f"{hours}:{left:02}"
    begun = datetime.combine(meeting.date, time.fromisoformat(meeting.start))
    return f"{begun + timedelta(minutes=int(minutes)):%H:%M}"


def _items(composing: _Composing) -> Iterator[Item]:
    meeting, spent = composing.meeting, 0.0
    for at, item in enumerate(meeting.agenda, start=1):
        about, minutes = _about(item, composing), item.minutes or 0
        title, begins = item.title or about.title, _clock(spent, meeting)
        clock = f"{begins} to {_clock(spent + minutes, meeting)}" if meeting.start else begins
        yield replace(
            about,
            place=f"{at}",
            number=margin(item.number),
            anchor=f"item-{item.number}",
            title=title,
            short=in_head(title),
            minutes=f"{number(minutes)} min" if item.minutes is not None else "",
            time=clock if _timed(meeting) else "",
            signs=meeting.chair or about.signs,
        )
        spent += minutes


def _about(item: AgendaItem, composing: _Composing) -> Item:
    """What an item is about, as all that it holds beside its number and its times."""
    report, comparison, meeting = composing.report, composing.comparison, composing.meeting
    taken = meeting.decided(item.number)
    before = [_taken(taken, meeting)] if taken and not _is_in_project(item, taken, composing) else []
    gone = [name for name in item.projects if name not in report.evaluations]
    if gone:
        said = f"{listed(gone)} {'is' if len(gone) == 1 else 'are'} no longer in the plan"
        return replace(decision_pages.of_words(item, before), title=listed(item.projects), status=said)
    if item.project is not None:
        made = decision_pages.of_project(item, report, since(comparison, item.project), before)
        return replace(made, url=composing.source.page(report.plan.location.page(project_page(item.project))))
    if item.compare:
        names = report.names()
        told = [f"{names[name]}: {text}" for name in item.compare for text in since(comparison, name)]
        return decision_pages.of_several(item, report, told, before)
    made = decision_pages.of_words(item, before)
    return made if item.page is None else _with_page(made, item.page, composing)


def _is_in_project(item: AgendaItem, taken: MeetingDecision, composing: _Composing) -> bool:
    """Whether the item's project has the decision too, in words of its own, which the page has already."""
    evaluation = composing.report.evaluations.get(item.project or "")
    known = () if evaluation is None else evaluation.project.all_decisions()
    return (composing.meeting.date, taken.by, taken.because) in ((one.date, one.by, one.because) for one in known)


def _taken(decision: MeetingDecision, meeting: Meeting) -> Line:
    until = f" until {day(decision.until)}" if decision.until else ""
    by = f" ({listed(decision.by)})" if decision.by else ""
    return Line(f"{decision.decision}{until}{by}", day(decision.date or meeting.date), decision.because or "")


def _with_page(made: Item, path: str, composing: _Composing) -> Item:
    """With the page that somebody wrote."""
    story, title = headed(composing.stories(path), path)
    location = composing.report.plan.location
    url = composing.source.page(location.published(f"{location.folder}/{path}") or path)
    return replace(made, title=title, blocks=(story,) if story is not None else (), url=url, brief=story is None)
