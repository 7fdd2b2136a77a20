"""How things are called: metrics, factors, owners, stages and methods, spelt as their authors wrote them.

No letter of a label, nor of an id that stands for one, becomes large or small: auc, AUC, mAP, Position error. Of an id
the underscores are blanks.
"""

from collections.abc import Mapping

from planpress.model.metrics import Metric
from planpress.model.plan import Factor, Method, Plan
from planpress.model.rule import Rule
from planpress.model.stages import Stage

METHODS: Mapping[Method, str] = {"geometric": "geometric mean", "weighted-sum": "weighted sum", "topsis": "TOPSIS"}
"""The methods of ranking."""


def metric_label(metric: str, metrics: Mapping[str, Metric]) -> str:
    """A metric by its label, else by its id."""
    return label(metric, metrics.get(metric))


def metric_phrase(metric: str, metrics: Mapping[str, Metric]) -> str:
    """What a sentence calls a metric after the highest or the lowest: by its phrase, else as `metric_label` does."""
    known = metrics.get(metric)
    return (known and known.phrase) or metric_label(metric, metrics)


def metric_unit(metric: str, metrics: Mapping[str, Metric]) -> str | None:
    """The unit of a metric; None where it has none, or nobody declares it."""
    known = metrics.get(metric)
    return known.unit if known else None


def label(name: str, known: Metric | Factor | Rule | None) -> str:
    """What an author calls a metric, a factor or a rule."""
    return (known and known.label) or name.replace("_", " ")


def owner_label(owner: str | None, plan: Plan) -> str:
    """An owner: a team's label, else what was written."""
    if owner is None:
        return "no owner"
    team = plan.teams.get(owner)
    return team.label if team and team.label else owner


def stage_label(stage: Stage | None) -> str:
    """A stage, short."""
    return "no stage" if stage is None else stage
