"""Takes a model's error apart: avoidable bias against variance, and what to try first.

Source: Machine Learning Yearning, ch. 20 to 34; Full Stack Deep Learning, 2019 (the next steps).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planpress.baselines import BY_PEOPLE
from planpress.model.evaluation import Diagnosis, First
from planpress.model.metrics import Direction, Metric, Values, gain, same
from planpress.model.project import Baseline, DiagnosisRequest, Project
from planpress.model.text import Number, Text
from planpress.model.wording import number, with_unit

STEPS: Mapping[First, tuple[str, ...]] = {
    "underfitting": ("larger model", "better features", "less regularisation", "other architecture"),
    "overfitting": ("more data", "regularisation", "early stopping", "feature selection"),
    "neither": (),
}


def diagnose(project: Project, metrics: Mapping[str, Metric]) -> Diagnosis | None:
    """The diagnosis that a project asks for, or None where it asks for none. Gaps are in the metric's unit."""
    request = project.diagnosis
    if request is None or project.table is None:
        return None
    values = next((model.values for model in project.table.models if model.name == request.model), {})
    metric = metrics[request.train]
    baseline, reference = _reference(project, request, metric.better)
    train = values.get(request.train)
    validation = values.get(request.validation) if request.validation else None
    bias = None if train is None or reference is None else gain(reference, train, metric.better)
    variance = None if train is None or validation is None else gain(train, validation, metric.better)
    first = _first(bias, variance)
    against = baseline.name if baseline else "the reference"
    gaps = _Gaps(f"{project.id}.diagnosis", bias, variance, against, metric.unit)
    return Diagnosis(
        model=request.model,
        metric=request.train,
        reference=baseline,
        reference_value=reference,
        train=train,
        validation=validation,
        reference_gap=bias,
        generalisation_gap=variance,
        first=first,
        steps=STEPS[first] if first else (),
        clause=_clause(gaps, first),
    )


def _reference(project: Project, request: DiagnosisRequest, better: Direction) -> tuple[Baseline | None, float | None]:
    """The baseline to compare with and its value: the one that is named, else the best human (MLY ch. 34).

    Its value is that of the validation metric, else of the training metric: people are measured once.
    """
    if request.against is not None:
        named = next(baseline for baseline in project.baselines if baseline.id == request.against)
        return named, _value(named.values, request)
    best: tuple[Baseline | None, float | None] = (None, None)
    for baseline in project.baselines:
        value = _value(baseline.values, request) if baseline.kind in BY_PEOPLE else None
        if value is not None and (best[1] is None or gain(value, best[1], better) > 0):
            best = (baseline, value)
    return best


def _value(values: Values, request: DiagnosisRequest) -> float | None:
    if request.validation is not None and request.validation in values:
        return values[request.validation]
    return values.get(request.train)


def _first(bias: float | None, variance: float | None) -> First | None:
    """Which gap is the larger one; `neither` where they are equal, or where there is none to close."""
    if bias is None or variance is None:
        return None
    if (bias <= 0 and variance <= 0) or same(bias, variance):
        return "neither"
    return "underfitting" if bias > variance else "overfitting"


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The two gaps with what a sentence needs to name them."""

    subject: str
    bias: float | None
    variance: float | None
    against: str
    unit: str | None

    def number(self, gap: float, name: str) -> Number:
        return Number(_points(gap, self.unit), f"{self.subject}.{name}")

    def of_bias(self, bias: float) -> Text:
        return Text(self.number(bias, "reference_gap"), f" from {self.against} to training")

    def of_variance(self, variance: float) -> Text:
        return Text(self.number(variance, "generalisation_gap"), " from training to validation")


def _clause(gaps: _Gaps, first: First | None) -> Text:
    """What the gaps say. A negative avoidable bias is said as what it means: an overfitted training set."""
    bias, variance = gaps.bias, gaps.variance
    if bias is None and variance is None:
        return Text("Nothing was measured to diagnose")
    if bias is None:
        assert variance is not None
        size = gaps.number(abs(variance), "generalisation_gap")
        turn = "gains" if variance < 0 else "loses"
        return Text(f"From training to validation it {turn} ", size, "; there is no reference for the bias")
    if bias < 0:
        better = f" better than {gaps.against}, so the training set is overfitted"
        overfitted = Text("Training is ", gaps.number(-bias, "reference_gap"), better)
        return overfitted if variance is None else Text(_order(gaps, bias, variance, first), ". ", overfitted)
    if variance is None:
        size = gaps.number(bias, "reference_gap")
        return Text("The avoidable bias is at least ", size, f" (against {gaps.against})")
    return _order(gaps, bias, variance, first)


def _order(gaps: _Gaps, bias: float, variance: float, first: First | None) -> Text:
    """Which gap comes first, the larger one named first."""
    of_bias, of_variance = gaps.of_bias(bias), gaps.of_variance(variance)
    if first == "underfitting":
        return Text("Underfitting comes first, with ", of_bias, " against ", of_variance)
    if first == "overfitting":
        return Text("Overfitting comes first, with ", of_variance, " against ", of_bias)
    return Text("Neither gap comes first: ", of_bias, ", ", of_variance)


def _points(gap: float, unit: str | None) -> str:
    """A gap in words; between percentages it is in points."""
    if unit != "%":
        return with_unit(gap, unit)
    return f"{number(gap)} {'point' if number(abs(gap)) == '1' else 'points'}"
