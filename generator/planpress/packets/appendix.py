"""The appendix: how the plan is scored, every table in full, and what the words mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planpress.charts import milestones, ranked
from planpress.document.blocks import Block, Bullets, Line, Section, Story, charts
from planpress.model.meeting import Appendix
from planpress.model.report import Report
from planpress.packets.glossary import TERMS
from planpress.packets.typst_data import PRINT
from planpress.sections import Subject
from planpress.sections.models import MOST_ON_PAPER, model_table
from planpress.sections.plan.method import TITLE, method
from planpress.sections.plan.ranked_projects import paper_ranking, ranked_subjects, ranking_caption


def appendix(
    report: Report, depth: Appendix, shown: Collection[str], changed: Collection[str]
) -> Iterator[Section]:
    """The sections of an appendix of this depth; `shown` are the projects that the packet's items are about."""
    if depth == "none":
        return
    yield Section("method", TITLE, tuple(_method(report)))
    if depth == "full":
        full = tuple(_full(report, changed))
        if full:
            yield Section("tables", "Full tables", full)
        for name in report.order():
            evaluation = report.evaluations[name]
            if name in shown and len(evaluation.project.models()) > MOST_ON_PAPER:
                whole = tuple(model_table(Subject(name, report, paper=True)))
                yield Section(f"models-{name}", f"Models of {evaluation.project.title}", whole)
    yield Section("glossary", "Glossary", (Bullets(tuple(Line(text, term) for term, text in TERMS)),))


def _method(report: Report) -> Iterator[Block]:
    for part in method(report):
        if part.title:
            yield Story(({"kind": "heading", "level": 1, "children": [{"kind": "text", "text": part.title}]},))
        yield from part.blocks


def _full(report: Report, changed: Collection[str]) -> Iterator[Block]:
    subjects = ranked_subjects(report)
    if subjects:
        yield paper_ranking(subjects, ranking_caption(subjects, subjects), changed, short=False)
    yield from charts(ranked.figure(report.plan, report.ranking, PRINT), milestones.figure(report.plan, PRINT))
