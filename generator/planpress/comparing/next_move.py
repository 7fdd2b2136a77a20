"""# Diagnosis

Which error comes first, underfitting or overfitting, and so what to try next.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, ConclusionKind, ConclusionValue
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    evaluation = report.evaluations.get(project)
    if evaluation is not None and evaluation.diagnosis is not None:
        first = evaluation.diagnosis.first
        words = "not known" if first is None else "neither" if first == "neither" else f"{first} first"
        yield ConclusionValue("", first, words)


_KEYS = frozenset({"models", "metrics", "baselines", "diagnosis"})
KIND = ConclusionKind("diagnosis", "diagnosis", "evaluation", _KEYS, METRICS, say, __doc__ or "")
