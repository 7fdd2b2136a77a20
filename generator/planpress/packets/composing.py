"""A packet from a judged plan and a meeting: cover, summary, items with their evidence, changes, findings, appendix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planpress.charts.figure import Figure
from planpress.model.change import Comparison
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.report import Report
from planpress.model.wording import counted, listed, number, whole_day
from planpress.packets import decisions
from planpress.packets.appendix import appendix
from planpress.packets.changes import changed_projects, changes, marked, since
from planpress.packets.evidence import sections
from planpress.packets.figures import Figures
from planpress.packets.nouns import Bullets, Cover, DecisionPage, Item, Line, Packet, Paragraph, Section, Story
from planpress.packets.summary import ranking, summary
from planpress.pages import attention
from planpress.pages.names import project_page
from planpress.pages.placing import status
from planpress.pages.portfolio import status as plan_status

Stories = Callable[[str], Story | None]
"""The narrative of a project, or a page of content/, by the path of its Markdown; None where there is none."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a packet is made from beside the plan. `site` is where the plan is online, with a slash at its end.

    `code` is the file of the QR code that leads there, empty without one; `folders` says that pages are folders there.
    """

    revision: str = ""
    site: str = ""
    code: str = ""
    folders: bool = False

    def page(self, path: str) -> str:
        """Where a page is online, by the path of its Markdown; empty where the plan is not."""
        if not self.site:
            return ""
        stem = path.removesuffix(".md")
        return self.site + (f"{stem.removesuffix('index')}" if self.folders else f"{stem}.html")


@dataclass(frozen=True, slots=True)
class Composed:
    """A packet, and the figures that its charts name by their files."""

    packet: Packet
    figures: Mapping[str, Figure]


def compose(
    report: Report, meeting: Meeting, comparison: Comparison | None, stories: Stories, source: Source = Source()
) -> Composed:
    """The packet of a meeting. `comparison` is of the last meeting's revision with the plan as it is."""
    figures = Figures()
    changed = changed_projects(comparison)
    shown = {name for item in meeting.agenda for name in ((item.project,) if item.project else item.compare) if name}
    packet = Packet(
        language="en",
        paper=meeting.paper,
        two_sided=meeting.two_sided,
        foot=" · ".join(part for part in (source.revision, f"as of {whole_day(report.plan.as_of)}") if part),
        cover=_cover(report, meeting, comparison, source),
        summary=summary(report, figures, changed),
        items=tuple(_items(report, meeting, comparison, figures, stories, source)),
        changes=changes(comparison),
        findings=tuple(_findings(report, meeting)),
        appendix=tuple(appendix(report, meeting.appendix, figures, shown, changed)),
        depth=meeting.appendix,
    )
    return Composed(packet, figures.found)


def _cover(report: Report, meeting: Meeting, comparison: Comparison | None, source: Source) -> Cover:
    facts = [("Date", whole_day(meeting.date)), ("Place", meeting.place or ""), ("Chair", meeting.chair or "")]
    facts += [("Present", listed(meeting.attendees)), ("Plan", plan_status(report.plan))]
    facts += [("Made from", source.revision)]
    facts += [("Compared with", comparison.base)] if comparison else []
    lines = tuple(Line(text, label) for label, text in facts if text)
    return Cover(meeting.title, report.plan.title, lines, source.site, source.code)


def _items(
    report: Report, meeting: Meeting, comparison: Comparison | None, figures: Figures, stories: Stories, source: Source
) -> Iterator[Item]:
    spent = 0.0
    timed = all(item.minutes is not None for item in meeting.agenda)
    for item in meeting.agenda:
        starts = f"{int(spent) // 60}:{int(spent) % 60:02}" if timed else ""
        spent += item.minutes or 0
        title, line, decision, evidence, url = _content(item, report, comparison, figures, stories, source)
        yield Item(
            number=item.number,
            anchor=f"item-{item.number}",
            title=item.title or title,
            status=line,
            minutes=f"{number(item.minutes)} min" if item.minutes is not None else "",
            starts=starts,
            decision=decision,
            evidence=evidence,
            url=url,
        )


def _content(
    item: AgendaItem, report: Report, comparison: Comparison | None, figures: Figures, stories: Stories, source: Source
) -> tuple[str, str, DecisionPage | None, tuple[Section, ...], str]:
    """Title, status, decision page, evidence and address of an item."""
    if item.project is not None:
        return _project(item, item.project, report, comparison, figures, stories, source)
    names = report.names()
    if item.compare:
        decision = decisions.of_several(item, report, _since_all(item, report, comparison))
        rows = ranking(report, changed_projects(comparison), only=item.compare)
        evidence = [Section("comparison", "Side by side", rows)]
        for name in (one for one in report.order() if one in item.compare):
            first = next(sections(name, report, figures, None))
            evidence.append(Section(f"{first.id}-{name}", names[name], first.blocks))
        return listed([names[name] for name in item.compare]), "Comparison", decision, tuple(evidence), ""
    if item.page is not None:
        story = stories(item.page)
        blocks = (story,) if story is not None else ()
        title = item.page.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()
        return title, "", decisions.of_words(item), (Section("page", title, blocks),) if blocks else (), ""
    text = item.text or ""
    paragraphs = tuple(Paragraph(part) for part in text.split("\n\n") if part.strip())
    title = item.title or text.partition("\n")[0][:80]
    return title, "", decisions.of_words(item), (Section("text", title, paragraphs),) if paragraphs else (), ""


def _project(
    item: AgendaItem, name: str, report: Report, comparison: Comparison | None, figures: Figures, stories: Stories,
    source: Source,
) -> tuple[str, str, DecisionPage | None, tuple[Section, ...], str]:  # fmt: skip
    evaluation = report.evaluations[name]
    project = evaluation.project
    line = " · ".join(text for text, _ in status(evaluation, report.ranking.of(name), report))
    story = stories(project.narrative.path) if project.narrative else None
    evidence = marked(tuple(sections(name, report, figures, story)), comparison, name)
    if project.summary:
        evidence = (Section("summary", "In short", (Paragraph(project.summary),)), *evidence)
    decision = decisions.of_project(item, report, since(comparison, name))
    return project.title, line, decision, evidence, source.page(project_page(name))


def _since_all(item: AgendaItem, report: Report, comparison: Comparison | None) -> tuple[str, ...]:
    names = report.names()
    return tuple(f"{names[name]}: {text}" for name in item.compare for text in since(comparison, name))


def _findings(report: Report, meeting: Meeting) -> Iterator[Section]:
    """Everything that was found in the plan, and what a meeting must settle that is not on the agenda."""
    named = {item.project for item in meeting.agenda} | {name for item in meeting.agenda for name in item.compare}
    names = report.names()
    settle = [one for one in attention.decide(report) if one.project not in named]
    if settle:
        lines = tuple(Line(one.text, names[one.project]) for one in settle)
        yield Section("open", "Open questions that are not on the agenda", (Bullets(lines),))
    if report.findings:
        lines = tuple(Line(one.message, one.code, str(one.place)) for one in report.findings)
        yield Section("findings", f"{counted(len(lines), 'finding')}", (Bullets(lines),))
    if not settle and not report.findings:
        yield Section("findings", "Nothing was found", (Paragraph("The plan has no finding and no open question."),))
