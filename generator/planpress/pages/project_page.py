"""One page per project: the verdict, then what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planpress import baselines, sections
from planpress.document.keys import texts
from planpress.model.errors import concerning
from planpress.model.page import Page
from planpress.model.plan import GROUPS
from planpress.model.project import ARCHETYPE_LABELS, ARCHETYPE_QUESTIONS
from planpress.model.report import Report
from planpress.model.stages import STAGE_LABELS
from planpress.pages import narrative_html as narrative
from planpress.pages import site_paths
from planpress.pages.history_cells import across_words, course, head_words
from planpress.pages.project_rows import charts, cost_words, factor_rows, model_rows, sources
from planpress.pages.rank_text import rank_words, status
from planpress.pages.spoken import spoken
from planpress.pages.templates import Composer
from planpress.pages.verdicts import missing_words, verdict
from planpress.pages.what_if import rule_data
from planpress.pages.why import explained
from planpress.sections.section import Subject


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page of every project."""
    for project in report.plan.projects:
        with concerning(project.path):
            made = page(project.id, report, composer)
        yield made


def page(name: str, report: Report, composer: Composer) -> Page:
    """The page of one project."""
    evaluation, entry = report.evaluations[name], report.ranking.of(name)
    project, plan = evaluation.project, report.plan
    metrics = plan.metrics_of(project)
    said = verdict(evaluation, plan)
    table = project.table
    columns = table.columns if table else ()
    folder = plan.location.project(project.id, "")
    why = explained(report, project.id)
    return composer.page(
        site_paths.project_page(project.id),
        "pages/project.md.j2",
        project.title,
        description=project.summary or f"{said.headline} {said.reason}",
        tags=project.tags,
        in_navigation=False,
        anchors=why.anchors,
        why=why,
        numbers=spoken(evaluation, metrics),
        project=project,
        evaluation=evaluation,
        entry=entry,
        plan=plan,
        report=report,
        metrics=metrics,
        status=status(evaluation, entry, report),
        verdict=said,
        groups=[(group, factor_rows(evaluation, entry, plan, group)) for group in GROUPS] if entry else [],
        rank_words=list(rank_words(entry, report)) if entry else [],
        columns=[(column, metrics.get(column)) for column in columns],
        rows=list(model_rows(evaluation)),
        rule_labels={rule.id: rule.label for rule in evaluation.rules},
        sections={kind.id: kind.of(Subject(name, report)) for kind in sections.ALL},
        before=_before(name, composer),
        kinds=baselines.BY_ID,
        missing=[missing_words(missing) for missing in evaluation.missing],
        stage_labels=STAGE_LABELS,
        archetype=ARCHETYPE_LABELS[project.archetype] if project.archetype else None,
        questions=ARCHETYPE_QUESTIONS[project.archetype] if project.archetype else (),
        owner=site_paths.owner_label(project.owner, plan),
        all_names=report.names(),
        page_of=site_paths.project_page,
        narrative=narrative.sections(project, plan.location) if project.narrative else (),
        what_if=rule_data(evaluation, plan),
        charts=charts(evaluation, entry, plan),
        history=course(report, project.id),
        history_head=head_words,
        history_across=across_words,
        sources=sources(evaluation, plan),
        findings=[finding for finding in report.findings if finding.place.path.startswith(folder)],
        cost_words=cost_words(evaluation),
    )


def _before(name: str, composer: Composer) -> Mapping[str, Mapping[str, str]]:
    """In a preview, what each section said before the change, by its keys."""
    preview = composer.preview
    if preview is None or not preview.has(name) or preview.mark(site_paths.project_page(name)) is None:
        return {}
    subject = Subject(name, preview.before)
    return {kind.id: texts(kind.blocks(subject)) for kind in sections.ALL}
