"""# Requirements

Whether the leading model, or the nearest miss, keeps each bound that the product needs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.document.labels import metric_label
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import WORDS
from planpress.model.report import Report
from planpress.model.wording import about

_GOOD: Mapping[str, int] = {"met": 2, "not-measured": 1, "missed": 0}


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    metrics = report.plan.metrics_of(evaluation.project)
    seen: Counter[str] = Counter()
    for result in evaluation.requirements:
        metric = metrics.get(result.bound.metric)
        subject = f"{result.bound.metric} {'at most' if result.bound.better == 'lower' else 'at least'}"
        seen[subject] += 1
        known = subject if seen[subject] == 1 else f"{subject} ({seen[subject]})"
        unit = metric.unit if metric else None
        limit = f"({WORDS[result.bound.operator]} {about(result.bound.limit, unit)})"
        words = result.absent if result.value is None else f"{result.status}: {about(result.value, unit)}"
        name = metric_label(result.bound.metric, metrics)
        yield ConclusionValue(known, result.status, f"{words} {limit}", good=_GOOD[result.status], name=name)


_KEYS = MODELS | {"requirements", "decisions", "baselines"}
KIND = ConclusionKind("requirement", "requirement", "evaluation", _KEYS, METRICS, say, __doc__ or "")
