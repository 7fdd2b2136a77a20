"""# Unrated factors

Factors that nobody rated and that decide the rank: at their worst and at their best the project has another place.
"""

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import RATINGS, SCORING, ConclusionKind, ConclusionValue
from planpress.deciding.unrated import unrated
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    for item in unrated(project, report):
        yield ConclusionValue("", True, item.text, good=0)


_KEYS = RATINGS | {"screens", "status"}
KIND = ConclusionKind(
    "unrated", "unrated", "order", _KEYS, SCORING, say, __doc__ or "", ends=("opens", "closes"), ongoing=True
)
