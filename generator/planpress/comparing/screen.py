"""# Screens

Whether a project is in the order at all: a must-have that is not passed takes it out, with the reason.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    if report.ranking.of(project) is not None:
        yield ConclusionValue("", False, "in the order", good=1)
        return
    out = next((out.reason for out in report.ranking.screened_out if out.id == project), None)
    if out is not None:
        yield ConclusionValue("", True, f"out of the order: {out}", good=0)


KIND = ConclusionKind("screen", "screens", "score", frozenset({"screens"}), frozenset(), say, __doc__ or "")
