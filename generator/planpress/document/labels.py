"""How things are called: metrics, factors, owners, stages and methods, spelt as their authors wrote them.

One rule of capitals for all of them. A label is shown as it was written: AUC, mAP, PR-AUC, F1. Only a word that is
capital for no other reason than that it began its label, as in "Position error", begins small inside a sentence; and
only a word in small letters throughout, as in "position error", begins capital at the start of a sentence or of a cell.
"""

from collections.abc import Mapping

from planpress.model.metrics import Metric
from planpress.model.plan import Factor, Method, Plan
from planpress.model.stages import Stage
from planpress.model.wording import at_start, in_sentence

METHODS: Mapping[Method, str] = {
    "geometric": "geometric mean",
    "weighted-sum": "weighted sum",
    "topsis": "TOPSIS",
}
"""The methods of ranking."""


def metric_label(metric: str, metrics: Mapping[str, Metric]) -> str:
    """A metric by its label, else by its id as it is written, its underscores as blanks."""
    known = metrics.get(metric)
    return known.label if known and known.label else metric.replace("_", " ")


def metric_name(metric: str, metrics: Mapping[str, Metric]) -> str:
    """The name of a metric in the middle of a sentence."""
    return in_sentence(metric_label(metric, metrics))


def factor_label(name: str, factor: Factor) -> str:
    """A factor by its label, else by its id as a line begins, its underscores as blanks."""
    return factor.label or at_start(name.replace("_", " "))


def owner_label(owner: str | None, plan: Plan) -> str:
    """An owner: a team's label, else what was written."""
    if owner is None:
        return "no owner"
    team = plan.teams.get(owner)
    return team.label if team and team.label else owner


def stage_label(stage: Stage | None) -> str:
    """A stage, short."""
    return "no stage" if stage is None else stage
