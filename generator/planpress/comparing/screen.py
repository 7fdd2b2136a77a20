"""# Screens

Whether a must-have that is not passed takes a project out of the order, with the reason.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    out = next((out for out in report.ranking.left_out if out.id == project), None)
    if out is not None and out.state == "screened out":
        yield ConclusionValue("", True, f"not ranked: failed {out.reason}", good=0)
    elif out is not None or report.ranking.of(project) is not None:
        yield ConclusionValue("", False, "ranked", good=1)


KIND = ConclusionKind("screen", "screens", "score", frozenset({"screens"}), frozenset(), say, __doc__ or "")
