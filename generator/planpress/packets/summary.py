"""The whole plan on one page: what the portfolio says first, the matrix and the ranked table."""

from __future__ import annotations

from collections.abc import Collection

from planpress.charts import matrix
from planpress.document.blocks import Chart
from planpress.model.report import Report
from planpress.packets.nouns import Summary
from planpress.packets.typst_data import MATRIX
from planpress.sections.plan.attention import short_attention
from planpress.sections.plan.ranked_projects import paper_ranking, ranked_subjects, ranking_caption

ON_SUMMARY = 18
"""At most this many projects stand in the table of the summary; the whole table is in the appendix."""


def summary(report: Report, changed: Collection[str]) -> Summary | None:
    """The summary of a plan; None where it has no project. Rows of `changed` projects have a bar in the margin."""
    subjects = ranked_subjects(report)
    if not subjects:
        return None
    drawn = matrix.figure(report.plan, report.ranking, MATRIX, keyed=False)
    shown = subjects[:ON_SUMMARY]
    return Summary(
        # What changed has a chapter of its own.
        groups=tuple(group for group in short_attention(report) if group.id != "changed"),
        matrix=Chart(drawn) if drawn else None,
        ranking=(paper_ranking(shown, ranking_caption(subjects, shown), changed, short=True),),
    )
