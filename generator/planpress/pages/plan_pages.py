"""The pages about the whole plan: the portfolio, teams, scores, what a change does, and addresses of old."""

from collections.abc import Iterator
from functools import partial

from planpress.charts import matrix
from planpress.comparing.comparison_text import extent
from planpress.document.blocks import Block, Paragraph, Section, chart
from planpress.model.figure import WIDE
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.site_pages import ATTENTION, CHANGES, COMPARISON, OWNERS, SCORING, STAGES, TEAMS, WEEKS, Page
from planpress.model.text import Name, Styled, Text
from planpress.model.wording import counted, day, whole_day
from planpress.pages.templates import Composer
from planpress.pages.what_if import plan_data, slid_chart
from planpress.sections.plan.attention import long_attention, meeting_text, short_attention
from planpress.sections.plan.changes import change_summary, what_changed
from planpress.sections.plan.choosing import nothing_high
from planpress.sections.plan.glossary import glossary
from planpress.sections.plan.method import TITLE, method
from planpress.sections.plan.ranked_projects import ranking_table
from planpress.sections.plan.record import COMING, next_milestones
from planpress.sections.plan.resources import resources
from planpress.sections.plan.weeks import weeks
from planpress.sections.provenance import finding_lines


def portfolio(report: Report, composer: Composer) -> Iterator[Page]:
    """The portfolio page."""
    plan, sections = report.plan, tuple(_sections(report))
    yield composer.page(
        composer.portfolio,
        "pages/portfolio.md.j2",
        plan.title,
        wide=True,
        description=f"{counted(len(plan.projects), 'project')}, as of {day(plan.as_of)}",
        report=report,
        status=Text(status(plan)),
        change=change_summary(report, composer.preview) if composer.preview else None,
        meeting=meeting_text(report),
        attention=tuple(short_attention(report)),
        sections=sections,
        before=composer.before(lambda before: (*short_attention(before), *_sections(before))),
        what_if=plan_data(report),
        what_if_chart=slid_chart("plan", sections),
        searched=False,
    )


def status(plan: Plan) -> str:
    """The line under the title: the day, the number of projects, and for how many there is room."""
    parts = [whole_day(plan.as_of), counted(len(plan.projects), "project")]
    if plan.capacity is not None:
        parts.append(f"room for {plan.capacity.words.partition(' project')[0]} at once")
    return " · ".join(parts)


def _sections(report: Report) -> Iterator[Section]:
    """What stands below what comes first."""
    plan, ranking = report.plan, report.ranking
    yield Section("ranking", "Ranking" if plan.projects else "", tuple(_ranking(report)))
    drawn = tuple(chart(partial(matrix.figure, plan, ranking), WIDE))
    if drawn:
        yield Section("matrix", "Map of impact and feasibility", drawn, folded=True)
    coming = tuple(next_milestones(report))
    if coming:
        yield Section("milestones", f"{COMING} ({len(coming[0].lines)})", coming, folded=True)
    yield from long_attention(report)
    if report.findings:
        upkeep = f"Upkeep of the plan files ({len(report.findings)})"
        yield Section("plan-findings", upkeep, (finding_lines(report.findings),), folded=True)


def _ranking(report: Report) -> Iterator[Block]:
    if report.plan.projects:
        yield ranking_table(report)
    else:
        command = Styled("planpress new ID", "code")
        yield Paragraph(Text("There is no project yet. ", command, " writes one to start from."))
    if report.ranking.disagreements:
        others = counted(len(report.ranking.disagreements), "project")
        method = Name("how this plan is scored", f"{SCORING}#ranking-under-each-method")
        yield Paragraph(Text(f"Other methods rank {others} differently; ", method, " shows where."))
    yield from nothing_high(report)


_MOVED = {
    STAGES: ("Projects by stage", "?group=stage#ranking"),
    OWNERS: ("Projects by owner", "?group=owner#ranking"),
    ATTENTION: ("What needs attention", ""),
}
"""Pages that went into the home page: their titles, and what shows there what they showed."""


def teams(report: Report, composer: Composer) -> Iterator[Page]:
    """Teams and tools: what there is, who asks for it, and how much."""
    yield composer.page(TEAMS, "pages/sections.md.j2", "Teams and tools", wide=True, report=report,
                        sections=tuple(resources(report)), before=composer.before(resources))  # fmt: skip


def by_week(report: Report, composer: Composer) -> Iterator[Page]:
    """What is recorded of late, week by week."""
    yield composer.page(WEEKS, "pages/sections.md.j2", "Changes", wide=True, report=report,
                        sections=tuple(weeks(report)))  # fmt: skip


def scoring(report: Report, composer: Composer) -> Iterator[Page]:
    """The method with this plan's own factors, scales, weights and numbers, and what the words of all pages mean."""
    sections = (*method(report), Section("glossary", "Glossary", (glossary(),)))
    yield composer.page(SCORING, "pages/sections.md.j2", TITLE, sections=sections, report=report)


def changes(report: Report, composer: Composer) -> Iterator[Page]:
    """Where there is a preview: all that changes, and because of what; `planpress diff`, whole and linked."""
    preview = composer.preview
    if preview is not None:
        said, made = extent(preview.comparison), tuple(what_changed(report, preview))
        yield composer.page(CHANGES, "pages/what_changed.md.j2", "What changed", wide=True,
                            extent=said, data=COMPARISON, sections=made, report=report)  # fmt: skip


def moved(report: Report, composer: Composer) -> Iterator[Page]:
    """A small page at each old address, which nothing lists."""
    for path, (title, view) in _MOVED.items():
        yield composer.page(path, "pages/moved.md.j2", title, view=view, in_navigation=False, searched=False)
