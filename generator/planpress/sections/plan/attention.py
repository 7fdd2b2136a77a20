"""What the portfolio says first: the next meeting, what waits for a decision, what is stuck and what changed."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from planpress.deciding import about, next_meeting
from planpress.document.blocks import Bullets, Line, Paragraph, Section
from planpress.model.report import Report
from planpress.model.site_pages import WEEKS, project_page
from planpress.model.text import Name, Text
from planpress.model.wording import WEEKDAYS, at_start, counted, number, percent, shortened, whole_day
from planpress.sections.plan.record import MEASURED, AttentionItem, changed, since

LINES = 4
"""At most this many lines of a group stand on the portfolio and in a summary; the last one says how many more."""

LONGEST_TITLE, LONGEST_TEXT = 40, 72
"""How much of a title, and of what is said, a line has room for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, those that matter most first. `note` stands beside the label, `nothing` is said where
    there is no item, and `all_at` is where all of them are listed."""

    key: str
    label: str
    items: tuple[AttentionItem, ...]
    note: str = ""
    nothing: str = ""
    all_at: str = ""

    @property
    def shown(self) -> tuple[AttentionItem, ...]:
        """The items that have a line of their own where there is little room."""
        return self.items[:LINES]


def groups(report: Report) -> list[Group]:
    """What the portfolio says first, group by group; nothing without a project."""
    if not report.plan.projects:
        return []
    early = whole_day(since(report.plan)).removesuffix(f" {report.plan.as_of.year}")
    told = sorted(changed(report), key=lambda item: item.weight == MEASURED)
    found = [
        Group("decide", "Decide", tuple(decide(report)), "", "Nothing waits for a decision.", "#open-questions"),
        Group("stuck", "Stuck", tuple(stuck(report)), "", "Nothing is stuck.", "#what-is-stuck"),
        Group("changed", "Changed", tuple(told), f"since {early}", f"Nothing is recorded since {early}.", WEEKS),
    ]
    return [group for group in found if group.items or group.nothing]


LONG = {"decide": "Open questions", "stuck": "What is stuck"}
"""The headings of long lists on the portfolio; what changed has a page of its own."""


def long_attention(report: Report) -> Iterator[Section]:
    """The groups of which `short_attention` leaves items out, whole."""
    for group in groups(report):
        if group.key in LONG and len(group.items) > len(group.shown):
            lines = tuple(_line(item, group.key, report) for item in group.items)
            yield Section(group.key, LONG[group.key], (Bullets(lines, look="attention"),), folded=True)


def short_attention(report: Report) -> Iterator[Section]:
    """Each group in at most four lines, one of a title and a text that are cut where they are long."""
    for group in groups(report):
        lines = [_line(item, group.key, report, short=True) for item in group.shown]
        more = len(group.items) - len(group.shown)
        if more:
            lines.append(Line(Text(Name(f"and {more} more", group.all_at)), state="more"))
        if not group.items:
            lines.append(Line(group.nothing, state="more"))
        note = [Paragraph(group.note, quiet=True)] if group.note and group.items else []
        label = f"{group.label} {len(group.items)}" if group.items else group.label
        yield Section(group.key, label, (*note, Bullets(tuple(lines))))


def meeting_text(report: Report) -> Text:
    """`Next meeting Wed 5 June, Room 2: 5 questions, 50 min`; nothing where none is planned."""
    meeting = next_meeting(report.plan)
    if meeting is None:
        return Text()
    asked = sum(one.kind == "question" and one.meeting == meeting.id for one in report.open)
    minutes = math.fsum(item.minutes or 0 for item in meeting.agenda if meeting.decided(item.number) is None)
    when = f"{WEEKDAYS[meeting.date.weekday()]} {report.plan.near(meeting.date)}"
    where = ", ".join(filter(None, (when, meeting.start, meeting.place)))
    long = f", {number(minutes)} min" if minutes else ""
    return Text(f"Next meeting {where}: {counted(asked, 'question')}{long}")


def _line(item: AttentionItem, group: str, report: Report, *, short: bool = False) -> Line:
    """What is said, led by its day or by how long it has lasted, and noted by the project and its rank."""
    entry, today = report.ranking.of(item.project), report.plan.as_of
    title, text = item.about or report.names()[item.project], item.text
    if short:
        title, text = shortened(title, LONGEST_TITLE), shortened(text, LONGEST_TEXT)
    named = Text(Name(title, project_page(item.project) if item.project else ""))
    rank = f"#{entry.priority.rank}" if entry and entry.priority.rank else ""
    when, late = "", False
    if item.when is not None:
        late = group == "decide" and item.when < today
        when = counted((today - item.when).days, "day") if group == "stuck" else report.plan.near(item.when)
    text = text.removesuffix(f" since {when}")  # which leads the line
    return Line(text, lead=when, note=Text(named, f"\u00a0{rank}" if rank else ""), state="late" if late else "")


def too_close(report: Report) -> Iterator[AttentionItem]:
    """The projects that a small change of weights or ratings would take in or leave out, the least sure first: those
    that tie at the cut-off, and those on either side of it in many simulations."""
    capacity = report.plan.capacity
    if capacity is None:
        return
    near = [(entry, entry.within_capacity or 0.0) for entry in report.ranking.ordered if entry.too_close]
    for entry, share in sorted(near, key=lambda one: abs(one[1] - 0.5)):
        certain = f"{capacity.within} in {percent(share)} of simulations"
        yield AttentionItem(entry.id, f"{_NARROWLY[entry.line or 'out']}: {certain}")


_NARROWLY = {"in": "In, narrowly", "on-the-line": "Tied at the cut-off", "out": "Out, narrowly"}


def stuck(report: Report) -> Iterator[AttentionItem]:
    """What holds a project up, and since when at the earliest: a way back, a project it waits for, infrastructure that
    is missing, a pause."""
    days: dict[str, date] = {}
    for one in report.obstacles:
        if one.since is not None:
            days[one.project] = min(one.since, days.get(one.project, one.since))
    for item in _by_project((one.project, one.text) for one in report.obstacles):
        yield replace(item, text=at_start(item.text), when=days.get(item.project))


def decide(report: Report) -> Iterator[AttentionItem]:
    """What waits for a decision: what has a day by itself, with that day; the rest project by project."""
    for item in report.open:
        if item.when is not None:
            alone = item.projects[0] if len(item.projects) == 1 else ""
            yield AttentionItem(alone, item.words, item.when, "" if alone else about(item, report))
    yield from _by_project((item.projects[0], item.words) for item in report.open if item.when is None)


def _by_project(found: Iterable[tuple[str, str]]) -> Iterator[AttentionItem]:
    reasons: dict[str, list[str]] = {}
    for name, text in found:
        reasons.setdefault(name, []).append(text)
    return (AttentionItem(name, "; ".join(texts)) for name, texts in reasons.items())
