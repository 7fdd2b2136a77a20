"""Where a project stands in the order, in pieces of text: each with the name of the number that it is, or with none."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.model.evaluation import Evaluation
from planpress.model.ranking import QUADRANT_LABELS, GroupScore, RankedProject
from planpress.model.report import Report
from planpress.model.wording import counted, day, fixed, listed
from planpress.pages import site_paths

Piece = tuple[str, str]
"""A text, and the subject without the project where it is a number; else an empty text."""


def status(evaluation: Evaluation, entry: RankedProject | None, report: Report) -> list[Piece]:
    """The line under the title: rank, quadrant, stage, owner, review; the first two with what they are asked for by."""
    project, plan = evaluation.project, report.plan
    parts = []
    if entry is None:
        parts.append(("Screened out", ""))
    elif entry.priority.rank is None:
        parts.append(("Not ranked", "priority"))
    else:
        tied = sum(other.priority.rank == entry.priority.rank for other in report.ranking.ordered) > 1
        parts.append(
            (f"Rank {entry.priority.rank}{', tied,' if tied else ''} of {len(report.ranking.ordered)}", "rank")
        )
    if entry is not None and entry.quadrant is not None:
        parts.append((QUADRANT_LABELS[entry.quadrant], "quadrant"))
    parts.append((site_paths.stage_label(project.current_stage), ""))
    parts.append((site_paths.owner_label(project.owner, plan), ""))
    if project.review_by is not None:
        late = (plan.as_of - project.review_by).days
        overdue = f", {counted(late, 'day')} overdue" if late > 0 else ""
        parts.append((f"review by {day(project.review_by)}{overdue}", ""))
    return parts


def rank_words(entry: RankedProject, report: Report) -> Iterator[Piece]:
    """Where the priority comes from, and how sure the rank is: pieces of text, the numbers with their names."""
    if entry.priority.score is None:
        yield "It has no priority: every factor of impact or of feasibility is missing.", ""
        return
    yield from (("Priority ", ""), (fixed(entry.priority.score), "priority"))
    if entry.priority.low != entry.priority.high:
        yield from ((", between ", ""), (fixed(entry.priority.low), "priority"), (" and ", ""))
        yield from ((fixed(entry.priority.high), "priority"), (" over all ratings", ""))
    yield from ((", of impact ", ""), (_value(entry.impact), "impact"))
    yield from ((" and feasibility ", ""), (_value(entry.feasibility), "feasibility"), (".", ""))
    if entry.rank_low is not None and len(report.ranking.ordered) > 1:
        only = entry.rank_low == entry.rank_high
        ranks = f"rank {entry.rank_low}" if only else f"ranks {entry.rank_low} to {entry.rank_high}"
        yield from ((" 90 of 100 draws of weights and ratings put it at ", ""), (ranks, "rank_interval"), (".", ""))
    if entry.within_capacity is not None:
        draws = f"{round(100 * entry.within_capacity)} of 100"
        yield from ((" It can be carried in ", ""), (draws, "within_capacity"), (" draws.", ""))
    yield from _other_orders(entry, report)


def _other_orders(entry: RankedProject, report: Report) -> Iterator[Piece]:
    """What other methods make of it, and which projects are at least as good throughout."""
    decides = report.plan.priority.method
    others = [(f"{site_paths.METHODS[method]} {priority.rank}", f"priority.{method}")
              for method, priority in entry.by_method.items()
              if method != decides and priority.rank != entry.priority.rank]  # fmt: skip
    if others:
        yield " Other methods rank it differently: ", ""
        for at, other in enumerate(others):
            yield from ((" and ", ""), other) if at else (other,)
        yield ".", ""
    if entry.dominated_by:
        titles = report.names()
        said = listed(titles[other] for other in entry.dominated_by[:3])
        verb = "is" if len(entry.dominated_by) == 1 else "are"
        yield f" {said} {verb} at least as good on every factor and better on one.", ""


def _value(group: GroupScore) -> str:
    return "unknown" if group.value is None else fixed(group.value)
