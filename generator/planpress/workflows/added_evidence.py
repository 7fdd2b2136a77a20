"""Evidence that is added to what is there: of other metrics, and of other models of the same metrics."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planpress.model.curves import CurveEvidence
from planpress.model.evidence import Evidence, MetricEvidence, ModelEvidence, Passport, Slices, SourceEvidence


def with_earlier(evidence: Evidence, earlier: Evidence) -> Evidence:
    """New evidence and what was known before it, but for the values that it has anew.

    Of the earlier sources those stay that may still be where something is from: all but those of which every file was
    read again, in whose place the new one stands, and none where every value is new.
    """
    metrics = dict(earlier.metrics)
    for name, found in evidence.metrics.items():
        metrics[name] = _of_more_models(found, metrics[name]) if name in metrics else found
    is_new = all({*found.models} <= {*_models(evidence, name)} for name, found in earlier.metrics.items())
    kept = () if is_new else earlier.sources
    sources = dict.fromkeys((*(_again(one, evidence.sources) or one for one in kept), *evidence.sources))
    engine = evidence.engine or earlier.engine
    curves = tuple(_curves(evidence, earlier))
    return replace(evidence, engine=engine, sources=tuple(sources), metrics=metrics, curves=curves)


def _again(one: SourceEvidence, new: tuple[SourceEvidence, ...]) -> SourceEvidence | None:
    return next((other for other in new if other.source == one.source and {*one.files} <= {*other.files}), None)


def _curves(evidence: Evidence, earlier: Evidence) -> Iterator[CurveEvidence]:
    """The new curves, and of the earlier ones those of models of which no metric has a new value."""
    yield from evidence.curves
    for curve in earlier.curves:
        anew = {model for name in curve.metrics for model in _models(evidence, name)}
        models = {name: one for name, one in curve.models.items() if name not in anew}
        if models:
            yield replace(curve, models=models)


def _models(evidence: Evidence, metric: str) -> Mapping[str, ModelEvidence]:
    return evidence.metrics[metric].models if metric in evidence.metrics else {}


def _of_more_models(found: MetricEvidence, earlier: MetricEvidence) -> MetricEvidence:
    """With the earlier models that are not found again: what is other in their passport is said of each."""
    apart = _differs(earlier.passport, found.passport)
    kept = {name: replace(one, differs={**apart, **one.differs}) for name, one in earlier.models.items()
            if name not in found.models}  # fmt: skip
    if not kept:
        return found
    return MetricEvidence(
        found.passport,
        {**kept, **found.models},
        (*(one for one in earlier.pairs if {one.a, one.b} <= kept.keys()), *found.pairs),
        {**{name: one for name, one in earlier.covariances.items() if name in kept}, **found.covariances},
        _slices(found.slices, earlier.slices, kept),
    )


def _differs(one: Passport, other: Passport) -> dict[str, str]:
    """The parts of a passport that are other ones than those of another."""
    mine, its = dict(one.items()), dict(other.items())
    return {name: mine.get(name, "not stated") for name in {**its, **mine} if mine.get(name) != its.get(name)}


def _slices(found: Slices, earlier: Slices, kept: Mapping[str, ModelEvidence]) -> Slices:
    merged = {parted: {part: dict(values) for part, values in parts.items()} for parted, parts in found.items()}
    for parted, parts in earlier.items():
        for part, values in parts.items():
            own = {name: one for name, one in values.items() if name in kept}
            if own:
                of = merged.setdefault(parted, {})
                of[part] = {**own, **of.get(part, {})}
    return merged
