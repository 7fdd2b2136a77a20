"""Simulated worlds: models of known quality, measured by chance, with what is then said of them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy
from numpy.typing import NDArray

from planpress.model.best_set import Certainty
from planpress.model.measured import Measured, MeasuredDifference, Unsure
from planpress.model.metrics import Direction
from planpress.reading.table_models import spread_of
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.intervals import of_cases, of_error, of_runs
from tests.statistics.paired_examples import on_the_same

Random = numpy.random.Generator
Floats = NDArray[numpy.float64]
Pairs = Mapping[tuple[str, str], MeasuredDifference]
Measure = Callable[[Random, Floats], tuple[list[Measured | Unsure], Pairs]]
"""What is known of models of this true quality."""


@dataclass(frozen=True)
class World:
    """Models with their true values, and how they are measured."""

    name: str
    truth: Sequence[float]
    measure: Measure
    better: Direction = "higher"
    matters: float | None = None

    def drawn(self, random: Random, certainty: float = 0.95) -> tuple[Floats, Certainty]:
        """How good each model truly is, the more the better, and what is said of them by chance."""
        truth = numpy.array(self.truth, float)
        found, pairs = self.measure(random, truth)
        sign = 1 if self.better == "higher" else -1
        order = sorted(range(len(found)), key=lambda at: -sign * _value(found[at]))
        scores = {f"m{at}": found[at] for at in order}
        best = _value(found[order[0]])
        winners = [f"m{at}" for at in order if _value(found[at]) == best]
        said = choice_certainty(scores, winners, self.better, certainty, matters=self.matters, pairs=pairs)
        assert said is not None
        return sign * truth, said


def _value(found: Measured | Unsure) -> float:
    return found.value if isinstance(found, Measured) else 0.0


def shares(*cases: int) -> Measure:
    """Each by its own cases, as many as the sizes say, one after the other."""

    def measure(random: Random, truth: Floats) -> tuple[list[Measured | Unsure], Pairs]:
        sizes = [cases[at % len(cases)] for at in range(len(truth))]
        return [of_cases(random.binomial(n, p) / n, n, 1.0, 0.95) for n, p in zip(sizes, truth, strict=True)], {}

    return measure


def stated(*errors: float, correlation: float = 0.0) -> Measure:
    """A normal error that is known; part of it is common to all models."""

    def measure(random: Random, truth: Floats) -> tuple[list[Measured | Unsure], Pairs]:
        sizes = [errors[at % len(errors)] for at in range(len(truth))]
        common = random.normal()
        own = random.normal(size=len(truth))
        noise = correlation**0.5 * common + (1 - correlation) ** 0.5 * own
        return [of_error(t + z * se, se, 0.95) for t, z, se in zip(truth, noise, sizes, strict=True)], {}

    return measure


def seeds(runs: Sequence[int], deviations: Sequence[float]) -> Measure:
    """The mean over repeated runs."""

    def measure(random: Random, truth: Floats) -> tuple[list[Measured | Unsure], Pairs]:
        found: list[Measured | Unsure] = []
        for at, one in enumerate(truth):
            values = random.normal(one, deviations[at % len(deviations)], runs[at % len(runs)]).tolist()
            found.append(of_runs(math.fsum(values) / len(values), spread_of(values).se, len(values), 0.95))
        return found, {}

    return measure


def examples(cases: int, clusters: int | None = None, *, unequal: bool = False, right: bool = True) -> Measure:
    """All on the same examples, which are harder or easier for all of them, either right or wrong or by a score. Whole
    clusters are harder for one model, so that its examples go together; unequal ones have from one example to many."""

    def measure(random: Random, truth: Floats) -> tuple[list[Measured | Unsure], Pairs]:
        k, many = len(truth), clusters or cases
        group = numpy.arange(cases) % many
        if unequal:
            group = numpy.floor(many * (numpy.arange(cases) / cases) ** 0.5).astype(int)
        hidden = random.normal(size=(1, cases)) + random.normal(size=(k, cases))
        if clusters:
            hidden += 0.7 * random.normal(size=(k, clusters))[:, group]
        hidden /= (2.49 if clusters else 2.0) ** 0.5
        limits = numpy.array([NormalDist().inv_cdf(one) for one in truth])
        answers = (hidden < limits[:, None]).astype(float) if right else truth[:, None] + hidden
        names = [str(one) for one in group] if clusters else None
        pairs = {
            (f"m{one}", f"m{other}"): found
            for one in range(k)
            for other in range(one)
            if isinstance(found := on_the_same((answers[one] - answers[other]).tolist(), names), MeasuredDifference)
        }
        # The errors of the models by themselves are not asked for where every pair is known.
        return [of_error(float(mean), 1.0, 0.95) for mean in answers.mean(axis=1)], pairs

    return measure
