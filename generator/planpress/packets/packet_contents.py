"""A packet from a judged plan and a meeting: cover, summary, items with their evidence, changes, findings, appendix."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from planpress.charts.engine.text_metrics import fit
from planpress.document.blocks import Bullets, Line, Paragraph, Section, Story
from planpress.model.change import Comparison
from planpress.model.decision import MeetingDecision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import ELEMENTS, margin
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.wording import day, listed, number, shortened, whole_day
from planpress.packets import decision_pages
from planpress.packets.changes_since import changed_projects, marked, since
from planpress.packets.narrative_tree import headed
from planpress.packets.nouns import Changes, Cover, DecisionPage, Item, Margins, Packet, Source
from planpress.packets.plan_chapters import appendix, findings, summary
from planpress.pages.plan_pages import status as plan_status
from planpress.sections import BY_ID, Subject, sections_of
from planpress.sections.factors import status_text
from planpress.sections.plan.changes import changes_on_paper
from planpress.sections.plan.ranked_projects import paper_ranking, ranked_subjects, ranking_caption

SHORT = 64
"""The most characters of the title that an item has from its text."""

HEAD = 420.0
"""How wide a title may be in a running head, in the pixels of charts, whose letters are 13 high: it has one line."""

Stories = Callable[[str], Story | None]
"""The narrative of a project, or a page in the plan's folder, by the path of its Markdown; None where there is none."""


def compose(
    report: Report, meeting: Meeting, comparison: Comparison | None, stories: Stories, source: Source = Source()
) -> Packet:
    """The packet of a meeting. `comparison` is of the last meeting's revision with the plan as it is."""
    composing = _Composing(report, meeting, comparison, stories, source)
    changed = changed_projects(comparison)
    shown = {name for item in meeting.agenda for name in item.projects}
    base = _base(meeting, comparison)
    return Packet(
        language="en",
        paper=meeting.paper,
        two_sided=meeting.two_sided,
        foot=" · ".join(part for part in (source.revision, f"as of {whole_day(report.plan.as_of)}") if part),
        cover=_cover(report, meeting, comparison, source),
        summary=summary(report, changed),
        items=tuple(_items(composing)),
        changes=Changes(base, tuple(changes_on_paper(comparison, base))) if comparison else None,
        findings=tuple(findings(report, shown)),
        appendix=tuple(appendix(report, meeting.appendix, shown, changed)),
        ends=_clock(math.fsum(item.minutes or 0 for item in meeting.agenda), meeting) if _timed(meeting) else "",
        begins="Begins after" if meeting.start is None else "Begins",
        depth=meeting.appendix,
    )


@dataclass(frozen=True, slots=True)
class _Composing:
    """What the items of one packet are made from."""

    report: Report
    meeting: Meeting
    comparison: Comparison | None
    stories: Stories
    source: Source


def _cover(report: Report, meeting: Meeting, comparison: Comparison | None, source: Source) -> Cover:
    held = ", ".join((whole_day(meeting.date), *((meeting.start,) if meeting.start else ())))
    facts = [("Date", held)] if meeting.id else []  # a whole plan is no meeting and has no day
    facts += [("Place", meeting.place or ""), ("Chair", meeting.chair or "")]
    facts += [("Invited", listed(meeting.attendees)), ("Plan", plan_status(report.plan))]
    facts += [("Revision", source.revision), ("Compared with", _base(meeting, comparison))]
    lines = tuple(Line(text, label) for label, text in facts if text)
    short = fit(meeting.title, HEAD)
    return Cover(meeting.title, short, report.plan.title, lines, source.home, source.code)


def _base(meeting: Meeting, comparison: Comparison | None) -> str:
    """What the plan is compared with: the name by which it was asked for, and the revision."""
    if comparison is None or meeting.since is None or meeting.since.startswith(comparison.base):
        return comparison.base if comparison else ""
    return f"{meeting.since} ({comparison.base})"


def _timed(meeting: Meeting) -> bool:
    return bool(meeting.agenda) and all(item.minutes is not None for item in meeting.agenda)


def _clock(minutes: float, meeting: Meeting) -> str:
    """The time of day, where the meeting says when it begins; else hours and minutes since its beginning."""
    hours, left = divmod(int(minutes), 60)
    if meeting.start is None:
        return f"{hours}:{left:02}"
    begun = datetime.combine(meeting.date, time.fromisoformat(meeting.start))
    return f"{begun + timedelta(minutes=int(minutes)):%H:%M}"


def _items(composing: _Composing) -> Iterator[Item]:
    meeting, spent = composing.meeting, 0.0
    for item in meeting.agenda:
        about, taken = _about(item, composing), meeting.decided(item.number)
        title = item.title or about.title
        # Without a decision page, what the meeting decided all the same stands first.
        lines = (_taken(taken, meeting),) if about.decision is None and taken is not None else ()
        decided = [Section("decisions", "Decided", (Bullets(lines),))] if lines else []
        yield replace(
            about,
            number=margin(item.number),
            anchor=f"item-{item.number}",
            title=title,
            short=fit(title, HEAD),
            minutes=f"{number(item.minutes)} min" if item.minutes is not None else "",
            starts=_clock(spent, meeting) if _timed(meeting) else "",
            decision=_finished(item, about.decision, composing),
            evidence=tuple(replace(one, margin=_part(item, one)) for one in (*decided, *about.evidence)),
        )
        spent += item.minutes or 0


def _finished(item: AgendaItem, page: DecisionPage | None, composing: _Composing) -> DecisionPage | None:
    """A decision page with its margin numbers, who signs it, and what the meeting has decided already."""
    if page is None:
        return None
    meeting = composing.meeting
    parts = {"question": page.question, "recommendation": page.recommendation, "alternatives": page.alternatives,
             "turns": page.turns_if, "changes": page.since}  # fmt: skip
    margins = Margins(*(margin(item.number, ELEMENTS[part]) if said else "" for part, said in parts.items()))
    taken = meeting.decided(item.number)
    before = page.before
    if taken is not None and not _is_in_project(item, taken, composing):
        before = (_taken(taken, meeting), *before)
    return replace(page, margins=margins, before=before, signs=meeting.chair or page.signs)


def _is_in_project(item: AgendaItem, taken: MeetingDecision, composing: _Composing) -> bool:
    """Whether the item's project has the decision too, in words of its own, which the page has already."""
    evaluation = composing.report.evaluations.get(item.project or "")
    known = () if evaluation is None else evaluation.project.all_decisions()
    return (composing.meeting.date, taken.by, taken.because) in ((one.date, one.by, one.because) for one in known)


def _taken(decision: MeetingDecision, meeting: Meeting) -> Line:
    until = f" until {day(decision.until)}" if decision.until else ""
    by = f" ({listed(decision.by)})" if decision.by else ""
    return Line(f"{decision.decision}{until}{by}", day(decision.date or meeting.date), decision.because or "")


def _part(item: AgendaItem, section: Section) -> str:
    """The margin number of a section; empty where it is no part that has one."""
    number = BY_ID[section.id].margin if section.id in BY_ID else ELEMENTS.get(section.id)
    return "" if number is None else margin(item.number, number)


def _about(item: AgendaItem, composing: _Composing) -> Item:
    """What an item is about, as all that it holds beside its number, its times and what was decided."""
    gone = [name for name in item.projects if name not in composing.report.evaluations]
    if gone:
        return _gone(item, gone)
    if item.project is not None:
        return _project(item, item.project, composing)
    if item.compare:
        return _several(item, composing)
    return _text(item) if item.page is None else _page(item, item.page, composing)


def _gone(item: AgendaItem, gone: Sequence[str]) -> Item:
    """An item of an earlier meeting about projects that the plan has no longer."""
    verb = "is" if len(gone) == 1 else "are"
    said = f"{listed(gone)} {verb} no longer in the plan"
    return Item(title=listed(item.projects), status=said, decision=decision_pages.of_words(item))


def _project(item: AgendaItem, name: str, composing: _Composing) -> Item:
    report, comparison = composing.report, composing.comparison
    subject = Subject(name, report, paper=True)
    project = subject.project
    story = composing.stories(project.narrative.path) if project.narrative else None
    # The narrative is the last, however long: a line about sources behind it would often have a page of its own.
    narrative = [Section("narrative", "Narrative", (story,))] if story is not None else []
    evidence = marked((*sections_of(subject), *narrative), comparison, name)
    if project.summary:
        evidence = (Section("summary", "In short", (Paragraph(project.summary),)), *evidence)
    decision = decision_pages.of_project(item, report, since(comparison, name))
    url = composing.source.page(report.plan.location.page(project_page(name)))
    return Item(title=project.title, status=str(status_text(subject)), decision=decision, evidence=evidence, url=url)


def _several(item: AgendaItem, composing: _Composing) -> Item:
    report, comparison, names = composing.report, composing.comparison, composing.report.names()
    said = tuple(f"{names[name]}: {text}" for name in item.compare for text in since(comparison, name))
    subjects = [one for one in ranked_subjects(report) if one.id in item.compare]
    caption = ranking_caption(subjects, subjects, "These projects")
    rows = paper_ranking(subjects, caption, changed_projects(comparison), short=False)
    evidence = [Section("comparison", "Side by side", (rows,))]
    for name in (one for one in report.order() if one in item.compare):
        first = next(sections_of(Subject(name, report, paper=True)))
        evidence.append(Section(f"{first.id}-{name}", names[name], first.blocks))
    title, decision = listed([names[name] for name in item.compare]), decision_pages.of_several(item, report, said)
    return Item(title=title, status="Comparison", decision=decision, evidence=tuple(evidence))


def _page(item: AgendaItem, path: str, composing: _Composing) -> Item:
    story, title = headed(composing.stories(path), path)
    evidence = () if story is None else (Section("page", "The page", (story,)),)
    location = composing.report.plan.location
    full = f"{location.folder}/{path}"
    online = composing.source.page(location.published(full) or path)
    return Item(title=title, status=full, decision=decision_pages.of_words(item), evidence=evidence, url=online)


def _text(item: AgendaItem) -> Item:
    said = decision_pages.paragraphs(item.text)
    title = shortened(" ".join(said[0].split()), SHORT) if said else f"Item {item.number}"
    decision = decision_pages.of_words(item)
    told = [] if decision is not None or said == [title] else said  # a short text is the title, and need not follow it
    about = (Section("text", "About", tuple(map(Paragraph, told))),) if told else ()
    return Item(title=title, decision=decision, evidence=about)
