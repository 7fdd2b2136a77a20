"""# threshold: keep n-1 metrics good enough, make the nth as good as possible

A model that fails a threshold is rejected, whatever else it lacks; among the rest one metric is optimised.
`{rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}`

Satisficing and optimising metrics: Machine Learning Yearning, ch. 9. Which metrics to threshold (Full Stack Deep
Learning, 2019): those that can be engineered around, that hardly depend on the model, that are already near their goal.
Where to put the threshold: ask what is tolerable downstream, how well the baseline does, and how much it matters now.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from planpress.document.labels import metric_label, metric_unit
from planpress.model.fields import Number, size_problem, written
from planpress.model.metrics import WORDS, Bound, Direction, Values, gain, same, written_bound
from planpress.model.rule import Judgement, Metrics, Rule, Setting, WhatIf
from planpress.model.sensitivity import Breakpoint, Segment, Sweep, merged_sweep
from planpress.model.tables import Model
from planpress.model.units import in_unit
from planpress.rules.common import beside_limit, best_of, in_formula, limit_words, not_measured


def read_threshold(written: object) -> object:
    """The bound that a text such as `recall > 0.6` is. Raises a validation error that shows the form."""
    if isinstance(written, Bound):
        return written
    bound = written_bound(written) if isinstance(written, str) else None
    if bound is None:
        raise PydanticCustomError("threshold", 'is no limit; write it as "recall > 0.6"')
    problem = size_problem(bound.limit)
    if problem is not None:
        raise PydanticCustomError("threshold", f"holds a number that {problem}")
    return bound


Threshold = Annotated[Bound, BeforeValidator(read_threshold), WithJsonSchema({"type": "string"})]


@written
class ThresholdRule(Rule):
    """Thresholds on some metrics, the best value of one."""

    rule: Literal["threshold"]
    optimise: Annotated[str, Field(description="The metric that is optimised among the models that are left.")]
    subject_to: Annotated[tuple[Threshold, ...], Field(min_length=1, description='Thresholds, as in "recall > 0.6".')]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    phrase: Annotated[str | None, Field(description="What a sentence calls what decides, as in cost.")] = None
    matters: Annotated[
        Number | None, Field(gt=0, description="The smallest difference of scores that counts.")
    ] = None

    def needs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.optimise, *(bound.metric for bound in self.subject_to))))

    def bounds(self) -> tuple[Bound, ...]:
        return self.subject_to

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        failed = failures(self.subject_to, values, metrics)
        if failed:
            return Judgement("rejected", because=failed)
        missing = [metric for metric in self.needs() if metric not in values]
        if missing:
            return not_measured(missing)
        return Judgement("ranked", values[self.optimise])

    def measure(self, values: Values, metrics: Metrics) -> float | None:
        return values.get(self.optimise)

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        return self.optimise, in_formula(values[self.optimise])

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        return best_of(self.optimise, metrics, self.phrase)

    def words(self, metrics: Metrics) -> str:
        return f"{' '.join(self.aim(metrics))} with {limit_words(self, metrics)}"

    def measured(self) -> tuple[str, ...]:
        return (self.optimise,)

    def sweeps(self, models: Sequence[Model], metrics: Metrics) -> tuple[Sweep, ...]:
        """A threshold changes who is rejected at the values that models have of its metric, and nowhere else."""
        return tuple(self._sweep(index, models, metrics) for index in range(len(self.subject_to)))

    def moved(self, sweep: Sweep, value: float) -> ThresholdRule:
        assert sweep.bound is not None
        limits = list(self.subject_to)
        limits[limits.index(sweep.bound)] = Bound(sweep.bound.metric, sweep.bound.operator, value)
        return replace(self, subject_to=tuple(limits))

    def what_if(self, metrics: Metrics) -> WhatIf | None:
        return WhatIf("limits", {"by": "threshold", "optimise": self.optimise}, tuple(self._settings(metrics)))

    def _settings(self, metrics: Metrics) -> Iterator[Setting]:
        for at, bound in enumerate(self.subject_to):
            unit = metrics[bound.metric].unit if bound.metric in metrics else None
            name, words = metric_label(bound.metric, metrics), WORDS[bound.operator]
            before = sum(other.metric == bound.metric for other in self.subject_to[:at])
            key = f"limit.{bound.metric}.{before + 1}" if before else f"limit.{bound.metric}"
            data = {"operator": bound.operator, "unit": unit, "subject": name, "words": words}
            yield Setting(bound.metric, key, f"{name} {words}", bound.limit, data)

    def _sweep(self, index: int, models: Sequence[Model], metrics: Metrics) -> Sweep:
        bound, better = self.subject_to[index], self.direction(metrics)
        others = [other for at, other in enumerate(self.subject_to) if at != index]
        left = [
            model
            for model in models
            if all(metric in model.values for metric in self.needs())
            and all(other.holds(model.values[other.metric]) for other in others)
        ]

        won = self._won_by_limit(bound, left, better)
        ends = [-math.inf, *sorted({model.values[bound.metric] for model in left}), math.inf]
        # Between two values of models a limit keeps what the nearer value on the good side keeps.
        segments = [
            Segment(low, high, won.get(high if bound.better == "higher" else low, ()))
            for low, high in pairwise(ends)
        ]
        alike = segments[1:] if bound.operator in (">", "<=") else segments[:-1]
        breakpoints = [Breakpoint(at, segment.winners) for at, segment in zip(ends[1:-1], alike, strict=True)]
        return merged_sweep(bound.metric, bound, bound.limit, segments, breakpoints)

    def _won_by_limit(
        self, bound: Bound, models: Sequence[Model], better: Direction
    ) -> Mapping[float, tuple[str, ...]]:
        """Who wins where the limit is at each value of these models, itself kept. A looser limit only adds models, so
        that each is put among those before it once."""
        at_value: dict[float, list[int]] = {}
        for at, model in enumerate(models):
            at_value.setdefault(model.values[bound.metric], []).append(at)
        kept: list[tuple[float, int]] = []
        won: dict[float, tuple[str, ...]] = {}
        for value in sorted(at_value, reverse=bound.better == "higher"):
            for at in at_value[value]:
                insort(kept, (gain(0, models[at].values[self.optimise], better), at))
            apart = (at for at, (one, other) in enumerate(pairwise(kept), start=1) if not same(one[0], other[0]))
            first = sorted(at for _, at in kept[: next(apart, len(kept))])
            won[value] = tuple(models[at].name for at in first)
        return won


def failures(bounds: Iterable[Bound], values: Values, metrics: Metrics) -> tuple[str, ...]:
    """Why values fail the bounds, a sentence for each that they fail. What was not measured fails nothing."""
    return tuple(
        _failure(bound, values[bound.metric], metrics)
        for bound in bounds
        if bound.metric in values and not bound.holds(values[bound.metric])
    )


def _failure(bound: Bound, value: float, metrics: Metrics) -> str:
    """`recall 0.5 (must be above 0.6)`, `latency 120 ms (must be below 100)`."""
    name, unit = metric_label(bound.metric, metrics), metric_unit(bound.metric, metrics)
    written, limit = beside_limit(value, bound.limit)
    if value == bound.limit:
        return f"{name} equals the limit of {in_unit(limit, unit)}, which must be {_BEYOND[bound.better]}"
    return f"{name} {in_unit(written, unit)} (must be {WORDS[bound.operator]} {limit})"


_BEYOND: Mapping[Direction, str] = {"higher": "exceeded", "lower": "undercut"}
