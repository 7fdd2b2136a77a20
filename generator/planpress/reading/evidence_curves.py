"""The curves of evidence, as far as they are of the values that the table has."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from planpress.model.curves import CurveEvidence, ModelCurve
from planpress.model.evidence import Evidence
from planpress.model.findings import Finding
from planpress.model.metrics import same
from planpress.model.sources import Place
from planpress.model.wording import few, number, quoted
from planpress.reading import kinds

_COUNTED = {"metric", "threshold", "variant", "average"}
"""The parts of a passport that say how a value follows from counts."""


def agreed_curves(
    evidence: Evidence, models: Collection[str], path: str, findings: list[Finding]
) -> tuple[CurveEvidence, ...]:
    """The curves of metrics and models that there are, `models` being those of the table. What is of others is a
    finding, and so is a curve that gives a metric another value than its evidence has; the values of the evidence at
    `path` are those that agree with the table."""
    kept = []
    for curve in evidence.curves:
        unknown = [name for name in curve.metrics if name not in evidence.metrics]
        gone = [name for name in curve.models if name not in models]
        for names, there in ((unknown, "evidence"), (gone, "table")):
            if names:
                of = f"a curve of {quoted(curve.score)} is of {few([*map(quoted, names)])}"
                message = f"{of}, which the {there} does not have; run planpress refresh"
                findings.append(kinds.EVIDENCE_OF_NOTHING.at(Place(path), message))
        metrics = tuple(name for name in curve.metrics if name in evidence.metrics)
        known = {name for one in metrics for name in evidence.metrics[one].models}
        of_table = {name: one for name, one in curve.models.items() if name in known}
        apart = {name: said for name, one in of_table.items() for said in _apart(evidence, metrics, name, one)}
        if apart:
            message = f"{next(iter(apart.values()))}, so that the curve is set aside; run planpress refresh"
            findings.append(kinds.EVIDENCE_DIFFERS.at(Place(path), message))
        agreed = {name: one for name, one in of_table.items() if name not in apart}
        if agreed:
            kept.append(replace(curve, metrics=metrics, models=agreed))
    return tuple(kept)


def _apart(evidence: Evidence, metrics: Collection[str], model: str, curve: ModelCurve) -> Iterator[str]:
    """In what a curve is of other values than the evidence of the metrics with a threshold."""
    for name in metrics:
        found = evidence.metrics[name]
        one, passport = found.models.get(model), found.passport
        if one is None or passport.threshold is None or _COUNTED & one.differs.keys():
            continue
        value = passport.of_counts(curve.at(passport.threshold))
        if value is not None and not same(value, one.value):
            yield f"the curve of {quoted(model)} gives {number(value)}, its evidence {number(one.value)} ({name})"
