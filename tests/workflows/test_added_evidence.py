"""Evidence that is added to what is there: curves stay with the values that they are of."""

from collections.abc import Sequence

import pytest

from planpress.model.curves import CurveEvidence, ModelCurve
from planpress.model.evidence import Evidence, MetricEvidence, ModelEvidence, SourceEvidence
from planpress.workflows.added_evidence import with_earlier

ONE, OTHER = ModelCurve(1, 1, ((0.5, 1, 0), (0.4, 1, 1))), ModelCurve(1, 1, ((0.5, 0, 1), (0.4, 1, 1)))


def evidence(metric: str, models: Sequence[str], curve: ModelCurve | None) -> Evidence:
    curves = () if curve is None else (CurveEvidence("p", None, (metric,), dict.fromkeys(models, curve)),)
    known = {metric: MetricEvidence(models=dict.fromkeys(models, ModelEvidence(0.5)))}
    return Evidence(sources=(SourceEvidence("predictions", ("p.csv",), ("",)),), metrics=known, curves=curves)


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (evidence("recall", ["c"], OTHER), [("a", ONE), ("b", ONE), ("c", OTHER)]),
        (evidence("recall", ["b", "c"], OTHER), [("a", ONE), ("b", OTHER), ("c", OTHER)]),
        (evidence("recall", ["a", "b"], OTHER), [("a", OTHER), ("b", OTHER)]),
        (evidence("recall", ["a"], None), [("b", ONE)]),
        (evidence("loss", ["a"], None), [("a", ONE), ("b", ONE)]),
    ],
    ids=["another model", "one of two again", "both again", "read elsewhere", "another metric"],
)
def test_a_curve_goes_with_its_values(new: Evidence, kept: list[tuple[str, ModelCurve]]) -> None:
    """A model that has a value anew has its new curve, or none."""
    found = with_earlier(new, evidence("recall", ["a", "b"], ONE))
    assert sorted((name, one) for curve in found.curves for name, one in curve.models.items()) == kept
