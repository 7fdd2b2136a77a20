"""Takes a model's error apart: avoidable bias against variance, and what to try first.

Source: Machine Learning Yearning, ch. 20 to 34; the next steps are those of ch. 25 and 27.
"""

from collections.abc import Callable, Mapping

from planpress.baselines import BY_PEOPLE
from planpress.judging.referencing import closed, first_of, references, turn_of, value_for
from planpress.model.diagnosis import Diagnosis, First
from planpress.model.metrics import Direction, Metric, gain
from planpress.model.project import Project
from planpress.model.project_parts import Baseline, DiagnosisRequest
from planpress.model.text import Number, Text, joined
from planpress.model.wording import gap_words

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
    first = first_of(bias, variance)
    held = references(project, request, train, variance, metric.better)
    against = baseline.name if baseline else "the reference"

    def size(name: str, gap: float) -> Number:
        return Number(gap_words(gap, metric.unit), f"{project.id}.diagnosis.{name}")

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
        clause=_clause(bias, variance, first, size, against),
        references=held,
        turn=turn_of(train, variance, metric.better),
        gap_closed=closed(held, validation, metric.better),
    )


def _reference(project: Project, request: DiagnosisRequest, better: Direction) -> tuple[Baseline | None, float | None]:
    """The baseline to compare with and its value: the one that is named, else the best human (MLY ch. 34).

    Its value is that of the validation metric, else of the training metric: people are measured once.
    """
    if request.against is not None:
        named = next(baseline for baseline in project.baselines if baseline.id == request.against)
        return named, value_for(named.values, request)
    people = ((one, value_for(one.values, request)) for one in project.baselines if one.kind in BY_PEOPLE)
    known = [(one, value) for one, value in people if value is not None]
    return max(known, key=lambda one: gain(one[1], 0, better), default=(None, None))


def _clause(
    bias: float | None, variance: float | None, first: First | None, size: Callable[[str, float], Number], against: str
) -> Text:
    """What the gaps say, the larger one first. A negative avoidable bias means an overfitted training set."""
    if bias is None:
        if variance is None:
            return Text("Nothing was measured to diagnose")
        lost = _gap(variance, "generalisation_gap", size, "validation", "training")
        return Text(lost.capital(), "; nothing was measured to hold training against")
    better = f" better than {against}, so the training set is overfitted"
    overfitted = Text("training is ", size("reference_gap", -bias), better) if bias < 0 else Text()
    if variance is None:
        least = Text("The avoidable bias is at least ", size("reference_gap", bias), f" (against {against})")
        return overfitted.capital() if bias < 0 else least
    of_bias = _gap(bias, "reference_gap", size, "training", against)
    of_variance = _gap(variance, "generalisation_gap", size, "validation", "training")
    gaps = [of_bias, of_variance] if first != "overfitting" else [of_variance, of_bias]
    said = joined([*(one for one in gaps if not (overfitted and one is of_bias)), overfitted], "; ")
    return Text(_BIGGER[first] if first else "", ": ", said)


_BIGGER: Mapping[First, str] = {
    "underfitting": "Underfitting is the bigger problem",
    "overfitting": "Overfitting is the bigger problem",
    "neither": "Neither problem is the bigger one",
}


def _gap(gap: float, name: str, size: Callable[[str, float], Number], one: str, other: str) -> Text:
    """`validation is 6 percentage points worse than training`."""
    if not gap:
        return Text(f"{one} is level with {other}")
    return Text(f"{one} is ", size(name, abs(gap)), f" {'better' if gap < 0 else 'worse'} than {other}")
