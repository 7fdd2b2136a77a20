"""What a packet says of the whole plan: one page of it, what is not on the agenda, and the words."""

import re
from collections.abc import Collection, Iterator

from planpress.charts import matrix
from planpress.deciding import about
from planpress.document.blocks import Bullets, Chart, Line, Section
from planpress.model.meeting import Meeting
from planpress.model.open_item import OpenItem
from planpress.model.report import Report
from planpress.packets.nouns import METHOD_CODE, Method, Source, Summary
from planpress.packets.project_summaries import in_one_line
from planpress.sections import Subject
from planpress.sections.plan import attention
from planpress.sections.plan.glossary import TERMS
from planpress.sections.plan.method import TITLE
from planpress.sections.plan.ranked_projects import paper_ranking, ranked_subjects, ranking_caption

MATRIX = 405
"""The width of the matrix where words stand beside it."""

ON_SUMMARY = 18
"""At most this many projects stand in the table of the summary."""


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
        ranking=(paper_ranking(shown, ranking_caption(subjects, shown), changed),),
    )


def others(report: Report, meeting: Meeting) -> Iterator[Section]:
    """Every project that is not on the agenda, in a line, and every open question that is not."""
    here = {name for item in meeting.agenda for name in item.projects}
    lines = tuple(in_one_line(Subject(name, report)) for name in report.order() if name not in here)
    if lines:
        yield Section("projects", "Other projects", (Bullets(lines),))
    left: dict[str, list[str]] = {}
    for one in report.open:
        if not here.intersection(one.projects) and not _asks(meeting, one):
            left.setdefault(about(one, report), []).append(one.words)
    if left:
        said = tuple(Line("; ".join(texts), title) for title, texts in left.items())
        yield Section("open", "Other open questions", (Bullets(said),))


def _asks(meeting: Meeting, one: OpenItem) -> bool:
    return one.meeting == meeting.id and one.number in {item.number for item in meeting.agenda}


def method(source: Source, said: str) -> Method:
    """Where it is said how the plan is scored, and of the words that `said` uses what they mean."""
    used = (Line(text, term) for term, text in TERMS if re.search(rf"\b{term}", said, re.IGNORECASE))
    return Method(TITLE, source.method, METHOD_CODE if source.method else "", tuple(used))
