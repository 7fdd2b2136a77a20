"""# mean: several metrics count together

The score is the weighted mean of several metrics: arithmetic, harmonic or geometric. Of the ways to one number it is
the simplest and the least used (Full Stack Deep Learning, 2019).
`{rule: mean, of: {precision: 1, recall: 1}, kind: harmonic}`

With `beta`, a harmonic mean of exactly two metrics is the F-measure
`(1 + beta^2) p r / (beta^2 p + r)` (van Rijsbergen 1979), p being the first and r the second.

Metrics in different units or directions have no mean, nor have metrics without a unit that run over different ranges.
Each must then declare its `range`, and the mean is taken of their utilities, 0 (worst) to 1 (best). A harmonic or
geometric mean is 0 where any part is 0. A metric with the weight 0 is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from planpress.document.labels import metric_label
from planpress.model.fields import Number, written
from planpress.model.metrics import Direction, Metric, Values
from planpress.model.rule import Judgement, Metrics, Rule, RuleProblem, Setting, WhatIf
from planpress.model.sensitivity import Sweep
from planpress.model.tables import Model
from planpress.model.wording import listed, number
from planpress.rules.common import best_in, in_formula, not_measured
from planpress.rules.mean_envelope import weight_sweep

Weight = Annotated[Number, Field(ge=0)]


@written
class MeanRule(Rule):
    """A mean of several metrics decides."""

    computed: ClassVar[bool] = True

    rule: Literal["mean"]
    of: Annotated[Mapping[str, Weight], Field(min_length=1, description="The metrics and their weights.")]
    kind: Annotated[Literal["arithmetic", "harmonic", "geometric"], Field(description="Which mean is taken.")] = (
        "arithmetic"
    )
    beta: Annotated[
        Number | None, Field(gt=0, description="F-beta of two metrics: how much more the second counts.")
    ] = None
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    phrase: Annotated[str | None, Field(description="What a sentence calls what decides, as in cost.")] = None
    matters: Annotated[
        Number | None, Field(gt=0, description="The smallest difference of scores that counts.")
    ] = None
    unit: Annotated[str | None, Field(description="The unit of the score, as in euros per thousand parts.")] = None

    def needs(self) -> tuple[str, ...]:
        return tuple(self.of)

    def direction(self, metrics: Metrics) -> Direction:
        return "higher" if self._normalised(metrics) else metrics[self._counted()[0]].better

    def unit_of(self, metrics: Metrics) -> str | None:
        return self.unit or (None if self._normalised(metrics) else metrics[self._counted()[0]].unit)

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        missing = [metric for metric in self._counted() if metric not in values]
        if missing:
            return not_measured(missing)
        parts = self.parts(values, metrics)
        negative = [metric for metric, part in parts.items() if part < 0]
        if self.kind != "arithmetic" and negative:
            reason = f"a {self.kind} mean is not defined for a negative {listed(negative)}"
            return Judgement("not-evaluated", because=(reason,))
        return Judgement("ranked", self._mean(parts))

    def measured(self) -> tuple[str, ...]:
        return self._counted()

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        parts = self.parts(values, metrics)
        names = [f"utility of {metric}" for metric in parts] if self._normalised(metrics) else list(parts)
        # Where a part is 0 the mean is 0 by definition, and its formula would divide by it.
        zero = self.kind != "arithmetic" and 0 in parts.values()
        return self._formula(names), "0" if zero else self._formula([in_formula(part) for part in parts.values()])

    def parts(self, values: Values, metrics: Metrics) -> dict[str, float]:
        """What is averaged: the values of the metrics that count, or their utilities."""
        if self._normalised(metrics):
            return {metric: metrics[metric].utility(values[metric]) for metric in self._counted()}
        return {metric: values[metric] for metric in self._counted()}

    def shares(self) -> dict[str, Fraction]:
        """The weights that count as parts of 1, exactly as written. Those of F-beta are as 1 to the square of beta."""
        if self.beta is not None:
            squared = Fraction(repr(float(self.beta))) ** 2
            weights = dict(zip(self.of, (Fraction(1), squared), strict=True))
        else:
            weights = {metric: Fraction(repr(float(self.of[metric]))) for metric in self._counted()}
        total = sum(weights.values())
        return {metric: weight / total for metric, weight in weights.items()} if total else {}

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        if self.phrase:
            return best_in(self.direction(metrics)), self.phrase
        names = listed(metric_label(metric, metrics) for metric in self._counted())
        if self.beta is not None:
            return "the best", f"F{number(self.beta)} of {names}"
        weights = {self.of[metric] for metric in self._counted()}
        weighted = "" if len(weights) == 1 else "weighted "
        return "the best", f"{weighted}{'' if self.kind == 'arithmetic' else self.kind + ' '}mean of {names}"

    def problems(self, metrics: Metrics) -> Iterator[RuleProblem]:
        if not any(weight > 0 for weight in self.of.values()):
            yield RuleProblem("of", "every weight is 0; give at least one metric a weight above 0", "PP214")
        if self.beta is not None and (self.kind != "harmonic" or len(self.of) != 2 or len(set(self.of.values())) != 1):
            message = "beta belongs to a harmonic mean of exactly two metrics with equal weights; take it out"
            yield RuleProblem("beta", f"{message}, or write kind: harmonic over two", "PP227")
        if any(metric not in metrics for metric in self.of):
            return
        bare = [metric for metric in self._counted() if metrics[metric].range is None]
        if self._mixed(metrics) and bare:
            how = listed(f"{metric} ({_kind(metrics[metric])})" for metric in self._counted())
            message = f"a mean over {how} has no meaning; declare the range of {listed(bare)}, to take it of utilities"
            yield RuleProblem("of", message, "PP211")

    def sweeps(self, models: Sequence[Model], metrics: Metrics) -> tuple[Sweep, ...]:
        shares, better = self.shares(), self.direction(metrics)
        if len(shares) < 2:
            return ()
        measured = [model for model in models if self.measure(model.values, metrics) is not None]
        parts = {model.name: self.parts(model.values, metrics) for model in measured}
        swept = list(shares) if len(shares) > 2 else list(shares)[:1]
        return tuple(weight_sweep(metric, self.kind, shares, parts, better) for metric in swept)

    def moved(self, sweep: Sweep, value: float) -> MeanRule:
        shares = self.shares()
        rest = 1 - shares[sweep.metric]
        # The metric's own share may be any number of times the rest; it is not asked for here.
        weights = {metric: float(min(share / rest, Fraction(1))) * (1 - value) for metric, share in shares.items()}
        return replace(self, of={**weights, sweep.metric: value}, beta=None)

    def what_if(self, metrics: Metrics) -> WhatIf | None:
        """The metrics that count; whether their utilities are taken depends on which are left with a weight."""
        if self.beta is not None or sum(weight > 0 for weight in self.of.values()) < 2:
            return None
        settings = tuple(self._setting(name, metrics) for name, weight in self.of.items() if weight > 0)
        return WhatIf("weights", {"by": "mean", "mean": self.kind}, settings)

    def _setting(self, name: str, metrics: Metrics) -> Setting:
        metric, weight = metrics[name], self.of[name]
        data = {"metricUnit": metric.unit, "better": metric.better, "range": metric.range}
        label, highest = f"Weight of {metric_label(name, metrics)}", max(2.0, 2 * weight)
        return Setting(name, f"weight.{name}", label, weight, data, highest)

    def _formula(self, parts: Sequence[str]) -> str:
        """The mean of `parts`, names or numbers, written out."""
        if self.beta is not None:
            square = f"{number(self.beta)} ^ 2"
            return f"(1 + {square}) x {parts[0]} x {parts[1]} / ({square} x {parts[0]} + {parts[1]})"
        weights = [self.of[metric] for metric in self._counted()]
        total = number(math.fsum(map(float, map(number, weights))))
        weighted = [(number(weight), part) for weight, part in zip(weights, parts, strict=True)]
        if self.kind == "arithmetic":
            return f"({' + '.join(f'{weight} x {part}' for weight, part in weighted)}) / {total}"
        if self.kind == "harmonic":
            return f"{total} / ({' + '.join(f'{weight} / {part}' for weight, part in weighted)})"
        return f"({' x '.join(f'{part} ^ {weight}' for weight, part in weighted)}) ^ (1 / {total})"

    def _counted(self) -> tuple[str, ...]:
        """The metrics that count; all of them where none does, which is an error of its own."""
        return tuple(metric for metric, weight in self.of.items() if weight > 0) or tuple(self.of)

    def _mixed(self, metrics: Metrics) -> bool:
        counted = [metrics[metric] for metric in self._counted()]
        if len({(metric.unit, metric.better) for metric in counted}) > 1:
            return True
        ranges = {metric.range for metric in counted if metric.range is not None}
        return counted[0].unit is None and len(ranges) > 1

    def _normalised(self, metrics: Metrics) -> bool:
        bare = any(metrics[metric].range is None for metric in self._counted())
        return not bare and self._mixed(metrics)

    def _mean(self, parts: Mapping[str, float]) -> float:
        if self.kind != "arithmetic" and 0 in parts.values():
            return 0.0
        weights = list(map(float, self.shares().values())) if self.beta else [self.of[metric] for metric in parts]
        total = math.fsum(weights)
        weighted = list(zip(weights, parts.values(), strict=True))
        if self.kind == "arithmetic":
            mean = math.fsum(weight * part for weight, part in weighted) / total
        elif self.kind == "geometric":
            mean = math.exp(math.fsum(weight * math.log(part) for weight, part in weighted) / total)
        else:
            mean = total / math.fsum(weight / part for weight, part in weighted)
        # Rounding must not put the mean of equal parts below or above them.
        return min(max(mean, min(parts.values())), max(parts.values()))


def _kind(metric: Metric) -> str:
    scale = f"in {metric.unit}" if metric.unit else "no unit"
    span = f", {number(metric.range[0])} to {number(metric.range[1])}" if metric.range else ""
    return f"{metric.better} is better, {scale}{span}"
