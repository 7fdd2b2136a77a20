"""What a source brings, in the unit of the project's metrics: shares as per cent, negated errors as errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from planpress.model.evidence import MetricEvidence, ModelEvidence, PairEvidence, SliceEvidence
from planpress.model.fields import size_problem
from planpress.model.metrics import Metric
from planpress.model.wording import quoted
from planpress.sources.engine import Engine, ReadByEngine
from planpress.sources.source import Brought, EvidenceFile, EvidenceSource, SourceError


def brought_by(
    source: EvidenceSource, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric], engine: Engine | None = None
) -> Brought:
    """What the files bring, read by the source itself or by an engine; each metric multiplied with its `times`. Raises
    SourceError as the source does, and where a product is out of bounds."""
    times = {name: one.times for name, one in source.metrics.items()}
    asked = {name: _turned(one) if times.get(name, 1) < 0 else one for name, one in metrics.items()}
    by_engine = engine is not None and isinstance(source, ReadByEngine)
    found = source.read_with(engine, files, asked) if by_engine else source.read(files, asked)  # type: ignore[attr-defined]
    if set(times.values()) <= {1}:
        return found
    curves = (replace(one, metrics=tuple(name for name in one.metrics if times[name] == 1)) for one in found.curves)
    multiplied = {name: _Factors(name, times).metric(one) for name, one in found.metrics.items()}
    return replace(found, metrics=multiplied, curves=tuple(one for one in curves if one.metrics))


def _turned(metric: Metric) -> Metric:
    return replace(metric, better="lower" if metric.better == "higher" else "higher")


class _Factors:
    """The factor of one metric, and those of the others, of which it has covariances."""

    def __init__(self, name: str, times: Mapping[str, float]) -> None:
        self._name, self._times, self._factor = name, times, times[name]

    def metric(self, found: MetricEvidence) -> MetricEvidence:
        return replace(
            found,
            models={name: self._model(name, one) for name, one in found.models.items()},
            pairs=tuple(map(self._pair, found.pairs)),
            covariances={name: self._covariances(others) for name, others in found.covariances.items()},
            slices={
                by: {part: {name: self._slice(one) for name, one in own.items()} for part, own in parts.items()}
                for by, parts in found.slices.items()
            },
        )

    def _model(self, name: str, one: ModelEvidence) -> ModelEvidence:
        value, low, high = self._of(one.value), one.low, one.high
        if problem := size_problem(value):
            raise SourceError(f"{self._name} of {quoted(name)}: {one.value!r} times {self._factor:g} {problem}")
        if low is not None and high is not None:
            low, high = sorted((self._of(low), self._of(high)))
        return replace(one, value=value, se=self._size(one.se), low=low, high=high)

    def _slice(self, one: SliceEvidence) -> SliceEvidence:
        return replace(one, value=self._of(one.value), se=self._size(one.se))

    def _pair(self, one: PairEvidence) -> PairEvidence:
        # Counts of answers that are right or wrong say nothing of differences in another unit.
        discordant = one.discordant if self._factor == 1 else None
        others = self._covariances(one.covariances)
        size, se = self._of(one.difference), self._size(one.se) or 0.0
        return replace(one, difference=size, se=se, discordant=discordant, covariances=others)

    def _covariances(self, others: Mapping[str, float]) -> dict[str, float]:
        return {name: _product(self._of(value), self._times[name]) for name, value in others.items()}

    def _of(self, value: float) -> float:
        return _product(value, self._factor)

    def _size(self, value: float | None) -> float | None:
        return None if value is None else _product(value, abs(self._factor))


def _product(value: float, factor: float) -> float:
    """The product, rounded once: 0.07 times 100 is 7."""
    return value if factor == 1 else float(Decimal(repr(value)) * Decimal(repr(factor))) + 0.0
