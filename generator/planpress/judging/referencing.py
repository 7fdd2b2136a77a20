"""Holds a diagnosis against every reference, and says whether better people are to be measured next.

Source: Full Stack Deep Learning, 2019 (the same model, two baselines, two next steps; the ladder of people).
"""

from collections.abc import Iterator, Sequence

from planpress import baselines as room
from planpress.judging.baseline_comparison import share_of_gap
from planpress.model.diagnosis import RUNGS, Diagnosis, First, NextRung, ReferenceResult, RungReason
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Direction, Values, gain, same
from planpress.model.project import Project
from planpress.model.project_parts import Baseline, DiagnosisRequest
from planpress.model.rule import Metrics
from planpress.model.text import Number, Text
from planpress.model.wording import about, percent, with_unit

NEARLY_CLOSED = 0.8
"""The share of the gap to the best people above which better ones are asked for."""


def value_for(values: Values, request: DiagnosisRequest) -> float | None:
    """A reference's value: that of the validation metric, else of the training metric; people are measured once."""
    return values.get(request.validation or "", values.get(request.train))


def first_of(bias: float | None, variance: float | None) -> First | None:
    """Which gap is the larger one; `neither` where they are equal, or where there is none to close."""
    if bias is None or variance is None:
        return None
    if (bias <= 0 and variance <= 0) or same(bias, variance):
        return "neither"
    return "underfitting" if bias > variance else "overfitting"


def references(
    project: Project, request: DiagnosisRequest, train: float | None, variance: float | None, better: Direction
) -> tuple[ReferenceResult, ...]:
    """What each baseline that was measured makes of the diagnosis as its reference, the best one first."""
    found = []
    for one in project.baselines:
        value = value_for(one.values, request)
        if value is not None:
            bias = None if train is None else gain(value, train, better)
            found.append(ReferenceResult(one, value, bias, first_of(bias, variance)))
    return tuple(sorted(found, key=lambda one: gain(0, one.value, better)))


def turn_of(train: float | None, variance: float | None, better: Direction) -> float | None:
    """The reference from which on a better one makes underfitting first: `train - (validation - train)` of an error.

    Where the validation is no worse than the training, it is the training itself: any avoidable bias is the larger gap.
    """
    if train is None or variance is None:
        return None
    return train + max(variance, 0.0) if better == "higher" else train - max(variance, 0.0)


def closed(found: Sequence[ReferenceResult], validation: float | None, better: Direction) -> float | None:
    """The share of the gap from the best baseline to the best people that a validated value closes."""
    floor = next((one.value for one in found if room.BY_ID[one.baseline.kind].role == "floor"), None)
    people = next((one.value for one in found if one.baseline.kind in room.BY_PEOPLE), None)
    return None if validation is None else share_of_gap(validation, floor, people, better)


def next_rung(evaluation: Evaluation, metrics: Metrics) -> NextRung | None:
    """Whether better people are to be measured; None where none were, or where a project does not go on.

    They are where a model is at or above the best people, or nearly there, and where they could turn the diagnosis.
    """
    if evaluation.project.left_out is not None:
        return None
    because, reason, people = next(_reasons(evaluation, metrics), (None, "", _measured(evaluation)))
    if not people:
        return None
    rungs = [one.rung for one in people if one.rung is not None]
    return NextRung(max(rungs, key=RUNGS.index, default=None), because, reason)


_Reason = tuple[RungReason, Text, list[Baseline]]


def _measured(evaluation: Evaluation) -> list[Baseline]:
    return [one.baseline for one in evaluation.baselines if one.baseline.kind in room.BY_PEOPLE]


def _reasons(evaluation: Evaluation, metrics: Metrics) -> Iterator[_Reason]:
    """Why to measure better people, and on whose ladder: by the measure that decides, then by the diagnosis."""
    rule, ceiling = evaluation.deciding, evaluation.baseline(evaluation.ceiling)
    standing, of = evaluation.standings.get(evaluation.leading or ""), evaluation.project.id
    if rule and standing and standing.measure is not None and ceiling and ceiling.measure is not None:
        people = [one.baseline for one in evaluation.baselines
                  if one.measure is not None and one.baseline.kind in room.BY_PEOPLE]  # fmt: skip
        name = Text(f"{ceiling.baseline.name} (", Number(about(ceiling.measure, rule.unit), f"{of}.ceiling"), ")")
        share = f"{of}.gap_closed.{standing.model}"
        ahead = gain(standing.measure, ceiling.measure, rule.better)
        level = same(standing.measure, ceiling.measure)
        for because, said in _near(standing.model, name, 0.0 if level else ahead, standing.gap_closed, share):
            yield because, said, people
    if evaluation.diagnosis is not None:
        yield from _of_diagnosis(evaluation.diagnosis, of, metrics)


def _of_diagnosis(found: Diagnosis, of: str, metrics: Metrics) -> Iterator[_Reason]:
    known = [one for one in found.references if one.baseline.kind in room.BY_PEOPLE]
    if not known:
        return
    best, metric, people = known[0], metrics[found.metric], [one.baseline for one in known]
    value = with_unit(best.value, metric.unit)
    if found.validation is not None:
        level = same(found.validation, best.value)
        ahead = 0.0 if level else gain(found.validation, best.value, metric.better)
        name, share = Text(f"{best.baseline.name} ({value})"), f"{of}.diagnosis.gap_closed"
        for because, said in _near(found.model, name, ahead, found.gap_closed, share):
            yield because, said, people
    underfits = "underfitting" in (found.first, best.first)
    if found.turn is not None and not underfits and metric.allows_better(found.turn):
        turn = Number(with_unit(found.turn, metric.unit), f"{of}.diagnosis.turn")
        best_so_far = f" would make underfitting first, and the best so far, {best.baseline.name}, have {value}"
        yield "turn", Text("people better than ", turn, best_so_far), people


def _near(
    model: str, people: Text, ahead: float, share: float | None, subject: str
) -> Iterator[tuple[RungReason, Text]]:
    """Whether a model is at or above the best people, or nearly there."""
    if ahead >= 0:
        side = "better than" if ahead else "level with"
        yield "above-ceiling" if ahead else "at-ceiling", Text(f"{model} is {side} ", people)
    elif share is not None and share > NEARLY_CLOSED:
        yield "gap-closed", Text(f"{model} is ", Number(percent(share), subject), " of the way to ", people)
