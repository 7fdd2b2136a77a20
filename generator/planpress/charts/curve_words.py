"""Models at other thresholds: whose curves are drawn, and what the charts of them say in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.charts.candidates import Deciding, deciding
from planpress.charts.engine.text_metrics import clean, shorten
from planpress.model.curves import CurveEvidence, ModelCurve, Outcomes
from planpress.model.evaluation import Evaluation
from planpress.model.evidence import MetricEvidence
from planpress.model.plan import Plan
from planpress.model.wording import counted, few, listed, number, rounded

MOST_CURVES = 4
"""The most models that are drawn: the first one, what the rule picks or comes nearest to it, and the next by rank."""


@dataclass(frozen=True, slots=True)
class DrawnCurves:
    """One column of scores at other thresholds. `names` are the models that are drawn, the first one is spoken of;
    `threshold` is the one that the plan's metrics have, None without one."""

    curve: CurveEvidence
    names: tuple[str, ...]
    threshold: float | None
    of: Deciding | None

    @property
    def first(self) -> ModelCurve:
        return self.curve.models[self.names[0]]

    @property
    def guess(self) -> float:
        """The share of examples that are positive, which is the precision of a random guess."""
        return self.first.positives / (self.first.positives + self.first.negatives)

    def at(self, curve: ModelCurve) -> tuple[float, Outcomes]:
        """The plan's threshold and what it gives of a curve; without one the first kept one of the highest F1."""
        if self.threshold is not None:
            return self.threshold, curve.at(self.threshold)
        return _best(curve)

    @property
    def where(self) -> str:
        """Where the marks stand on the curves."""
        return "highest F1" if self.threshold is None else f"the plan's cut-off, {number(self.threshold)}"

    def models(self) -> Iterator[tuple[str, ModelCurve]]:
        return ((name, self.curve.models[name]) for name in self.names)

    def mark(self, name: str) -> str:
        """What stands behind the name of a model that people decided for, or that the rule picks instead."""
        found = self.of.candidates if self.of else ()
        return next((self.of.mark(one) for one in found if self.of and one.name == name), "")


def drawn_curves(plan: Plan, evaluation: Evaluation) -> DrawnCurves | None:
    """What the project's scores give at other thresholds; None without evidence of that. Of several columns of scores
    the one is drawn that the rule in force has a metric of. Models come by their rank, without one by their best F1."""
    evidence = evaluation.project.table.evidence if evaluation.project.table else None
    if evidence is None or not evidence.curves:
        return None
    of = deciding(plan, evaluation)
    asked = [*of.rule.needs(), *(bound.metric for bound in of.rule.bounds())] if of else []
    asked += [one.bound.metric for one in evaluation.project.requirements]
    curve = next((one for name in asked for one in evidence.curves if name in one.metrics), evidence.curves[0])
    ranked = [*of.leaders, *of.winners, *of.nearest, *of.kept, *of.candidates] if of else []
    best = sorted(curve.models, key=lambda name: -(_best(curve.models[name])[1].value("f-beta") or 0.0))
    names = [name for name in dict.fromkeys([*(one.name for one in ranked), *best]) if name in curve.models]
    of_curve = [evidence.metrics[name] for name in dict.fromkeys([*asked, *curve.metrics]) if name in curve.metrics]
    return DrawnCurves(curve, tuple(names[:MOST_CURVES]), _threshold(of_curve), of)


def _best(curve: ModelCurve) -> tuple[float, Outcomes]:
    """The first kept threshold of the highest F1, and what it gives."""
    return max(curve.outcomes(), key=lambda one: one[1].value("f-beta") or 0.0)


def _threshold(metrics: list[MetricEvidence]) -> float | None:
    found = (one.passport.threshold for one in metrics)
    return next((one for one in found if one is not None), None)


def share(value: float | None) -> str:
    """A share with three digits; one that divides by 0 is no number."""
    return "–" if value is None else rounded(value)


def title(drawn: DrawnCurves, kind: str) -> str:
    """What the first model has at the plan's threshold, or where its F1 is highest."""
    threshold, found = drawn.at(drawn.first)
    recall = f"recall {share(found.value('recall'))}"
    pair = f"precision {share(found.value('precision'))} and {recall}"
    if kind == "roc":
        pair = f"{recall} and false positive rate {share(found.alarms)}"
    best = ", where its F1 is highest" if drawn.threshold is None else ""
    at = rounded(threshold) if best else number(threshold)
    return f"At a cut-off of {at}{best}, {shorten(drawn.names[0])} has {pair}"


def reaching(curve: ModelCurve, recall: float) -> tuple[float, Outcomes]:
    """The highest kept threshold with at least that recall, and what it gives."""
    return next(one for one in curve.outcomes() if (one[1].value("recall") or 0.0) >= recall)


def alternative(drawn: DrawnCurves, kind: str) -> str:
    """The curves in numbers: each model at three shares of the positives, and what a guess has."""
    names = listed([shorten(clean(name)) for name in drawn.names])
    many = max(len(one.points) for _, one in drawn.models())
    what = "Recall against the false positive rate" if kind == "roc" else "Precision against recall"
    points = f"at most {counted(many, 'kept point')} of each" if len(drawn.names) > 1 else counted(many, "kept point")
    said = [f"{what} of {names} at other cut-offs, from {points}"]
    for name, curve in drawn.models():
        found = [reaching(curve, recall)[1] for recall in (0.5, 0.8, 0.95)]
        pairs = (f"{share(_height(one, kind))} at recall {share(one.value('recall'))}" for one in found)
        word = "false positive rate" if kind == "roc" else "precision"
        said.append(f"{shorten(clean(name))}: {word} {listed([*dict.fromkeys(pairs)])}")
    if kind == "roc":
        said.append("A random guess has as high a false positive rate as recall")
    else:
        said.append(f"A random guess has precision {share(drawn.guess)} at any recall")
    left = len(drawn.curve.models) - len(drawn.names)
    if left:
        others = [name for name in drawn.curve.models if name not in drawn.names]
        said.append(f"Not drawn: {few([shorten(clean(name)) for name in others])}")
    return f"{'. '.join(said)}."


def _height(one: Outcomes, kind: str) -> float | None:
    return one.alarms if kind == "roc" else one.value("precision")


def tip(name: str, threshold: float, one: Outcomes) -> str:
    """What a model has at a threshold: `net-2 at 0.5: precision 0.9, recall 0.8, false positive rate 0.1`."""
    values = f"precision {share(one.value('precision'))}, recall {share(one.value('recall'))}"
    return f"{shorten(clean(name))} at {rounded(threshold)}: {values}, false positive rate {share(one.alarms)}"
