"""One page per project: the verdict, then what it stands on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planpress.document.blocks import Chart, Section
from planpress.model.errors import concerning
from planpress.model.report import Report
from planpress.model.site_pages import Page, project_page
from planpress.pages import narrative_html as narrative
from planpress.pages.cut_off import cut_off_data
from planpress.pages.templates import Composer
from planpress.pages.what_if import rule_data, slid_chart
from planpress.pages.why import explained
from planpress.sections import OPENING, Subject, sections_of
from planpress.sections.models import MODELS
from planpress.sections.plan.found_by import found_by
from planpress.sections.verdict import verdict


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A project beside another in rank order."""

    page: str
    title: str
    rank: int | None


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page of every project."""
    neighbours, words = _neighbours(report), found_by(report)
    for project in report.plan.projects:
        with concerning(project.path):
            made = _page(project.id, report, composer, neighbours[project.id])
        yield replace(made, found_by=words[project.id])


def _page(name: str, report: Report, composer: Composer, neighbours: Mapping[str, Neighbour]) -> Page:
    subject = Subject(name, report)
    project, plan = subject.project, subject.plan
    sections = tuple(sections_of(subject))
    story = narrative.sections(project, plan.location) if project.narrative else ()
    beside, shown = _beside_story(sections) if story else ((), sections)
    said = verdict(subject)
    why = explained(report, name)
    preview, page = composer.preview, composer.location.page(project_page(name))
    marked = preview is not None and preview.has(name) and preview.mark(page) is not None
    return composer.page(
        project_page(name),
        "pages/project.md.j2",
        project.title,
        description=project.summary or f"{said.headline} {said.reason}",
        tags=project.tags,
        in_navigation=False,
        wide=True,
        anchors=why.anchors,
        neighbours=neighbours,
        before=composer.before(lambda before: sections_of(Subject(name, before))) if marked else None,
        topics=why.topics,
        left_out=why.left_out,
        project=project,
        subject=subject,
        opening=[[one for name in ids for one in sections if one.id == name] for ids in OPENING],
        sections=[one for one in shown if not any(one.id in ids for ids in OPENING)],
        narrative=story,
        beside=beside,
        what_if=rule_data(subject.evaluation, plan),
        what_if_chart=slid_chart("rule", sections),
        cut_off=cut_off_data(subject),
    )


def _neighbours(report: Report) -> Mapping[str, Mapping[str, Neighbour]]:
    """The projects before and after each one in rank order, by its id, as far as there are such."""
    names, ranks = report.names(), {entry.id: entry.priority.rank for entry in report.ranking.ordered}
    found: dict[str, dict[str, Neighbour]] = {name: {} for name in report.order()}
    for before, after in pairwise(found):
        found[before]["next"] = Neighbour(project_page(after), names[after], ranks.get(after))
        found[after]["prev"] = Neighbour(project_page(before), names[before], ranks.get(before))
    return found


def _beside_story(sections: Sequence[Section]) -> tuple[list[Chart], list[Section]]:
    """How good the models are is drawn beside the story: the charts of that section, and the sections without them."""
    drawn, rest = list[Chart](), list[Section]()
    for one in sections:
        charts = [block for block in one.blocks if isinstance(block, Chart)] if one.id == MODELS.id else []
        drawn += charts
        others = tuple(block for block in one.blocks if not charts or not isinstance(block, Chart))
        rest += [replace(one, blocks=others)] if others else []
    return drawn, rest
