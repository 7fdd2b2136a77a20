"""What a packet says of the whole plan: one page of it, what was found in it, and the appendix."""

import pkgutil
import re
from collections.abc import Collection, Iterator

from planpress.charts import matrix
from planpress.deciding import about, unasked
from planpress.document.blocks import Block, Bullets, Chart, Line, Paragraph, Section, Story
from planpress.model.meeting import Appendix
from planpress.model.report import Report
from planpress.model.wording import counted
from planpress.packets.nouns import Summary
from planpress.sections import Subject
from planpress.sections.model_table import MOST_ON_PAPER, model_table
from planpress.sections.plan import attention
from planpress.sections.plan.method import TITLE, method
from planpress.sections.plan.ranked_projects import paper_ranking, ranked_subjects, ranking_caption
from planpress.sections.plan.record import COMING, next_milestones
from planpress.sections.provenance import finding_lines

MATRIX = 405
"""The width of the matrix where words stand beside it."""

ON_SUMMARY = 18
"""At most this many projects stand in the table of the summary; the whole table is in the appendix."""


def summary(report: Report, changed: Collection[str]) -> Summary | None:
    """What the portfolio says first, the matrix and the ranked table; None where the plan has no project. Rows of
    `changed` projects have a bar in the margin."""
    subjects = ranked_subjects(report)
    if not subjects:
        return None
    drawn = matrix.figure(report.plan, report.ranking, MATRIX, keyed=False)
    shown = subjects[:ON_SUMMARY]
    return Summary(
        # What changed has a chapter of its own.
        groups=tuple(group for group in attention.short_attention(report) if group.id != "changed"),
        matrix=Chart(drawn) if drawn else None,
        ranking=(paper_ranking(shown, ranking_caption(subjects, shown), changed, short=True),),
    )


def findings(report: Report, shown: Collection[str]) -> Iterator[Section]:
    """Everything that was found in the plan, and what a meeting must settle that is not on the agenda."""
    settle = [one for one in unasked(report) if not any(name in shown for name in one.projects)]
    if settle:
        lines = tuple(Line(one.line, about(one, report)) for one in settle)
        yield Section("open", "Open questions that are not on the agenda", (Bullets(lines),))
    if report.findings:
        yield Section("findings", counted(len(report.findings), "finding"), (finding_lines(report.findings),))
    if not settle and not report.findings:
        yield Section("findings", "Nothing was found", (Paragraph("The plan has no finding and no open question."),))


def appendix(report: Report, depth: Appendix, shown: Collection[str], changed: Collection[str]) -> Iterator[Section]:
    """How the plan is scored, every table in full, and what the words mean, as much as `depth` asks for; `shown` are
    the projects that the packet's items are about."""
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
    glossary = (pkgutil.get_data("planpress.packets", "glossary.md") or b"").decode()
    terms = re.findall(r"(?m)^\*\*([^*\n]+)\*\*: (.+)$", glossary)
    yield Section("glossary", "Glossary", (Bullets(tuple(Line(text, term) for term, text in terms)),))


def _method(report: Report) -> Iterator[Block]:
    for part in method(report):
        if part.title:
            yield Story(({"kind": "heading", "level": 1, "children": [{"kind": "text", "text": part.title}]},))
        yield from part.blocks


def _full(report: Report, changed: Collection[str]) -> Iterator[Block]:
    subjects = ranked_subjects(report)
    if subjects:
        yield paper_ranking(subjects, ranking_caption(subjects, subjects), changed, short=False)
    coming = tuple(next_milestones(report))
    if coming:
        yield Paragraph(f"{COMING}:")
        yield from coming
