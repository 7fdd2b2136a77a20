"""Values of predictions with their errors, over clusters of examples or the examples themselves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field

from planpress.model.evidence import SliceEvidence
from planpress.sources import influences_sql as errors_sql
from planpress.sources import predictions_sql as sql
from planpress.sources.predicted_values import Influence, NoValue, Shares, Sizes
from planpress.sources.prediction_reading import PredictedModel, PredictionReading, batches

Key = tuple[str, str]
"""A metric and a group."""


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """A value of n of so many rows, in so many units, and the variance of it: None where nothing is known of that."""

    value: float | NoValue
    rows: int
    n: int
    units: int = 0
    variance: float | None = None

    @property
    def se(self) -> float | None:
        return None if self.variance is None else math.sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class Product:
    """What two groups have in common: units, examples, the sum of the products of their shares, and in how many units
    the first and the second has more right."""

    units: int
    n: int
    total: float
    ahead: int
    behind: int


@dataclass(slots=True)
class Estimates:
    """The estimates of some groups, and their products; `right` are those that are shares of what is right,
    `by_label` the metrics of which two models have the same examples."""

    of: dict[Key, GroupEstimate] = field(default_factory=dict)
    right: set[Key] = field(default_factory=set)
    by_label: set[str] = field(default_factory=set)
    products: dict[tuple[Key, Key], Product] = field(default_factory=dict)

    def covariance(self, one: Key, other: Key) -> float | None:
        """CR1 over the units that both have."""
        found = self.products.get((one, other))
        return None if found is None or found.units < 2 else found.total * found.units / (found.units - 1)

    def of_differences(self, one: Key, other: Key, again: Key, against: Key) -> float | None:
        """The covariance of the difference of two groups with that of two others."""
        parts = [self.covariance(*two) for two in ((one, again), (other, against), (one, against), (other, again))]
        if any(part is None for part in parts):
            return None
        same, both, first, second = (part or 0.0 for part in parts)
        return math.fsum((same, both, -first, -second))


@dataclass(frozen=True, slots=True)
class Estimating:
    """Estimates of what a session reads; `is_clustered` says whether units are clusters."""

    read: PredictionReading
    is_clustered: bool

    def estimates(
        self, samples: str, bound: Mapping[str, object], models: Sequence[PredictedModel], *, products: bool = False
    ) -> Estimates:
        """The estimates of the groups of some samples, which are of these models."""
        asked = sql.Asked()
        asked.count("TRUE")
        sizes = Sizes(*map(max, zip(*(astuple(one.sizes) for one in models), strict=True)))
        metrics = self.read.source.metrics
        values = {name: one.asks(asked, sizes) for name, one in metrics.items()}
        influences = {
            name: influence
            for name, one in metrics.items() if (influence := one.influence(asked, sizes)) is not None
        }  # fmt: skip
        found = self.read.found(asked, samples, bound)
        made = Estimates()
        shares: dict[Key, Shares] = {}
        for name, value in values.items():
            for group, sums in found.items():
                known = value(sums)
                made.of[name, group] = GroupEstimate(known, int(sums.sums[0]), int(sums.sums[0]))
                if name in influences and not isinstance(known, NoValue):
                    shares[name, group] = influences[name].shares(sums, known, self.is_clustered)
        if shares:
            wanted = {**asked.values, **bound}
            self._add_errors(made, samples, len(found), wanted, influences, shares, products=products)
        return made

    def _add_errors(
        self, made: Estimates, samples: str, groups: int, bound: Mapping[str, object],
        influences: Mapping[str, Influence], shares: Mapping[Key, Shares], *, products: bool,
    ) -> None:  # fmt: skip
        session, names = self.read.session, [*influences]
        rows = [
            (names.index(name), group, of_class, *(float(one) for one in numbers), *([0.0] * (5 - len(numbers))))
            for (name, group), of in shares.items() for of_class, numbers in of.by_class()
        ]
        made.right.update(key for key, of in shares.items() if influences[key[0]].right and of.is_of_right)
        made.by_label.update(name for name, influence in influences.items() if influence.is_by_label)
        session.put("coefficients", errors_sql.COEFFICIENTS, rows)
        texts = [
            sql.of(samples, errors_sql.shares(
                at, influence.share, influence.condition,
                sql.count(influence.right) if influence.right else "CAST(NULL AS BIGINT)", influence.actual,
                by_class=influence.is_by_class,
            ), groups)
            for at, influence in enumerate(influences.values())
        ]  # fmt: skip
        session.keep("influences", errors_sql.together(texts), {**bound, "grain": errors_sql.GRAIN})
        largest = float(session.rows(errors_sql.LARGEST_UNIT, {})[0][0] or 1)
        exponent = 57 - 2 * math.frexp(largest)[1]
        fine = {"fine": 2.0**exponent}
        for at, group, units, n, total in session.rows(errors_sql.squares(), fine):
            key = (names[at], group)
            sum_of = float(sql.unscaled(total, exponent)) * shares[key].factor ** 2
            variance = sum_of * units / (units - 1) if units > 1 else None
            made.of[key] = GroupEstimate(made.of[key].value, made.of[key].rows, int(n), units, variance)
        if products:
            for at, group, again, other, units, n, total, ahead, behind in session.rows(errors_sql.products(), fine):
                one, two = (names[at], group), (names[again], other)
                by = shares[one].factor * shares[two].factor
                made.products[one, two] = Product(
                    units, int(n), float(sql.unscaled(total, exponent)) * by, ahead, behind
                )

    def of_models(self, models: Sequence[PredictedModel]) -> dict[Key, GroupEstimate]:
        """The estimate of each metric and model."""
        made: dict[Key, GroupEstimate] = {}
        for batch in batches(models):
            made |= self.estimates(sql.MODELS, ends(batch), batch).of
        return made

    def of_parts(self, at: int, models: Sequence[PredictedModel]) -> dict[str, dict[str, dict[str, SliceEvidence]]]:
        """The estimates of each metric by the parts of a slice, and by model."""
        made: dict[str, dict[str, dict[str, SliceEvidence]]] = {name: {} for name in self.read.source.metrics}
        for batch in batches(models):
            for (name, group), of in self.estimates(errors_sql.parts(at), ends(batch), batch).of.items():
                if isinstance(of.value, NoValue):
                    continue
                length, _, rest = group.partition(":")
                model, part = rest[: int(length)], rest[int(length) :]
                clusters = of.units if self.is_clustered and of.units else None
                made[name].setdefault(part, {})[model] = SliceEvidence(of.value, of.n, clusters, of.se)
        return {
            name: {part: dict(sorted(parts[part].items())) for part in sorted(parts)} for name, parts in made.items()
        }


def ends(batch: Sequence[PredictedModel]) -> dict[str, object]:
    return {"first": batch[0].name, "last": batch[-1].name}
