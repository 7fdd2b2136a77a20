"""Values of predictions with their errors, over clusters of examples or the examples themselves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement

from planpress.model.evidence import MOST_PAIRED, SliceEvidence
from planpress.sources import influences_sql as errors_sql
from planpress.sources import predictions_sql as sql
from planpress.sources.predicted_values import NoValue, Shares
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
    `by_label` the metrics of which two models have the same examples. An engine keeps the shares of units, of which the
    largest has so many examples; `factors` turn them into those of values."""

    of: dict[Key, GroupEstimate] = field(default_factory=dict)
    right: set[Key] = field(default_factory=set)
    by_label: set[str] = field(default_factory=set)
    factors: dict[Key, float] = field(default_factory=dict)
    largest: float = 1.0
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
    _compared: dict[tuple[PredictedModel, ...], Estimates] = field(default_factory=dict)

    def estimates(
        self, samples: str, bound: Mapping[str, object], models: Sequence[PredictedModel], table: int = 0
    ) -> Estimates:
        """The estimates of the groups of some samples, which are of these models. The engine keeps the shares of units
        as the table of this number."""
        asked, sizes, values = self.read.asking(models)
        influences = {
            name: influence
            for name, one in self.read.source.metrics.items() if (influence := one.influence(asked, sizes)) is not None
        }  # fmt: skip
        found = self.read.found(asked, samples, bound)
        made = Estimates(by_label={name for name, influence in influences.items() if influence.is_by_label})
        shares: dict[Key, Shares] = {}
        for name, value in values.items():
            for group, sums in found.items():
                known = value(sums)
                made.of[name, group] = GroupEstimate(known, int(sums.sums[0]), int(sums.sums[0]))
                if name in influences and not isinstance(known, NoValue):
                    shares[name, group] = influences[name].shares(sums, known, self.is_clustered)
        if shares:
            made.right = {key for key, of in shares.items() if influences[key[0]].right and of.is_of_right}
            made.factors = {key: of.factor for key, of in shares.items()}
            self._put_coefficients(shares)
            texts = [
                sql.of(samples, errors_sql.shares(
                    self._number(name), influence.share, influence.condition,
                    sql.count(influence.right) if influence.right else "CAST(NULL AS BIGINT)", influence.actual,
                    by_class=influence.is_by_class,
                ), len(found))
                for name, influence in influences.items()
            ]  # fmt: skip
            wanted = {**asked.values, **bound, "grain": errors_sql.GRAIN}
            self.read.session.keep(errors_sql.kept(table), errors_sql.together(texts), wanted)
            self._add_errors(made, table)
        return made

    def _number(self, metric: str) -> int:
        return [*self.read.source.metrics].index(metric)

    def _put_coefficients(self, shares: Mapping[Key, Shares]) -> None:
        rows = [
            (self._number(name), group, of_class, *(float(one) for one in numbers), *([0.0] * (5 - len(numbers))))
            for (name, group), of in shares.items() for of_class, numbers in of.by_class()
        ]  # fmt: skip
        self.read.session.put("coefficients", errors_sql.COEFFICIENTS, rows)

    def _add_errors(self, made: Estimates, table: int) -> None:
        session, names = self.read.session, [*self.read.source.metrics]
        made.largest = float(session.rows(errors_sql.largest_unit(table), {})[0][0] or 1)
        exponent = _exponent(made.largest)
        for at, group, units, n, total in session.rows(errors_sql.squares(table), {"fine": 2.0**exponent}):
            key = (names[at], group)
            sum_of = float(sql.unscaled(total, exponent)) * made.factors[key] ** 2
            variance = sum_of * units / (units - 1) if units > 1 else None
            made.of[key] = GroupEstimate(made.of[key].value, made.of[key].rows, int(n), units, variance)

    def of_same(self, models: Sequence[PredictedModel]) -> Estimates:
        """The estimates of models with the same examples, and the products of all of them."""
        if (known := self._compared.get(tuple(models))) is not None:
            return known
        parts = []
        for at, batch in enumerate(batches(models)):
            self.read.session.put("best", ("grp",), [(one.name,) for one in batch])
            parts.append(self.estimates(errors_sql.BEST, {}, batch, at))
        made = self._compared[tuple(models)] = self._with_products(parts)
        return made

    def of_two(self, one: PredictedModel, other: PredictedModel) -> Estimates:
        """The estimates of two models on the examples that both have, and their products."""
        bound = {"one": one.name, "other": other.name}
        return self._with_products([self.estimates(errors_sql.SHARED, bound, (one, other))])

    def _with_products(self, parts: Sequence[Estimates]) -> Estimates:
        """All parts as one, with the products of all. The shares of a part are kept as the table of its place; two of
        these are put together at a time, so that memory is bounded."""
        whole = Estimates()
        for part in parts:
            whole.of |= part.of
            whole.right |= part.right
            whole.by_label |= part.by_label
            whole.factors |= part.factors
        names, exponent = [*self.read.source.metrics], _exponent(max(part.largest for part in parts))
        tables = [at for at, part in enumerate(parts) if part.factors]
        for first, second in combinations_with_replacement(tables, 2):
            rows = self.read.session.rows(errors_sql.products(first, second), {"fine": 2.0**exponent})
            for at, group, again, other, units, n, total, ahead, behind in rows:
                one, two = (names[at], group), (names[again], other)
                size = float(sql.unscaled(total, exponent)) * whole.factors[one] * whole.factors[two]
                whole.products[one, two] = Product(units, int(n), size, ahead, behind)
                if first != second:
                    whole.products[two, one] = Product(units, int(n), size, behind, ahead)
        return whole

    def of_models(self, models: Sequence[PredictedModel]) -> dict[Key, GroupEstimate]:
        """The estimate of each metric and model."""
        if len(models) <= MOST_PAIRED:  # all of them are compared
            parts = [self.of_same(same) for same in with_same_examples(models)]
        else:
            parts = [self.estimates(sql.MODELS, ends(batch), batch) for batch in batches(models)]
        return {key: of for part in parts for key, of in part.of.items()}

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


def with_same_examples(models: Sequence[PredictedModel]) -> list[list[PredictedModel]]:
    """The models, those with the same examples together."""
    sets: dict[tuple[int, int], list[PredictedModel]] = {}
    for one in models:
        sets.setdefault(one.examples, []).append(one)
    return [*sets.values()]


def _exponent(largest: float) -> int:
    """The k with which products of the shares of units of so many examples are whole numbers of 2^-k."""
    return 57 - 2 * math.frexp(largest)[1]


def ends(batch: Sequence[PredictedModel]) -> dict[str, object]:
    return {"first": batch[0].name, "last": batch[-1].name}
