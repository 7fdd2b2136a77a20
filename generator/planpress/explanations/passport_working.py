"""Explains what the values of a metric are of: its definition, its data, its sources, and the models that differ."""

from collections.abc import Iterator
from dataclasses import replace

from planpress.model.evaluation import Evaluation
from planpress.model.evidence import METHOD_WORDS, MetricEvidence, evidence_path
from planpress.model.explanation import Explanation, Input
from planpress.model.rule import Metrics
from planpress.model.sources import Place
from planpress.model.wording import counted, rounded


def explain_passports(evaluation: Evaluation, metrics: Metrics) -> Iterator[Explanation]:
    """The passport of every metric that has evidence."""
    table = evaluation.project.table
    evidence = table.evidence if table else None
    for name, found in evidence.metrics.items() if evidence and table else ():
        if found.models and evidence and table:
            place = Place(evidence_path(table.path))
            yield Explanation(
                subject=f"{evaluation.project.id}.metrics.{name}",
                value=metrics[name].label or name.replace("_", " "),
                formula="what its values are of, and how sure they were measured",
                aside=evidence.read_from,
                place=place,
                inputs=tuple(replace(one, place=place) for one in (*_parts(found), *_methods(found), *_others(found))),
            )


def _parts(found: MetricEvidence) -> Iterator[Input]:
    for name, value in found.passport.items():
        yield Input(name, value)


def _methods(found: MetricEvidence) -> Iterator[Input]:
    """How the error of each model was made, and of what."""
    for model, one in found.models.items():
        units = (("example", one.n), ("cluster", one.clusters), ("fold", one.folds))
        counts = [counted(count, noun) for noun, count in units if count is not None]
        error = "no error is known" if one.se is None else f"error {rounded(one.se, 2)}"
        method = METHOD_WORDS[one.method] if one.method and one.se is not None else ""
        words = ", ".join(filter(None, (error, *counts, method)))
        yield Input(model, rounded(one.value, 6), f"({words})")


def _others(found: MetricEvidence) -> Iterator[Input]:
    for model, one in found.models.items():
        for name, value in one.differs.items():
            yield Input(f"{name} of {model}", value, "(another one)")
