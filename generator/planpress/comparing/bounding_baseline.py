"""# Which baseline bounds

The baseline that is the floor, and the one that is the ceiling: the best of its kind by the deciding measure.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue
from planpress.model.report import Report


def say(report: Report, project: str) -> Iterator[ConclusionValue]:
    evaluation = report.evaluations.get(project)
    if evaluation is None:
        return
    for subject, baseline in (("floor", evaluation.floor), ("ceiling", evaluation.ceiling)):
        result = evaluation.baseline(baseline)
        yield ConclusionValue(subject, baseline, result.baseline.name if result else f"no {subject}")


KIND = ConclusionKind("baseline", "baseline", "evaluation", MODELS | {"baselines"}, METRICS, say, __doc__ or "")
