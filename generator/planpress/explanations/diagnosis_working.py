"""Explains the diagnosis: its gaps, against each reference too, the turn, and the gap to the best people."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from planpress import baselines as room
from planpress.explanations.working import MEASURED, difference_working, share_working, worked
from planpress.model.diagnosis import Diagnosis, ReferenceResult
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import Metric
from planpress.model.project import Project
from planpress.model.rule import Metrics
from planpress.model.tables import Model
from planpress.model.wording import gap_words, with_unit


def explain_diagnosis(evaluation: Evaluation, metrics: Metrics) -> Iterator[Explanation]:
    """The gaps from the references to training and from there to validation, the turn and the gap that is closed."""
    found, project = evaluation.diagnosis, evaluation.project
    models = project.table.models if project.table else ()
    model = next((one for one in models if found is not None and one.name == found.model), None)
    if found is None or model is None:
        return
    of = _Diagnosed(found, model, metrics[found.metric], project)
    yield from _of_references(of)
    yield from _of_validation(of)


@dataclass(frozen=True, slots=True)
class _Diagnosed:
    """A diagnosis with what went into it."""

    found: Diagnosis
    model: Model
    metric: Metric
    project: Project

    def measured(self, name: str, metric: str, value: float) -> Input:
        place = self.model.cells.get(metric, self.model.place)
        return Input(name, with_unit(value, self.metric.unit), f"({metric})", place=place)

    def reference(self, one: ReferenceResult, name: str = "reference") -> Input:
        place = self.project.places.of("baselines", self.project.baselines.index(one.baseline), "values")
        value = with_unit(one.value, self.metric.unit)
        return Input(name, value, f"({one.baseline.name})", one.baseline.source, place)

    def subject(self, *names: str) -> str:
        return ".".join((self.project.id, "diagnosis", *names))

    def gap(self, subject: str, gap: float, ends: tuple[float, float], inputs: tuple[Input, Input]) -> Explanation:
        names = inputs[0].name, inputs[1].name
        show = partial(gap_words, unit=self.metric.unit)
        return Explanation(
            subject,
            *difference_working(names, ends, self.metric.better, show, gap),
            aside=f"{self.found.model}, from {names[0]} to {names[1]}",
            place=self.project.places.key("diagnosis"),
            inputs=inputs,
        )


def _of_references(of: _Diagnosed) -> Iterator[Explanation]:
    found, request = of.found, of.project.diagnosis
    if found.train is None or request is None:
        return
    train = of.measured("training", request.train, found.train)
    for one in sorted(found.references, key=lambda one: one.baseline != found.reference):
        if one.reference_gap is not None:
            gap, ends, inputs = one.reference_gap, (one.value, found.train), (of.reference(one), train)
            if one.baseline == found.reference:
                yield of.gap(of.subject("reference_gap"), gap, ends, inputs)
            yield of.gap(of.subject("references", one.baseline.id), gap, ends, inputs)


def _of_validation(of: _Diagnosed) -> Iterator[Explanation]:
    found, request = of.found, of.project.diagnosis
    if found.validation is None or request is None or request.validation is None:
        return
    validation = of.measured("validation", request.validation, found.validation)
    if found.train is not None and found.generalisation_gap is not None:
        train, ends = of.measured("training", request.train, found.train), (found.train, found.validation)
        yield of.gap(of.subject("generalisation_gap"), found.generalisation_gap, ends, (train, validation))
        yield _turn(of, ends, (train, validation))
    if found.gap_closed is not None:
        floor = next(one for one in found.references if room.BY_ID[one.baseline.kind].role == "floor")
        people = next(one for one in found.references if one.baseline.kind in room.BY_PEOPLE)
        made = share_working(found.validation, floor.value, people.value, of.metric.better, found.gap_closed)
        given = validation, of.reference(floor, "floor"), of.reference(people, "ceiling")
        way = "of the way from the best baseline without people to human level"
        yield Explanation(of.subject("gap_closed"), *made, way, inputs=given)


def _turn(of: _Diagnosed, ends: tuple[float, float], inputs: tuple[Input, Input]) -> Explanation:
    """Twice the training without the validation, in either direction; the training alone where no gap is open."""
    assert of.found.turn is not None
    is_open = of.found.turn != ends[0]
    template = "{0}" if not is_open else "{0} - ({1} - {0})" if of.metric.better == "lower" else "{0} + ({0} - {1})"
    show = partial(with_unit, unit=of.metric.unit)
    numbers = worked(template, ends, lambda x: 2 * x[0] - x[1] if is_open else x[0], show, of.found.turn, MEASURED)
    aside = "a better reference makes underfitting first"
    symbols, place = template.format("training", "validation"), of.project.places.key("diagnosis")
    return Explanation(of.subject("turn"), show(of.found.turn), symbols, numbers, aside, place, inputs)
